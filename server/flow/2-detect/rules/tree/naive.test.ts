import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Condition, Value } from '../../../../../contract/condition.ts'
import { tree as block, type TreeRule } from '../../../../../contract/pack.ts'
import { type Severity, severityWeight } from '../../../../../contract/scales.ts'
import { durationMs } from '../../../../../contract/time.ts'
import type { Trend } from '../../../../../contract/trend.ts'
import { plainTrend } from '../../../../../test/plain-trend.ts'
import { distanceM } from '../../../../kernel/geo.ts'
import type { Look, Member, NearAlarm, RuleState } from '../../types.ts'
import { compileRules } from '../look.ts'

/*
 * The compiled rules against an interpreter that is as plain as can be: it keeps the whole history of looks and answers every
 * question by reading it from the start. Random rules, random looks, one seed: the same every time.
 */

const zones = {
  yard: {
    name: { zh: '场', en: 'yard' },
    outline: [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ] as [number, number][],
  },
}
const pack = { id: 'p', deviceKind: 'monitor', zones }
type Truth = -1 | 0 | 1
type Focus = Record<string, Member | undefined>
type Point = [number, number]
type Values = Record<string, number>

/** A small generator of chance (mulberry32), so that a seed gives the same run anywhere. */
function chance(seed: number) {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (to: number): number => Math.floor(next() * to)
  return { next, int, of: <T>(list: readonly T[]): T => list[int(list.length)]! }
}
type Chance = ReturnType<typeof chance>

const lengths = ['0s', '20s', '1m', '90s', '3m'] as const

function someValue(by: Chance, deep: number): Value {
  const kind = by.int(deep > 0 ? 4 : 3)
  if (kind === 0) return by.int(9) - 3
  if (kind === 2 && by.int(3) === 0) return { trend: someTrend(by) }
  if (kind < 3) return { reading: by.of(['a', 'b']), ...(by.int(4) === 0 ? { device: by.of(['monitor', 'camera']) } : {}) }
  const op = by.of(['add', 'subtract', 'multiply', 'divide', 'least', 'most'] as const)
  return { op, of: [someValue(by, deep - 1), someValue(by, deep - 1)] }
}

/** Over slots of some seconds, as the looks come. */
function someTrend(by: Chance): Trend {
  const of = { reading: by.of(['a', 'b']), ...(by.int(4) === 0 ? { device: by.of(['monitor', 'camera']) } : {}) }
  const common = { of, within: by.of(['1m', '3m']), points: 3, ...(by.int(3) === 0 ? { still: '40s' } : {}) }
  const is = by.of(['change', 'slope', 'acceleration', 'angle'] as const)
  return is === 'angle' ? { is, ...common, base: '3m', least: 0.7 } : { is, ...common }
}

function someCondition(by: Chance, deep: number, weighing = false): Condition {
  const pick = by.int(deep > 0 ? 15 : 9)
  const within = by.of(lengths.slice(1))
  const inner = (): Condition => someCondition(by, deep - 1, weighing)
  if (pick < 3) return { op: 'compare', value: someValue(by, 1), is: by.of(['above', 'below']), limit: someValue(by, 1) }
  if (pick === 3) return { op: 'rate', reading: by.of(['a', 'b']), perMinute: by.of([-2, -1, 1, 2]), within }
  if (pick === 4) return { op: 'silent', who: by.of(['device', 'member']), for: within }
  if (pick === 5) return { op: 'near', family: by.of(['f', 'g']), withinM: by.of([50, 500]), within, atLeast: 1 + by.int(2) }
  if (pick === 6) {
    const days = by.int(2) ? [1 + by.int(7), 1 + by.int(7)] : undefined
    return { op: 'during', from: by.of(['08:00', '08:03', '23:59']), to: by.of(['08:00', '08:02', '08:05']), days }
  }
  if (pick === 7) {
    const is = by.of(['inside', 'entered', 'left', 'dwelt'] as const)
    return {
      op: 'fence',
      zone: 'yard',
      is,
      settle: by.of(['0s', '20s', '1m']),
      ...(is === 'dwelt' || by.int(2) ? { for: within } : {}),
    }
  }
  if (pick === 8)
    return { op: 'agree', rules: by.of([['x'], ['x', 'y']]), severity: by.of(['yellow', 'red']), atLeast: 1 + by.int(2) }
  if (pick < 12) return { op: by.of(['all', 'any']), of: Array.from({ length: 1 + by.int(3) }, inner) }
  if (pick === 12) return { op: 'not', of: inner() }
  if (pick === 13) return { op: 'count', of: inner(), atLeast: 2 + by.int(2), within }
  if (weighing) return { op: 'not', of: inner() }
  const parts = Array.from({ length: 2 + by.int(2) }, () => ({
    when: someCondition(by, deep - 1, true),
    weight: by.of([0.3, 0.5, 1]),
    ...(by.int(2) ? { device: by.of(['monitor', 'camera']) } : {}),
  }))
  return { op: 'weigh', parts, atLeast: by.of([0.8, 1, 1.5]) }
}

