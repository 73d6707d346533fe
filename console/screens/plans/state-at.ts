import type { PlanRehearsal } from '../../../contract/plan-preview.ts'
import { comma } from '../../../ui/t.ts'

export type StateAt = {
  /** posts reached so far */
  told: number
  /** who holds it now: the whoever accepted, else the rung of the lead called last; '' before anybody is */
  holds: string
  /** whoever holds it has accepted it */
  accepted: boolean
  /** posts that should have been reached by now and stand empty */
  gaps: string[]
  /** who is reached next for the first time, and when */
  next: { s: number; who: string } | null
}

const nameOf = ({ unitName, postName, personName }: PlanRehearsal['lanes'][number]): string =>
  personName ? `${unitName} ${personName}` : `${unitName} ${postName}`

/** How it stands so many seconds after the beginning of a rehearsal. Pure. */
export function stateAt({ lanes, answers }: Pick<PlanRehearsal, 'lanes' | 'answers'>, s: number): StateAt {
  const first = (lane: PlanRehearsal['lanes'][number]): number => lane.marks[0]?.s ?? Number.POSITIVE_INFINITY
  const reached = lanes.filter((lane) => first(lane) <= s)
  const lead = reached.filter(({ role }) => role === 'lead')
  const top = Math.max(-1, ...lead.map(({ step }) => step))
  const done = answers.filter((one) => one.does === 'accept' && one.problem === null && one.s <= s)
  const owner = done.map(({ post }) => lanes.find((lane) => lane.post === post && lane.role !== 'assist')).find(Boolean)
  const ahead = lanes.filter((lane) => first(lane) > s && Number.isFinite(first(lane))).sort((a, b) => first(a) - first(b))
  return {
    told: reached.length,
    holds: owner
      ? nameOf(owner)
      : lead
          .filter(({ step }) => step === top)
          .map(nameOf)
          .join(comma()),
    accepted: owner !== undefined,
    gaps: lanes.filter(({ gap }) => gap !== null && gap <= s).map(({ unitName, postName }) => `${unitName} ${postName}`),
    next: ahead[0] ? { s: first(ahead[0]), who: nameOf(ahead[0]) } : null,
  }
}
