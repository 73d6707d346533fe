import type { VersionAct, VersionState } from '../../../../contract/rules.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'

type Version = { no: number; state: VersionState; authors: readonly string[] }
type By = { person: string; permits: ReadonlySet<string> }
type Act = Exclude<VersionAct, 'roll-back'>

const from: Record<Act, VersionState> = {
  change: 'draft',
  ask: 'draft',
  discard: 'draft',
  publish: 'waiting',
  'send-back': 'waiting',
}

/** May this person do this to a version now? Whoever wrote on it never publishes it; they may take it back themselves. */
export function mayAct(act: Act, version: Version, by: By): Result<true> {
  const permit = act === 'publish' ? 'rule.publish' : 'rule.draft'
  const either = act === 'send-back' && by.permits.has('rule.publish')
  if (!by.permits.has(permit) && !either) return refuse('permit.missing', { permit })
  if (version.state !== from[act]) return refuse('rules.state', { version: version.no, state: version.state, verb: act })
  if (act === 'publish' && version.authors.includes(by.person)) return refuse('rules.second')
  return ok(true)
}

/** What the screen may offer. */
export const allowedActs = (version: Version, by: By): Act[] =>
  (Object.keys(from) as Act[]).filter((act) => mayAct(act, version, by).ok)
