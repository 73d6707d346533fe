import { ratedLevelSql } from '../../city/object/store-risk.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { Db } from '../../kernel/spine.ts'
import { add } from '../desk/store.ts'
import { narrowed } from '../desk/store-sight.ts'
import { noCounts } from './rules/gather.ts'
import type { Asked, Counts, Level } from './types.ts'

/** Objects that share a key (a cell or an area), by level, with the mean of their places; `lit`: those with an open alarm, by level; `first`: the lowest cell among them. */
export type Sum = { key: string; n: number; counts: Counts; alarms: number; lit: Counts; lon: number; lat: number; first: string }

/** What is summed: the key, and the condition on `o` (objects) that narrows it. Both may add values. */
export type Cut = {
  key: string
  where: (values: unknown[]) => string
  /** narrowed by where things are: vehicles are left out, they are where they told; else by what they were registered with */
  byPlace: boolean
  /** with the mean of their places; without it an index of areas is enough */
  placed: boolean
  /** only sums of keys that lie wholly in one's areas are looked at: what one's unit has besides is in none of them */
  ownOnly?: boolean
}

/**
 * The sums of what a caller sees, each object with the level it has (or had): its risk, or what an open alarm makes of it when that is graver.
 * What lies in one's areas is read off an index alone; what one's unit has besides is added.
 */
export async function readSums(db: Db, asked: Asked, cut: Cut): Promise<Map<string, Sum>> {
  const sums = new Map<string, Sum>()
  // None asks for what another found: the longest alone is waited for.
  const [lit, ...parts] = await Promise.all([
    readLit(db, asked, cut),
    ...seenBy(cut).map((seen) => readPart(db, { asked, cut, seen })),
  ])
  for (const row of parts.flat()) addTo(sums, row)
  for (const one of lit) lift(sums.get(one.key), one)
  return sums
}

/** Why something is seen; nothing is for both. */
const seenBy = ({ ownOnly }: Cut): Seen[] => (ownOnly ? [inAreas] : [inAreas, besides])

export type Seen = (asked: Asked, values: unknown[]) => string | null

/** Objects of one's areas, as far as they are wished for. Null: there are none. */
export const inAreas: Seen = ({ caller, wanted }, values) => {
  const areas = caller.sight === 'area' ? narrowed(caller.scope, wanted) : []
  return areas.length > 0 ? scopeSql('o.area', areas, values) : null
}

/** Objects elsewhere that one's unit answers for, keeps up, or has a case of (as `objectsSql` says it, read from the unit's side). */
export const besides: Seen = ({ caller, wanted }, values) => {
  const unit = add(values, caller.unit)
  const own = `o.id in (select id from objects where duty_unit = ${unit} union all select id from objects where maintainer_unit = ${unit}
    union all select x.object from work_orders w join events x on x.id = w.event where w.unit = ${unit} and x.object is not null)`
  const elsewhere = caller.sight === 'area' ? ` and not ${scopeSql('o.area', caller.scope, values)}` : ''
  const inside = wanted === null ? '' : ` and ${scopeSql('o.area', wanted, values)}`
  return `${own}${elsewhere}${inside}`
}

/** Either of both, for reads that begin with a few objects. */
export function seenSql(asked: Asked, values: unknown[]): string {
  const [first, second] = [inAreas(asked, values), besides(asked, values)]
  return first === null ? `(${second})` : `(${first} or (${second}))`
}

/** Of these kinds, and there at the moment that is asked for. */
export function thereSql({ kinds, at }: Asked, values: unknown[]): string {
  const kind = kinds === null ? '' : ` and o.kind = any(${add(values, kinds)})`
  if (at === null) return `o.valid_to is null${kind}`
  const then = add(values, at)
  return `(o.valid_from is null or o.valid_from <= ${then}) and (o.valid_to is null or o.valid_to > ${then})${kind}`
}

/** The same of what stands where it was registered: all but vehicles. */
export const standsSql = (asked: Asked, values: unknown[]): string =>
  `${thereSql(asked, values)}${asked.moving.length > 0 ? ` and o.kind <> all(${add(values, asked.moving)})` : ''}`

/**
 * The risk an object has, or had: what the first change since then says it had before. 'none': nobody had rated it, or its kind has no
 * model: as what it was registered is not what it is. `join` is needed beside `o` for `risk` to hold.
 */
