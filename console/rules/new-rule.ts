import type { DetectRule } from '../../contract/pack.ts'
import type { RuleVocabulary } from '../../contract/rules.ts'

export const ruleKinds: readonly DetectRule['kind'][] = [
  'threshold',
  'rate',
  'silence',
  'flat',
  'ineffective',
  'no-receipt',
  'tree',
]

/** A rule to begin with: of its kind, about the first thing the pack knows; everything in it is meant to be written over. */
export function newRule(kind: DetectRule['kind'], id: string, words: RuleVocabulary): DetectRule {
  const [reading = ''] = Object.keys(words.readings)
  const [command = ''] = Object.keys(words.commands)
  const limit = words.ranges[reading]?.max ?? 0
  const head = { id, family: words.ownFamilies[0] ?? '', name: { zh: '新规则', en: 'New rule' } }
  switch (kind) {
    case 'threshold': {
      const levels = [{ severity: 'yellow' as const, limit, hold: '0s' }]
      return { ...head, kind, reading, direction: 'above', levels, clearFactor: 0.8, clearHold: '10m' }
    }
    case 'rate':
      return { ...head, kind, reading, perMinute: 1, window: '5m', severity: 'blue', hold: '0s', clearHold: '10m' }
    case 'silence':
      return { ...head, kind, for: '10m', severity: 'blue' }
    case 'flat':
      return { ...head, kind, reading, for: '6h', severity: 'blue' }
    case 'ineffective':
      return { ...head, kind, command, reading, within: '10m', fall: 0.2, severity: 'blue' }
    case 'no-receipt':
      return { ...head, kind, command, severity: 'blue', clearOnReceipt: true }
    case 'tree': {
      const when = { op: 'compare' as const, value: { reading }, is: 'above' as const, limit }
      return {
        ...head,
        kind,
        on: 'device',
        levels: [{ severity: 'yellow', when, hold: '0s' }],
        clearFactor: 0.8,
        clearHold: '10m',
      }
    }
  }
}
