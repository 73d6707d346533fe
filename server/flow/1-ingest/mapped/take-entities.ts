import { system } from '../../../../contract/actor.ts'
import { readEntity, readingsOf } from '../../../../protocols/ngsi-ld/entity.ts'
import type { Fault, Row } from '../../../city/sheet/types.ts'
import { orRefuse, type Refusal } from '../../../kernel/result.ts'
import { badReading } from '../rules/parse-readings.ts'
import type { MappedDeps } from './deps.ts'
import { placesOf } from './map-row.ts'
import { ngsiColumns, ngsiRows } from './rules/ngsi-rows.ts'
import { nothingTaken, reasonsOf } from './rules/reasons.ts'
import { noteTaken } from './store-deliveries.ts'
import { noteUnfit, noteWell } from './store-feeds.ts'
import { takeRows } from './take-rows.ts'
import type { MappedFeed } from './types.ts'

/** An entity and the first thing that was wrong with it; null: all of it that the mapping asks for is kept. */
export type EntityTaken = { id: string; refusal: Refusal | null }
type Given = { entities: readonly unknown[]; name: string; by: string; bytes: number }

/** Values of entities as readings, each by itself: an entity with a fault keeps no other back. Resolves once they are committed. */
export async function takeEntities(
  deps: MappedDeps,
  feed: MappedFeed,
  { entities, name, by, bytes }: Given,
): Promise<EntityTaken[]> {
  const places = orRefuse(placesOf(feed.mapping, ngsiColumns))
  const read = entities.map((entity, n) => ({ n, id: idOf(entity, n), rows: rowsOf(feed, entity, n) }))
  const rows = read.flatMap(({ rows }) => (Array.isArray(rows) ? rows : []))
  const broken = read.flatMap(({ n, rows }): Fault[] => (Array.isArray(rows) ? [] : [{ n, cells: [], refusal: rows }]))
  const { faults, ...taken } = await takeRows(deps, feed, rows, places)
  const all = [...broken, ...faults]
  await deps.spine.transaction(system, async (tx) => {
    const refused = taken.refused + broken.length
    const more = { ...taken, refused, faults: all, rows: rows.length + broken.length }
    await noteTaken(tx, { feed: feed.id, name, by, bytes, origin: 'ngsi-ld' }, more)
    const unfit = nothingTaken({ ...taken, refused, reasons: reasonsOf(all) })
    if (unfit) await noteUnfit(tx, feed.id, tx.now, unfit)
    else await noteWell(tx, feed.id, tx.now, taken.measuredAt)
  })
  return read.map(({ n, id }) => ({ id, refusal: all.find((fault) => fault.n === n)?.refusal ?? null }))
}

/** The feed an entity is for: the first that knows its id and asks for something of it, else the first that asks for something, else the first. */
export function feedFor(feeds: readonly MappedFeed[], entity: unknown): MappedFeed {
  const asking = feeds.filter((feed) => {
    const rows = rowsOf(feed, entity, 0)
    return Array.isArray(rows) && rows.length > 0
  })
  const id = idOf(entity, 0)
  return asking.find((feed) => knows(feed, id)) ?? asking[0] ?? feeds[0]!
}

/** It has a number of its own in the mapping, or begins as the mapping says. */
const knows = ({ mapping: { device } }: MappedFeed, id: string): boolean =>
  Object.hasOwn(device.known, id.startsWith(device.prefix) ? id.slice(device.prefix.length) : id) ||
  (device.prefix !== '' && id.startsWith(device.prefix))

function rowsOf({ mapping }: MappedFeed, entity: unknown, n: number): Row[] | Refusal {
  const read = readEntity(entity)
  if (!read.ok) return badReading(String(read.detail ?? '/'), 'unfit')
  const { id, types } = read.value
  return ngsiRows(
    mapping,
    readingsOf(read.value).map((one) => ({ ...one, id, type: types[0]! })),
    n,
  )
}

/** Its id as far as it can be told: an answer names what it is about. */
function idOf(entity: unknown, n: number): string {
  const id = (entity as { id?: unknown } | null)?.id
  return typeof id === 'string' ? id.slice(0, 200) : `urn:ngsi-ld:unknown:${n + 1}`
}
