import type { ItemChange } from '../../../../contract/business-item.ts'

/** What differs between two rows, in the order of the fields; empty is null. */
export function changesOf<T>(before: T, after: T, fields: readonly (keyof T & string)[]): ItemChange[] {
  const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value))
  return fields.flatMap((field) => {
    const [from, to] = [text(before[field]), text(after[field])]
    return from === to ? [] : [{ field, from, to }]
  })
}