const levelsOf: Severity[][] = [['red'], ['blue', 'orange'], ['orange', 'yellow', 'red']]

const someRule = (by: Chance): TreeRule =>
  block({
    ...{ id: 'r', family: 'f', name: { zh: '规则', en: 'rule' } },
    on: by.of(['device', 'object']),
    levels: by.of(levelsOf).map((severity) => ({ severity, when: someCondition(by, 3), hold: by.of(lengths) })),
    clearFactor: by.of([1, 0.8, 0.5]),
    clearHold: by.of(lengths),
  })

const start = Date.parse('2026-03-02T00:00:00Z')

/** Looks in the order of time: messages with some of the readings, and the time going on. */
function someLooks(by: Chance, on: 'device' | 'object', n: number): Look[] {
  let now = start
  const members: Member[] = ['m1', 'm2', 'c1'].slice(by.int(2)).map((device) => ({
    device,
    kind: device.startsWith('m') ? 'monitor' : 'camera',
    ...{ values: null, at: null, lastAt: null, staleMs: 150_000, credibility: by.of([1, 0.6]) },
  }))
  const near: NearAlarm[] = []
  let lastAt: number | null = null
  const values = (): Record<string, number> => {
    const all = { a: by.int(9) - 2, b: by.int(7) - 2, lon: by.int(30) - 10, lat: by.int(20) - 5 }
    return Object.fromEntries(Object.entries(all).filter(() => by.int(4) > 0))
  }
  return Array.from({ length: n }, () => {
    // Messages of one commit are looked at in the same moment.
    now += 1_000 * by.of([0, 1, 5, 20, 40, 60, 100])
    if (by.int(6) === 0)
      near.push({ object: by.of(['o', 'p', 'q']), family: by.of(['f', 'g']), since: now, lon: 0.001 * by.int(5), lat: 0 })
    for (const member of members)
      if (by.int(2)) Object.assign(member, { values: values(), at: now }, by.int(3) ? { lastAt: now } : {})
    for (const member of members) member.levels = by.int(2) ? {} : { [by.of(['x', 'y'])]: by.of(['blue', 'yellow', 'red']) }
    const speaks = on === 'device' && by.int(4) > 0
    if (speaks) lastAt = now
    return {
      ...{ now, lastAt, staleMs: 150_000, values: speaks ? values() : null },
      around: { object: 'o', lon: 0, lat: 0, members: structuredClone(members), near: structuredClone(near) },
    }
  })
}

