import type { DetectRule } from '../../../../../contract/pack.ts'
import { diffRules } from '../../../../../contract/rule-words/diff-rules.ts'
import { namesOfPack } from '../../../../../contract/rule-words/names.ts'
import { allowed, type Behaved, behave, type Recorded } from './behaviour.ts'
import { calmerRules } from './calmer-rules.ts'
import type { Behaviour, Finding, Known, Proposal } from './finding.ts'
import { lintUncleared } from './lint-uncleared.ts'

/**
 * A rule that was raised more than three times within an hour of the recorded days, with the least change that would have brought it
 * to one flap a day while it is still up in every confirmed event it was up in before.
 */
export function lintFlaps(rule: DetectRule, pack: Known, recorded: Recorded): Finding[] {
  // Receipts of commands are not among the readings.
  if (rule.kind === 'ineffective' || rule.kind === 'no-receipt') return []
  const before = behave(rule, recorded)
  if (!before?.flapping) return []
  const proposal = propose(rule, before, recorded)
  return [
    {
      rule: rule.id,
      ...(before.level ? { level: before.level } : {}),
      kind: 'flaps',
      words: wordsOf(rule, { before, proposal, pack }),
      ...(proposal ? { proposal } : {}),
    },
  ]
}

function propose(rule: DetectRule, before: Behaved, recorded: Recorded): Proposal | undefined {
  const most = allowed(recorded.series)
  for (const calmer of calmerRules(rule, before.level)) {
    const after = behave(calmer, recorded, most)
    if (!after || after.flapping || isAlwaysUp(after, before)) continue
    if (after.seenAt.some((at, event) => at === null && before.seenAt[event] !== null)) continue
    if (lintUncleared(calmer, recorded).length > 0) continue
    const later = after.seenAt.map((at, event) => (at ?? 0) - (before.seenAt[event] ?? at ?? 0))
    return { rule: calmer, over: { before: countsOf(before), after: countsOf(after), laterMs: Math.max(0, ...later) } }
  }
  return undefined
}

/** An alarm that never goes is quiet too, and of no use. */
const isAlwaysUp = (after: Behaved, before: Behaved): boolean => after.up > Math.max(0.1, 2 * before.up)

const countsOf = ({ days, raises, flaps, up, caught, confirmed }: Behaved): Behaviour => ({
  days,
  raises,
  flaps,
  up,
  caught,
  confirmed,
})

function wordsOf(
  rule: DetectRule,
  { before, proposal, pack }: { before: Behaviour; proposal: Proposal | undefined; pack: Known },
): Finding['words'] {
  const names = namesOfPack(pack)
  const change = (lang: 'zh' | 'en', joint: string): string =>
    proposal
      ? diffRules([rule], [proposal.rule], lang, names)
          .map(({ text }) => text)
          .join(joint)
      : ''
  const { over } = proposal ?? {}
  const zh = `${before.days} 天里报了 ${before.raises} 次，其中 ${before.flaps} 次是一小时内又报`
  const en = `raised ${before.raises} times in ${before.days} days, ${before.flaps} of them within an hour of the time before`
  if (!over)
    return {
      zh: `${zh}；没有找到既安静又不漏报的改法`,
      en: `${en}; no change was found that is quiet and misses nothing`,
    }
  const { after, laterMs } = over
  const seconds = Math.round(laterMs / 1000)
  return {
    zh: `${zh}。建议：${change('zh', '，')}；同样这些天只报 ${after.raises} 次，又报 ${after.flaps} 次，已确认的 ${after.confirmed} 起报到 ${after.caught} 起（原 ${before.caught} 起），最多晚 ${seconds} 秒`,
    en: `${en}. Proposed: ${change('en', ', ')}; on the same days ${after.raises} times, ${after.flaps} again, ${after.caught} of ${after.confirmed} confirmed events caught (${before.caught} before), at most ${seconds} seconds later`,
  }
}
