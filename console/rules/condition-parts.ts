import type { Condition } from '../../contract/condition.ts'

export type Op = Condition['op']
/** In the order a person thinks of them: what is measured, how often and where, then what joins others. */
export const opsInOrder: readonly Op[] = [
  ...(['compare', 'rate', 'unusual', 'silent', 'count', 'near', 'agree', 'during', 'fence'] as const),
  ...(['all', 'any', 'not', 'weigh'] as const),
]

/** The conditions inside a condition. */
export function partsOf(condition: Condition): Condition[] {
  if (condition.op === 'all' || condition.op === 'any') return condition.of
  if (condition.op === 'not' || condition.op === 'count') return [condition.of]
  return condition.op === 'weigh' ? condition.parts.map(({ when }) => when) : []
}

/** The condition made into one of another kind; what it said, or what was inside, goes along where the new one can hold it. */
export function withOp(condition: Condition, op: Op, { reading }: { reading: string }): Condition {
  if (op === condition.op) return condition
  const inner = partsOf(condition)
  const held = inner.length > 0 ? inner : [condition]
  const only = held[0]!
  switch (op) {
    case 'all':
    case 'any':
      return { op, of: held }
    case 'not':
      return { op, of: only }
    case 'count':
      return { op, of: only, atLeast: 2, within: '1h' }
    case 'weigh':
      return { op, parts: (held.length > 1 ? held : [only, only]).map((when) => ({ when, weight: 1 })), atLeast: 1 }
    case 'compare':
      return { op, value: { reading }, is: 'above', limit: 0 }
    case 'rate':
      return { op, reading, perMinute: 1, within: '5m' }
    case 'unusual':
      return { op, reading, is: 'either', times: 4, atLeast: 1, season: 'week', learned: 5 }
    case 'silent':
      return { op, who: 'device', for: '10m' }
    case 'near':
      return { op, family: '', withinM: 500, within: '30m', atLeast: 1 }
    case 'agree':
      return { op, rules: [], severity: 'yellow', atLeast: 2 }
    case 'during':
      return { op, from: '22:00', to: '06:00' }
    case 'fence':
      return { op, zone: '', is: 'inside', settle: '30s' }
  }
}