/** The plain interpreter: no memory but the looks themselves. */
function plain(rule: TreeRule, looks: Look[]) {
  const object = rule.on === 'object'
  const own = object ? 'monitor' : ''
  const self = (look: Look): Member => ({
    ...{ device: '', kind: '', values: look.values, at: look.now, lastAt: look.lastAt, staleMs: look.staleMs!, credibility: 1 },
  })
  const devices = (at: number, kind: string): Member[] =>
    kind === '' ? [self(looks[at]!)] : looks[at]!.around!.members.filter((member) => member.kind === kind)
  const chosen = (at: number, kind: string, focus: Focus): Member[] =>
    focus[kind] ? devices(at, kind).filter(({ device }) => device === focus[kind]!.device) : devices(at, kind)

  /** What a device ever sent, up to a look, by the moment it came; of one moment the last. */
  function sent<T>(
    at: number,
    { kind, device }: { kind: string; device: string },
    read: (values: Values) => T | null,
  ): [number, T][] {
    const found = new Map<number, T>()
    for (let i = 0; i <= at; i++) {
      const member = devices(i, kind).find((one) => one.device === device)
      const value = member?.values ? read(member.values) : null
      if (value !== null && member!.at !== null) found.set(member!.at, value)
    }
    return [...found]
  }
  const points = (at: number, kind: string, device: string, reading: string): Point[] =>
    sent(at, { kind, device }, (values) => values[reading] ?? null)
  function reading(at: number, member: Member, kind: string, name: string): number | null {
    const last = points(at, kind, member.device, name).at(-1)
    return last && looks[at]!.now - last[0] <= member.staleMs ? last[1] : null
  }
  function number(at: number, value: Value, kind: string, focus: Focus): number | null {
    if (typeof value === 'number') return value
    if ('reading' in value) return reading(at, focus[value.device ?? kind]!, value.device ?? kind, value.reading)
    if ('trend' in value) {
      const { reading: name, device: of = kind } = value.trend.of
      const { device, staleMs } = focus[of]!
      return plainTrend(value.trend, points(at, of, device, name), looks[at]!.now, staleMs)
    }
    const [a, b] = value.of.map((one) => number(at, one, kind, focus))
    if (a == null || b == null) return null
    const result = { add: a + b, subtract: a - b, multiply: a * b, divide: a / b, least: Math.min(a, b), most: Math.max(a, b) }[
      value.op
    ]
    return Number.isFinite(result) ? result : null
  }
  const kindsOf = (value: Value, kind: string): string[] =>
    typeof value === 'number'
      ? []
      : 'reading' in value
        ? [value.device ?? kind]
        : 'trend' in value
          ? [value.trend.of.device ?? kind]
          : value.of.flatMap((one) => kindsOf(one, kind))
  /** Every way to choose one device of each kind. */
  function choices(at: number, kinds: string[], focus: Focus): Focus[] {
    let all: Focus[] = [focus]
    for (const kind of new Set(kinds))
      all = all.flatMap((one) => chosen(at, kind, one).map((device) => ({ ...one, [kind]: device })))
    return all
  }
  const most = (truths: Truth[]): Truth => (truths.length === 0 ? 0 : (Math.max(...truths) as Truth))

  type Asked = { kind: string; focus: Focus; loosen: number | null; under: boolean; apart: boolean }
  function ask(at: number, c: Condition, by: Asked): Truth {
    const { now, around } = looks[at]!
    switch (c.op) {
      case 'all':
        return Math.min(...c.of.map((one) => ask(at, one, by))) as Truth
      case 'any':
        return Math.max(...c.of.map((one) => ask(at, one, by))) as Truth
      case 'not':
        return -ask(at, c.of, { ...by, under: !by.under }) as Truth
      case 'compare':
        return most(
          choices(at, [...kindsOf(c.value, by.kind), ...kindsOf(c.limit, by.kind)], by.focus).map((focus): Truth => {
            const value = number(at, c.value, by.kind, focus)
            let limit = number(at, c.limit, by.kind, focus)
            if (value === null || limit === null) return 0
            if (by.loosen !== null)
              limit = (c.is === 'above') !== by.under ? Math.min(limit, limit * by.loosen) : Math.max(limit, limit / by.loosen)
            return (c.is === 'above' ? value >= limit : value <= limit) ? 1 : -1
          }),
        )
      case 'rate':
        return most(
          chosen(at, by.kind, by.focus).map(({ device }): Truth => {
            const all = points(at, by.kind, device, c.reading).filter(([when]) => now - when <= durationMs(c.within))
            const [first, last] = [all[0], all.at(-1)]
            if (!first || !last || last[0] - first[0] < durationMs(c.within) / 2) return 0
            const slope = ((last[1] - first[1]) / (last[0] - first[0])) * 60_000
            return (c.perMinute >= 0 ? slope >= c.perMinute : slope <= c.perMinute) ? 1 : -1
          }),
        )
      case 'unusual':
        throw new Error('days of looks are played in unusual.test.ts')
      case 'silent':
        return most(
          (c.who === 'member' ? around!.members : chosen(at, by.kind, by.focus)).map(
            ({ lastAt }): Truth => (lastAt === null ? 0 : now - lastAt >= durationMs(c.for) ? 1 : -1),
          ),
        )
      case 'near': {
        const found = around!.near!.filter(
          (one) =>
            one.family === c.family &&
            one.object !== 'o' &&
            now - one.since < durationMs(c.within) &&
            distanceM(around!, one) <= c.withinM,
        )
        return found.length >= c.atLeast ? 1 : -1
      }
      case 'agree': {
        const standing = around!.members.filter(({ levels }) =>
          c.rules.some((rule) => severityWeight(levels![rule] ?? null) >= severityWeight(c.severity)),
        )
        return around!.members.length === 0 ? 0 : standing.length >= c.atLeast ? 1 : -1
      }
      case 'during':
        return isDuring(c, now) ? 1 : -1
      case 'fence':
        return most(chosen(at, by.kind, by.focus).map((member) => fenced(at, c, by.kind, member)))
      case 'count': {
        const focus = by.apart ? by.focus : { ...by.focus, ...(by.kind === '' ? {} : { [by.kind]: undefined }) }
        const began: number[] = []
        let on = false
        for (let i = 0; i <= at; i++) {
          const said = ask(i, c.of, { ...by, focus, loosen: null })
          if (said === 1 && !on) began.push(looks[i]!.now)
          if (said !== 0) on = said === 1
        }
        if (began.filter((when) => now - when < durationMs(c.within)).length >= c.atLeast) return 1
        return ask(at, c.of, { ...by, focus, loosen: null }) === 0 ? 0 : -1
      }
      case 'weigh': {
        let [holds, open] = [0, 0]
        for (const part of c.parts) {
          const kind = part.device ?? by.kind
          const apart = kind !== '' && (part.device !== undefined || aboutDevices(part.when))
          const those = apart ? devices(at, kind) : [null]
          if (those.length === 0) open += part.weight
          for (const device of those) {
            const focus = device ? { ...by.focus, [kind]: device } : by.focus
            const said = ask(at, part.when, { ...by, kind, focus, apart })
            const share = part.weight * (device?.credibility ?? 1)
            if (said === 1) holds += share
            if (said === 0) open += share
          }
        }
        return holds >= c.atLeast - 1e-9 ? 1 : holds + open >= c.atLeast - 1e-9 ? 0 : -1
      }
    }
  }

  function fenced(at: number, c: Extract<Condition, { op: 'fence' }>, kind: string, { device, staleMs }: Member): Truth {
    const { now } = looks[at]!
    const isIn = ({ lon, lat }: Values): boolean | null =>
      lon === undefined || lat === undefined ? null : lon >= 0 && lon < 10 && lat >= 0 && lat < 10
    const all = sent(at, { kind, device }, isIn).map(([when, inside]) => ({ when, inside }))
    const last = all.at(-1)
    if (!last || now - last.when > staleMs) return 0
    // Runs of equal positions: one that is long enough counts.
    const settle = durationMs(c.settle)
    let [inside, since, changed]: [boolean | null, number, number | null] = [null, 0, null]
    for (let i = 0; i < all.length; ) {
      let end = i
      while (end < all.length && all[end]!.inside === all[i]!.inside) end++
      const until = end < all.length ? all[end]!.when : now
      if (all[i]!.inside !== inside && until - all[i]!.when >= settle) {
        changed = inside === null ? null : all[i]!.when + settle
        inside = all[i]!.inside
        since = all[i]!.when
      }
      i = end
    }
    if (inside === null) return 0
    if (c.is === 'inside') return inside ? 1 : -1
    if (c.is === 'dwelt') return inside && now - since >= durationMs(c.for!) ? 1 : -1
    if (inside !== (c.is === 'entered') || changed === null) return -1
    return c.for === undefined || now - changed < durationMs(c.for) ? 1 : -1
  }

  /** Level after every look, by the letter of decisions.md 2. */
  let level: Severity | null = null
  let [beyond, back]: [Partial<Record<Severity, number>>, Partial<Record<Severity, number>>] = [{}, {}]
  return looks.map((look, at) => {
    const stood = severityWeight(level)
    const by = { kind: own, focus: object ? {} : { '': self(look) }, under: false, apart: false }
    for (const { severity, when } of rule.levels) {
      const raises = ask(at, when, { ...by, loosen: null })
      const keeps = ask(at, when, { ...by, loosen: rule.clearFactor === 1 ? null : rule.clearFactor })
      if (raises === 1) beyond[severity] ??= look.now
      if (raises === -1) delete beyond[severity]
      if (raises === -1 && keeps === -1 && severityWeight(severity) <= stood) back[severity] ??= look.now
      else delete back[severity]
    }
    const standing = rule.levels
      .toSorted((a, b) => severityWeight(b.severity) - severityWeight(a.severity))
      .find(({ severity, hold }) => {
        if (beyond[severity] !== undefined && look.now - beyond[severity] >= durationMs(hold)) return true
        return (
          severityWeight(severity) <= stood &&
          !(back[severity] !== undefined && look.now - back[severity] >= durationMs(rule.clearHold))
        )
      })
    level = standing?.severity ?? null
    if (level === null) back = {}
    return level
  })
}

