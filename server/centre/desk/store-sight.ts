import { isOwnPath, ownerOf } from '../../../contract/own-place.ts'
import { pathsOfThen } from '../../city/area/places.ts'
import { areaPath, townsOfParted, wholePath } from '../../city/area/store.ts'
import { isWhole, narrowScope, scopeSql } from '../../city/permit/scope.ts'
import { sightSql } from '../../flow/3-event/store.ts'
import type { Caller } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Db } from '../../kernel/spine.ts'
import { depthOf } from './store-rest.ts'

export type Seer = Pick<Caller, 'scope' | 'sight' | 'unit' | 'person'>

/**
 * The path prefixes a wish `area=` stands for: a path ('50/500105/'), a code, or a zone of development ('z-liangjiang': its towns, and what is of it as a
 * whole). A division that left towns to a zone is the towns it kept (decisions: roll-ups go by operating districts), as on the map, in vitals and
 * check-ups, and as its centre sees it.
 * Null: no wish. A code or path nobody knows is an empty list: a wall of an area that is none must not read as one where all is quiet.
 */
export async function readPrefixes(db: Db, area: string | undefined): Promise<string[] | null> {
  if (!area) return null
  const code = area.endsWith('/') ? (area.split('/').at(-2) ?? '') : area
  if (isOwnPath(area)) return (await wholePath(db, ownerOf(code))) === area ? [area] : []
  const path = await areaPath(db, code)
  if (area.endsWith('/') && path !== area) return []
  // Only a district is parted: a path of two codes, or none.
  const parted = path && depthOf(path) !== 2 ? undefined : (await townsOfParted(db, [code])).get(code)
  return parted ?? (path ? [path] : [])
}

/**
 * Whoever asks for lists of cases and signals, with the places of then: what was opened in an area that came here (区划变动) stays under its code of then and
 * is found with the area of today. Where no area ever changed, and for a whole city, it is the same asking.
 */
export function withPlacesOfThen<A extends { caller: Caller; wanted: readonly string[] | null }>(asked: A): A {
  const { caller, wanted } = asked
  const [own, wished] = [pathsOfThen(caller.scope), pathsOfThen(wanted ?? [])]
  if (own.length === 0 && wished.length === 0) return asked
  const scope = [...caller.scope, ...own]
  return { ...asked, caller: { ...caller, scope }, wanted: wanted && [...wanted, ...wished] }
}

/** The wished prefixes as far as they lie in the scope; the whole scope without a wish. Empty: nothing to see. */
export const narrowed = (scope: readonly string[], wanted: readonly string[] | null): string[] =>
  wanted === null ? [...scope] : wanted.flatMap((prefix) => narrowScope(scope, prefix) ?? [])

/**
 * Where clause on `e` (events) for a caller and a wish. Inside one's own areas the wish alone is enough and runs on the index of
 * areas; elsewhere it narrows what one sees.
 */
export function eventsSql(caller: Seer, wanted: readonly string[] | null, values: unknown[]): string {
  if (wanted === null) return sightSql(caller, values)
  const all = wanted.length > 0 && wanted.every((prefix) => caller.scope.some((own) => prefix.startsWith(own)))
  const inside = scopeSql('e.area', wanted, values)
  return caller.sight === 'area' && all ? inside : `(${inside} and ${sightSql(caller, values)})`
}

/** The areas of which all is seen, as far as they are wished for. */
export const areasSeen = ({ sight, scope }: Seer, wanted: readonly string[] | null): string[] =>
  sight === 'area' ? narrowed(scope, wanted) : []

/** Most of a unit's own orders that a count looks at, the newest. */
const ownAtMost = 5_000

/**
 * The same sight as parts whose union it is. Each part alone can be read newest first off an index, until its page is full; an
 * `or` of them makes PostgreSQL look at every event there is. `own` parts are cases; for a `count` the newest of them.
 */
export function eventsParts(
  caller: Seer,
  wanted: readonly string[] | null,
  values: unknown[],
  use: 'page' | 'count' = 'page',
): { sql: string; own: boolean }[] {
  // An area nobody knows: nothing, and still a clause.
  if (wanted?.length === 0) return [{ sql: 'false', own: false }]
  const parts = areasSeen(caller, wanted).map((prefix) => ({ sql: insideSql(prefix, values), own: false }))
  return [...parts, ...ownEventsParts(caller, wanted, values, use).map((sql) => ({ sql, own: true }))]
}

/** Of these parts those that are cases of one's unit and one's own, wherever they lie; none where the areas hold all of them. */
export function ownEventsParts(
  caller: Seer,
  wanted: readonly string[] | null,
  values: unknown[],
  use: 'page' | 'count' = 'page',
): string[] {
  // Every event lies in its city.
  if (caller.sight === 'area' && wanted === null && isWhole(caller.scope)) return []
  if (caller.sight === 'area' && wanted?.every((prefix) => caller.scope.some((own) => prefix.startsWith(own)))) return []
  const inside = wanted === null ? '' : ` and ${scopeSql('e.area', wanted, values)}`
  const [unit, person] = [`$${values.push(caller.unit)}`, `$${values.push(caller.person)}`]
  const newest = use === 'count' ? ` order by w.asked_at desc limit ${ownAtMost}` : ''
  return [
    `e.id in (select w.event from work_orders w where w.unit = ${unit}${newest})${inside}`,
    `e.id in (select r.event from reports r where r.person = ${person} and r.event is not null)${inside}`,
  ]
}

/** The parts as one clause, for few events that are looked at one by one: what one's own cases are is then read once, not for each of them. */
export function anyPartSql(caller: Seer, wanted: readonly string[] | null, values: unknown[]): string {
  return `(${eventsParts(caller, wanted, values)
    .map(({ sql }) => `(${sql})`)
    .join(' or ')})`
}

