import { system } from '../../../../../contract/actor.ts'
import type { VitalCadence } from '../../../../../contract/vital-kinds.ts'
import type { Spine, Tx } from '../../../../kernel/spine.ts'
import { periodStart } from '../rules/period.ts'
import type { VitalRecord } from '../store-registry.ts'
import { addUp, type Heap, type Kept } from './add-up.ts'
import { countHeard, type Look } from './count-heard.ts'
import { firstCounted } from './first-counted.ts'
import { type Counted, keepCounted } from './keep-counted.ts'
import { keepListening } from './store-listening.ts'
import { pastsOf } from './store-pasts.ts'
import type { HeapRow, HeardVital, Progress } from './store-readings.ts'
import * as store from './store-readings.ts'
import { beginSpan, type Span, spansOf } from './store-spans.ts'
import { upTo } from './up-to.ts'

const dayMs = 86_400_000
/** `keepDays`: so long readings are kept; `woke`: since when this process listens. */
type Counting = { zone: string; keepDays: number; woke: Date }
/** Devices whose past is taken in at once for a vital that is new: of a long period few, for each of them sent much. */
const devicesAtOnce = { hour: 100, day: 100, week: 20, month: 8, quarter: 3, year: 1 } as const satisfies Record<
  VitalCadence,
  number
>

/**
 * Keeps vitals that are counted from readings current: what came since the last look is added to what was counted, each reading once and in
 * the period it was measured in, by the version that counts this period. A vital that is new, or counted by a new version, takes in what is there of
 * the period that runs and, of hours, days and weeks, of the one before it. Answers whether more waits.
 */
export async function countReadings(spine: Spine, { zone, keepDays, woke }: Counting): Promise<boolean> {
  return spine.transaction(system, async (tx) => {
    if (!(await store.lockReadings(tx))) return false
    const ended = await store.endedBelow(tx)
    const oldest = tx.now.getTime() - keepDays * dayMs
    const look: Look = { ended, zone, oldest, pasts: await pastsOf(tx, zone, oldest), woke }
    await keepListening(tx, woke)
    const more = await countHeard(tx, look)
    const vitals = await store.heardVitals(tx, 'readings')
    for (const vital of vitals) vital.progress ??= await begin(tx, vital, look)
    const spans = await spansOf(tx, vitals, look.oldest)
    const isBehind = await addFresh(tx, vitals, spans, look)
    let isFilling = false
    for (const vital of vitals)
      if (vital.progress?.device != null) isFilling = (await fill(tx, vital, spans.get(vital.id)?.at(-1), look)) || isFilling
    if (!isBehind) await closePeriods(tx, vitals, zone)
    await store.saveProgress(
      tx,
      vitals.map(({ id, progress }) => [id, progress!]),
    )
    return more || isBehind || isFilling
  })
}

/**
 * From here on readings are added as they come. Periods from the first one it can count whole belong to this version: what another counted of them goes,
 * and what is there is taken in device by device. Those before stay with the version that counted them.
 */
async function begin(tx: Tx, vital: HeardVital, look: Look): Promise<Progress> {
  const { ended, zone, oldest } = look
  const { id, version, definition } = vital
  const period = periodStart(definition.cadence, tx.now.getTime(), zone)
  const since = firstCounted(definition.cadence, { now: tx.now.getTime(), zone, oldest })
  await beginSpan(tx, vital, since)
  if (vital.left) await addLeft(tx, vital, { since, tx: vital.left.tx }, look)
  const cells = await store.countedSince(tx, id, since)
  await keepCounted(
    tx,
    cells.map((cell) => ({
      ...{ vital, period: cell.period, area: cell.area },
      next: () => ({ num: null, den: 0, observedAt: tx.now.getTime() }),
    })),
    zone,
  )
  return { version, tx: String(ended), begun: String(ended), period, device: '' }
}

/** What came between the last look of the version before and now belongs to it, as far as it is of its periods. */
async function addLeft(
  tx: Tx,
  vital: HeardVital,
  left: { since: number; tx: string },
  { ended, zone, oldest, pasts }: Look,
): Promise<void> {
  const former = ((await spansOf(tx, [vital], oldest)).get(vital.id) ?? []).filter(({ until }) => until <= left.since)
  await addHeaps(tx, former, await store.heapsSince(tx, former, { from: BigInt(left.tx), to: ended, pasts }), zone)
}

/** Adds what came since each vital was looked at; answers whether one is not up to now yet. */
async function addFresh(
  tx: Tx,
  vitals: readonly HeardVital[],
  spans: ReadonlyMap<number, readonly Span[]>,
  { ended, zone, pasts }: Look,
): Promise<boolean> {
  let isBehind = false
  for (const [tx0, group] of Map.groupBy(vitals, ({ progress }) => progress!.tx)) {
    const from = BigInt(tx0)
    if (from >= ended) continue
    const to = upTo(from, ended)
    const counting = group.flatMap(({ id }) => spans.get(id) ?? [])
    await addHeaps(tx, counting, await store.heapsSince(tx, counting, { from, to, pasts }), zone)
    for (const { progress } of group) progress!.tx = String(to)
    if (to < ended) isBehind = true
  }
  return isBehind
}

/** Takes in the next devices of what was there before; answers whether there are more. Sums do not mind what is added first. */
async function fill(tx: Tx, vital: HeardVital, span: Span | undefined, { zone, pasts }: Look): Promise<boolean> {
  const progress = vital.progress!
  const most = devicesAtOnce[vital.definition.cadence]
  const devices = await store.devicesAfter(tx, vital, progress.device!, most)
  // What came since it began was added by itself.
  if (span && devices.length > 0)
    await addHeaps(tx, [span], await store.heapsBefore(tx, span, { devices, tx: progress.begun, pasts }), zone)
  progress.device = devices.length < most ? null : devices.at(-1)!
  return progress.device !== null
}

async function addHeaps(tx: Tx, spans: readonly Span[], rows: readonly HeapRow[], zone: string): Promise<void> {
  const cells = new Map<string, { vital: VitalRecord; period: number; area: string; heap: Heap }>()
  for (const row of rows) {
    const { vital } = spans[row.place]!
    const period = periodStart(vital.definition.cadence, row.slot, zone)
    const key = store.cellKey({ vital: vital.id, period, area: row.area })
    const known = cells.get(key)
    cells.set(key, { vital, period, area: row.area, heap: known ? joined(known.heap, row) : row })
  }
  const counted = [...cells.values()].map(({ heap, ...cell }): Counted => {
    const { definition } = cell.vital
    return { ...cell, next: (before) => addUp(definition, before?.num == null ? null : (before as Kept), heap) }
  })
  await keepCounted(tx, counted, zone)
}

const joined = (one: Heap, other: Heap): Heap => ({
  ...{ n: one.n + other.n, sum: one.sum + other.sum, part: one.part + other.part },
  ...{ low: Math.min(one.low, other.low), high: Math.max(one.high, other.high), newest: Math.max(one.newest, other.newest) },
})

/** Periods that are over are looked at once more: only now what opens events is judged by them. */
async function closePeriods(tx: Tx, vitals: readonly HeardVital[], zone: string): Promise<void> {
  for (const { id, definition, progress } of vitals) {
    const running = periodStart(definition.cadence, tx.now.getTime(), zone)
    if (progress!.device !== null || progress!.period >= running) continue
    await store.lookAgain(tx, id, progress!.period, running)
    progress!.period = running
  }
}
