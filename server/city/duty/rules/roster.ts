import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Shift, Span } from '../types.ts'

/** How far ahead gaps of a roster are looked for, ms: a week is what a duty officer plans. */
export const aheadMs = 7 * 86_400_000

/** The parts of a window that no span covers, in order. */
export function gapsIn(spans: readonly Span[], window: Span): Span[] {
  const gaps: Span[] = []
  let covered = window.from
  for (const { from, to } of spans.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    if (from >= window.to) break
    if (from > covered) gaps.push({ from: covered, to: from })
    if (to > covered) covered = to
  }
  if (covered < window.to) gaps.push({ from: covered, to: window.to })
  return gaps
}

/** Who is on duty now and who comes next; of two that run the one that began last. */
export function nowAndNext<S extends Span>(shifts: readonly S[], now: Date): { now: S | null; next: S | null } {
  const inOrder = shifts.toSorted((a, b) => a.from.getTime() - b.from.getTime())
  return {
    now: inOrder.findLast(({ from, to }) => from <= now && to > now) ?? null,
    next: inOrder.find(({ from }) => from > now) ?? null,
  }
}

type Appointed = { person: string; from: Date; to: Date | null }
const holds = (appointed: readonly Appointed[], person: string, { from, to }: Span): boolean =>
  appointed.some((one) => one.person === person && one.from <= from && (one.to === null || one.to >= to))

/** The parts of a post's shifts in which whoever has them is appointed to it: a shift of somebody who left covers nothing. */
export const covering = (shifts: readonly Shift[], appointed: readonly Appointed[]): Span[] =>
  shifts.flatMap((shift) =>
    appointed
      .filter(({ person }) => person === shift.person)
      .map((one) => ({
        from: one.from > shift.from ? one.from : shift.from,
        to: one.to !== null && one.to < shift.to ? one.to : shift.to,
      }))
      .filter(({ from, to }) => from < to),
  )

/** Shifts that count: whoever has one that runs is appointed now, whoever has one ahead will be. A shift of somebody who left is nobody's. */
export const standing = <S extends Shift>(shifts: readonly S[], appointed: readonly Appointed[], now: Date): S[] =>
  shifts.filter((shift) => covering([shift], appointed).some(({ from, to }) => to > now && (shift.from > now || from <= now)))

/** The longest one shift may be, days: somebody on duty for longer is nobody on duty. */
export const longestShiftDays = 7

type Wish = Pick<Shift, 'person' | 'deputy' | 'from' | 'to'>
type Roster = { shifts: readonly Shift[]; appointed: readonly Appointed[] }

/** The same hours on so many days; what lies in the past is cut off. Days are 24 hours: this city has no summer time. */
export function shiftsOf(wish: Wish, days: number, now: Date): Wish[] {
  return Array.from({ length: days }, (_, day) => {
    const [from, to] = [wish.from, wish.to].map((at) => new Date(at.getTime() + day * 86_400_000)) as [Date, Date]
    return { ...wish, from: from < now ? now : from, to }
  })
}

/** May these shifts be added to a post's roster? Only of people appointed to it for all that time, and never two at once. */
export function mayArrange(wishes: readonly Wish[], { shifts, appointed }: Roster): Result<true> {
  // The hours of somebody who has left are free.
  const before: Span[] = covering(shifts, appointed)
  for (const wish of wishes) {
    if (wish.to <= wish.from) return refuse('duty.period')
    if (wish.to.getTime() - wish.from.getTime() > longestShiftDays * 86_400_000)
      return refuse('duty.too-long', { max: longestShiftDays })
    if (wish.deputy === wish.person) return refuse('duty.same-person')
    const whole = [wish.person, wish.deputy].every((person) => person === null || holds(appointed, person, wish))
    if (!whole) return refuse('duty.not-appointed')
    const other = before.find(({ from, to }) => from < wish.to && to > wish.from)
    if (other) return refuse('duty.overlap', { from: other.from.toISOString(), to: other.to.toISOString() })
    before.push(wish)
  }
  return ok(true)
}

/**
 * Who comes on when the running shift is handed over now: whoever has the next one that counts, if they hold the post already. `to`: until
 * when without a break; where hours lie between the two they take over the rest of the running one only, and the gap stays one.
 */
export function handOverTo<S extends Shift>(
  shift: Shift,
  { shifts, appointed }: { shifts: readonly S[]; appointed: readonly Appointed[] },
  now: Date,
): Result<{ next: S; to: Date }> {
  if (shift.from > now || shift.to <= now) return refuse('duty.not-running')
  const { next } = nowAndNext(standing(shifts, appointed, now), now)
  if (!next) return refuse('duty.nobody-next')
  if (next.person === shift.person) return refuse('duty.same-person')
  const to = next.from > shift.to ? shift.to : next.to
  return holds(appointed, next.person, { from: now, to }) ? ok({ next, to }) : refuse('duty.not-appointed')
}

/** May another have this shift, from now on when it runs? */
export function maySubstitute(shift: Shift, person: string, appointed: readonly Appointed[], now: Date): Result<Span> {
  if (shift.to <= now) return refuse('duty.over')
  if (shift.person === person) return refuse('duty.same-person')
  const rest = { from: shift.from > now ? shift.from : now, to: shift.to }
  return holds(appointed, person, rest) ? ok(rest) : refuse('duty.not-appointed')
}

/** What has begun is not unmade: it is handed over, or another stands in. */
export const mayCancel = (shift: Shift, now: Date): Result<true> => (shift.from > now ? ok(true) : refuse('duty.begun'))
