import type { Grade } from '../../contract/scales.ts'

/** Grades of events, the heaviest first; a list of the screens' own, because the contract's brings the whole checker of shapes along. */
export const grades: readonly Grade[] = ['extraordinary', 'major', 'serious', 'ordinary', 'minor']
