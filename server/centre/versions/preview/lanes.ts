import type { PlanRehearsal, RehearsalLane, RehearsalMark } from '../../../../contract/plan-preview.ts'
import type { Holder } from '../../../flow/4-dispatch/types.ts'
import type { RecordedFact } from '../../../kernel/facts.ts'

/** A rung of the lead's ladder, an assist or somebody informed: the posts it calls, held or not, since a moment. */
export type Reached = { role: RehearsalLane['role']; step: number; at: Date; holders: Holder[] }
export type PostWords = { postName: string; unitName: string; tier: string }
type Played = {
  facts: readonly RecordedFact[]
  from: Date
  posts: ReadonlyMap<string, PostWords>
  reached: readonly Reached[]
}
type Marked = {
  post: string
  person: string
  personName: string
  role: RehearsalLane['role'] | null
  mark: RehearsalMark
  attempt: string | null
}

/** What reached which post when, and which posts should have been reached and stood empty; pure, from the facts of a rehearsal. */
export function lanesOf({ facts, from, posts, reached }: Played): RehearsalLane[] {
  const roles = rolesOf(facts)
  const failed = new Set(facts.flatMap((fact) => (isKind(fact, 'call.failed') ? [fact.body.attempt] : [])))
  const marks = facts.flatMap((fact) => markOf(fact, from, roles))
  const steps = new Map(
    facts.flatMap((fact) => (isKind(fact, 'work-order.called') ? [[fact.body.post, fact.body.step] as const] : [])),
  )
  const lanes = [...Map.groupBy(marks, ({ post }) => post)].map(([post, some]): RehearsalLane => {
    const [first] = some
    const known = reached.find(({ holders }) => holders.some((holder) => holder.post === post))
    return {
      ...wordsOf(post, posts),
      ...{ personName: first!.personName, role: roleOf(some, known), step: steps.get(post) ?? known?.step ?? 0, gap: null },
      marks: withoutDoubles(some).map((one) => ({
        ...one.mark,
        failed: one.attempt !== null && failed.has(one.attempt),
        deputy: one.person === first!.person ? null : one.personName,
      })),
    }
  })
  return [...lanes, ...gapsOf(reached, { from, posts, lanes })].sort(byFirst)
}

const roleOf = (some: readonly Marked[], known: Reached | undefined): RehearsalLane['role'] =>
  some.find(({ role, mark }) => role !== null && mark.kind === 'order')?.role ?? known?.role ?? some[0]!.role ?? 'backstop'

/** A post nobody holds when it should be called: a gap since then. */
function gapsOf(
  reached: readonly Reached[],
  { from, posts, lanes }: Pick<Played, 'from' | 'posts'> & { lanes: readonly RehearsalLane[] },
): RehearsalLane[] {
  const empty = reached.flatMap(({ holders, at, role, step }) =>
    holders
      .filter(({ person, post }) => person === null && !lanes.some((lane) => lane.post === post && lane.gap === null))
      .map(
        (holder): RehearsalLane => ({
          ...wordsOf(holder.post, posts),
          personName: null,
          role,
          step,
          gap: secondsOf(at, from),
          marks: [],
        }),
      ),
  )
  return empty.filter((one, at) => empty.findIndex(({ post }) => post === one.post) === at)
}

const wordsOf = (post: string, posts: Played['posts']): PostWords & { post: string } => ({
  post,
  ...(posts.get(post) ?? { postName: post, unitName: '', tier: '' }),
})

/** The limits and rungs of a rehearsal, in their order. */
export function momentsOf(facts: readonly RecordedFact[], from: Date, until: Date): PlanRehearsal['moments'] {
  const roles = rolesOf(facts)
  const found = facts.flatMap((fact): PlanRehearsal['moments'] => {
    const s = secondsOf(fact.recordedAt, from)
    if (isKind(fact, 'event.dispatched'))
      return [{ s, kind: 'dispatched', unitName: fact.body.leadName, role: 'lead', clock: null, step: null }]
    if (isKind(fact, 'work-order.called')) {
      const { role, unitName } = roles.get(fact.body.order) ?? { role: 'lead' as const, unitName: '' }
      return [{ s, kind: 'rung', unitName, role, clock: null, step: fact.body.step }]
    }
    if (isKind(fact, 'work-order.overdue')) {
      const { unitName, role, clock } = fact.body
      return [{ s, kind: 'overdue', unitName, role, clock, step: null }]
    }
    return isKind(fact, 'work-order.asked') ? duesOf(fact, from, until) : []
  })
  const once = found.filter((one, at) => found.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === at)
  return once.sort((a, b) => a.s - b.s)
}

function duesOf({ body }: RecordedFact<'work-order.asked'>, from: Date, until: Date): PlanRehearsal['moments'] {
  if (body.role !== 'lead') return []
  const dues = [
    ['arrive', body.arriveBy],
    ['finish', body.finishBy],
  ] as const
  return dues.flatMap(([clock, due]): PlanRehearsal['moments'] =>
    due === null || new Date(due) > until
      ? []
      : [{ s: secondsOf(new Date(due), from), kind: 'due', unitName: body.unitName, role: 'lead', clock, step: null }],
  )
}

type Roles = ReadonlyMap<string, { role: 'lead' | 'assist'; unitName: string }>
const rolesOf = (facts: readonly RecordedFact[]): Roles =>
  new Map(
    facts.flatMap((fact) =>
      isKind(fact, 'work-order.asked')
        ? [[fact.body.order, { role: fact.body.role, unitName: fact.body.unitName }] as const]
        : [],
    ),
  )

const told: Record<string, RehearsalMark['kind']> = {
  order: 'order',
  inform: 'inform',
  escalated: 'escalated',
  overdue: 'overdue',
}

function markOf(fact: RecordedFact, from: Date, roles: Roles): Marked[] {
  const s = secondsOf(fact.recordedAt, from)
  if (isKind(fact, 'notice.sent')) {
    const { post, person, personName, kind, why, order } = fact.body
    const role = kind === 'inform' ? 'inform' : order ? (roles.get(order)?.role ?? null) : null
    return [
      {
        ...{ post, person, personName, role, attempt: null },
        mark: { s, kind: told[kind] ?? 'other', why, failed: false, deputy: null },
      },
    ]
  }
  if (!isKind(fact, 'call.attempted')) return []
  const { post, person, personName, channel, why, order, attempt } = fact.body
  const role = why === 'unanswered' ? 'inform' : (roles.get(order)?.role ?? null)
  return [{ ...{ post, person, personName, role, attempt }, mark: { s, kind: channel, why, failed: false, deputy: null } }]
}

/** An order that is told on the app and rings there is one thing. */
const withoutDoubles = (some: readonly Marked[]): Marked[] =>
  some.filter(
    ({ mark, person }) =>
      mark.kind !== 'app' ||
      !some.some((other) => other.mark.kind === 'order' && other.mark.s === mark.s && other.person === person),
  )

const isKind = <K extends RecordedFact['kind']>(fact: RecordedFact, kind: K): fact is RecordedFact<K> => fact.kind === kind
const secondsOf = (at: Date, from: Date): number => Math.round((at.getTime() - from.getTime()) / 1000)
const roleOrder: readonly RehearsalLane['role'][] = ['lead', 'assist', 'inform', 'backstop']
const firstOf = ({ marks, gap }: RehearsalLane): number => marks[0]?.s ?? gap ?? 0
const byFirst = (a: RehearsalLane, b: RehearsalLane): number =>
  firstOf(a) - firstOf(b) || roleOrder.indexOf(a.role) - roleOrder.indexOf(b.role) || a.step - b.step
