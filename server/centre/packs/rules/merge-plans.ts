import type { Plan } from '../../../../contract/pack.ts'
import type { Decisions } from '../../../../contract/packs.ts'
import { orderedParts, type PlanPart, type PlanRow, planParts, planRows } from '../../../../contract/plan-diff.ts'
import { alignParts } from '../../../../contract/plan-parts.ts'
import type { Words } from '../../../../contract/words.ts'
import { insertedInto, type Outcome, orderOf, outcomeOf } from './merge-rows.ts'

export type PlanSides = { type: string; base: Plan; theirs: Plan; ours: Plan }
type Values = PlanRow['values'] | null
/** A row of a plan on three sides; null: it is not there. `order`: the order of a part, not one of its rows. */
export type MergedRow = {
  id: string
  part: PlanPart
  order: boolean
  name: PlanRow['name']
  outcome: Outcome
  decided: 'ours' | 'theirs' | null
  base: Values
  theirs: Values
  ours: Values
}
type Row = PlanRow & { whole: unknown }
type Part = { rows: MergedRow[]; whole: unknown[] }

/**
 * Three-way merge of the plan of a type of events, row by row: who alone changed a row has it as they wrote it; both alike is no question; both
 * differently is a conflict a person decides. An undecided one stands as it is here and is told by `open`. A row is known by its id or its name. What no table
 * shows is the publisher's, unless it was changed here. Pure.
 */
export function mergePlan(given: PlanSides, decisions: Decisions = {}): { plan: Plan; rows: MergedRow[]; open: string[] } {
  const sides = {
    type: given.type,
    base: alignParts(given.base, given.theirs, given.ours),
    theirs: alignParts(given.theirs, given.base, given.ours),
    ours: alignParts(given.ours, given.theirs, given.base),
  }
  const parts = planParts.map((part) => ({ part, ...mergePart(part, sides, decisions) }))
  const plan = Object.assign(besideTables(sides), ...parts.map(({ part, whole }) => putPart(part, whole))) as Plan
  const rows = parts.flatMap((one) => one.rows)
  return { plan, rows, open: rows.flatMap(({ id, outcome, decided }) => (outcome === 'conflict' && !decided ? [id] : [])) }
}

/** What a plan says beside its tables: the evacuation list, ways it closes, that a graver case is confirmed anew. */
const untabled = ['evacuate', 'closures', 'confirmAnew'] as const satisfies readonly (keyof Plan)[]

function besideTables({ base, theirs, ours }: PlanSides): Partial<Plan> {
  const taken = untabled.flatMap((key) => {
    const from = outcomeOf(base[key], theirs[key], ours[key]) === 'ours' ? ours : theirs
    return from[key] === undefined ? [] : [[key, from[key]] as const]
  })
  return Object.fromEntries(taken)
}

function mergePart(part: PlanPart, sides: PlanSides, decisions: Decisions): Part {
  const [base, theirs, ours] = [sides.base, sides.theirs, sides.ours].map((plan) => byKey(part, plan)) as [Rows, Rows, Rows]
  const decide = (id: string, outcome: Outcome) =>
    outcome === 'conflict' && Object.hasOwn(decisions, id) ? decisions[id]! : null
  const kept = new Map<string, unknown>()
  const rows = [...new Set([...theirs.keys(), ...ours.keys(), ...base.keys()])].map((key): MergedRow => {
    const [b, t, o] = [base.get(key), theirs.get(key), ours.get(key)]
    const id = `plan/${sides.type}/${part}/${key}`
    const outcome = outcomeOf(b?.whole, t?.whole, o?.whole)
    const decided = decide(id, outcome)
    const taken = outcome === 'ours' || (outcome === 'conflict' && decided !== 'theirs') ? o : t
    if (taken) kept.set(key, taken.whole)
    const { name } = (t ?? o ?? b)!
    return { id, part, order: false, name, outcome, decided, base: valuesOf(b), theirs: valuesOf(t), ours: valuesOf(o) }
  })
  const order = orderOf([...base.keys()], [...theirs.keys()], [...ours.keys()])
  const turned = orderedParts.includes(part) && order.outcome !== 'same'
  const id = `plan/${sides.type}/${part}#order`
  const decided = decide(id, order.outcome)
  const first = order.outcome === 'theirs' || order.outcome === 'both' || decided === 'theirs' ? theirs : ours
  const keys = insertedInto([...first.keys()], [...(first === ours ? theirs : ours).keys()]).filter((key) => kept.has(key))
  const inOrder = (side: Rows): Values => ({
    place: order
      .common(side.keys())
      .map((key) => nameOf(side.get(key)!))
      .join(' → '),
  })
  const turnedRow: MergedRow = {
    ...{ id, part, order: true, name: { words: orderWords }, outcome: order.outcome, decided },
    ...{ base: inOrder(base), theirs: inOrder(theirs), ours: inOrder(ours) },
  }
  return { rows: turned ? [...rows, turnedRow] : rows, whole: keys.map((key) => kept.get(key)) }
}

const orderWords: Words = { zh: '顺序', en: 'Order' }
const nameOf = ({ name, key }: Row): string => ('words' in name ? name.words.zh : key)
const valuesOf = (row: Row | undefined): Values => row?.values ?? null

type Rows = Map<string, Row>
const byKey = (part: PlanPart, plan: Plan): Rows => {
  const whole = wholeOf(part, plan)
  return new Map(planRows(part, plan).map((row, at) => [row.key, { ...row, whole: whole[at] }]))
}

/** The rows of a part as they stand in the plan; of what is kept by grade, with the grade. */
const wholeOf = (part: PlanPart, plan: Plan): unknown[] =>
  part === 'clocks' || part === 'callConfirm' ? Object.entries(plan[part] ?? {}) : plan[part]

function putPart(part: PlanPart, whole: unknown[]): Partial<Plan> {
  if (part !== 'clocks' && part !== 'callConfirm') return { [part]: whole }
  if (part === 'callConfirm' && whole.length === 0) return {}
  return { [part]: Object.fromEntries(whole as [string, unknown][]) }
}
