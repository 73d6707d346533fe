import type { DetailValues } from '../../../../contract/detail.ts'
import { plainNumber } from '../../../../contract/plain-number.ts'
import type { Change, Fault } from './change-entry.ts'

/** What one object alone of the register bears: its code, and the details its pack calls its number (a plate). */
export type Marked = { code: string; details: DetailValues }
/** Another object whose code differs in case or width only. `shown`: it lies in the areas of whoever asks. */
export type NearCode = { id: string; code: string; shown: boolean }
export type Bearer = { id: string; districtName: string }
export type Marks = {
  /** by the code asked about */
  codes: ReadonlyMap<string, readonly NearCode[]>
  /** by `keyOfNumber` */
  numbers: ReadonlyMap<string, readonly Bearer[]>
}

export const keyOfNumber = (detail: string, value: string): string => `${detail} ${plainNumber(value)}`
/** A code as codes are compared. */
export const foldCode = (code: string): string => code.normalize('NFKC').toLowerCase()

/** The numbers of an entry, each with its detail. */
export const numbersIn = (numbers: readonly string[], { details }: Marked): { detail: string; value: string }[] =>
  numbers.flatMap((detail) => {
    const value = details[detail]
    return typeof value === 'string' && plainNumber(value) !== '' ? [{ detail, value }] : []
  })

/** The numbers an entry bears from now on, each with its detail and key; `changes` null: it is new. */
export const newNumbers = (
  numbers: readonly string[],
  entry: Marked,
  changes: readonly Change[] | null,
): { detail: string; key: string }[] =>
  numbersIn(numbers, entry)
    .filter(({ detail }) => changes === null || changes.some(({ field }) => field === `details/${detail}`))
    .map(({ detail, value }) => ({ detail, key: keyOfNumber(detail, value) }))

type Asked = { numbers: readonly string[]; id: string | null; entry: Marked; changes: readonly Change[] | null }

/**
 * Why an entry may not bear its code or its number: another object does. What has not changed is not asked about, so that old entries with one
 * number can still be put right. `changes` null: it is new. Of an object elsewhere no more is told than its district.
 */
export function markFault({ numbers, id, entry, changes }: Asked, marks: Marks): Fault | null {
  const isCodeNew = changes === null || changes.some(({ field }) => field === 'code')
  const near = isCodeNew ? marks.codes.get(entry.code)?.find((one) => one.id !== id) : undefined
  if (near)
    return near.shown
      ? { field: 'code', reason: 'code.case', given: { name: near.code } }
      : { field: 'code', reason: 'name.taken', given: {} }
  for (const { detail, key } of newNumbers(numbers, entry, changes)) {
    const bearer = marks.numbers.get(key)?.find((one) => one.id !== id)
    if (bearer) return { field: `details/${detail}`, reason: 'number.taken', given: { name: bearer.districtName } }
  }
  return null
}