export function riskSql({ at, modelled }: Asked, values: unknown[]): { risk: string; join: string } {
  const now = `coalesce(${ratedLevelSql(add(values, modelled))}, 'none')`
  if (at === null) return { risk: now, join: '' }
  const changes = `select distinct on (subject) subject, coalesce(body->>'from', 'none') as risk from facts
    where kind = 'object.risk-changed' and recorded_at > ${add(values, at)} order by subject, recorded_at, id`
  return { risk: `coalesce(was.risk, ${now})`, join: `left join (${changes}) was on was.subject = o.id` }
}

/** `risk`: the word of a level, or none. Without places their three are left out: of areas a tile has thousands of rows. */
type PartRow = { key: string; risk: string; n: number; lon?: number; lat?: number; first?: string }

/** One row for each key and level: they become one in `addTo`. */
async function readPart(db: Db, { asked, cut, seen }: { asked: Asked; cut: Cut; seen: Seen }): Promise<PartRow[]> {
  const values: unknown[] = []
  const sight = seen(asked, values)
  if (sight === null) return []
  const { risk, join } = riskSql(asked, values)
  const place = cut.placed ? ', avg(o.lon) as lon, avg(o.lat) as lat, min(o.cell) as first' : ''
  return db.query<PartRow>(
    `select ${cut.key} as key, ${risk} as risk, count(*)::int as n${place}
     from objects o ${join} where ${cut.where(values)} and ${cut.byPlace ? standsSql(asked, values) : thereSql(asked, values)} and ${sight} group by 1, 2`,
    values,
  )
}
const levelOf: Readonly<Record<string, Level>> = { red: 1, orange: 2, yellow: 3, blue: 4, green: 5 }

function addTo(sums: Map<string, Sum>, { key, risk, n, lon = 0, lat = 0, first = '0' }: PartRow): void {
  const known = sums.get(key) ?? { key, n: 0, counts: noCounts(), alarms: 0, lit: noCounts(), lon: 0, lat: 0, first }
  sums.set(key, known)
  known.lon = (known.lon * known.n + lon * n) / (known.n + n)
  known.lat = (known.lat * known.n + lat * n) / (known.n + n)
  known.n += n
  known.counts[levelOf[risk] ?? 0] += n
}

type Lit = { key: string; level: Level; alarm: Level }

export const rankSql = (column: string): string => `array_position(array['red', 'orange', 'yellow', 'blue', 'green'], ${column})`
const stood = (then: string): string => `a.since <= ${then} and (a.cleared_at is null or a.cleared_at > ${then})`
/** What an alarm's severity was: what its first change since then says it had before. */
const severityThen = (then: string): string =>
  `coalesce((select c.from_severity from alarm_changes c where c.alarm = a.id and c.at > ${then} order by c.at, c.seq limit 1), a.severity)`

/** Open alarms by object: the rank of the gravest, now or then. */
export function alarmsSql({ at }: Asked, values: unknown[]): string {
  const then = at === null ? null : add(values, at)
  const severity = then === null ? 'a.severity' : severityThen(then)
  return `select a.object, min(${rankSql(severity)}) as alarm from alarms a where ${then === null ? 'a.cleared_at is null' : stood(then)} group by a.object`
}

/**
 * Objects with an open alarm, by key, with the level their risk alone gives them. What is seen for which reason is read apart, as the sums are: with one
 * condition that says either, all objects of a district were looked at for the few with an alarm.
 */
async function readLit(db: Db, asked: Asked, cut: Cut): Promise<Lit[]> {
  const values: unknown[] = []
  const { risk, join } = riskSql(asked, values)
  const where = `${cut.where(values)} and ${cut.byPlace ? standsSql(asked, values) : thereSql(asked, values)}`
  const parts = seenBy(cut).flatMap((seen) => {
    const sight = seen(asked, values)
    return sight === null
      ? []
      : [
          `select ${cut.key} as key, coalesce(${rankSql(risk)}, 0) as level, lit.alarm from lit join objects o on o.id = lit.object ${join} where ${where} and ${sight}`,
        ]
  })
  if (parts.length === 0) return []
  return db.query<Lit>(`with lit as (${alarmsSql(asked, values)}) ${parts.join(' union all ')}`, values)
}

function lift(sum: Sum | undefined, { level, alarm }: Lit): void {
  if (!sum) return
  const higher = level !== 0 && level <= alarm ? level : alarm
  sum.alarms += 1
  sum.lit[higher] += 1
  sum.counts[level] -= 1
  sum.counts[higher] += 1
}
