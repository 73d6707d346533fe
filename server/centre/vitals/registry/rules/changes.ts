import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { VitalChange } from '../../../../../contract/vital-registry.ts'

type Flat = Map<string, string>

/** What differs between two definitions, field by field, as text; a part of a field by its path: `normal.least`, `name.zh`. */
export function changesOf(before: VitalDefinition, after: VitalDefinition): VitalChange[] {
  const [old, fresh] = [flat(before), flat(after)]
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((field) => {
    const [from, to] = [old.get(field) ?? null, fresh.get(field) ?? null]
    return from === to ? [] : [{ field, from, to }]
  })
}

function flat(value: object, under = '', into: Flat = new Map()): Flat {
  for (const [name, one] of Object.entries(value))
    if (typeof one === 'object' && one !== null) flat(one, `${under}${name}.`, into)
    else if (one !== undefined) into.set(`${under}${name}`, String(one))
  return into
}
