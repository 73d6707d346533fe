import type { DetectRule, Pack } from '../../../../../contract/pack.ts'
import type { Severity } from '../../../../../contract/scales.ts'
import type { Words } from '../../../../../contract/words.ts'

/** What a rule does over some days of readings. */
export type Behaviour = {
  days: number
  raises: number
  /** raised again within an hour of the raise before */
  flaps: number
  /** how much of the time it was up, 0 to 1 */
  up: number
  /** confirmed events it was up in, of all that were confirmed */
  caught: number
  confirmed: number
}

/** A better rule; over recorded days also what both do, and by how much the better one is later at most. */
export type Proposal = { rule: DetectRule; over?: { before: Behaviour; after: Behaviour; laterMs: number } }

export type FindingKind = 'never-fires' | 'never-clears' | 'shadowed' | 'flaps' | 'lost-family'
/** One remark on a rule, before it is published. `level`: of which of its levels. */
export type Finding = { rule: string; level?: Severity; kind: FindingKind; words: Words; proposal?: Proposal }

/** What the check has to know of the pack. */
export type Known = Pick<Pack, 'readings' | 'acts' | 'intervalS'>

export const levelWords: Record<Severity, Words> = {
  red: { zh: '红色', en: 'red' },
  orange: { zh: '橙色', en: 'orange' },
  yellow: { zh: '黄色', en: 'yellow' },
  blue: { zh: '蓝色', en: 'blue' },
}

/** At most four digits that count, as a person would write a limit. */
export const round = (value: number): number => Number(value.toPrecision(4))
