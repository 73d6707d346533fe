import type { Severity } from '../../../../contract/scales.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Look, RuleState } from '../types.ts'
import type { RuleOf } from './compile.ts'
import { stepsOf } from './levels.ts'
import { clearLimit } from './threshold.ts'
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
      const beyond = value !== null && (rule.direction === 'above' ? value >= limit : value <= limit)
      const answer: Answer = value === null ? 'unknown' : beyond ? 'holds' : 'fails'
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
  if (rule.kind !== 'tree') return []
  const { steps, sceneAt } = tree(rule, { pack, zone })
  const scene = sceneAt(before, { ...look, own: ownOf(look), latest: states['']?.seen })
  return steps.map(({ severity, holdMs, raises }) =>
    levelOf(before, { severity, holdMs, clearHoldMs: durationMs(rule.clearHold) }, explained(raises, scene)),
  )
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
