import type { VersionAct, VersionState } from '../../../../contract/rules.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'

type Version = { no: number; state: VersionState; authors: readonly string[] }
type By = { person: string; permits: ReadonlySet<string> }

const from: Record<VersionAct, VersionState> = {
  change: 'draft',
  ask: 'draft',
  discard: 'draft',
  publish: 'waiting',
  'send-back': 'waiting',
  'roll-back': 'live',
}

/** May this person do this to a version now? Whoever wrote on it never publishes it; they may take it back themselves. */
export function mayAct(act: VersionAct, version: Version, by: By): Result<true> {
  const permit = act === 'publish' ? 'rule.publish' : 'rule.draft'
  const either = act === 'send-back' && by.permits.has('rule.publish')
  if (!by.permits.has(permit) && !either) return refuse('permit.missing', { permit })
  if (version.state !== from[act]) return refuse('rules.state', { version: version.no, state: version.state, verb: act })
  // Before what the pack came with there was nothing.
  if (act === 'roll-back' && version.no === 0) return refuse('thing.not-found')
  if (act === 'publish' && version.authors.includes(by.person)) return refuse('rules.second')
  return ok(true)
}

/** Acts that fit the state of a version, each with why this person may not do it now; null: they may. */
export const actsNow = (version: Version, by: By): { act: VersionAct; refusal: Refusal | null }[] =>
  (Object.keys(from) as VersionAct[])
    .filter((act) => from[act] === version.state && !(act === 'roll-back' && version.no === 0))
    .map((act) => {
      const may = mayAct(act, version, by)
      return { act, refusal: may.ok ? null : may.refusal }
    })
