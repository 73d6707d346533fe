import { z } from 'zod'
import { ChargeRole } from './charge-role.ts'
import { DetailValue } from './detail.ts'
import { Grade } from './scales.ts'
import { warningColours } from './warning-colours.ts'
import { Words } from './words.ts'

const Id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const common = { id: Id, name: Words, hint: Words.optional(), required: z.boolean().default(true) }

/** What a finding writes into the register: a detail, its value once fine again and, when a fault says which, while it is faulty. */
const Sets = z.object({ detail: Id, fine: DetailValue.optional(), fault: DetailValue.optional() })
/** What a fault of an item is: how grave the hazard is that it opens. */
const Fault = z.object({ grade: Grade, name: Words.optional() })

/** Looked at: 正常 fine, 异常 faulty, or 不涉及 not there. `photo`: when one is asked for. */
export const CheckItem = z.object({
  kind: z.literal('check'),
  ...common,
  fault: Fault,
  photo: z.enum(['never', 'fault', 'always']).default('fault'),
  sets: Sets.optional(),
})
/** Measured: faulty outside `between`, both allowed. */
export const ReadingItem = z.object({
  kind: z.literal('reading'),
  ...common,
  unit: z.string(),
  between: z.tuple([z.number(), z.number()]).optional(),
  fault: Fault.optional(),
  photo: z.enum(['never', 'fault', 'always']).default('never'),
  sets: Sets.optional(),
})
export const PhotoItem = z.object({ kind: z.literal('photo'), ...common })
export const TextItem = z.object({ kind: z.literal('text'), ...common })

/** One thing somebody looks at on the spot. */
export const InspectionItem = z.discriminatedUnion('kind', [CheckItem, ReadingItem, PhotoItem, TextItem])
export type InspectionItem = z.infer<typeof InspectionItem>

/** Who is to do it: who is charged with the object in that role, or posts of a kind whose areas it lies in. Any of them may. */
export const InspectedBy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('charge'), role: ChargeRole }),
  z.object({ kind: z.literal('post'), postKind: z.string() }),
])
export type InspectedBy = z.infer<typeof InspectedBy>

/**
 * How often. `day`: each day, or each working day of the city's calendar. `week`: so many times, the week from Monday cut into as many
 * stretches of whole days. `month`: once in so many calendar months, counted from January. `rain`: around a warning for rain of one of these
 * colours, before it begins, while it is in force, and within `afterH` hours of its end. `cycle`: so many months after the last time; where
 * nobody knows the last time it is due at once.
 */
export const Every = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('day'), days: z.enum(['all', 'working']) }),
  z.object({ kind: z.literal('week'), times: z.int().min(1).max(7) }),
  z.object({
    kind: z.literal('month'),
    months: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(6), z.literal(12)]),
  }),
  z.object({
    kind: z.literal('rain'),
    /** words one of which the warning must hold: 暴雨 */
    words: z.array(z.string().min(1)).min(1),
    colours: z.array(z.enum(warningColours)).min(1),
    phases: z.array(z.enum(['before', 'during', 'after'])).min(1),
    afterH: z.int().min(1).max(96).default(24),
  }),
  z.object({
    kind: z.literal('cycle'),
    /** months between two times: of the object where it says so, else this */
    months: z.object({ detail: Id.optional(), otherwise: z.int().min(1).max(120) }),
    /** the date of the last time in the register, as somebody told it */
    last: Id.optional(),
    /** it is shown as due so many days ahead */
    leadDays: z.int().min(1).max(180).default(30),
  }),
])
export type Every = z.infer<typeof Every>

/** An inspection or patrol of a pack's objects: what is looked at, by whom, how often; `season`: from the first of one month to the end of another. */
export const Inspection = z.object({
  id: Id,
  name: Words,
  /** the event type a fault opens */
  hazard: z.string(),
  by: z.array(InspectedBy).min(1),
  every: Every,
  season: z.object({ from: z.int().min(1).max(12), to: z.int().min(1).max(12) }).optional(),
  items: z.array(InspectionItem).min(1).max(60),
})
export type Inspection = z.infer<typeof Inspection>

/** Of an event type: it is a hazard (隐患). What a letter to the owner says: the law it stands on and how many days they have, by grade. */
export const Hazard = z.object({
  basis: z.array(Words).min(1),
  days: z.partialRecord(Grade, z.int().min(1).max(365)),
  otherwise: z.int().min(1).max(365),
  /** what the owner is told when they do not: 逾期未整改的… */
  consequence: Words.optional(),
})
export type Hazard = z.infer<typeof Hazard>
