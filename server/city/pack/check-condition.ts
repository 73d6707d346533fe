import { type Condition, conditionBounds, type Value } from '../../../contract/condition.ts'
import type { Pack, TreeRule } from '../../../contract/pack.ts'
import type { Trend } from '../../../contract/trend.ts'
import { longestBase } from '../../../contract/trend-kinds.ts'
import { rangeOf } from '../../../contract/value-range.ts'
import { checkLength, checkLook, type Say } from './fault-place.ts'

/** `packs`: the rule's own first. */
type About = { rule: TreeRule; packs: Pack[]; say: Say }
/** `kind`: the device kind readings without one belong to; null is the rule's own. */
type Place = { path: string; kind: string | null; depth: number; weighing: boolean }
type Counter = { nodes: number; full: boolean }

/** Everything that is wrong with the condition of a level. */
export function checkConditions(when: Condition, path: string, about: About): void {
  check(when, { path, kind: null, depth: 1, weighing: false }, { about, counter: { nodes: 0, full: false } })
}

type Checking = { about: About; counter: Counter }

function check(condition: Condition, place: Place, checking: Checking): void {
  if (!fits(place, checking)) return
  const { about } = checking
  const { path } = place
  const deeper = (part: string): Place => ({ ...place, path: `${path}.${part}`, depth: place.depth + 1 })
  switch (condition.op) {
    case 'all':
    case 'any':
      for (const [i, of] of condition.of.entries()) check(of, deeper(`of.${i}`), checking)
      return
    case 'not':
      check(condition.of, deeper('of'), checking)
      return
    case 'count':
      checkLook(condition.within, `${path}.within`, about.say)
      check(condition.of, deeper('of'), checking)
      return
    case 'weigh':
      checkWeigh(condition, place, checking)
      return
    case 'compare':
      if (isConstant(condition.value) && isConstant(condition.limit)) about.say(path, 'constant')
      checkValue(condition.value, { ...place, path: `${path}.value` }, checking)
      checkValue(condition.limit, { ...place, path: `${path}.limit` }, checking)
      return
    default:
      checkLeaf(condition, place, about)
      return
  }
}

/** Counts a node; says once that there are too many, and follows none deeper than allowed. */
function fits({ path, depth }: Place, { about, counter }: Checking): boolean {
  counter.nodes++
  if (counter.nodes > conditionBounds.nodes && !counter.full) {
    counter.full = true
    about.say(path, 'too-large', { most: conditionBounds.nodes })
  }
  if (depth > conditionBounds.depth) about.say(path, 'too-deep', { most: conditionBounds.depth })
  return depth <= conditionBounds.depth && !counter.full
}

function checkLeaf(condition: Condition, { path, kind }: Place, { rule, packs, say }: About): void {
  switch (condition.op) {
    case 'rate':
      checkReading(condition.reading, kind, `${path}.reading`, { packs, say })
      if (condition.perMinute === 0) say(`${path}.perMinute`, 'at-rest')
      checkLook(condition.within, `${path}.within`, say)
      return
    case 'unusual':
      checkReading(condition.reading, kind, `${path}.reading`, { packs, say })
      return
    case 'silent':
      checkLook(condition.for, `${path}.for`, say)
      return
    case 'near':
      if (!packs.some(({ detect }) => detect.some(({ family }) => family === condition.family)))
        say(`${path}.family`, 'unknown-family', { name: condition.family })
      checkLook(condition.within, `${path}.within`, say)
      return
    case 'agree':
      checkAgree(condition, path, { rule, packs, say })
      return
    case 'fence':
      if (!Object.hasOwn(packs[0]!.zones, condition.zone)) say(`${path}.zone`, 'unknown-zone', { name: condition.zone })
      for (const name of ['lon', 'lat']) checkReading(name, kind, path, { packs, say })
      checkLength(condition.settle, `${path}.settle`, say)
      if (condition.for !== undefined) checkLook(condition.for, `${path}.for`, say)
      else if (condition.is === 'dwelt') say(`${path}.for`, 'no-length')
  }
}

