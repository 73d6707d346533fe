import { system } from '../../../../contract/actor.ts'
import { type FactKind, factKinds } from '../../../../contract/fact.ts'
import { cityDay } from '../../../kernel/calendar.ts'
import type { Spine, Tx } from '../../../kernel/spine.ts'
import { linesOf } from './rules/case-lines.ts'
import { readCases } from './store.ts'
import { beginHistory, historyLeft, lockPosition, nextOfHistory, savePosition, unreadCases } from './store-follow.ts'
import { replaceLines, settleDue } from './store-lines.ts'

/** Facts read at once, and cases from before judged at once: short enough that nothing waits for their connection. */
const most = { facts: 1_000, cases: 300 }

const besides: readonly string[] = [
  'alarm.raised',
  'alarm.cleared',
  'evidence.added',
  'signal.merged',
  'signal.split',
  'hotline.answered',
  'hotline.called-back',
]
/** Facts after which a case may be judged otherwise. */
export const judgedKinds: readonly FactKind[] = (Object.keys(factKinds) as FactKind[]).filter(
  (kind) => /^(event|work-order|check)\./.test(kind) || besides.includes(kind),
)

/**
 * Judges the cases something happened to since it last looked, counts what was not done by its limit as late, and goes on with what there was
 * before it looked for the first time, the newest first. Each case is judged from its rows anew: nothing is added up from facts, so what is counted is
 * what a fresh count finds. Reads cases, writes only its own tables: nobody waits for it. Answers whether there may be more. `atOnce`: cases from before
 * judged at once.
 */
export async function followEvaluation(spine: Pick<Spine, 'transaction'>, zone: string, atOnce = most.cases): Promise<boolean> {
  return spine.transaction(system, async (tx) => {
    const from = await lockPosition(tx)
    if (!from) {
      await beginHistory(tx)
      return true
    }
    const { events, to, more } = await unreadCases(tx, from, judgedKinds, most.facts)
    await judgeAnew(tx, events, zone)
    if (to.tx !== from.tx || to.id !== from.id) await savePosition(tx, to)
    await settleDue(tx)
    if (more) return true
    const left = await historyLeft(tx)
    if (left) await judgeAnew(tx, await nextOfHistory(tx, left, atOnce), zone)
    return left !== null
  })
}

async function judgeAnew(tx: Tx, events: readonly string[], zone: string): Promise<void> {
  if (events.length === 0) return
  const at = { now: tx.now.getTime(), dayOf: (ms: number) => cityDay(new Date(ms), zone) }
  const found = (await readCases(tx, events)).map((one) => linesOf(one, at))
  await replaceLines(tx, events, found)
}
