import type { Condition, Value } from '../../../contract/condition.ts'
import type { DetectRule, Pack } from '../../../contract/pack.ts'

/** More of `from` makes more (1) or less (-1) of `to`. `near`: from one object to another. */
type Edge = { from: string; to: string; sign: 1 | -1; near: boolean }

/** How things of the city set each other off: every way out of a place. */
export type Ways = Map<string, Edge[]>
export const waysOf = (packs: Pack[]): Ways =>
  Map.groupBy(
    packs.flatMap((pack) => [...pack.detect.flatMap((rule) => edgesOf(rule, pack)), ...actEdges(pack)]),
    ({ from }) => from,
  )

/**
 * A way on which a rule is set off by its own outcome: its alarm at one object raises the alarm at a neighbour and back, or the command its alarm
 * sends drives the reading further into alarm. A command that drives the reading back is what commands are for, and rules that watch a
 * command (no effect, no receipt) end with it: these are no loops.
 */
export function findLoop(rule: DetectRule, pack: Pack, ways: Ways): string[] | null {
  const own = edgesOf(rule, pack)
  for (const first of own) {
    const way = follow(first, (from) => [...own.filter((edge) => edge.from === from), ...(ways.get(from) ?? [])])
    if (way) return way
  }
  return null
}

const family = (name: string): string => `alarm:${name}`
const reading = (pack: Pack, kind: string | undefined, name: string): string => `${kind ?? pack.deviceKind ?? pack.id}.${name}`

/** From what a rule is set off by, back to it: breadth first, each place once per sign. */
function follow(first: Edge, outOf: (from: string) => Edge[]): string[] | null {
  type Step = { at: string; sign: 1 | -1; near: boolean; way: string[] }
  const seen = new Set<string>()
  const waiting: Step[] = [{ at: first.to, sign: first.sign, near: first.near, way: [first.from, first.to] }]
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    // Whatever the sign, neighbours that set each other off never come to rest.
    if (step.at === first.from) {
      if (step.sign === 1 || step.near) return step.way
      // Once round is enough: what drives itself back also does so twice.
      continue
    }
    const key = `${step.at} ${step.sign} ${step.near}`
    if (seen.has(key)) continue
    seen.add(key)
    for (const edge of outOf(step.at))
      waiting.push({
        at: edge.to,
        sign: (step.sign * edge.sign) as 1 | -1,
        near: step.near || edge.near,
        way: [...step.way, edge.to],
      })
  }
  return null
}

/** Alarm → command, and command → reading as far as a rule says what the command does: the reading falls. */
function actEdges(pack: Pack): Edge[] {
  const acts = pack.acts.map((act): Edge => ({ from: family(act.family), to: `command:${act.command}`, sign: 1, near: false }))
  const effects = pack.detect.flatMap((rule): Edge[] =>
    rule.kind === 'ineffective'
      ? [{ from: `command:${rule.command}`, to: reading(pack, undefined, rule.reading), sign: -1, near: false }]
      : [],
  )
  return [...acts, ...effects]
}

type Sign = 1 | -1
type From = { pack: Pack; kind: string | undefined; edge(from: string, sign: Sign, near?: boolean): Edge }
const turned = (sign: Sign): Sign => (sign === 1 ? -1 : 1)

/** What raises a rule's alarms. */
function edgesOf(rule: DetectRule, pack: Pack): Edge[] {
  const to = family(rule.family)
  const edge = (from: string, sign: Sign, near = false): Edge => ({ from, to, sign, near })
  if (rule.kind === 'threshold') return [edge(reading(pack, undefined, rule.reading), rule.direction === 'above' ? 1 : -1)]
  if (rule.kind === 'rate') return [edge(reading(pack, undefined, rule.reading), rule.perMinute >= 0 ? 1 : -1)]
  if (rule.kind !== 'tree') return []
  return rule.levels.flatMap(({ when }) => ofCondition(when, 1, { pack, kind: undefined, edge }))
}

function ofCondition(condition: Condition, sign: Sign, from: From): Edge[] {
  switch (condition.op) {
    case 'all':
    case 'any':
      return condition.of.flatMap((one) => ofCondition(one, sign, from))
    case 'not':
      return ofCondition(condition.of, turned(sign), from)
    case 'count':
      return ofCondition(condition.of, sign, from)
    case 'weigh':
      return condition.parts.flatMap((part) => ofCondition(part.when, sign, { ...from, kind: part.device ?? from.kind }))
    case 'near':
      return [from.edge(family(condition.family), sign, true)]
    case 'rate':
      return [from.edge(reading(from.pack, from.kind, condition.reading), condition.perMinute >= 0 ? sign : turned(sign))]
    case 'unusual':
      return [from.edge(reading(from.pack, from.kind, condition.reading), condition.is === 'below' ? turned(sign) : sign)]
    case 'compare': {
      const up = condition.is === 'above' ? sign : turned(sign)
      return [...ofValue(condition.value, up, from), ...ofValue(condition.limit, turned(up), from)]
    }
    default:
      return []
  }
}

/** Which readings push a value up or down; a product is taken as if its parts were positive. */
function ofValue(value: Value, sign: Sign, from: From): Edge[] {
  if (typeof value === 'number') return []
  if ('reading' in value) return [from.edge(reading(from.pack, value.device ?? from.kind, value.reading), sign)]
  if ('trend' in value) return [from.edge(reading(from.pack, value.trend.of.device ?? from.kind, value.trend.of.reading), sign)]
  const [a, b] = value.of
  const turns = value.op === 'subtract' || value.op === 'divide'
  return [...ofValue(a, sign, from), ...ofValue(b, turns ? turned(sign) : sign, from)]
}
