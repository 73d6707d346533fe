import type { DirectoryPost, DirectoryUnit } from '../../../../contract/directory.ts'
import { areasByCode } from '../../../city/area/store.ts'
import { moveShifts } from '../../../city/duty/move-shifts.ts'
import { inScope, isWhole } from '../../../city/permit/scope.ts'
import {
  appointmentsOf,
  areasOfUnit,
  countUnitsBelow,
  endPosts,
  endUnit,
  insertPost,
  insertUnit,
  lockPost,
  lockUnit,
  type PostLine,
  postsOfUnit,
  type UnitLine,
} from '../../../city/person/store.ts'
import { changePost, changeUnit, liesBelow, setUnitAreas } from '../../../city/person/store-directory.ts'
import { malformed, RefusalError } from '../../../kernel/result.ts'
import { putInForce } from '../appoint.ts'
import { endAll, isAdmin, isInside, keep, needFree, oursOf, type Taking } from './taking.ts'
import type { Entry } from './types.ts'

const unfit = (...given: Parameters<typeof malformed>): RefusalError => new RefusalError(malformed(...given))
const isOver = (row: { valid_to: Date | null }, now: Date): boolean => row.valid_to !== null && row.valid_to <= now

/** A unit is made, or changed where it stands. The unit of the key may have a number; it is changed by its own administrators only. */
export async function takeUnit(taking: Taking, row: DirectoryUnit, stands: Entry | null): Promise<string> {
  const { tx, root } = taking
  const own = await unitHere(taking, row, stands)
  if (own?.id === root) return root
  const parent = row.parent === null ? root : oursOf(taking, 'unit', row.parent)
  if (own && (await liesBelow(tx, parent, own.id))) throw unfit('/parent', 'directory.round', { name: row.parent ?? '' })
  const areas = row.areas && (await areasFor(taking, row.areas))
  const { name, shortName = name, kind, tier } = row
  const id = own?.id ?? `unit-${tx.newId()}`
  if (own) {
    await changeUnit(tx, { id, name, shortName, kind, tier, parent })
    if (areas) await setUnitAreas(tx, id, areas)
  } else {
    const given = { areas: areas ?? (await areasOfUnit(tx, parent)), board: null, domain: null }
    await insertUnit(tx, { id, name, shortName, kind, tier, parent, ...given })
  }
  const about = { subject: id, area: (areas?.[0]?.path ?? own?.paths[0]) || null, unit: id }
  await tx.record({ kind: own ? 'unit.changed' : 'unit.made', ...about, body: { unit: id, name } })
  return id
}

async function unitHere(taking: Taking, { here }: DirectoryUnit, stands: Entry | null): Promise<UnitLine | null> {
  const id = stands?.ours ?? here
  if (!id) return null
  if (!stands) needFree(taking, 'unit', id)
  const own = await lockUnit(taking.tx, id)
  if (!own || isOver(own, taking.tx.now) || !(stands || isInside(taking, own.paths)))
    throw unfit('/here', 'directory.here', { name: id })
  return own
}

async function areasFor({ tx, scope }: Taking, codes: string[]): Promise<{ code: string; path: string }[]> {
  const areas = (await areasByCode(tx, codes)).filter(({ path }) => inScope(scope, path))
  const unknown = codes.find((code) => !areas.some((area) => area.code === code))
  if (unknown !== undefined) throw unfit('/areas', 'name.unknown', { name: unknown })
  return areas.map(({ code, path }) => ({ code, path }))
}

/** A post is made, renamed, or moves to another unit: then it ends there and begins here, with whoever holds it. */
export async function takePost(taking: Taking, row: DirectoryPost, stands: Entry | null): Promise<string> {
  const { tx } = taking
  if (isAdmin(row.kind)) throw unfit('/kind', 'directory.admin')
  // What a post of the city may do is bound to no area: a key of a part of it makes none.
  if (row.kind.startsWith('city-') && !isWhole(taking.scope)) throw unfit('/kind', 'directory.outside')
  const unit = oursOf(taking, 'unit', row.unit)
  const own = await postHere(taking, row, stands)
  if (own?.unit === unit) {
    await changePost(tx, { id: own.id, name: row.name, kind: row.kind })
    const about = { subject: own.id, area: own.paths[0] ?? null, unit }
    await tx.record({ kind: 'post.changed', ...about, body: { post: own.id, name: row.name } })
    return own.id
  }
  const made = await makePost(taking, row, unit)
  if (own) await moveHolders(taking, own, made)
  return made.id
}

