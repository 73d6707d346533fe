import type { Condition } from '../../../../../contract/condition.ts'
import { sameJson } from '../../../../../contract/rule-words/same-json.ts'

/** Whether `b` holds whenever `a` does, as far as their shape shows it. */
export function implies(a: Condition, b: Condition): boolean {
  if (sameJson(a, b)) return true
  if (b.op === 'all') return b.of.every((part) => implies(a, part))
  if (a.op === 'any') return a.of.every((part) => implies(part, b))
  if (a.op === 'all' && a.of.some((part) => implies(part, b))) return true
  if (b.op === 'any' && b.of.some((part) => implies(a, part))) return true
  if (a.op === 'compare' && b.op === 'compare' && a.is === b.is && sameJson(a.value, b.value))
    return (
      typeof a.limit === 'number' && typeof b.limit === 'number' && (a.is === 'above' ? a.limit >= b.limit : a.limit <= b.limit)
    )
  return false
}
