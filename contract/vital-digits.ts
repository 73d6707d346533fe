import type { Words } from './words.ts'

/** How many decimals a value of a vital is shown and written with: its own; a percentage with one at least, since a whole one hides what became of it. */
export const shownDecimals = ({ decimals, unit }: { decimals: number; unit: Words }): number =>
  unit.zh === '%' ? Math.max(1, decimals) : decimals

/** So many where a check-up kept none: those from before they were kept. */
const decimalsOfOld = 2

/** A value as it is written: no digit of a quotient is written that nobody measured. */
export function roundedTo(value: number, decimals: number | null | undefined): number {
  const by = 10 ** (decimals ?? decimalsOfOld)
  return Math.round(value * by) / by
}
