import type { DetectRule } from '../../../../contract/pack.ts'
import type { Severity } from '../../../../contract/scales.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Look, RuleState } from '../types.ts'
import { effectOf } from './command.ts'
import type { RuleOf } from './compile.ts'
import { stillness } from './flat.ts'
import { stepsOf } from './levels.ts'
import { riseOf } from './rate.ts'
import { isSilent } from './silence.ts'
import { clearLimit, isBeyond } from './threshold.ts'
import type { Node, Numbers } from './tree/node.ts'
import { ownOf, type Scene, type Truth } from './tree/scene.ts'
import { tree } from './tree/tree.ts'

type Answer = 'holds' | 'fails' | 'unknown'
/** A condition as it was seen: what it said, with which numbers, and the same of all below it. */
export type Explained = { op: string; path: string; answer: Answer; numbers: Numbers | null; of: Explained[] }
/** A level: its condition, since when it has been beyond or back, and how long it must be. */
export type ExplainedLevel = {
  severity: Severity
  stands: boolean
  when: Explained
  since: number | null
  holdMs: number
  backSince: number | null
  clearHoldMs: number
}

const answers: Record<Truth, Answer> = { 1: 'holds', 0: 'unknown', [-1]: 'fails' }

/**
 * Why a rule says what it says: each level with its conditions and the numbers compared. `states` is what the rules of the device
 * remembered before the look. Pure, and the very conditions the look itself asks.
 */
export function explainRule(
  { rule, pack }: RuleOf,
  states: Record<string, RuleState>,
  look: Look,
  zone: string,
): ExplainedLevel[] {
  const before = states[rule.id] ?? { level: null }
  if (rule.kind === 'threshold') {
    const value = look.values?.[rule.reading] ?? null
    return stepsOf(rule.levels, ({ hold }) => durationMs(hold)).map(({ severity, holdMs, limit }) => {
      const answer = answerOf(value === null ? null : isBeyond(rule.direction, value, limit))
      const numbers = { value, limit, clear: clearLimit(rule, limit), reading: rule.reading }
      const when = {
        op: 'compare',
        path: `levels.${rule.levels.findIndex((one) => one.severity === severity)}`,
        answer,
        numbers,
        of: [],
      }
      return levelOf(before, { severity, holdMs, clearHoldMs: durationMs(rule.clearHold) }, when)
    })
  }
  if (rule.kind !== 'tree') return [explainSingle(rule, before, look)]
  const { steps, sceneAt } = tree(rule, { pack, zone })
  const scene = sceneAt(before, { ...look, own: ownOf(look), latest: states['']?.seen })
  return steps.map(({ severity, holdMs, raises }) =>
    levelOf(before, { severity, holdMs, clearHoldMs: durationMs(rule.clearHold) }, explained(raises, scene)),
  )
}

type Single = Exclude<DetectRule, { levels: unknown }>
const answerOf = (holds: boolean | null): Answer => (holds === null ? 'unknown' : holds ? 'holds' : 'fails')

/** A rule of one severity: its one condition, by what it remembers. */
function explainSingle(rule: Single, before: RuleState, look: Look): ExplainedLevel {
  const seen = seenOf(rule, before, look)
  const when: Explained = { op: rule.kind, path: '', answer: answerOf(seen.holds), numbers: seen.numbers, of: [] }
  return {
    ...{ severity: rule.severity, stands: before.level === rule.severity, when },
    ...{
      since: seen.since,
      holdMs: seen.holdMs,
      backSince: before.level ? (before.since ?? null) : null,
      clearHoldMs: seen.clearHoldMs,
    },
  }
}

type SeenNow = { holds: boolean | null; numbers: Numbers; since: number | null; holdMs: number; clearHoldMs: number }

function seenOf(rule: Single, before: RuleState, { now, values, lastAt }: Look): SeenNow {
  const value = 'reading' in rule ? values?.[rule.reading] : undefined
  const plain = { since: null, holdMs: 0, clearHoldMs: 0 }
  switch (rule.kind) {
    case 'rate': {
      const { points, slope } = riseOf(before, { now, value }, durationMs(rule.window))
      return {
        holds: slope === null ? null : slope >= rule.perMinute,
        numbers: { value: slope, limit: rule.perMinute, reading: rule.reading, points: points.length },
        since: before.level ? null : (before.since ?? null),
        ...{ holdMs: durationMs(rule.hold), clearHoldMs: durationMs(rule.clearHold) },
      }
    }
    case 'silence': {
      const holdMs = durationMs(rule.for)
      const numbers = { value: lastAt === null ? null : (now - lastAt) / 1000, limit: holdMs / 1000 }
      return { ...plain, holds: lastAt === null ? null : isSilent(lastAt, holdMs, now), numbers, since: lastAt, holdMs }
    }
    case 'flat': {
      const holdMs = durationMs(rule.for)
      const still = value === undefined ? null : stillness(before, { value, now }, holdMs)
      const [since, last] = before.window?.[0] ?? [null, null]
      const numbers = { value: value ?? null, before: last, times: still?.seen ?? before.since ?? 0, reading: rule.reading }
      return { ...plain, holds: still?.isStuck ?? null, numbers, since: still?.from ?? since, holdMs }
    }
    case 'ineffective': {
      const holdMs = durationMs(rule.within)
      const { running } = before
      const effect = running && effectOf(rule, running, holdMs)
      const holds = effect ? now >= effect.due && !effect.hasFallen(value) : false
      const numbers = { value: value ?? null, limit: effect?.limit ?? null, from: running?.from ?? null }
      const about = { reading: rule.reading, command: rule.command }
      return { ...plain, holds, numbers: { ...numbers, ...about }, since: running?.since ?? null, holdMs }
    }
    case 'no-receipt':
      return { ...plain, holds: before.level !== null, numbers: { command: rule.command }, since: before.since ?? null }
  }
}

function levelOf(
  before: RuleState,
  length: { severity: Severity; holdMs: number; clearHoldMs: number },
  when: Explained,
): ExplainedLevel {
  const { severity } = length
  const [since, backSince] = [before.beyond?.[severity] ?? null, before.back?.[severity] ?? null]
  return { ...length, stands: before.level === severity, when, since, backSince }
}

function explained(node: Node, scene: Scene): Explained {
  const { op, path } = node
  return {
    op,
    path,
    answer: answers[node.test(scene)],
    numbers: node.numbers(scene),
    of: node.of.map((one) => explained(one, scene)),
  }
}
