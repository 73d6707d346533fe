import type { LatePart } from '../../../../../contract/evaluation-kinds.ts'
import { afterFact, type CaseAt, orderRuns, type ReplayFact, unopened } from '../../../../../contract/replay.ts'

type LateTime = Record<LatePart, number>

/**
 * Where the time of a case went, in ms, from its first dispatch to its last fact or to its closing, told by its facts; and where it goes
 * since then. Time it stands still with leave, and time before anybody was asked, is in no part.
 */
export function lateSoFar(
  facts: readonly ReplayFact[],
  closed: number | null,
): { spent: LateTime; running: LatePart | null; since: number } {
  const spent: LateTime = { accepting: 0, working: 0, waiting: 0, checking: 0 }
  let now: CaseAt = unopened
  let since = Date.parse(facts[0]?.recordedAt ?? '1970-01-01T00:00:00Z')
  const pass = (to: number): void => {
    const part = partOf(now)
    if (part && to > since) spent[part] += to - since
    since = Math.max(since, to)
  }
  for (const fact of facts) {
    const at = Date.parse(fact.recordedAt)
    if (closed !== null && at > closed) break
    pass(at)
    now = afterFact(now, fact)
  }
  if (closed !== null) pass(closed)
  return { spent, running: closed === null ? partOf(now) : null, since }
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
