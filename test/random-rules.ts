import type { Condition, Value } from '../contract/condition.ts'
import { type DetectRule, DetectRule as Rule } from '../contract/pack.ts'
import type { RuleNames } from '../contract/rule-words/names.ts'
import { severities } from '../contract/scales.ts'
import type { Trend } from '../contract/trend.ts'

/** Small seeded chance (mulberry32): the same seed gives the same rules on every machine. */
export function chance(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  const pick = <T>(some: readonly T[]): T => some[below(some.length)]!
  return { next, below, pick }
}
export type Chance = ReturnType<typeof chance>

const same = (name: string) => ({ zh: name, en: name })
/** Names as packs may have them, some made to be mistaken: like keywords, like each other, shared, empty, full of signs. */
export const oddNames: RuleNames = {
  readings: {
    ch4: { zh: '甲烷', en: 'Methane' },
    o2: { zh: '氧气', en: 'Oxygen' },
    level: { zh: '水位', en: 'Water level' },
    'level-rate': { zh: '水位变化率', en: 'Water level change' },
    not: { zh: '并非', en: 'not' },
    quiet: { zh: '设备 3 分钟没有数据', en: 'no data from the device for 3 minutes' },
    twin1: same('CO'),
    twin2: same('co'),
    odd: { zh: '“浓度”」（％）\\', en: '“of”’ (all)\\' },
    the: { zh: '设备', en: 'the lesser of' },
    of: { zh: '泵 的 水位', en: 'level of pump' },
    x: same('ch4'),
    'a b': { zh: '且', en: 'and' },
  },
  units: { ch4: '%LEL', o2: '%', level: 'm', 'level-rate': 'mm/h', not: '', odd: '+', the: 'for', of: '℃', x: '时' },
  commands: { 'fan.on': { zh: '启动排风', en: 'Start the fan' }, fan: same('fan') },
  families: { gas: { zh: '燃气', en: 'Gas' } },
  zones: { 'river-1': { zh: '长江 1 段', en: 'Yangtze 1' } },
  devices: { pump: { zh: '泵', en: 'Pump' }, camera: { zh: '摄像头', en: 'Camera' } },
}

const readings = [...Object.keys(oddNames.readings), 'nowhere', '甲烷', 'Methane', 'Weird "code" ’', 'a-1.b', 'CO']
const codes = [
  'gas',
  'fan.on',
  'fan',
  'fan.on.x',
  'pump',
  'camera',
  'river-1',
  'River-1',
  '长江 1 段',
  'a b',
  'line\nbreak',
  '\\n',
  '」”',
]
const texts = ['甲烷超标', 'Methane over limit', '“引号”「」’\\', 'line\nbreak\ttab', ' blank ', '：；（', 'x', '\u0000\u2028']
const durations = ['0s', '1s', '60s', '1m', '10m', '1h', '2h', '1d', '3d', '500ms', '0m', '007s', '00s', '1ms']
const numbers = [0, 1, 10, 25, -3, 0.1, 0.30000000000000004, 1e21, 1e-7, 19.5, -0.25, 1234567.891]

/** The small things rules are made of. */
function atoms(seed: number) {
  const { next, below, pick } = chance(seed)
  const anyNumber = (): number => (below(3) > 0 ? pick(numbers) : Number(((next() - 0.3) * 10 ** below(5)).toFixed(below(6))) + 0)
  return {
    next,
    below,
    pick,
    anyNumber,
    duration: (): string => (below(3) > 0 ? pick(durations) : `${below(1000)}${pick(['ms', 's', 'm', 'h', 'd'])}`),
    within: (least: number, most: number): number => Math.min(most, Math.max(Math.abs(anyNumber()), least)),
    severity: () => pick(severities),
    factor: (): number => pick([0.8, 0.99, 1, 0.07, 0.1 + 0.2, 1.1, 1e-9, next() + 0.001]),
    maybe: <T extends object>(part: T): T | object => (below(2) ? part : {}),
    several: <T>(least: number, most: number, one: () => T): T[] => Array.from({ length: least + below(most - least + 1) }, one),
  }
}
type Atoms = ReturnType<typeof atoms>

function randomValue(a: Atoms, depth: number): Value {
  if (depth > 0 && a.below(3) === 0)
    return {
      op: a.pick(['add', 'subtract', 'multiply', 'divide', 'least', 'most'] as const),
      of: [randomValue(a, depth - 1), randomValue(a, depth - 1)],
    }
  if (a.below(4) === 0) return { trend: randomTrend(a) }
  return a.below(3) === 0 ? a.anyNumber() : { reading: a.pick(readings), ...a.maybe({ device: a.pick(codes) }) }
}

function randomTrend(a: Atoms): Trend {
  const of = { reading: a.pick(readings), ...a.maybe({ device: a.pick(codes) }) }
  const common = { of, within: a.duration(), points: 3 + a.below(22), ...a.maybe({ still: a.duration() }) }
  const is = a.pick(['change', 'slope', 'acceleration', 'angle'] as const)
  return is === 'angle' ? { is, ...common, base: a.duration(), least: a.within(0.001, 100) } : { is, ...common }
}

