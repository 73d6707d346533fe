import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { OrderState } from '../life.ts'

/** Who asks for a number: `seat`: answers for the case's area as a duty seat or leader. */
export type Asker = { unit: string; person: string; seat: boolean }
type Part = { unit: string; state: OrderState; accepted_by: string | null }
/** Somebody of a case who can be called by phone; in the order in which they should be. */
export type Callable = { id: string; name: string | null; phone: string }

const gone: readonly OrderState[] = ['returned', 'transferred', 'cancelled', 'excused']

/** Numbers are for those who act on the case: its seats and leaders, and the units with an order in it. Sight alone is not enough. */
export function mayCall({ unit, person, seat }: Asker, parts: readonly Part[]): Result<true> {
  const has = parts.some((part) => !gone.includes(part.state) && (part.unit === unit || part.accepted_by === person))
  return seat || has ? ok(true) : refuse('call.no-part')
}

/** The one asked for, or the first of them. */
export function whomToCall(people: readonly Callable[], of: string | undefined): Result<Callable> {
  const found = of === undefined ? people[0] : people.find((person) => person.id === of)
  return found ? ok(found) : refuse('call.nobody')
}
