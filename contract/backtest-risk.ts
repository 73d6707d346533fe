import { z } from 'zod'
import { Risk } from './scales.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** An object whose colour the tried settings change. */
export const RiskTrialExample = z
  .object({
    object: z.string(),
    label: z.string(),
    kind: z.string(),
    from: Risk,
    to: Risk,
    score: z.number(),
    /** why it has the colour it would have */
    why: z.array(Words),
    /** when it would get worse by itself, and to what; null: not by time alone */
    worsens: z.object({ at: Instant, level: Risk }).nullable(),
  })
  .meta({ id: 'RiskTrialExample' })
export type RiskTrialExample = z.infer<typeof RiskTrialExample>

const Counts = z.record(Risk, z.int())
/** The objects of a kind as they stand now, rated with the settings in force and with those tried. */
export const RiskTrialKind = z
  .object({
    kind: z.string(),
    name: Words,
    objects: z.int(),
    live: Counts,
    tried: Counts,
    moves: z.array(z.object({ from: Risk, to: Risk, n: z.int() })),
    /** how many get worse by time alone within a day */
    soon: z.object({ live: z.int(), tried: z.int() }),
  })
  .meta({ id: 'RiskTrialKind' })
export type RiskTrialKind = z.infer<typeof RiskTrialKind>

/** What tried settings make of the risk of all objects, as everything is known of them now. */
export const BacktestRisk = z
  .object({
    objects: z.int(),
    kinds: z.array(RiskTrialKind),
    /** the gravest first */
    examples: z.array(RiskTrialExample),
    /** how long the rating took */
    ms: z.int(),
  })
  .meta({ id: 'BacktestRisk' })
export type BacktestRisk = z.infer<typeof BacktestRisk>
