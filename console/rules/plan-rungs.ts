import type { PlanStepView } from '../../contract/event.ts'

type Person = PlanStepView['people'][number]

/** One line of the ladder: who, whether told already, and when: a moment, or so many seconds after the dispatch without acceptance. */
export type PlanRung = {
  id: string
  told: boolean
  at: string | null
  afterS: number
  name: string
  post: string
  /** true: told only, not asked to accept */
  inform: boolean
  /** what came of calling them before their turn; null: nobody did */
  before: Person['before']
  /** the step's own name, for the first of its lines */
  step: PlanStepView['name'] | null
}

const post = (p: Person): string => (p.postName.startsWith(p.unitName) ? p.postName : `${p.unitName} ${p.postName}`)

/**
 * Lines of the ladder from the steps of a plan: one for each person asked, then one for all who are only told. Steps called (or due at
 * once, in a proposal) are "told"; the others are hollow, with their time.
 */
export function planRungs(steps: readonly PlanStepView[]): PlanRung[] {
  return steps.flatMap((step) => {
    const told = step.called
    const line = (p: Person, i: number): PlanRung => ({
      id: `${step.step}-${p.post}-${i}`,
      told,
      at: step.at,
      afterS: step.afterS ?? 0,
      name: p.personName ?? '',
      post: post(p),
      ...{ inform: p.inform, before: p.before },
      step: i === 0 ? step.name : null,
    })
    const people = [...step.people.filter((p) => !p.inform), ...step.people.filter((p) => p.inform)]
    if (people.length > 0) return people.map(line)
    return [
      {
        ...{ id: `${step.step}`, told, at: step.at, afterS: step.afterS ?? 0 },
        ...{ name: '', post: '', inform: false, before: null, step: step.name },
      },
    ]
  })
}

/** How many people are told at once, and of how many units: the line beside the button. */
export function toldAtOnce(steps: readonly PlanStepView[]): { people: number; units: number } {
  const now = steps.filter((step) => step.called).flatMap((step) => step.people)
  return { people: now.length, units: new Set(now.map((p) => p.unitName)).size }
}
