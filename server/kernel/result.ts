import { type Problem, type ProblemCode, problems } from '../../contract/problem.ts'
import type { Details, ReasonCode } from '../../contract/refusal-reasons.ts'
import { sayRefusal } from '../../contract/refusal-words.ts'

/** A rule's "no": a value with a code of the catalogue. */
export type Refusal = { code: ProblemCode; details?: Record<string, string | number> }
export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const refuse = (code: ProblemCode, details?: Refusal['details']): Result<never> => ({
  ok: false,
  refusal: details ? { code, details } : { code },
})

/** What a sender wrote does not fit: where, why by its code, and what the words of that code are filled with. */
export const malformed = (path: string, reason: ReasonCode, given: Details = {}): Refusal => ({
  code: 'input.malformed',
  details: { ...given, path, reason },
})
export const refuseInput = (path: string, reason: ReasonCode, given: Details = {}): Result<never> => ({
  ok: false,
  refusal: malformed(path, reason, given),
})

/** Thrown only at the HTTP edge, so that the transaction rolls back and the refusal becomes the answer. */
export class RefusalError extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** The value, or the refusal as an answer to the caller. */
export function orRefuse<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new RefusalError(result.refusal)
}

/** The refusal in its wire shape, words of both languages filled; moments on the clock of `zone`. */
export function toProblem(refusal: Refusal, zone?: string): Problem {
  const entry = problems[refusal.code]
  return {
    code: refusal.code,
    status: entry.status,
    ...sayRefusal(refusal.code, refusal.details, zone),
    ...(refusal.details ? { details: refusal.details } : {}),
  }
}