const leaves: ((a: Atoms) => Condition)[] = [
  (a) => ({ op: 'rate', reading: a.pick(readings), perMinute: a.anyNumber(), within: a.duration() }),
  (a) => ({
    op: 'unusual',
    reading: a.pick(readings),
    is: a.pick(['above', 'below', 'either'] as const),
    times: a.within(1, 100),
    atLeast: a.within(0.1, 1_000),
    season: a.pick(['day', 'week'] as const),
    learned: 2 + a.below(59),
  }),
  (a) => ({ op: 'silent', who: a.pick(['device', 'member'] as const), for: a.duration() }),
  (a) => ({
    op: 'near',
    family: a.pick(codes),
    withinM: a.within(0.1, 50_000),
    within: a.duration(),
    atLeast: 1 + a.below(100),
  }),
  (a) => ({
    op: 'agree',
    rules: a.several(1, 4, () => a.pick(['crack', 'tilt-2', 'Tür', 'a b', '且'])),
    severity: a.severity(),
    atLeast: 1 + a.below(100),
  }),
  (a) => ({
    op: 'during',
    from: `${a.below(2)}${a.below(10)}:${a.below(6)}0`,
    to: '06:05',
    ...a.maybe({ days: a.several(1, 7, () => 1 + a.below(7)) }),
  }),
  (a) => ({
    op: 'fence',
    zone: a.pick(codes),
    is: a.pick(['inside', 'entered', 'left', 'dwelt'] as const),
    settle: a.duration(),
    ...a.maybe({ for: a.duration() }),
  }),
  (a) => ({
    op: 'compare',
    value: randomValue(a, 3),
    is: a.pick(['above', 'below'] as const),
    limit: a.below(2) ? a.anyNumber() : randomValue(a, 2),
  }),
]

function randomCondition(a: Atoms, depth: number): Condition {
  const inner = (): Condition => randomCondition(a, depth - 1)
  switch (depth > 0 ? a.below(7) : 6) {
    case 0:
    case 1:
      return { op: a.pick(['all', 'any'] as const), of: a.several(1, 4, inner) }
    case 2:
      return { op: 'not', of: inner() }
    case 3:
      return { op: 'count', of: inner(), atLeast: 2 + a.below(999), within: a.duration() }
    case 4:
      return {
        op: 'weigh',
        atLeast: a.within(0.5, 100),
        parts: a.several(2, 4, () => ({ when: inner(), weight: a.within(0.1, 100), ...a.maybe({ device: a.pick(codes) }) })),
      }
    default:
      return a.pick(leaves)(a)
  }
}

const thresholdBody = (a: Atoms) => ({
  kind: 'threshold',
  reading: a.pick(readings),
  direction: a.pick(['above', 'below']),
  levels: a.several(1, 5, () => ({ severity: a.severity(), limit: a.anyNumber(), hold: a.duration() })),
  clearFactor: a.factor(),
  clearHold: a.duration(),
})
const treeBody = (a: Atoms) => ({
  kind: 'tree',
  on: a.pick(['device', 'object']),
  levels: a.several(1, 4, () => ({ severity: a.severity(), when: randomCondition(a, a.below(5)), hold: a.duration() })),
  clearFactor: a.factor(),
  clearHold: a.duration(),
})
const bodies: ((a: Atoms) => object)[] = [
  thresholdBody,
  thresholdBody,
  treeBody,
  treeBody,
  treeBody,
  (a) => ({
    kind: 'rate',
    reading: a.pick(readings),
    perMinute: a.anyNumber(),
    window: a.duration(),
    severity: a.severity(),
    hold: a.duration(),
    clearHold: a.duration(),
  }),
  (a) => ({ kind: 'silence', for: a.duration(), severity: a.severity() }),
  (a) => ({ kind: 'flat', reading: a.pick(readings), for: a.duration(), severity: a.severity() }),
  (a) => ({
    kind: 'ineffective',
    command: a.pick(codes),
    reading: a.pick(readings),
    within: a.duration(),
    fall: a.pick([1, 0.2, a.next() + 1e-9]),
    severity: a.severity(),
  }),
  (a) => ({ kind: 'no-receipt', command: a.pick(codes), severity: a.severity(), clearOnReceipt: true }),
]

/** Rules of every kind, valid by the contract. */
export function randomRules(seed: number) {
  const a = atoms(seed)
  const rule = (): DetectRule =>
    Rule.parse({
      id: a.below(4) ? `r-${a.below(1000)}` : a.pick(codes),
      family: a.pick(codes),
      name: { zh: a.pick(texts), en: a.pick(texts) },
      ...a.pick(bodies)(a),
    })
  return { rule, below: a.below }
}
