import type { AttainmentFormula } from './target-kinds.ts'

type Attainment = { formula: AttainmentFormula; top: number; bottom: number; ratio: number }
/** As much of an indicator as its digits depend on. */
export type Expecting = {
  expected: number | null
  decimals: number
  direction: 'up' | 'down'
  attainment: Attainment | null
}

const mostDigits = 6
const percent = (ratio: number): string => (ratio * 100).toFixed(1)

/**
 * The digits what should be there is shown with: those its indicator is told with, and as many more as it takes for the numbers that are shown to give
 * the percentage beside them. 118 of 138.125 are 85.4 %, of 138 they would be 85.5 %.
 */
export function expectedDigits({ expected, decimals, direction, attainment }: Expecting): number {
  if (expected === null || attainment === null) return decimals
  const { formula, top, bottom, ratio } = attainment
  const onTop = direction === 'down' && formula !== 'way'
  for (let digits = decimals; digits < mostDigits; digits++) {
    const shift = Number(expected.toFixed(digits)) - expected
    const shown = onTop ? (top + shift) / bottom : top / (bottom + shift)
    if (percent(shown) === percent(ratio)) return digits
  }
  return mostDigits
}

/** The digits a way gone and the way to go are shown with: as many as it takes for the two to give the percentage beside them. */
export function wayDigits({ top, bottom, ratio }: Pick<Attainment, 'top' | 'bottom' | 'ratio'>, decimals = 2): number {
  for (let digits = decimals; digits < mostDigits; digits++)
    if (percent(Number(top.toFixed(digits)) / Number(bottom.toFixed(digits))) === percent(ratio)) return digits
  return mostDigits
}