/** Only of a whole object; of rules of the pack that look at devices and have such a level. */
function checkAgree(condition: Extract<Condition, { op: 'agree' }>, path: string, { rule, packs, say }: About): void {
  if (rule.on !== 'object') say(path, 'of-an-object')
  for (const [i, name] of condition.rules.entries()) {
    const other = packs[0]!.detect.find(({ id }) => id === name)
    if (!other || (other.kind === 'tree' && other.on === 'object')) say(`${path}.rules.${i}`, 'unknown-rule', { name })
  }
}

function checkTrend(trend: Trend, { path, kind: own }: Place, { packs, say }: About): void {
  const { reading, device } = trend.of
  if (device !== undefined && !ofKind(device, packs)) say(`${path}.of.device`, 'unknown-device', { name: device })
  checkReading(reading, device ?? own, `${path}.of.reading`, { packs, say })
  checkLook(trend.within, `${path}.within`, say)
  if (trend.still !== undefined) checkLook(trend.still, `${path}.still`, say)
  if (trend.is === 'angle') checkLook(trend.base, `${path}.base`, say, longestBase)
}

function checkWeigh(condition: Extract<Condition, { op: 'weigh' }>, place: Place, checking: Checking): void {
  const { about } = checking
  if (place.weighing) about.say(place.path, 'nested-weigh')
  // Of a whole object a part may count for several devices; of one device each counts once.
  const most = condition.parts.reduce((sum, { weight }) => sum + weight, 0)
  if (about.rule.on === 'device' && !condition.parts.some(({ device }) => device) && most < condition.atLeast)
    about.say(`${place.path}.atLeast`, 'never-enough', { limit: condition.atLeast })
  for (const [i, { when, device }] of condition.parts.entries()) {
    const path = `${place.path}.parts.${i}`
    if (device !== undefined && !ofKind(device, about.packs)) about.say(`${path}.device`, 'unknown-device', { name: device })
    const kind = device ?? place.kind
    check(when, { path: `${path}.when`, kind, depth: place.depth + 1, weighing: true }, checking)
  }
}

const isConstant = (value: Value): boolean =>
  typeof value === 'number' || ('of' in value && value.of.every((part) => isConstant(part)))

function checkValue(value: Value, place: Place, checking: Checking): void {
  if (typeof value === 'number' || !fits(place, checking)) return
  const { packs, say } = checking.about
  if ('trend' in value) {
    checkTrend(value.trend, { ...place, path: `${place.path}.trend` }, checking.about)
    return
  }
  if ('reading' in value) {
    const kind = value.device ?? place.kind
    if (value.device !== undefined && !ofKind(value.device, packs))
      say(`${place.path}.device`, 'unknown-device', { name: value.device })
    checkReading(value.reading, kind, `${place.path}.reading`, { packs, say })
    return
  }
  for (const [i, part] of value.of.entries())
    checkValue(part, { ...place, path: `${place.path}.of.${i}`, depth: place.depth + 1 }, checking)
  if (value.op !== 'divide') return
  const [least, most] = rangeOf(value.of[1], (reading, device) => readingOf(reading, device ?? place.kind, packs))
  if (!(least > 0 || most < 0)) say(`${place.path}.of.1`, 'divides-by-zero')
}

const ofKind = (kind: string, packs: Pack[]): Pack | undefined => packs.find(({ deviceKind }) => deviceKind === kind)

function readingOf(reading: string, kind: string | null, packs: Pack[]): { min: number; max: number } | undefined {
  const pack = kind === null ? packs[0]! : ofKind(kind, packs)
  return pack && Object.hasOwn(pack.readings, reading) ? pack.readings[reading] : undefined
}

function checkReading(reading: string, kind: string | null, path: string, { packs, say }: Pick<About, 'packs' | 'say'>): void {
  // A device kind nobody knows has been told already.
  if (kind !== null && !ofKind(kind, packs)) return
  if (!readingOf(reading, kind, packs)) say(path, 'unknown-reading', { name: reading })
}
