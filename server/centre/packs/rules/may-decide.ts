import { ok, type Result, refuse } from '../../../kernel/result.ts'

export type PublisherVerb = 'confirm' | 'refuse' | 'withdraw'
type State = 'waiting' | 'trusted' | 'refused' | 'withdrawn'
type By = { person: string; permits: ReadonlySet<string> }

const from: Record<PublisherVerb, State> = { confirm: 'waiting', refuse: 'waiting', withdraw: 'trusted' }
export const stateAfter = { confirm: 'trusted', refuse: 'refused', withdraw: 'withdrawn' } as const

/** Who confirms is not who asked; trust is taken away by one alone. */
export function mayDecide(verb: PublisherVerb, publisher: { state: State; askedBy: string }, by: By): Result<true> {
  if (!by.permits.has('admin.security')) return refuse('permit.missing', { permit: 'admin.security' })
  if (publisher.state !== from[verb]) return refuse('publisher.state', { state: publisher.state, verb })
  return verb === 'confirm' && publisher.askedBy === by.person ? refuse('admin.second') : ok(true)
}

/** What somebody may do with a publisher now. */
export const publisherActs = (publisher: { state: State; askedBy: string }, by: By): PublisherVerb[] =>
  (Object.keys(from) as PublisherVerb[]).filter((verb) => mayDecide(verb, publisher, by).ok)
