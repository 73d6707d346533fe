import { z } from 'zod'
import { SettingValue } from './pack.ts'
import { planParts } from './plan-diff.ts'
import { PlanDifference } from './plan-version.ts'
import { Words } from './words.ts'

/** What becomes of a rule or a row in an upgrade: as its new version says, as it was changed here, both changed it alike, or both differently. */
export const MergeOutcome = z.enum(['theirs', 'ours', 'both', 'conflict'])
const Side = z.enum(['ours', 'theirs'])

/** Columns of a row as they are written in the plan; null: the row is not there. */
const Row = z.record(z.string(), z.string().nullable()).nullable()

/**
 * A row of a plan that was changed here or by the publisher. `id`: what a decision calls it. `base`: what both began with. Where a part says
 * who comes first, its order is a row of its own (`order`), with one column `place`.
 */
export const PlanMergeLine = z
  .object({
    id: z.string(),
    type: z.string(),
    typeName: Words,
    part: z.enum(planParts),
    order: z.boolean(),
    name: PlanDifference.shape.name,
    outcome: MergeOutcome,
    decided: Side.nullable(),
    base: Row,
    ours: Row,
    theirs: Row,
  })
  .meta({ id: 'PlanMergeLine' })
export type PlanMergeLine = z.infer<typeof PlanMergeLine>

/** What changes of the plan in force of a type of events. */
export const PlanChange = z
  .object({ type: z.string(), typeName: Words, differences: z.array(PlanDifference) })
  .meta({ id: 'PackPlanChange' })

/**
 * A value the city or a district has for a setting that the new version does not have (`gone`), or not in this range (`conflict`: a person
 * chooses the nearest value allowed, `ours`, or what the new version says by itself, `theirs`); or that comes back when the pack goes back
 * (`back`). `nearest`: what it becomes; null: what the pack says by itself.
 */
export const SettingMergeLine = z
  .object({
    id: z.string(),
    setting: z.string(),
    name: Words,
    unit: z.string(),
    area: z.string(),
    areaName: z.string().nullable(),
    outcome: z.enum(['gone', 'conflict', 'back']),
    decided: Side.nullable(),
    /** what stands here; null: no value of its own */
    value: SettingValue.nullable(),
    /** what the version in force says by itself, and the new one */
    base: SettingValue.nullable(),
    theirs: SettingValue.nullable(),
    min: SettingValue.nullable(),
    max: SettingValue.nullable(),
    nearest: SettingValue.nullable(),
  })
  .meta({ id: 'SettingMergeLine' })
export type SettingMergeLine = z.infer<typeof SettingMergeLine>
