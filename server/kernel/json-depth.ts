/**
 * Where JSON is nested deeper than `most` lists and objects, as `/rules/0/when`; null: nowhere. Asked before a schema is: one that knows
 * itself goes as deep as what it is given, to the end of the stack.
 */
export function tooDeep(value: unknown, most: number): string | null {
  if (typeof value !== 'object' || value === null) return null
  if (most === 0) return ''
  for (const name in value) {
    const below = tooDeep((value as Record<string, unknown>)[name], most - 1)
    if (below !== null) return `/${name}${below}`
  }
  return null
}
