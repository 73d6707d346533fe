import type { PackFaultCode } from '../../../../contract/pack-fault.ts'
import { packLimits } from '../../../../contract/pack-file.ts'

type Fault = { path: string; code: PackFaultCode; details?: Record<string, string | number> }
export type Bounded = { value: unknown; fault: null } | { value: null; fault: Fault }

/** Names that mean something to the language itself: a value under them could change every object. */
const forbidden: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** JSON of a stranger: broken, too deep, too many values or a forbidden name is told with its place. Walks without recursion. */
export function boundedJson(text: string): Bounded {
  if (text.length > packLimits.bytes)
    return { value: null, fault: { path: '', code: 'too-big', details: { most: packLimits.bytes } } }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { value: null, fault: { path: '', code: 'json' } }
  }
  const fault = beyondBounds(value)
  return fault ? { value: null, fault } : { value, fault: null }
}

function beyondBounds(value: unknown): Fault | null {
  const open: { value: unknown; path: string; depth: number }[] = [{ value, path: '', depth: 0 }]
  let seen = 0
  for (let next = open.pop(); next; next = open.pop()) {
    if (++seen > packLimits.values) return { path: '', code: 'too-many', details: { most: packLimits.values } }
    if (typeof next.value !== 'object' || next.value === null) continue
    const { path, depth } = next
    if (depth >= packLimits.depth) return { path: path.slice(0, 200), code: 'too-deep', details: { most: packLimits.depth } }
    const entries = Object.entries(next.value)
    if (seen + open.length + entries.length > packLimits.values)
      return { path: path.slice(0, 200), code: 'too-many', details: { most: packLimits.values } }
    for (const [name, inner] of entries) {
      if (forbidden.has(name)) return { path, code: 'bad-key', details: { name } }
      open.push({ value: inner, path: path ? `${path}.${name}` : name, depth: depth + 1 })
    }
  }
  return null
}
