import type { DetectRule, Pack } from '../../../../contract/pack.ts'
import type { Looker } from '../types.ts'
import { ineffective, noReceipt } from './command.ts'
import { flat } from './flat.ts'
import type { Gates } from './gates.ts'
import { rate } from './rate.ts'
import { silence } from './silence.ts'
import { mildestOf, threshold } from './threshold.ts'
import { type Asks, type TreeNeeds, tree } from './tree/tree.ts'

/** A rule with what it needs to know of its pack and of the city. */
export type RuleOf = { rule: DetectRule; pack: Pick<Pack, 'id' | 'deviceKind' | 'zones'> }

/** What makes a rule look: values of these readings, a message about one of these commands, or anything at all. */
export type Wakes = { readings: string[] } | { commands: true } | { always: true }

export type Ready = {
  rule: DetectRule
  pack: string
  look: Looker
  wakes: Wakes
  /** what values must pass before the rule at rest can begin; null: it looks whenever it is touched */
  gates: Gates | null
  /** the reading its changes are about, where there is only one */
  reading: string | null
  needs: TreeNeeds | null
  asks: Asks[]
}

/** Makes a rule ready to look: done once, when packs load. `zone` is the city's time zone. */
export function compileRule({ rule, pack }: RuleOf, zone: string): Ready {
  const ready = { rule, pack: pack.id, reading: 'reading' in rule ? rule.reading : null, needs: null, asks: [], gates: null }
  switch (rule.kind) {
    case 'threshold':
      return { ...ready, look: threshold(rule), wakes: { readings: [rule.reading] }, gates: [[mildestOf(rule)]] }
    case 'rate':
      return { ...ready, look: rate(rule), wakes: { readings: [rule.reading] } }
    case 'flat':
      return { ...ready, look: flat(rule), wakes: { readings: [rule.reading] } }
    case 'silence':
      return { ...ready, look: silence(rule), wakes: { always: true } }
    case 'ineffective':
      return { ...ready, look: ineffective(rule), wakes: { commands: true } }
    case 'no-receipt':
      return { ...ready, look: noReceipt(rule), wakes: { commands: true } }
    case 'tree':
      return { ...ready, ...tree(rule, { pack, zone }) }
  }
}
