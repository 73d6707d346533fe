import type { Severity } from '../../../contract/scales.ts'
import type { Detection } from '../../city/pack/in-force.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { Lane } from '../1-ingest/types.ts'
import { couldRaise } from './rules/could-raise.ts'

type Values = Record<string, number>
const lanes: Record<Severity, Lane> = { red: 'red', orange: 'orange', yellow: 'open', blue: 'open' }

/** In which lane values of a device kind wait, by the gravest rules in force anywhere; made ready anew only when others are. */
export function lanesOf(packs: Pick<Packs, 'detections'>): (kind: string, values: Values) => Lane {
  let from: Detection | null = null
  let ready = new Map<string, (values: Values) => Severity | null>()
  return (kind, values) => {
    const all = packs.detections()
    // All of them are made together.
    if (all[0] !== from) {
      ready = new Map()
      from = all[0]!
    }
    let could = ready.get(kind)
    // The doors know the kind from the device's own row, so there are few, also of those without rules.
    if (!could) {
      const about = all.flatMap(({ device, object }) => [...(device.get(kind) ?? []), ...[...object.values()].flat()])
      could = couldRaise(about, kind)
      ready.set(kind, could)
    }
    const severity = could(values)
    return severity ? lanes[severity] : 'calm'
  }
}