function aboutDevices(c: Condition): boolean {
  if (c.op === 'all' || c.op === 'any') return c.of.some(aboutDevices)
  if (c.op === 'not' || c.op === 'count') return aboutDevices(c.of)
  if (c.op === 'silent') return c.who === 'device'
  return c.op === 'compare' || c.op === 'rate' || c.op === 'fence'
}

function isDuring(c: Extract<Condition, { op: 'during' }>, now: number): boolean {
  const local = new Date(now + 8 * 3_600_000)
  const clock = local.toISOString().slice(11, 16)
  const day = local.getUTCDay() || 7
  const on = (which: number): boolean => !c.days || c.days.includes(which === 0 ? 7 : which)
  if (c.from === c.to) return on(day)
  if (c.from < c.to) return clock >= c.from && clock < c.to && on(day)
  return (clock >= c.from && on(day)) || (clock < c.to && on(day - 1))
}

describe('2,000 random rules', () => {
  for (let run = 0; run < 8; run++)
    it(`say the same as a plain reading of the whole past, also after a restart at every look (${run + 1} of 8)`, () => {
      let raised = 0
      for (let seed = run * 250 + 1; seed <= (run + 1) * 250; seed++) if (sameBothWays(seed)) raised++
      assert.ok(raised > 60 && raised < 240, `${raised} rules raised anything`)
    })
})

/** Whether the rule of a seed ever raised anything. */
function sameBothWays(seed: number): boolean {
  const by = chance(seed)
  const rule = someRule(by)
  const looks = someLooks(by, rule.on, 14)
  const rules = compileRules([{ rule, pack }], 'Asia/Shanghai')
  let states: Record<string, RuleState> = {}
  const said = looks.map((at) => {
    states = JSON.parse(JSON.stringify(rules.lookAll(states, at).states)) as typeof states
    return states.r?.level ?? null
  })
  assert.deepEqual(said, plain(rule, looks), `seed ${seed}: ${JSON.stringify(rule.levels)}`)
  return said.some((level) => level !== null)
}
