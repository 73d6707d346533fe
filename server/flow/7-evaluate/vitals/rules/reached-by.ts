/** A formula with the vitals it names, by their codes. */
export type Naming = { code: string; names: readonly string[] }

/** Of some formulas those whose numbers hang on what changed: they are among it, or name, through as many formulas as it takes, what is. */
export function reachedBy(changed: ReadonlySet<string>, formulas: readonly Naming[]): Set<string> {
  const reached = new Set(formulas.flatMap(({ code }) => (changed.has(code) ? [code] : [])))
  for (let before = -1; before < reached.size; ) {
    before = reached.size
    for (const { code, names } of formulas) if (names.some((name) => changed.has(name) || reached.has(name))) reached.add(code)
  }
  return reached
}
