type Step = { startsAt: string | null; passed: boolean }

/**
 * How a rung that was not called stands: `spared` somebody answered; `passed` one above it was called instead; `coming`; `late`, its moment went by and
 * nobody was called yet, which is never told as begun; `unsaid` no limit runs that would call it.
 */
export type Turn = 'spared' | 'passed' | 'coming' | 'late' | 'unsaid'

export function turnOf({ startsAt, passed }: Step, { answered, now }: { answered: boolean; now: number }): Turn {
  if (passed) return 'passed'
  if (answered) return 'spared'
  if (startsAt === null) return 'unsaid'
  return Date.parse(startsAt) > now ? 'coming' : 'late'
}
