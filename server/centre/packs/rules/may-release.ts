import { ok, type Result, refuse } from '../../../kernel/result.ts'

type Release = { no: number; state: string; askedBy: string }
type By = { person: string; permits: ReadonlySet<string> }

/** Whoever asked never publishes it; either of them may turn it down. */
export function mayRelease(act: 'publish' | 'discard', release: Release, by: By): Result<true> {
  const permits = act === 'publish' ? ['rule.publish'] : ['rule.draft', 'rule.publish']
  if (!permits.some((permit) => by.permits.has(permit))) return refuse('permit.missing', { permit: permits[0]! })
  if (release.state !== 'waiting') return refuse('pack.state', { state: release.state, verb: act })
  if (act === 'publish' && release.askedBy === by.person) return refuse('pack.second')
  return ok(true)
}
