import type { VitalDefinition } from '../../../../contract/vital.ts'
import type {
  VitalAggregation,
  VitalCadence,
  VitalOverTime,
  VitalRelation,
  VitalState,
  VitalTier,
} from '../../../../contract/vital-kinds.ts'

/**
 * What one area contributes to a vital in one period: a sum that can be added to its neighbours' without loss.
 * `num`, `den`: whole numbers of 10^-decimals of the unit, so that sums are exact and the order of adding does not matter; of a mean `den`
 * counts values, of a weighted mean it sums weights, of a ratio it is the denominator, of the others it is 0.
 * `n`: areas of the vital's own tier that told a value. `newest`, `oldest`: when the values within were observed, ms.
 */
export type Part = {
  num: number
  den: number
  n: number
  newest: number
  oldest: number
  by?: By
  /** of a coarser period than the vital's own */
  over?: Over
  /** of a formula: how far each of its vitals is covered, where it is asked of areas or periods that differ */
  covers?: readonly Cover[]
  /** of a formula over more than one vital: each is of the areas that told it, which need not be the same */
  several?: true
}

/** `how`: what was made of the finer periods that have a number; `told`: how many they are, `last` the newest of them (ms). */
export type Over = { how: VitalOverTime; told: number; last: number }
/** `n` areas of a tier told a value; over time as many values of areas and periods, or those of the last period alone. `counted`: by the platform, nobody tells it. */
export type Cover = { tier: VitalTier; how: VitalOverTime; n: number; counted?: true }

/** The oldest and the newest version of the definition that values within were told or counted by; left out of a part: all by the first. */
export type By = readonly [oldest: number, newest: number]

/** Parts as they lie in their row, forty bytes each (`rules/pack-parts.ts`). `by`: the versions within each; null: the first within all. */
export type Parts = { bytes: Buffer; by: readonly By[] | null }

/** All children of one parent side by side: what a number is reckoned from, in one row. `children`: their codes, in order, with commas between; `parts` in the same order. */
export type Family = { vital: number; period: number; parent: string; children: string; parts: Parts }

/** Another part of an area in a period; null: there is none any more, which is not zero. `until`: when the period is over (ms); left out: at once. */
export type Change = { vital: number; period: number; area: string; part: Part | null; until?: number }

/** What the roll-up needs to know of a vital. `id`: its number in `vitals`. */
export type Vital = {
  id: number
  code: string
  aggregation: VitalAggregation
  cadence: VitalCadence
  tier: VitalTier
  decimals: number
}

/** The value a rule names, as it stood when the rule was judged, in the unit. */
type RuleTerm = { code: string; value: number }
/** What a check said of a value that is taken all the same: it is kept with the value, as it was known then. */
export type Mark =
  | { check: 'unusual'; answer: 'ask' | 'warn'; n: number; usual: number }
  | { check: 'rule'; answer: 'ask' | 'warn'; is: VitalRelation; tolerance: number; left: RuleTerm; right: readonly RuleTerm[] }

/** A vital as a formula may name it: its definition, and whether it lives. */
export type KnownVital = { definition: VitalDefinition; state: VitalState }

/** The tree numbers are rolled up: city → operating district → town → community → grid, as it stood at a moment (ms). */
export type RollTree = {
  /** null of the city itself; undefined of an area that was there at no moment before `until` (left out: not at `at`), or is unknown */
  parentOf(area: string, at: number, until?: number): string | null | undefined
}

/** The parent of the city's own row. */
export const above = ''

/** A node of the tree as it stands now. `paths`: what one must answer for to see its numbers; of a zone its own place first, then those of its towns. */
export type TreeNode = { code: string; name: string; tier: VitalTier; parent: string | null; paths: string[]; children: string[] }

export type TreeRead = RollTree & {
  /** the codes of all areas of a tier as they stand now */
  codesOf(tier: VitalTier): string[]
  /** the code of the city itself */
  root: string
  node(code: string): TreeNode | null
  /** an area that has ended, as it stood: values of its time may still come, and its numbers are still read */
  past(code: string): TreeNode | null
  /** all areas that have ended */
  ended(): TreeNode[]
  /** how many areas of a tier stand under a node, itself included */
  countUnder(code: string, tier: VitalTier): number
  /** the same of the areas that were there at a moment, or in a stretch (ms), those among them that have ended since */
  countUnderAt(code: string, tier: VitalTier, at: number, until?: number): number
  /** the codes of all areas of a tier that were there in a stretch (ms) */
  codesIn(tier: VitalTier, from: number, until: number): string[]
  /** the moments (ms) between two at which areas came or went under a node, itself included */
  changesUnder(code: string, from: number, until: number): number[]
  /** the area, or the one it was or became, that was there in a stretch (ms) */
  asOf(area: string, from: number, until?: number): string | undefined
  /** from when to when an area is there (ms); `to` is Infinity while nobody knows */
  lifeOf(area: string): { from: number; to: number } | undefined
  /** the areas one took the place of, and those that took its place, whole or in part */
  before(area: string): readonly string[]
  after(area: string): readonly string[]
  /** Does the scope cover all of a node? */
  covers(scope: readonly string[], code: string): boolean
  /** the nodes of a scope's own prefixes, and the operating districts whose towns it covers */
  heads(scope: readonly string[]): string[]
}

/** An area as it stands or, when it has ended, as it stood. */
export const everNode = (tree: Pick<TreeRead, 'node' | 'past'>, code: string): TreeNode | null =>
  tree.node(code) ?? tree.past(code)
