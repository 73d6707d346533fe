// The rules and readings of the rules bench, and the same rules for each engine. A hit is a rule whose condition holds for a reading.
import type { Condition } from '../../contract/condition.ts'
import { tree } from '../../contract/pack.ts'
import { chanceFrom } from '../../server/city/area/rules/chance.ts'
import { compileRules } from '../../server/flow/2-detect/rules/look.ts'
import { peersOf } from './peers.ts'

/** A leaf of a rule: a reading beyond a limit. */
type Leaf = { reading: string; is: 'above' | 'below'; limit: number }
type When = { all: (Leaf | When)[] } | { any: (Leaf | When)[] }
export type BenchRule = { id: string; kind: string; when: When }
export type Reading = { kind: string; values: Record<string, number> }
/** Answers the rules that hold for a reading, by their numbers, in order. */
export type RuleEngine = (reading: Reading) => string[] | Promise<string[]>

const names = ['ch4', 'h2s', 'co', 'o2', 'level', 'temperature']
export const kindName = (n: number): string => `kind-${n}`

/** Thresholds, and/or; each holds for a few readings in a hundred. Spread evenly over kinds of device. */
export function makeRules(count: number, kinds: number): BenchRule[] {
  const chance = chanceFrom('rules')
  const leaf = (share: number): Leaf => {
    const reading = names[Math.floor(chance() * names.length)]!
    const at = Math.round(share * (0.8 + 0.4 * chance()) * 1e4) / 1e2
    return chance() < 0.5 ? { reading, is: 'above', limit: 100 - at } : { reading, is: 'below', limit: at }
  }
  const shapes: (() => When)[] = [
    () => ({ all: [leaf(0.02)] }),
    () => ({ all: [leaf(0.15), leaf(0.15)] }),
    () => ({ any: [leaf(0.01), { all: [leaf(0.15), leaf(0.15)] }] }),
    () => ({ all: [leaf(0.2), { any: [leaf(0.05), leaf(0.05)] }] }),
  ]
  return Array.from({ length: count }, (_, n) => ({
    id: `r${String(n).padStart(5, '0')}`,
    kind: kindName(n % kinds),
    when: shapes[Math.floor(n / kinds) % shapes.length]!(),
  }))
}

export function makeReadings(count: number, kinds: number): Reading[] {
  const chance = chanceFrom('readings')
  return Array.from({ length: count }, () => ({
    kind: kindName(Math.floor(chance() * kinds)),
    values: Object.fromEntries(names.map((name) => [name, Math.round(chance() * 1e4) / 1e2])),
  }))
}

export function ours(rules: readonly BenchRule[]): RuleEngine {
  const conditionOf = (when: When | Leaf): Condition => {
    if ('reading' in when) return { op: 'compare', value: { reading: when.reading }, is: when.is, limit: when.limit }
    return 'all' in when ? { op: 'all', of: when.all.map(conditionOf) } : { op: 'any', of: when.any.map(conditionOf) }
  }
  const name = { zh: '', en: '' }
  const ready = new Map(
    [...Map.groupBy(rules, ({ kind }) => kind)].map(([kind, of]) => [
      kind,
      compileRules(
        of.map(({ id, when }) => ({
          pack: { id: 'bench', deviceKind: kind, zones: {} },
          rule: tree({
            id,
            family: id,
            name,
            on: 'device',
            levels: [{ severity: 'red', when: conditionOf(when), hold: '0s' }],
            clearFactor: 1,
            clearHold: '0s',
          }),
        })),
        'Asia/Shanghai',
      ),
    ]),
  )
  // A device that remembers nothing: what holds is what changes.
  return ({ kind, values }) =>
    ready
      .get(kind)!
      .lookAll({}, { now: 0, values, lastAt: null })
      .changes.map(({ rule }) => rule)
}

type JsonEngine = {
  addRule(rule: Record<string, unknown>): void
  run(facts: Record<string, number>): Promise<{ events: { type: string }[] }>
}

export async function jsonRulesEngine(rules: readonly BenchRule[]): Promise<RuleEngine> {
  const { Engine } = await peersOf('rules').load<{ Engine: new () => JsonEngine }>('json-rules-engine')
  const conditionOf = (when: When | Leaf): Record<string, unknown> => {
    if ('reading' in when)
      return {
        fact: when.reading,
        operator: when.is === 'above' ? 'greaterThanInclusive' : 'lessThanInclusive',
        value: when.limit,
      }
    return 'all' in when ? { all: when.all.map(conditionOf) } : { any: when.any.map(conditionOf) }
  }
  const engines = new Map<string, JsonEngine>()
  for (const { id, kind, when } of rules) {
    const engine = engines.get(kind) ?? new Engine()
    engines.set(kind, engine)
    engine.addRule({ conditions: conditionOf(when), event: { type: id } })
  }
  return async ({ kind, values }) => (await engines.get(kind)!.run(values)).events.map(({ type }) => type).sort()
}

type Zen = {
  createDecision(content: Record<string, unknown>): {
    evaluate(context: Record<string, number>): Promise<{ result: { id: string }[] }>
  }
}

/** A decision table that collects, one row a rule with its whole condition as an expression. */
export async function zenEngine(rules: readonly BenchRule[]): Promise<RuleEngine> {
  const { ZenEngine } = await peersOf('rules').load<{ ZenEngine: new () => Zen }>('@gorules/zen-engine')
  const zen = new ZenEngine()
  const textOf = (when: When | Leaf): string => {
    if ('reading' in when) return `${when.reading} ${when.is === 'above' ? '>=' : '<='} ${when.limit}`
    return 'all' in when ? `(${when.all.map(textOf).join(' and ')})` : `(${when.any.map(textOf).join(' or ')})`
  }
  const decisions = new Map(
    [...Map.groupBy(rules, ({ kind }) => kind)].map(([kind, of]) => [
      kind,
      zen.createDecision({
        nodes: [
          { id: 'in', name: 'in', type: 'inputNode' },
          { id: 'out', name: 'out', type: 'outputNode' },
          {
            id: 'table',
            name: 'table',
            type: 'decisionTableNode',
            content: {
              hitPolicy: 'collect',
              inputs: [{ id: 'when', name: 'when', type: 'expression' }],
              outputs: [{ id: 'id', name: 'id', field: 'id', type: 'expression' }],
              rules: of.map(({ id, when }) => ({ _id: id, when: textOf(when), id: `"${id}"` })),
            },
          },
        ],
        edges: [
          { id: 'a', type: 'edge', sourceId: 'in', targetId: 'table' },
          { id: 'b', type: 'edge', sourceId: 'table', targetId: 'out' },
        ],
      }),
    ]),
  )
  return async ({ kind, values }) => (await decisions.get(kind)!.evaluate(values)).result.map(({ id }) => id)
}
