import type { Tx } from '../../../../kernel/spine.ts'
import { periodStart } from '../rules/period.ts'
import { type Counted, keepCounted } from './keep-counted.ts'
import { codeOf } from './store-conditions.ts'
import { listenedMs } from './store-listening.ts'
import { type Past, pathThen } from './store-pasts.ts'
import type { HeardVital, Progress } from './store-readings.ts'
import * as store from './store-readings.ts'
import { beginSpan, type Span, spansOf } from './store-spans.ts'
import { upTo } from './up-to.ts'

/**
 * All transactions below `ended` are over; readings before `oldest` (ms) are not kept any more; `pasts`: where what stands somewhere stood since then; `woke`:
 * since when this process listens.
 */
export type Look = { ended: bigint; zone: string; oldest: number; pasts: readonly Past[]; woke: Date }
/** A period the platform listened to less of than this has no number: who was not heard may have spoken. A restart is shorter (PROPOSED). */
const leastListened = 0.9
/** After a longer stop the periods before these stay without a value: nothing, which is not zero. */
const mostMissed = 48

/**
 * Of the devices that should be heard, those that were: counted for all areas as soon as a period is over, for while it runs most have not had
 * their turn. What comes late is added where its device was not heard before. Answers whether more periods wait.
 */
export async function countHeard(tx: Tx, { ended, zone, oldest, pasts, woke }: Look): Promise<boolean> {
  let more = false
  for (const vital of await store.heardVitals(tx, 'devices')) {
    const over = periodStart(vital.definition.cadence, tx.now.getTime(), zone, -1)
    const { progress, version } = vital
    // Periods before the first one it counts stay with the version before.
    if (!progress) await beginSpan(tx, vital, over)
    const spans = (await spansOf(tx, [vital], oldest)).get(vital.id) ?? []
    const to = progress ? upTo(BigInt(progress.tx), ended) : ended
    for (const span of spans) {
      // What came before this version began is for the one before, of its periods.
      const by = progress ?? (span.until <= over ? vital.left : null)
      if (by) await addLate(tx, span, by, { ended: to, zone, pasts })
    }
    const next = progress ? nextPeriod(vital, progress.period, over, zone) : over
    const isDone = to < ended || next > over
    // Of a period that began before what is kept nobody knows any more who was heard.
    if (!isDone && next >= oldest)
      await countPeriod(tx, vital, { period: next, isFirst: !progress }, { ended, zone, pasts, woke })
    const period = isDone ? progress!.period : next
    const kept = { version, tx: String(to), begun: progress?.begun ?? String(to), period, device: null }
    await store.saveProgress(tx, [[vital.id, kept]])
    if (to < ended || period < over) more = true
  }
  return more
}

function nextPeriod({ definition: { cadence } }: HeardVital, counted: number, over: number, zone: string): number {
  return Math.max(periodStart(cadence, counted, zone, 1), periodStart(cadence, over, zone, 1 - mostMissed))
}

type Counting = { period: number; isFirst: boolean }

/**
 * All areas of a period that is over, if the platform listened to it. Of the one before a vital began there may be what was laid in; nobody heard anywhere
 * in it: nothing was connected yet, which is not 0 %.
 */
async function countPeriod(
  tx: Tx,
  vital: HeardVital,
  { period, isFirst }: Counting,
  { ended, zone, pasts, woke }: Omit<Look, 'oldest'>,
): Promise<void> {
  const to = periodStart(vital.definition.cadence, period, zone, 1)
  if (!isFirst && (await listenedMs(tx, woke, { from: period, to })) < leastListened * (to - period)) return
  const rows = await store.heardIn(tx, vital, { from: period, to, tx: ended, pasts })
  if (isFirst && rows.every(({ num }) => num === 0)) return
  const counted = rows.map(({ area, num, den }): Counted => ({ vital, period, area, next: () => ({ num, den, observedAt: to }) }))
  await keepCounted(tx, counted, zone)
}

/** What came since the last look of periods that are counted already: each device that had not been heard of is one more. */
async function addLate(
  tx: Tx,
  span: Span,
  progress: Progress,
  { ended, zone, pasts }: Omit<Look, 'oldest' | 'woke'>,
): Promise<void> {
  const { vital } = span
  const { cadence, tier } = vital.definition
  const from = BigInt(progress.tx)
  if (from >= ended) return
  const until = periodStart(cadence, progress.period, zone, 1)
  const rows = await store.heardLate(tx, span, { from, to: ended, until })
  const spans = new Map<string, { device: string; area: string; from: number; to: number }>()
  for (const { device, path, slot } of rows) {
    const period = periodStart(cadence, slot, zone)
    const to = periodStart(cadence, period, zone, 1)
    spans.set(`${device} ${period}`, { device, area: codeOf(pathThen(pasts, path, to), tier), from: period, to })
  }
  const given = [...spans.values()]
  const isNew = await store.unheard(tx, given, from)
  const byCell = Map.groupBy(
    given.filter((_, place) => isNew.has(place)),
    ({ area, from: period }) => `${area} ${period}`,
  )
  const counted = [...byCell.values()].map((more): Counted => {
    const { area, from: period } = more[0]!
    return {
      ...{ vital, period, area },
      // An area that had no device then has none now; of devices that came since no more are heard than there were.
      next: (before) => (before?.num == null ? null : { ...before, num: Math.min(before.den, before.num + more.length) }),
    }
  })
  await keepCounted(tx, counted, zone)
}
