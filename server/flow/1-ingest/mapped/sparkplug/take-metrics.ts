import { system } from '../../../../../contract/actor.ts'
import type { Fault, Row } from '../../../../city/sheet/types.ts'
import type { MappedDeps } from '../deps.ts'
import type { Places } from '../map-row.ts'
import { noteTaken } from '../store-deliveries.ts'
import { lockFeed, noteGone, noteWell } from '../store-feeds.ts'
import { takeRows } from '../take-rows.ts'
import type { MappedFeed } from '../types.ts'
import { goneAfter } from './rules/gone.ts'

/** Rows that share their commits. */
const rowsAtOnce = 500

/** `unnamed`: values whose names nobody knows yet. */
type Given = { rows: Row[]; unnamed: Fault[]; places: Places; news: { name: string; gone: boolean } | null; bytes: number }

/** Keeps what one message measured, and who was born or went. Done twice, it keeps nothing twice. */
export async function takeMetrics(
  deps: MappedDeps,
  feed: MappedFeed,
  { rows, unnamed, places, news, bytes }: Given,
): Promise<void> {
  if (rows.length + unnamed.length === 0 && !news) return
  // A birth may hold thousands: all at once they would stand in everybody's way.
  for (let from = rowsAtOnce; from < rows.length; from += rowsAtOnce)
    await takeMetrics(deps, feed, { rows: rows.slice(from, from + rowsAtOnce), unnamed: [], places, news: null, bytes: 0 })
  const first = rows.slice(0, rowsAtOnce)
  const { faults, ...taken } = await takeRows(deps, feed, first, places)
  await deps.spine.transaction(system, async (tx) => {
    const of = { feed: feed.id, name: feed.group!, by: feed.key!, origin: 'sparkplug', bytes } as const
    const more = { faults: [...faults, ...unnamed], refused: taken.refused + unnamed.length, rows: first.length + unnamed.length }
    if (more.rows > 0) await noteTaken(tx, of, { ...taken, ...more })
    // Of one that goes nothing is heard: its goodbye is no sign of life.
    if (!news?.gone) await noteWell(tx, feed.id, tx.now, taken.measuredAt)
    const now = news && (await lockFeed(tx, feed.id))
    if (now) await noteGone(tx, feed.id, goneAfter(now.gone, news))
  })
}