/** Events below one prefix, in the words of the indexes by district and by town: a code stands at one place of the tree only. */
function insideSql(prefix: string, values: unknown[]): string {
  const [, district, town, ...below] = prefix.split('/').filter(Boolean)
  if (!district) return scopeSql('e.area', [prefix], values)
  if (!town) return `split_part(e.area, '/', 2) = $${values.push(district)}`
  const part = `split_part(e.area, '/', 3) = $${values.push(town)}`
  return below.length > 0 ? `(${part} and ${scopeSql('e.area', [prefix], values)})` : part
}

/** Where clause on `s` (signals): a signal has no order yet, so only whole areas see it, and who sent its report. */
export function signalsSql(caller: Seer, wanted: readonly string[] | null, values: unknown[]): string {
  const inside = scopeSql('s.area', caller.sight === 'area' ? narrowed(caller.scope, wanted) : [], values)
  if (wanted !== null) return inside
  values.push(caller.person)
  return `(${inside} or exists (select 1 from reports r where r.id = s.report and r.person = $${values.length}))`
}

/** Where clause on `o` (objects): whole areas; or what one's unit answers for, keeps up, or has a case of. Who sees a whole city sees all there is. */
export function objectsSql(caller: Seer, values: unknown[]): string {
  if (caller.sight === 'area' && isWhole(caller.scope)) return scopeSql('o.area', caller.scope, values)
  values.push(caller.unit)
  const unit = `$${values.length}`
  const own = `o.duty_unit = ${unit} or o.maintainer_unit = ${unit} or exists (select 1 from events x join work_orders w on w.event = x.id where x.object = o.id and w.unit = ${unit})`
  return caller.sight === 'area' ? `(${scopeSql('o.area', caller.scope, values)} or ${own})` : `(${own})`
}

const objectsInside = (prefix: string, values: unknown[]): string => scopeSql('o.area', [prefix], values)

/** A district as the value an index begins with, in which its objects stand in order, the worst first. */
export function objectsInOrder(prefix: string, values: unknown[]): string {
  const [, district, ...below] = prefix.split('/').filter(Boolean)
  return district && below.length === 0 ? `split_part(o.area, '/', 2) = $${values.push(district)}` : objectsInside(prefix, values)
}

/**
 * The same as parts, each with an index of its own, for what is looked through from one's own side; `all`: the part of who sees a whole city, which leaves
 * out nothing; `own`: what one's unit has to do with wherever it is.
 */
export function objectsParts(
  caller: Seer,
  values: unknown[],
  inside = objectsInside,
): { sql: string; all: boolean; own: boolean }[] {
  const areas = caller.sight === 'area' ? caller.scope : []
  if (isWhole(areas)) return [{ sql: scopeSql('o.area', areas, values), all: true, own: false }]
  const unit = `$${values.push(caller.unit)}`
  return [
    ...areas.map((prefix) => ({ sql: inside(prefix, values), all: false, own: false })),
    ...[
      `o.duty_unit = ${unit}`,
      `o.maintainer_unit = ${unit}`,
      `o.id in (select x.object from work_orders w join events x on x.id = w.event where w.unit = ${unit} and x.object is not null)`,
    ].map((sql) => ({ sql, all: false, own: true })),
  ]
}

/** The `own` of some parts as one clause, gathered first, each off its own index. */
export function ownSql(parts: readonly { sql: string; own: boolean }[]): string[] {
  const own = parts.filter((part) => part.own).map(({ sql }) => `select o.id from objects o where o.valid_to is null and ${sql}`)
  return own.length > 0 ? [`o.id = any(array(${own.join(' union all ')}))`] : []
}

/**
 * Where clause on `o` (objects in force) for what of a caller's is counted or listed in a wish. Inside one's own areas the areas alone are enough; elsewhere
 * what one's unit has to do with is gathered first, each part off its own index, and read together with the areas: an `or` of the parts themselves makes
 * PostgreSQL look at every object there is.
 */
export function objectsIn(caller: Seer, wanted: readonly string[] | null, values: unknown[]): string {
  if (wanted?.length === 0) return 'false'
  const inside = wanted === null ? '' : scopeSql('o.area', wanted, values)
  const within = (prefix: string): boolean => caller.scope.some((area) => prefix.startsWith(area))
  if (wanted !== null && caller.sight === 'area' && wanted.every(within)) return inside
  const parts = objectsParts(caller, values)
  const areas = parts.filter((part) => !part.own).map(({ sql }) => sql)
  const seen = [...areas, ...ownSql(parts)].join(' or ')
  return wanted === null ? `(${seen})` : `${inside} and (${seen})`
}

/** May the caller see this report: in their areas, sent by themselves, or part of an event they see? */
export async function reportsVisible(db: Db, caller: Seer, report: { id: string }): Promise<boolean> {
  const values: unknown[] = [report.id, caller.person]
  const inside = scopeSql('r0.area', caller.sight === 'area' ? caller.scope : [], values)
  const sight = sightSql(caller, values)
  const rows = await db.query(
    `select 1 from reports r0 where r0.id = $1 and (${inside} or r0.person = $2 or exists (select 1 from events e where e.id = r0.event and ${sight}))`,
    values,
  )
  return rows.length > 0
}

/** Refuses when nothing of a wished area lies in the caller's areas: it looks the same as if there were no such area. */
export function orNotFound(prefixes: string[]): string[] {
  if (prefixes.length === 0) throw new RefusalError({ code: 'thing.not-found' })
  return prefixes
}
