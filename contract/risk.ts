import { z } from 'zod'
import { ChargeRole } from './charge-role.ts'
import { Risk, Severity } from './scales.ts'
import { Duration } from './time.ts'
import { Words } from './words.ts'

/** How bad one thing is: 0 good … 1 bad. */
const Score = z.number().min(0).max(1)
const Id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
/** Below the first `from` it is `start`; from each `from` on, its score. */
const steps = {
  start: Score,
  steps: z
    .array(z.object({ from: z.number(), score: Score }))
    .min(1)
    .max(12),
}
/** Longest stretch back a count or a reading may ask for: a year and a day. */
const mostDays = 366

/** Where an indicator looks. A detail that is absent, a device that is not there or not heard: not known. */
export const RiskSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), detail: Id, ...steps }),
  z.object({ kind: z.literal('choice'), detail: Id, scores: z.record(z.string(), Score) }),
  z.object({ kind: z.literal('yes'), detail: Id, yes: Score, no: Score }),
  /**
   * days since the date, below 0 while it is still to come; `due`: since so many months after it, as many as a detail says (where it says
   * none: `otherwise`)
   */
  z.object({
    kind: z.literal('date'),
    detail: Id,
    due: z.object({ months: Id, otherwise: z.int().min(1).max(120) }).optional(),
    ...steps,
  }),
  /** whether somebody owns it, as the register says */
  z.object({ kind: z.literal('owner'), owned: Score, ownerless: Score }),
  /** hours since its devices of a pack were last heard, of several the one silent for longest; a device that was never heard: not known */
  z.object({ kind: z.literal('heard'), pack: z.string(), ...steps }),
  /** signals about it (of these types) nobody has decided on yet */
  z.object({ kind: z.literal('signals'), types: z.array(z.string()).min(1).optional(), ...steps }),
  /**
   * days since the last of its papers ended, below 0 while it is valid: objects of the kind `of` that name it in their detail `names` and
   * end on their detail `until`. `none`: no paper names it
   */
  z.object({ kind: z.literal('papers'), of: z.string().max(60), names: Id, until: Id, none: Score, ...steps }),
  /** an alarm of a pack's family stands on the object; good when none does, not known without a device of that pack or while `silence` stands */
  z.object({ kind: z.literal('alarm'), pack: z.string(), family: z.string(), score: Score, silence: z.string().optional() }),
  /** the newest value of its devices of a pack, as long as they are heard */
  z.object({ kind: z.literal('reading'), pack: z.string(), reading: z.string(), ...steps }),
  /** alarms raised in the last days; none of a pack without a device at the object is not known */
  z.object({
    kind: z.literal('alarms'),
    pack: z.string(),
    families: z.array(z.string()).min(1),
    days: z.int().min(1).max(mostDays),
    ...steps,
  }),
  /** events opened in the last days, false alarms left out; `by: people`: only what people told, `public`: only what citizens told us or the hotline */
  z.object({
    kind: z.literal('events'),
    types: z.array(z.string()).min(1).optional(),
    by: z.enum(['anybody', 'people', 'public']).default('anybody'),
    days: z.int().min(1).max(mostDays),
    ...steps,
  }),
  /** inspections done of those due in the last days, in %; `told`: a number somebody told, while none was due here yet */
  z.object({
    kind: z.literal('inspections'),
    inspection: Id,
    days: z.int().min(1).max(mostDays),
    told: Id.optional(),
    ...steps,
  }),
  /** days since it was last inspected; `told`: the date of the last time somebody told, where it is newer */
  z.object({ kind: z.literal('inspected'), inspection: Id, told: Id.optional(), ...steps }),
  /** how many of these roles somebody answers in now, by the register; not known where nobody ever did in any of them */
  z.object({ kind: z.literal('charges'), roles: z.array(ChargeRole).min(1).max(4), ...steps }),
  /** its cases that are open, or open and over a limit */
  z.object({ kind: z.literal('cases'), which: z.enum(['open', 'overdue']), ...steps }),
])
export type RiskSource = z.infer<typeof RiskSource>

/** One thing that is looked at. Of several sources the worst that is known counts; none known counts as `unknownScore`. */
export const RiskIndicator = z.object({
  id: Id,
  name: Words,
  group: Id,
  weight: z.number().positive().max(100),
  from: z.array(RiskSource).min(1).max(4),
  /** what brings it back */
  restore: Words,
})
export type RiskIndicator = z.infer<typeof RiskIndicator>

/** What a floor stands for: any of these. What is not known stands for nothing. */
export const RiskTrigger = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('choice'), detail: Id, is: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('yes'), detail: Id, is: z.boolean() }),
  /** `at`: only while it stands at this severity or above */
  z.object({ kind: z.literal('alarm'), pack: z.string(), family: z.string(), at: Severity.optional() }),
  /** an indicator of the same model is known to be this bad or worse */
  z.object({ kind: z.literal('indicator'), indicator: Id, least: Score.positive() }),
])
export type RiskTrigger = z.infer<typeof RiskTrigger>

/** While one of its triggers holds the object is at least at the level of the last step whose time is over. */
export const RiskFloor = z.object({
  id: Id,
  name: Words,
  restore: Words,
  when: z.array(RiskTrigger).min(1).max(6),
  steps: z
    .array(z.object({ after: Duration, level: Risk }))
    .min(1)
    .max(5),
})
export type RiskFloor = z.infer<typeof RiskFloor>

/** From which score on a level begins; below `blue` it is green (domain.md 9.4). */
const Levels = z.object({ red: z.number(), orange: z.number(), yellow: z.number(), blue: z.number() })
const ownLevels: z.infer<typeof Levels> = { red: 80, orange: 60, yellow: 40, blue: 20 }

/** How the risk of a pack's objects is reckoned: weighted indicators, and floors that lift it. Weights are points of 100. */
export const RiskModel = z.object({
  version: z.int().positive(),
  groups: z.record(Id, Words),
  indicators: z.array(RiskIndicator).min(1).max(60),
  levels: Levels.default(ownLevels),
  floors: z.array(RiskFloor).max(20).default([]),
})
export type RiskModel = z.infer<typeof RiskModel>

/** What counts for an indicator nobody knows anything of (domain.md 9.4): half, and the share of the unknown is shown. */
export const unknownScore = 0.5
