import type { Condition, Value } from '../../../../../contract/condition.ts'
import type { TreeRule } from '../../../../../contract/pack.ts'
import { sameJson } from '../../../../../contract/rule-words/same-json.ts'
import { durationMs } from '../../../../../contract/time.ts'
import { type Range, rangeOf } from '../../../../../contract/value-range.ts'
import type { Known } from './finding.ts'
import { implies } from './implies.ts'

/** Whether something can hold within what the readings can be at all. */
export type Chance = 'never' | 'always' | 'maybe'

/** The smallest and largest a value can be, by the ranges of its readings; another device's are not known here. */
const spanOf = (value: Value, readings: Known['readings']): Range =>
  rangeOf(value, (reading, device) => (device === undefined ? readings[reading] : undefined))

/** `loosen`: the clear factor, when it is asked whether an alarm is over; `under`: below an odd number of nots (tree/node.ts). `on`: of what. `heard`: while devices send. */
type Place = { on: TreeRule['on']; loosen: number | null; under: boolean; heard?: boolean }

/** Whether a condition can hold at all. */
export function canHold(condition: Condition, readings: Known['readings'], place: Place): Chance {
  const of = (part: Condition): Chance => canHold(part, readings, place)
  switch (condition.op) {
    case 'compare':
      return compares(condition, readings, place)
    case 'all': {
      const parts = condition.of.map(of)
      const flat = flatten('all', condition.of)
      if (parts.includes('never') || opposes(flat, place) || (place.on === 'device' && contradicts(flat, readings, place)))
        return 'never'
      return parts.every((part) => part === 'always') ? 'always' : 'maybe'
    }
    case 'any': {
      const parts = condition.of.map(of)
      if (parts.includes('always') || exhausts(flatten('any', condition.of), readings, place)) return 'always'
      return parts.every((part) => part === 'never') ? 'never' : 'maybe'
    }
    case 'not': {
      const inner = canHold(condition.of, readings, { ...place, under: !place.under })
      return inner === 'always' ? 'never' : inner === 'never' ? 'always' : 'maybe'
    }
    case 'count':
      // It has to begin to hold again and again: what always holds begins once.
      return canHold(condition.of, readings, { ...place, loosen: null }) === 'maybe' ? 'maybe' : 'never'
    case 'rate': {
      const range = readings[condition.reading]
      return range && Math.abs(condition.perMinute) * minutes(condition.within) * 0.5 > range.max - range.min ? 'never' : 'maybe'
    }
    case 'weigh':
      return weighs(condition, place, of)
    case 'during':
      return condition.from === condition.to && new Set(condition.days ?? weekdays).size === weekdays.length ? 'always' : 'maybe'
    case 'silent':
      return place.heard ? 'never' : 'maybe'
    default:
      return 'maybe'
  }
}

const weekdays = [1, 2, 3, 4, 5, 6, 7]

/** What an all or an any says, those of its own kind in it opened up. */
const flatten = (op: 'all' | 'any', of: Condition[]): Condition[] =>
  of.flatMap((part) => (part.op === op ? flatten(op, part.of) : [part]))

/** Does one part deny what another says? Not asked of limits moved for clearing: they overlap. */
const opposes = (parts: Condition[], { loosen }: Place): boolean =>
  loosen === null &&
  parts.some((denied) => denied.op === 'not' && parts.some((part) => part !== denied && implies(part, denied.of)))

/** Does one part hold wherever the others do not? `x or not x`, or above 20 or below 30 of one reading. */
function exhausts(parts: Condition[], readings: Known['readings'], place: Place): boolean {
  if (parts.some((denied) => denied.op === 'not' && parts.some((part) => part !== denied && implies(denied.of, part))))
    return true
  const of = (is: Compare['is']): Compare[] => parts.filter((part) => part.op === 'compare').filter((part) => part.is === is)
  return of('above').some((high) =>
    of('below').some(
      (low) =>
        sameJson(high.value, low.value) && spanOf(limitAt(high, place), readings)[1] <= spanOf(limitAt(low, place), readings)[0],
    ),
  )
}

type Weigh = Extract<Condition, { op: 'weigh' }>
type Part = Weigh['parts'][number]

function weighs({ parts, atLeast }: Weigh, { on }: Place, of: (part: Condition) => Chance): Chance {
  const possible = parts.filter((part) => of(part.when) !== 'never')
  // A part about devices of a kind counts once for each of them, however many there are.
  if (possible.some((part) => part.device !== undefined)) return 'maybe'
  // Each part of a device counts once: what cannot hold together is not added up.
  const together = (a: Part, b: Part): boolean => on !== 'device' || of({ op: 'all', of: [a.when, b.when] }) !== 'never'
  return mostWeight(possible, together) < atLeast ? 'never' : 'maybe'
}

/** The most that parts of which each two can hold together weigh. A weighing has 16 parts at most. */
function mostWeight([first, ...rest]: Part[], together: (a: Part, b: Part) => boolean): number {
  if (!first) return 0
  const withIt =
    first.weight +
    mostWeight(
      rest.filter((part) => together(first, part)),
      together,
    )
  return rest.every((part) => together(first, part)) ? withIt : Math.max(withIt, mostWeight(rest, together))
}

const minutes = (duration: string): number => durationMs(duration) / 60_000

type Compare = Extract<Condition, { op: 'compare' }>

/** The limit as it counts here: to be over it moves to the safe side, never beyond itself (tree/leaves.ts). */
function limitAt({ is, limit }: Compare, { loosen, under }: Place): Value {
  if (loosen === null) return limit
  const moved: Value = { op: (is === 'above') !== under ? 'multiply' : 'divide', of: [limit, loosen] }
  return { op: (is === 'above') !== under ? 'least' : 'most', of: [limit, moved] }
}

function compares(compare: Compare, readings: Known['readings'], place: Place): Chance {
  const [least, most] = spanOf(compare.value, readings)
  const [from, to] = spanOf(limitAt(compare, place), readings)
  if (compare.is === 'above') return most < from ? 'never' : least >= to ? 'always' : 'maybe'
  return least > to ? 'never' : most <= from ? 'always' : 'maybe'
}

/** One reading of one device cannot be above 50 and below 20 at once; two devices of an object can. */
function contradicts(parts: Condition[], readings: Known['readings'], place: Place): boolean {
  const spans = new Map<string, Range>()
  for (const part of parts) {
    if (part.op !== 'compare' || typeof part.value !== 'object' || !('reading' in part.value)) continue
    // Several devices of another kind may each meet one of the two.
    if (part.value.device !== undefined) continue
    const key = part.value.reading
    const [least, most] = spans.get(key) ?? spanOf(part.value, readings)
    const [from, to] = spanOf(limitAt(part, place), readings)
    spans.set(key, part.is === 'above' ? [Math.max(least, from), most] : [least, Math.min(most, to)])
  }
  return [...spans.values()].some(([least, most]) => least > most)
}
