import type { DetailValue } from '../../../../contract/detail.ts'
import type { ObjectIs } from '../../../../contract/pack.ts'

/** Is the object of an event so? What nobody knows is no proof, and neither is a case without an object. */
export const isSo = (wanted: ObjectIs | undefined, details: Readonly<Record<string, DetailValue>> | null): boolean =>
  wanted === undefined || wanted.is.some((value) => details?.[wanted.detail] === value)
