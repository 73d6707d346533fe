import { system } from '../../../../../contract/actor.ts'
import type { Spine, Tx } from '../../../../kernel/spine.ts'
import { periodStart } from '../rules/period.ts'
import { addUp, type Heap, type Kept } from './add-up.ts'
import { countHeard, type Look } from './count-heard.ts'
import { type Counted, keepCounted } from './keep-counted.ts'
import type { HeapRow, HeardVital, Progress } from './store-readings.ts'
import * as store from './store-readings.ts'
import { upTo } from './up-to.ts'

/** Devices whose past is taken in at once for a vital that is new. */
const devicesAtOnce = 100

/**
 * Keeps vitals that are counted from readings current: what came since the last look is added to what was counted, each reading once and in
 * the period it was measured in. A vital that is new, or counted by a new version, takes in what is there of the period that runs and of the
 * one before it. Answers whether more waits.
 */
export async function countReadings(spine: Spine, zone: string): Promise<boolean> {
  return spine.transaction(system, async (tx) => {
    if (!(await store.lockReadings(tx))) return false
    const ended = await store.endedBelow(tx)
    const more = await countHeard(tx, { ended, zone })
    const vitals = await store.heardVitals(tx, 'readings')
    for (const vital of vitals) vital.progress ??= await begin(tx, vital, { ended, zone })
    const isBehind = await addFresh(tx, vitals, { ended, zone })
    let isFilling = false
    for (const vital of vitals) if (vital.progress?.device != null) isFilling = (await fill(tx, vital, zone)) || isFilling
    if (!isBehind) await closePeriods(tx, vitals, zone)
    for (const { id, progress } of vitals) await store.saveProgress(tx, id, progress!)
    return more || isBehind || isFilling
  })
}

/** From here on readings are added as they come; what was counted by another version goes, and what is there is taken in device by device. */
async function begin(tx: Tx, vital: HeardVital, { ended, zone }: Look): Promise<Progress> {
  const { id, version, definition } = vital
  const period = periodStart(definition.cadence, tx.now.getTime(), zone)
  const cells = await store.countedSince(tx, id, periodStart(definition.cadence, period, zone, -1))
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

/** Adds what came since each vital was looked at; answers whether one is not up to now yet. */
async function addFresh(tx: Tx, vitals: readonly HeardVital[], { ended, zone }: Look): Promise<boolean> {
  let isBehind = false
  for (const [tx0, group] of Map.groupBy(vitals, ({ progress }) => progress!.tx)) {
    const from = BigInt(tx0)
    if (from >= ended) continue
    const to = upTo(from, ended)
    await addHeaps(tx, group, await store.heapsSince(tx, group, { from, to }), zone)
    for (const { progress } of group) progress!.tx = String(to)
    if (to < ended) isBehind = true
  }
  return isBehind
}

/** Takes in the next devices of what was there before; answers whether there are more. Sums do not mind what is added first. */
async function fill(tx: Tx, vital: HeardVital, zone: string): Promise<boolean> {
  const progress = vital.progress!
  const devices = await store.devicesAfter(tx, vital, progress.device!, devicesAtOnce)
  const since = periodStart(vital.definition.cadence, progress.period, zone, -1)
  // What came since it began was added by itself.
  if (devices.length > 0)
    await addHeaps(tx, [vital], await store.heapsBefore(tx, vital, { devices, since, tx: progress.begun }), zone)
  progress.device = devices.length < devicesAtOnce ? null : devices.at(-1)!
  return progress.device !== null
}

async function addHeaps(tx: Tx, vitals: readonly HeardVital[], rows: readonly HeapRow[], zone: string): Promise<void> {
  const byId = new Map(vitals.map((vital) => [vital.id, vital]))
  const cells = new Map<string, { vital: HeardVital; period: number; area: string; heap: Heap }>()
  for (const row of rows) {
    const vital = byId.get(row.vital)!
    const period = periodStart(vital.definition.cadence, row.slot, zone)
    const key = store.cellKey({ ...row, period })
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
