import type { Risk } from '../../../contract/scales.ts'

/** The five levels, the worst first; the contract's own list would bring its schemas along. */
export const levels = ['red', 'orange', 'yellow', 'blue', 'green'] as const satisfies readonly Risk[]
