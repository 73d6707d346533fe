import { type TargetLight, targetLights } from '../../contract/target-kinds.ts'

/** Those that say something first, what is behind before all; what is not judged and what waits for its data last. */
const order: readonly TargetLight[] = [...targetLights.filter((one) => one !== 'unknown'), 'unknown']

/** Rows of a board as they are looked at: by their light, and as the plan has them within each. */
export const byLight = <Row extends { light: TargetLight }>(rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => order.indexOf(a.light) - order.indexOf(b.light))

type Counts = Readonly<Partial<Record<TargetLight, number>>>
type Counted = { items: Counts; indicators: Counts }

/** The board that is opened first: the first one of which something can be said; where there is none, the first. */
export const firstPlan = <Plan extends Counted>(plans: readonly Plan[]): Plan | undefined =>
  plans.find(({ items, indicators }) => [items, indicators].some(saysSomething)) ?? plans[0]

const saysSomething = (counts: Counts): boolean =>
  targetLights.some((light) => light !== 'unknown' && light !== 'unjudged' && (counts[light] ?? 0) > 0)
