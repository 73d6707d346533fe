import type { HaulCheck } from '../../../../../contract/haulage.ts'
import { durationMs } from '../../../../../contract/time.ts'
import type { Evidence } from '../types.ts'
import { type Taken, unbalanced } from './volume.ts'

/** A ticket as far as the checks of papers look at it. `washed` null: its gate tells nothing of washes. */
export type Ticket = {
  no: string
  load: number
  openedAt: Date
  closedAt: Date | null
  closedLoad: number | null
  voidAt: Date | null
  washed: boolean | null
}
/** A place that is loaded at; `volume` null: what it may give is not known. */
export type Source = { code: string; name: string; volume: number | null; until: string | null }
/** What was found of a ticket or a site; `key`: it is found once under it. */
export type PaperFinding = { key: string; check: HaulCheck; at: Date; evidence: Partial<Evidence> }

type Of<K extends HaulCheck['kind']> = Extract<HaulCheck, { kind: K }>

const isOver = (end: Date | null, now: Date): boolean => end !== null && end <= now

/** When a ticket is late if nobody closes it. */
export const lateAt = ({ within }: Of<'open-ticket'>, { openedAt }: Pick<Ticket, 'openedAt'>): Date =>
  new Date(openedAt.getTime() + durationMs(within))

/** A ticket that is open yet at a moment, its time over; null: closed, void, or in time. */
export function lateFound(check: Of<'open-ticket'>, ticket: Ticket, place: Pick<Source, 'name'>, now: Date): PaperFinding | null {
  const { no, openedAt, closedAt, voidAt, load } = ticket
  if (lateAt(check, ticket) > now || isOver(closedAt, now) || isOver(voidAt, now)) return null
  const evidence = { since: openedAt.toISOString(), at: now.toISOString(), ticket: no, place: place.name, taken: load }
  return { key: `ticket:${no}`, check, at: now, evidence }
}

/** A truck that left unwashed, as its gate told, while that is not longer ago than the check asks; null: washed, not told, void or too old. */
export function unwashedFound(
  check: Of<'unwashed'>,
  ticket: Ticket,
  place: Pick<Source, 'name'>,
  now: Date,
): PaperFinding | null {
  const { no, openedAt, voidAt, washed } = ticket
  if (washed !== false || isOver(voidAt, now) || openedAt.getTime() < now.getTime() - durationMs(check.within)) return null
  const evidence = { since: openedAt.toISOString(), ticket: no, place: place.name, washed: false as const }
  return { key: `wash:${no}`, check, at: openedAt, evidence }
}

/** What tickets took as it was known at a moment, by both scales. Null: not one, and nobody knows whether its gate tells anything. */
export function takenBy(tickets: readonly Ticket[], now: Date): Taken | null {
  const known = tickets.filter(({ openedAt, voidAt }) => openedAt <= now && !isOver(voidAt, now))
  const came = ({ closedAt, closedLoad, load }: Ticket): number => (isOver(closedAt, now) ? (closedLoad ?? load) : load)
  const sum = (of: (ticket: Ticket) => number): number => known.reduce((total, one) => total + of(one), 0)
  return known.length === 0 ? null : { left: sum(({ load }) => load), came: sum(came) }
}

/** A site whose tickets do not match what it may give, once a month; null: in balance, or not known. `day`: of the city, `2026-04-10`. */
export function volumeFound(
  check: Of<'volume'>,
  { code, name, volume, until }: Source,
  taken: Taken | null,
  { now, day }: { now: Date; day: string },
): PaperFinding | null {
  // Without one ticket nobody knows whether the gates tell anything at all.
  if (volume === null || taken === null || !unbalanced({ taken, permitted: volume, until }, check.percent, day)) return null
  const evidence = { since: day, at: now.toISOString(), place: name, taken: taken.came, permitted: volume, limit: check.percent }
  return { key: `${check.id}:${code}:${day.slice(0, 7)}`, check, at: now, evidence }
}
