import { chance } from './chance.ts'

/** How somebody takes a call. Most answer at once, some too late, a few never: that is what the ladder is for. */
export type Answer = {
  kind: 'prompt' | 'late' | 'never'
  acceptMs: number | null
  arriveMs: number
  itemMs: number
  submitMs: number
}

const minute = 60_000

/** The answer of one person to one order. `limitMs` is the accept limit; a late answer comes after 1.1 to 1.8 of it. All city time. */
export function answerOf(seed: string, who: { account: string; order: string; limitMs: number }): Answer {
  const dice = chance(`${seed}:answer:${who.account}:${who.order}`)
  const roll = dice.next()
  const kind = roll < 0.72 ? 'prompt' : roll < 0.9 ? 'late' : 'never'
  const prompt = Math.min(dice.between(15_000, 100_000), who.limitMs * 0.8)
  const late = who.limitMs * dice.between(1.1, 1.8)
  return {
    kind,
    acceptMs: kind === 'prompt' ? prompt : kind === 'late' ? late : null,
    arriveMs: dice.between(3, 11) * minute,
    itemMs: dice.between(25_000, 80_000),
    submitMs: dice.between(1, 4) * minute,
  }
}

/** How long the second person takes to look at what was submitted. */
export const checkAfterMs = (seed: string, event: string): number => chance(`${seed}:check:${event}`).between(1.5, 8) * minute

/** How long a signal waits in the inbox of a district before its seat decides. */
export const triageAfterMs = (seed: string, signal: string): number => chance(`${seed}:triage:${signal}`).between(0.7, 4) * minute

const results = [
  '已开盖强制通风三十分钟，复测正常，盖板复位，恢复通行。',
  '清掏并冲洗，疏通排气管，复测低于恢复线，警戒已解除。',
  '吸污车抽吸、注水稀释后复测正常，风机已试运行。',
] as const
const causes = ['排气管堵塞，沼气积聚', '久未清掏，沉渣发酵', '进水中断，池内厌氧加剧', '附近餐饮油污排入'] as const

/** What the handler writes. */
export function wordsOf(seed: string, order: string): { result: string; cause: string } {
  const dice = chance(`${seed}:words:${order}`)
  return { result: dice.pick(results), cause: dice.pick(causes) }
}
