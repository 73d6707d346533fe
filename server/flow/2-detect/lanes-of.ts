import type { Severity } from '../../../contract/scales.ts'
import type { Packs, RuleOfPack } from '../../city/pack/packs.ts'
import type { Lane } from '../1-ingest/types.ts'
import { couldRaise } from './rules/could-raise.ts'

type Values = Record<string, number>
const lanes: Record<Severity, Lane> = { red: 'red', orange: 'orange', yellow: 'open', blue: 'open' }

/** In which lane values of a device kind wait, by the rules in force; made ready anew only when others are. */
export function lanesOf(packs: Pick<Packs, 'deviceRules' | 'objectRules'>): (kind: string, values: Values) => Lane {
  let from: [Map<string, RuleOfPack[]>, Map<string, RuleOfPack[]>] | null = null
  let ready = new Map<string, (values: Values) => Severity | null>()
  return (kind, values) => {
    const [now, objects] = [packs.deviceRules(), packs.objectRules()]
    if (now !== from?.[0] || objects !== from[1]) {
      ready = new Map()
      from = [now, objects]
    }
    let could = ready.get(kind)
    // The doors know the kind from the device's own row, so there are few, also of those without rules.
    if (!could) {
      const about = [...(now.get(kind) ?? []), ...[...objects.values()].flat()]
      could = couldRaise(about, kind)
      ready.set(kind, could)
    }
    const severity = could(values)
    return severity ? lanes[severity] : 'calm'
  }
}
