/**
 * Adds a scope to a query: a set of path prefixes as index ranges. `~>=~`/`~<~` use the text_pattern_ops index whatever
 * the database's collation; '0' is the character after '/', so `50/5001/` up to `50/50010` covers exactly that subtree.
 */
export function scopeSql(column: string, scope: readonly string[], values: unknown[]): string {
  if (scope.length === 0) return 'false'
  const ranges = scope.map((prefix) => {
    values.push(prefix, `${prefix.slice(0, -1)}0`)
    return `(${column} ~>=~ $${values.length - 1} and ${column} ~<~ $${values.length})`
  })
  return `(${ranges.join(' or ')})`
}

/** Is the path inside one of the prefixes? Paths end with '/', so `50/5001/` never covers `50/50012/`. */
export const inScope = (scope: readonly string[], path: string): boolean => scope.some((prefix) => path.startsWith(prefix))

/** A narrower scope: the wanted prefix as far as it lies inside what one has; null when it lies outside. */
export function narrowScope(scope: readonly string[], wanted: string): string[] | null {
  if (inScope(scope, wanted)) return [wanted]
  const inside = scope.filter((prefix) => prefix.startsWith(wanted))
  return inside.length > 0 ? inside : null
}

/** Does a scope cover a whole city (a path of one code)? Such callers also see what belongs to no area. */
export const isWhole = (scope: readonly string[]): boolean =>
  scope.some((prefix) => prefix.split('/').filter(Boolean).length === 1)
