import type { z } from 'zod'
import type { WhyLevel } from '../../contract/why.ts'

type Level = z.infer<typeof WhyLevel>
/** How far a level is: raising (`hold`) or clearing (`clear`), for how long of how long (ms); null: nothing is under way. */
export type Progress = { of: 'hold' | 'clear'; haveMs: number; needMs: number }

/** The length a level has held, or has been back, at a moment. */
export function progressOf(
  level: Pick<Level, 'stands' | 'since' | 'holdS' | 'backSince' | 'clearHoldS'>,
  at: string,
): Progress | null {
  const from = level.stands ? level.backSince : level.since
  // What is cleared at once has no way back.
  if (from === null || (level.stands && level.clearHoldS === 0)) return null
  const [of, needS] = level.stands ? (['clear', level.clearHoldS] as const) : (['hold', level.holdS] as const)
  return { of, haveMs: Math.max(0, Date.parse(at) - Date.parse(from)), needMs: needS * 1000 }
}

type Held = { held: string | null; levels: readonly { when: { answer: string } }[] }

/** Rules that say something come first: those whose alarm stands, then those with a level that holds; the rest is told apart. */
export function telling<R extends Held>(rules: readonly R[]): { said: R[]; silent: R[] } {
  const weight = ({ held, levels }: R): number =>
    held
      ? 3
      : levels.some(({ when }) => when.answer === 'holds')
        ? 2
        : levels.some(({ when }) => when.answer === 'unknown')
          ? 1
          : 0
  const sorted = rules.toSorted((a, b) => weight(b) - weight(a))
  return { said: sorted.filter((rule) => weight(rule) > 1), silent: sorted.filter((rule) => weight(rule) <= 1) }
}
