import { z } from 'zod'
import { SettingValue } from './pack.ts'
import { AnswerVerb, WaitingState } from './second-person.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** off: the pack is switched off; settings: values that decide what is found, or what colour something has, are changed. */
export const PackRequestWhat = z.enum(['off', 'settings'])
export type PackRequestWhat = z.infer<typeof PackRequestWhat>

/** A value of a place before and after; null: none of its own, what is said above it holds. */
export const SettingChange = z.object({ setting: z.string(), from: SettingValue.nullable(), to: SettingValue.nullable() })
export type SettingChange = z.infer<typeof SettingChange>

/** What is wanted of a pack at a place, asked by one person and answered by another (area '': the city). */
export const PackRequest = z
  .object({
    id: z.string(),
    what: PackRequestWhat,
    area: z.string(),
    areaName: z.string(),
    reason: z.string(),
    state: WaitingState,
    changes: z.array(SettingChange),
    /** what the recorded days said of the changes; null: of a switch */
    tried: Words.nullable(),
    /** the replay it was asked with, to be looked at before it is confirmed */
    backtest: z.string().nullable(),
    /** it takes back what another request changed */
    undoes: z.string().nullable(),
    askedByName: z.string(),
    askedAt: Instant,
    lapsesAt: Instant,
    decidedByName: z.string().nullable(),
    decidedAt: Instant.nullable(),
    answer: z.string().nullable(),
    /** what the caller may do with it now */
    allowed: z.array(z.enum([...AnswerVerb.options, 'undo'])),
    /** why the caller may not confirm it, while it waits */
    why: Words.nullable(),
  })
  .meta({ id: 'PackRequest' })
export type PackRequest = z.infer<typeof PackRequest>

const words = z.string().trim().min(1).max(500)
/** `area`: path of the city or a district. */
export const OffAsk = z.strictObject({ area: z.string().max(80), reason: words })
export const SettingsAsk = z.strictObject({
  area: z.string().max(80),
  /** by id; null: back to what is said above it */
  settings: z.record(z.string().max(60), SettingValue.nullable()),
  /** a back-test of these very settings that is done: what it found is shown to whoever confirms and told with the change */
  backtest: z.uuid().optional(),
  /** asked for without one all the same, and the request says so */
  untried: z.literal(true).optional(),
  reason: words,
})
export type SettingsAsk = z.infer<typeof SettingsAsk>
export const UndoAsk = z.strictObject({ reason: words })
export const PackRequestDone = z.object({ id: z.string(), pack: z.string(), state: WaitingState, lapsesAt: Instant })
