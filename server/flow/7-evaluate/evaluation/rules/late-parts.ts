import type { LatePart } from '../../../../../contract/evaluation-kinds.ts'
import { afterFact, type CaseAt, orderRuns, type ReplayFact, unopened } from '../../../../../contract/replay.ts'

type LateTime = Record<LatePart, number>

/**
 * Where the time of a case went, in ms, from its first dispatch up to `since`, told by its facts; and where it goes since then. `since` is when it
 * last began to wait for somebody else, or its closing: a fact after which it waits as before changes nothing. Time it stands still with leave,
 * and time before anybody was asked, is in no part.
 */
export function lateSoFar(
  facts: readonly ReplayFact[],
  closed: number | null,
): { spent: LateTime; running: LatePart | null; since: number } {
  const spent: LateTime = { accepting: 0, working: 0, waiting: 0, checking: 0 }
  let [now, part]: [CaseAt, LatePart | null] = [unopened, null]
  let since = Date.parse(facts[0]?.recordedAt ?? '1970-01-01T00:00:00Z')
  const turn = (next: LatePart | null, moment: number): void => {
    if (next === part) return
    if (part && moment > since) spent[part] += moment - since
    since = Math.max(since, moment)
    part = next
  }
  for (const fact of facts) {
    const moment = Date.parse(fact.recordedAt)
    if (closed !== null && moment > closed) break
    now = afterFact(now, fact)
    turn(partOf(now), moment)
  }
  if (closed !== null) turn(null, closed)
  return { spent, running: part, since }
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
