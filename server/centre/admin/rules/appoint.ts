import { ok, type Result, refuse, refuseInput } from '../../../kernel/result.ts'

type Span = { from: Date; to: Date | null }

/** The kinds of administrator that must be three people: who makes people, who gives keys, who reads the audit. */
const admins: readonly string[] = ['system-admin', 'security-admin', 'audit-admin']

/** An end lies after the start and not in the past: what was is not rewritten. */
export function fitsPeriod(span: Span, now: Date): Result<true> {
  if (!span.to) return ok(true)
  return span.to > span.from && span.to >= now ? ok(true) : refuse('admin.period')
}

const overlap = (a: Span, b: Span): boolean => (a.to === null || a.to > b.from) && (b.to === null || b.to > a.from)

/**
 * May this person hold a post of this kind then? One kind of administrator excludes the two others at the same time, and every
 * post that works on cases: who gives rights does not use them.
 */
export function mayHold(kind: string, span: Span, held: readonly ({ kind: string } & Span)[]): Result<true> {
  const others = held.filter((other) => other.kind !== kind && overlap(span, other)).map((other) => admins.includes(other.kind))
  const isAdmin = admins.includes(kind)
  if (isAdmin && others.includes(true)) return refuse('admin.three')
  return others.includes(!isAdmin) ? refuse('admin.own-post') : ok(true)
}

export type Held = { person: string; name: string; kind: string } & Span

/** May a held post be given to one more? Only beside its holder and up to a date; a new main holder needs the end of the other first. */
export function mayFill(given: { person: string; kind: string } & Span, holders: readonly Held[]): Result<true> {
  const lasting = holders.filter(
    (one) => one.person !== given.person && (one.kind === 'main' || one.to === null) && overlap(given, one),
  )
  if (lasting.length === 0 || (given.kind !== 'main' && given.to !== null)) return ok(true)
  const names = lasting.map((one) => one.name)
  return refuse('admin.post-held', { by: names.join('、'), byEn: names.join(', ') })
}

/** `already`: when who is to be lent the post holds it anyway. */
export type Delegation = {
  holder: string
  to: string
  kind: string
  heldUntil: Date | null
  until: Date
  already: readonly Span[]
}

/** A post is delegated by its holder to somebody else, with an end that is not after the holder's own; never passed on, never lent twice. */
export function mayDelegate(delegation: Delegation, now: Date): Result<true> {
  const { holder, to, kind, heldUntil, until, already } = delegation
  if (kind === 'delegated') return refuseInput('/appointment', 'appointment.delegated')
  if (holder === to) return refuseInput('/person', 'person.holder')
  if (until <= now || (heldUntil !== null && until > heldUntil)) return refuse('admin.period')
  return already.some((one) => overlap({ from: now, to: until }, one)) ? refuse('admin.lent') : ok(true)
}
