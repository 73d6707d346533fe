import { system } from '../../../../contract/actor.ts'
import { type OpenTable, openTable } from '../../../city/sheet/open-table.ts'
import type { Fault } from '../../../city/sheet/types.ts'
import { isOutside } from '../../../kernel/outside.ts'
import { malformed, type Refusal } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { columnsOf, type Places, placesOf } from './map-row.ts'
import { addReasons, nothingTaken } from './rules/reasons.ts'
import { claimDelivery, endDelivery, forgetSame, noteHead, notePart, releaseDelivery } from './store-deliveries.ts'
import { feedById, noteSeen, noteUnfit, noteWell } from './store-feeds.ts'
import { type RowDeps, takeRows } from './take-rows.ts'
import type { Delivery, MappedFeed } from './types.ts'

/** Rows that share their commits, and the count of how far it has come. */
const rowsOfPart = 500
/** Who has worked on a file and said nothing for so long was killed. */
const silentMs = 60_000
/** So often a reading may be cut off at one place: the file itself may be what ends the process. */
const mostTries = 3
/** Refused rows kept of one delivery; all are counted. */
export const mostFaults = 10_000

export type ReadDeps = RowDeps & { stopping?: () => boolean }

/** Reads the oldest file that waits, or goes on with one somebody was killed over, to its end. Answers whether there was one. */
export async function readDelivery(deps: ReadDeps): Promise<boolean> {
  const { spine, ingest } = deps
  // What devices send now goes first.
  if (ingest.pressure.level() !== 'free') return false
  const claimed = await spine.transaction(system, (tx) =>
    claimDelivery(tx, { now: tx.now, silentSince: new Date(tx.now.getTime() - silentMs) }),
  )
  if (!claimed) return false
  const { data, ...delivery } = claimed
  const feed = await feedById(spine, delivery.feed)
  if (!feed) throw new Error(`delivery ${delivery.id} has no feed`)
  if (delivery.tries >= mostTries) return end(deps, { feed, delivery }, malformed('/file', 'rows.cut', { max: mostTries }))
  try {
    return await readOne(deps, { feed, delivery }, data)
  } catch (error) {
    if (isOutside(error as Error)) throw error
    // Ours to mend; until then it must not be tried for ever.
    spine.log.error({ err: error, delivery: delivery.id }, 'a file could not be read')
    return end(deps, { feed, delivery }, { code: 'server.fault', details: { id: delivery.id.slice(-8) } })
  }
}

type Ending = { feed: MappedFeed; delivery: Delivery }

async function readOne(deps: ReadDeps, { feed, delivery }: Ending, data: Uint8Array): Promise<true> {
  const opened = await openTable(data, feed.mapping)
  if (!opened.ok) return end(deps, { feed, delivery }, opened.refusal)
  const table = opened.value
  try {
    const places = placesOf(feed.mapping, table.head.columns)
    if (!places.ok) return await end(deps, { feed, delivery }, places.refusal)
    const { total, face } = table.head
    await noteHead(deps.spine, delivery.id, { columns: columnsOf(feed.mapping), face, rows: total })
    const whole = await readParts(deps, { feed, delivery, table, places: places.value })
    return whole ? await end(deps, { feed, delivery }, null) : true
  } finally {
    await table.close()
  }
}

type Reading = { feed: MappedFeed; delivery: Delivery; table: OpenTable; places: Places }

/** Part after part from where it stands; false when it has to stop before the end, its feed is off, or somebody else goes on. */
async function readParts(deps: ReadDeps, { feed, delivery, table, places }: Reading): Promise<boolean> {
  const { spine } = deps
  let reasons = delivery.reasons
  let faults = delivery.refused
  const kept = columnsOf(feed.mapping).map((name) => places.get(name)!)
  for (let from = delivery.done; from < table.head.total; from += rowsOfPart) {
    if (deps.stopping?.() || !(await feedById(spine, feed.id))?.on) {
      await releaseDelivery(spine, delivery.id)
      return false
    }
    const rows = await table.rows(from, rowsOfPart, kept)
    const { measuredAt, ...taken } = await takeRows(deps, feed, rows, places)
    reasons = addReasons(reasons, taken.reasons)
    const shown = taken.faults.slice(0, Math.max(0, mostFaults - faults)).map(ofColumns(kept))
    faults += taken.faults.length
    const part = { ...taken, from, done: from + rows.length, reasons, faults: shown, measuredAt }
    if (!(await spine.transaction(system, (tx) => notePart(tx, delivery.id, part)))) return false
  }
  return true
}

/** Of the cells of a refused row those the mapping reads are kept, nothing else a file may say of people. */
const ofColumns =
  (places: number[]) =>
  ({ n, cells, refusal }: Fault): Fault => ({ n, cells: places.map((at) => cells[at] ?? ''), refusal })

async function end({ spine }: ReadDeps, { feed, delivery }: Ending, refusal: Refusal | null): Promise<true> {
  await spine.transaction(system, async (tx) => {
    const after = await endDelivery(tx, delivery.id, refusal)
    if (!after) return
    const unfit = refusal ?? nothingTaken(after)
    if (unfit) await noteUnfit(tx, feed.id, tx.now, unfit)
    else await noteWell(tx, feed.id, tx.now, after.measured_at)
    // A source that is asked every minute would fill the log with its every answer.
    if (delivery.origin === 'poll') return await polled(tx, after)
    const about = { feed: feed.id, file: delivery.name }
    const { done: rows, kept, duplicates, refused } = after
    if (refusal)
      await tx.record({ kind: 'delivery.refused', subject: delivery.id, area: null, body: { ...about, code: refusal.code } })
    else
      await tx.record({
        kind: 'delivery.read',
        subject: delivery.id,
        area: null,
        body: { ...about, rows, kept, duplicates, refused },
      })
  })
  return true
}

/** Refused rows may be right next time, a device by then registered: the same answer is read again, what is kept already is kept once. */
async function polled(tx: Tx, delivery: Delivery): Promise<void> {
  if (delivery.refused === 0) return
  await forgetSame(tx, delivery)
  await noteSeen(tx, delivery.feed, {})
}
