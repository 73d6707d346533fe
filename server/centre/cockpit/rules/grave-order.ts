import type { OpenRed } from '../../../../contract/red-turns.ts'
import type { Grade } from '../../../../contract/scales.ts'

/**
 * Open grave events in the order in which a leader has to see them: red before orange; of each those nobody accepted, the longest waiting first and
 * those in earnest before drills, then the newest that somebody has. Given the longest open first.
 */
export function graveOrder<G extends OpenRed & { grade: Grade }>(rows: readonly G[]): G[] {
  const parts = [rows.filter(({ grade }) => grade === 'extraordinary'), rows.filter(({ grade }) => grade !== 'extraordinary')]
  return parts.flatMap((of) => {
    const waiting = of.filter(({ waits }) => waits)
    return [
      ...waiting.filter(({ exercise }) => !exercise),
      ...waiting.filter(({ exercise }) => exercise),
      ...of.filter(({ waits }) => !waits).toReversed(),
    ]
  })
}
