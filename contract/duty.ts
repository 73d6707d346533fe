import { z } from 'zod'
import { CallAttempt } from './call.ts'
import { CallChannel } from './channel.ts'
import { Instant } from './time.ts'

/** One turn of duty at a post: who has it, who stands in. */
export const DutyShift = z
  .object({
    id: z.string(),
    person: z.string(),
    personName: z.string(),
    deputy: z.string().nullable(),
    deputyName: z.string().nullable(),
    from: Instant,
    to: Instant,
    /** false: whoever has it is not appointed to the post then, so it covers nothing */
    stands: z.boolean(),
    /** what whoever asks may do with it now */
    allowed: z.array(z.enum(['substitute', 'cancel'])),
  })
  .meta({ id: 'DutyShift' })
export type DutyShift = z.infer<typeof DutyShift>

/** A time ahead in which nobody of the roster is on duty. */
export const DutyGap = z.object({
  from: Instant,
  to: Instant,
  /** who was told of it today, and when; null: not told, it lies after tomorrow */
  told: z.object({ at: Instant, names: z.array(z.string()) }).nullable(),
})
export type DutyGap = z.infer<typeof DutyGap>

const Person = z.object({ person: z.string(), name: z.string() })

/** A post with its roster. Without a shift that runs its holders answer: `answering` is whoever a call goes to now. */
export const DutyPost = z
  .object({
    post: z.string(),
    postName: z.string(),
    unit: z.string(),
    unitName: z.string(),
    unitShort: z.string(),
    tier: z.string(),
    /** of the desk of its unit, which is no person's; null: none is entered */
    phone: z.string().nullable(),
    /** a roster is kept: it has had shifts or has some ahead */
    kept: z.boolean(),
    now: DutyShift.nullable(),
    next: DutyShift.nullable(),
    /** running and ahead, as far as the gaps are looked for */
    shifts: z.array(DutyShift),
    gaps: z.array(DutyGap),
    answering: z.array(Person),
    /** everybody appointed to the post now: whom a shift can be given */
    people: z.array(Person),
    /** the last time somebody of this post was called, and what came of it */
    lastCall: z
      .object({
        personName: z.string(),
        channel: CallChannel,
        state: CallAttempt.shape.state,
        answer: CallAttempt.shape.answer,
        at: Instant,
      })
      .nullable(),
    allowed: z.array(z.enum(['arrange', 'hand-over', 'call', 'phone'])),
  })
  .meta({ id: 'DutyPost' })
export type DutyPost = z.infer<typeof DutyPost>

/** K6. `until`: how far ahead gaps are looked for. */
export const DutyList = z.object({ rows: z.array(DutyPost), until: Instant, at: Instant }).meta({ id: 'DutyList' })
export type DutyList = z.infer<typeof DutyList>
export const DutyQuery = z.object({ area: z.string().max(80).optional() })

const id = z.string().max(80)
const reason = z.string().trim().min(2).max(200)
/** The same hours on `days` days running, from the first one on; one that began before now begins now. */
export const ShiftsNew = z.strictObject({
  post: id,
  person: id,
  deputy: id.optional(),
  from: Instant,
  to: Instant,
  days: z.number().int().min(1).max(31).default(1),
})
export const ShiftsMade = z.object({ ids: z.array(z.string()) }).meta({ id: 'ShiftsMade' })
/** Who is on duty goes, and whoever has the next shift comes on now. */
export const HandOverBody = z.strictObject({ reason })
/** Another has the shift instead: from now on when it runs. */
export const SubstituteBody = z.strictObject({ person: id, reason })
export const CancelBody = z.strictObject({ reason })
export const ShiftChanged = z.object({ id: z.string() }).meta({ id: 'ShiftChanged' })
export const DutyCallBody = z.strictObject({ person: id, purpose: z.string().trim().max(200) })

/** 值班电话: the phone on the desk of a unit, for whoever asks about its work; nobody's own. Null takes it back. */
export const DutyPhoneBody = z.strictObject({
  phone: z
    .string()
    .trim()
    .regex(/^\+?\d[\d -]{3,23}$/)
    .nullable(),
})
export const DutyPhone = z.object({ unit: z.string(), phone: z.string().nullable() }).meta({ id: 'DutyPhone' })
export type DutyPhone = z.infer<typeof DutyPhone>
/** Where one rings who may not be rung themselves: the desk of their unit, or of the nearest one above it that has a phone. */
export const DutyDesk = z.object({ unitName: z.string(), phone: z.string() }).meta({ id: 'DutyDesk' })
export type DutyDesk = z.infer<typeof DutyDesk>