async function postHere(taking: Taking, { here }: DirectoryPost, stands: Entry | null): Promise<PostLine | null> {
  const id = stands?.ours ?? here
  if (!id) return null
  if (!stands) needFree(taking, 'post', id)
  const own = await lockPost(taking.tx, id)
  if (!own || isOver(own, taking.tx.now) || !(stands || isInside(taking, own.paths)))
    throw unfit('/here', 'directory.here', { name: id })
  if (isAdmin(own.kind)) throw unfit('/here', 'directory.admin')
  return own
}

async function makePost({ tx }: Taking, { name, kind }: DirectoryPost, unit: string): Promise<PostLine> {
  const id = `post-${tx.newId()}`
  await insertPost(tx, { id, unit, name, kind, side: null })
  const made = (await lockPost(tx, id))!
  await tx.record({ kind: 'post.made', subject: id, area: made.paths[0] ?? null, unit, body: { post: id, name } })
  return made
}

/** Whoever holds the post goes with it, and stands their shifts there; what was lent ends, and its open orders stay with the unit it left. */
async function moveHolders(taking: Taking, from: PostLine, to: PostLine): Promise<void> {
  const { tx, entries } = taking
  const held = await appointmentsOf(tx, { post: from.id }, tx.now)
  const numbers = new Map([...entries.appointment.values()].filter(({ gone }) => !gone).map((entry) => [entry.ours, entry]))
  const { ended } = taking.counts.appointment
  await endAll(taking, held)
  await endPost(taking, from)
  for (const one of held) {
    if (one.kind === 'delegated') continue
    const person = { id: one.person, name: one.person_name }
    const start = one.valid_from > tx.now ? one.valid_from : tx.now
    const id = tx.newId()
    await putInForce(tx, { id, person, post: to, kind: one.kind, from: start, to: one.valid_to, delegatedBy: null })
    const entry = numbers.get(one.id)
    if (entry) await keep(taking, { ...entry, ours: id, gone: false })
  }
  await moveShifts(tx, from.id, to)
  // Nobody lost a post by this: it moved.
  taking.counts.appointment.ended = ended
}

async function endPost({ tx }: Taking, { id, name, unit, paths }: PostLine): Promise<void> {
  await endPosts(tx, [id], tx.now)
  await tx.record({ kind: 'post.ended', subject: id, area: paths[0] ?? null, unit, body: { post: id, name } })
}

/** A post that is gone ends with whoever holds it; its open orders stand on the list of those to be handed over. */
export async function endGonePost(taking: Taking, { ours }: Entry): Promise<void> {
  const { tx } = taking
  const post = await lockPost(tx, ours)
  if (!post || isOver(post, tx.now)) return
  await endAll(taking, await appointmentsOf(tx, { post: post.id }, tx.now))
  await endPost(taking, post)
}

/** A unit that is gone ends with its posts, once nothing stands below it. */
export async function endGoneUnit(taking: Taking, { ours }: Entry): Promise<void> {
  const { tx } = taking
  if (ours === taking.root) throw unfit('/number', 'unit.own')
  const unit = await lockUnit(tx, ours)
  if (!unit || isOver(unit, tx.now)) return
  if ((await countUnitsBelow(tx, unit.id, tx.now)) > 0) throw unfit('/number', 'unit.has-below')
  const held = await appointmentsOf(tx, { unit: unit.id }, tx.now)
  const posts = await postsOfUnit(tx, unit.id, tx.now)
  for (const { id } of posts) if (isAdmin((await lockPost(tx, id))!.kind)) throw unfit('/number', 'directory.admin')
  await endAll(taking, held)
  for (const { id } of posts) await endPost(taking, (await lockPost(tx, id))!)
  const ended = new Set(posts.map(({ id }) => id))
  for (const entry of taking.entries.post.values())
    if (!entry.gone && ended.has(entry.ours)) {
      await keep(taking, { ...entry, gone: true })
      taking.counts.post.ended++
    }
  await endUnit(tx, unit.id, tx.now)
  const about = { subject: unit.id, area: unit.paths[0] ?? null, unit: unit.id }
  await tx.record({ kind: 'unit.ended', ...about, body: { unit: unit.id, name: unit.name } })
}
