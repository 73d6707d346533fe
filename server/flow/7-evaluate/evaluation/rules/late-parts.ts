import type { LatePart } from '../../../../../contract/evaluation-kinds.ts'
import { afterFact, type CaseAt, orderRuns, type ReplayFact, unopened } from '../../../../../contract/replay.ts'

export type LateTime = Record<LatePart, number>

/**
 * Where the time of a case went, in ms, from its first dispatch to its end or `until`: told by its facts. Time it stands still with
 * leave, and time before anybody was asked, is in no part.
 */
export function lateTime(facts: readonly ReplayFact[], until: number): LateTime {
  const spent: LateTime = { accepting: 0, working: 0, waiting: 0, checking: 0 }
  let now: CaseAt = unopened
  let since = Number.NEGATIVE_INFINITY
  const pass = (to: number): void => {
    const part = partOf(now)
    if (part && to > since) spent[part] += to - since
    since = to
  }
  for (const fact of facts) {
    const at = Date.parse(fact.recordedAt)
    if (at > until) break
    pass(at)
    now = afterFact(now, fact)
  }
  pass(until)
  return spent
}

/** The part most of the time went to; null where none was spent. */
export function longestPart(spent: LateTime): LatePart | null {
  const [part, ms] = (Object.entries(spent) as [LatePart, number][]).reduce((a, b) => (b[1] > a[1] ? b : a))
  return ms > 0 ? part : null
}

/**
 * Who a case waits for. The newest lead part that is not over tells: nobody took it on, its unit works, or it is somebody else's turn
 * (it was returned and nobody is asked yet, or it is finished and another unit is not).
 */
function partOf({ state, orders }: CaseAt): LatePart | null {
  if (state === 'checking') return 'checking'
  if (state !== 'handling') return null
  const lead = orders.findLast((one) => one.role === 'lead' && (orderRuns(one) || one.state === 'submitted'))
  switch (lead?.state) {
    case 'asked':
      return lead.pausedAt ? null : 'accepting'
    case 'accepted':
    case 'arrived':
      return lead.pausedAt ? null : 'working'
    case 'suspended':
      return null
    default:
      return 'waiting'
  }
}
