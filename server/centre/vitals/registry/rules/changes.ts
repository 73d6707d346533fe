import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { writeAbove } from '../../../../../contract/vital-above.ts'
import { writeBands } from '../../../../../contract/vital-band.ts'
import type { VitalChange } from '../../../../../contract/vital-registry.ts'
import { writeRules } from '../../../../../contract/vital-rule.ts'

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
  // A rule is one thing to who reads it, not four.
  for (const [name, one] of Object.entries(value))
    if (under === '' && name === 'rules') into.set(name, writeRules(one, 'zh'))
    else if (under === '' && name === 'normalAbove') into.set(name, writeAbove(one, 'zh'))
    else if (under === '' && name === 'bands') into.set(name, writeBands(one, 'zh'))
    else if (typeof one === 'object' && one !== null) flat(one, `${under}${name}.`, into)
    else if (one !== undefined) into.set(`${under}${name}`, String(one))
  return into
}
