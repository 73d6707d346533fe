import { type PartName, samePart } from '../../../../contract/plan-parts.ts'

/** Is a part of an order one of these parts of its plan? */
export const hasPart = (part: PartName, parts: readonly PartName[]): boolean => parts.some((one) => samePart(one, part))
