import type { VitalDefinition } from '../../../../../../contract/vital.ts'
import type { KeptRegistry, KeptVital } from '../../stands/types.ts'
import { formulaOf } from '../formula-part.ts'
import { isConnected } from '../is-connected.ts'
import { periodStart } from '../period.ts'
import { leavesOf } from './leaves-of.ts'

/** The registry with what is looked up in it. `former`: versions of formulas that are no more in force, which closed periods may be held to. */
export function keepRegistry(mark: string, vitals: readonly KeptVital[], former: readonly VitalDefinition[] = []): KeptRegistry {
  const byCode = new Map(vitals.map((vital) => [vital.code, vital]))
  const formulas = vitals.filter((vital) => isConnected(vital) && formulaOf(vital.definition))
  const then = former.map((definition) => ({ id: -1, definition }))
  const leaves = leavesOf([...formulas, ...then], byCode)
  return { mark, vitals, byCode, byId: new Map(vitals.map((vital) => [vital.id, vital])), leaves, former }
}

const never = Number.POSITIVE_INFINITY
/** Of what has a hysteresis so many more periods are wanted: they decide of nearly all that swings. */
const past = 2

/**
 * From which period (ms) on the numbers of each vital are wanted: those that count now, those a formula may be reckoned from, and a few before where
 * they decide.
 */
export function sinceOf(
  { vitals, leaves }: KeptRegistry,
  due: (definition: VitalDefinition) => number,
  zone: string,
): Map<number, number> {
  const starts = new Map<string, number>()
  const from = (definition: VitalDefinition): number => {
    const start = due(definition)
    if (definition.hysteresis === 0) return start
    const key = `${definition.cadence} ${start}`
    const known = starts.get(key) ?? periodStart(definition.cadence, start, zone, -past)
    starts.set(key, known)
    return known
  }
  const formulas = new Map<string, number>()
  for (const { state, definition } of vitals)
    if (isConnected({ state }) && formulaOf(definition))
      formulas.set(definition.cadence, Math.min(formulas.get(definition.cadence) ?? never, from(definition)))
  const since = new Map<number, number>()
  for (const { id, state, definition } of vitals) {
    const own = isConnected({ state }) ? from(definition) : never
    const of = leaves.has(id) ? (formulas.get(definition.cadence) ?? never) : never
    if (!formulaOf(definition) && Math.min(own, of) < never) since.set(id, Math.min(own, of))
  }
  return since
}
