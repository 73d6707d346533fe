import { z } from 'zod'
import { AnswerVerb, WaitingState } from './second-person.ts'
import { Instant } from './time.ts'
import { VitalDefinition, VitalState } from './vital.ts'
import { Words } from './words.ts'

/** Registers a vital, as sorted. `home`: the area whose registry it stands in, and only its people change it; left out: the city's. */
export const VitalNew = z.strictObject({ definition: VitalDefinition, home: z.string().max(40).optional() })
/** A draft over the version it was begun from; it holds for nobody before it is published. */
export const VitalDraft = z.strictObject({ definition: VitalDefinition, version: z.number().int().min(1) })
export const VitalPublish = z.strictObject({ version: z.number().int().min(1) })
/** A step along the life of a vital; back and to a stop only with the reason. */
export const VitalMove = z.strictObject({ to: VitalState, reason: z.string().trim().max(300).optional() })

const Change = z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })
export type VitalChange = z.infer<typeof Change>

/**
 * A vital as its registry holds it. `draft`: what is being written, with what it would change; nobody but its writer (`isOwn`) writes over it. `versions`: newest first, each with what it
 * changed, and who confirmed it where it opens events. `waiting`: the definition that waits for a second person, with what the caller may do about it (`why`
 * they may not confirm it); nothing else is written meanwhile. `moves`: where it may go now, each with the reason why not (null: it may). `mayChange`: the caller answers for its home.
 */
export const VitalEntry = z
  .object({
    ...{ definition: VitalDefinition, state: VitalState, version: z.number(), changedAt: Instant },
    home: z.object({ code: z.string(), name: z.string() }),
    ownerName: z.string().nullable(),
    draft: z
      .object({
        ...{ definition: VitalDefinition, version: z.number(), by: z.string(), isOwn: z.boolean(), at: Instant },
        changes: z.array(Change),
        /** a second person would have to confirm it */
        second: z.boolean(),
      })
      .nullable(),
    waiting: z
      .object({
        ...{ id: z.string(), definition: VitalDefinition, version: z.number(), changes: z.array(Change) },
        ...{ askedByName: z.string(), askedAt: Instant, lapsesAt: Instant },
        ...{ allowed: z.array(AnswerVerb), why: Words.nullable() },
      })
      .nullable(),
    versions: z.array(
      z.object({
        ...{ version: z.number(), by: z.string(), at: Instant, changes: z.array(Change) },
        decidedByName: z.string().nullable(),
      }),
    ),
    steps: z.array(z.object({ from: VitalState, to: VitalState, by: z.string(), at: Instant, reason: z.string().nullable() })),
    moves: z.array(z.object({ to: VitalState, off: z.object({ zh: z.string(), en: z.string() }).nullable() })),
    mayChange: z.boolean(),
  })
  .meta({ id: 'VitalEntry' })
export type VitalEntry = z.infer<typeof VitalEntry>

/** `waits`: what was asked for opens events, or others, and waits for a second person; `version` is the one in force. */
export const VitalDone = z
  .object({ code: z.string(), version: z.number(), state: VitalState, waits: z.boolean() })
  .meta({ id: 'VitalDone' })
export type VitalDone = z.infer<typeof VitalDone>

export const VitalRequestDone = z
  .object({ id: z.string(), code: z.string(), state: WaitingState })
  .meta({ id: 'VitalRequestDone' })
export type VitalRequestDone = z.infer<typeof VitalRequestDone>

const counts = { registered: z.number(), changed: z.number(), moved: z.number(), unchanged: z.number(), waiting: z.number() }
/** `waiting`: of those registered or changed how many wait for a second person with what opens events. `moved`: vitals that are led along their life by the column of their state, some of them changed or registered too. */
/** What a sheet of definitions would do; nothing is written. `digest` is given back to take it. */
export const VitalSheetLook = z
  .object({
    ...{ rows: z.number(), ...counts, refused: z.number(), unknown: z.array(z.string()), digest: z.string() },
    faults: z.array(z.object({ row: z.number(), zh: z.string(), en: z.string() })),
    sample: z.array(z.object({ code: z.string(), name: z.string(), changes: z.array(Change).nullable() })),
  })
  .meta({ id: 'VitalSheetLook' })
export type VitalSheetLook = z.infer<typeof VitalSheetLook>
export const VitalSheetTaken = z.object(counts).meta({ id: 'VitalSheetTaken' })
export type VitalSheetTaken = z.infer<typeof VitalSheetTaken>

/** A definition that waits for a second person; `allowed`, `why`: what the caller may do about it, and why they may not confirm it. */
export const VitalRequest = z
  .object({
    ...{ id: z.string(), code: z.string(), name: Words, home: z.object({ code: z.string(), name: z.string() }) },
    /** the version in force that it is to follow */
    version: z.number(),
    ...{ askedByName: z.string(), askedAt: Instant, lapsesAt: Instant },
    ...{ allowed: z.array(AnswerVerb), why: Words.nullable() },
  })
  .meta({ id: 'VitalRequest' })
export type VitalRequest = z.infer<typeof VitalRequest>

/** Those of vitals the caller knows of, the oldest first; `total`: all of them, `toAnswer`: those the caller may confirm. */
export const VitalRequests = z
  .object({ rows: z.array(VitalRequest), total: z.number(), toAnswer: z.number(), at: Instant })
  .meta({ id: 'VitalRequests' })
export type VitalRequests = z.infer<typeof VitalRequests>
