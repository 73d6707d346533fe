import type { Family, Part } from '../types.ts'
import { codesOf, partAt } from './pack-parts.ts'

/** What each child of some families was told, in the order of the families. */
export function byChild(families: readonly Family[]): Map<string, { vital: number; period: number; part: Part }[]> {
  const found = new Map<string, { vital: number; period: number; part: Part }[]>()
  for (const { vital, period, children, parts } of families)
    codesOf(children).forEach((child, i) => {
      const cell = { vital, period, part: partAt(parts, i) }
      const known = found.get(child)
      if (known) known.push(cell)
      else found.set(child, [cell])
    })
  return found
}
