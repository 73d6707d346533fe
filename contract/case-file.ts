import { z } from 'zod'
import { caseParts } from './case-parts.ts'
import { EventState } from './event.ts'
import { Grade } from './scales.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/**
 * One piece of evidence of a case, in order of time within its kind. `path`: its place in the downloaded archive; `sha256` that of exactly
 * those bytes; `file`: a photo to be shown (`GET /api/v1/files/{id}`); `gone`: its bytes are no longer kept, only their hash is known.
 */
export const CasePart = z
  .object({
    ...{ n: z.number(), path: z.string(), kind: z.enum(caseParts), title: Words, at: Instant.nullable() },
    ...{ lon: z.number().nullable(), lat: z.number().nullable(), sha256: z.string(), size: z.number().nullable() },
    ...{ file: z.string().nullable(), gone: z.boolean() },
    lines: z.array(z.object({ name: Words, value: Words })),
  })
  .meta({ id: 'CasePart' })
export type CasePart = z.infer<typeof CasePart>

/** Where the thing of a case (a vehicle, never a person) was around what was found. Degrees WGS-84. */
export const CasePlace = z.object({ at: Instant, lon: z.number(), lat: z.number() })
export type CasePlace = z.infer<typeof CasePlace>

/**
 * A case with everything that proves it. `manifest`: SHA-256 of `manifest.sha256`, the list of all parts as the archive holds it: the same
 * case state has the same hash, whoever asks. `masked`: personal fields are. `made`: archives that were taken out before, newest first.
 */
export const CaseFile = z
  .object({
    event: z.object({
      ...{
        id: z.string(),
        no: z.string(),
        title: z.string(),
        typeName: Words,
        grade: Grade,
        state: EventState,
        area: z.string(),
      },
      ...{ areaName: z.string(), whole: z.boolean(), address: z.string().nullable(), lon: z.number(), lat: z.number() },
      ...{ openedAt: Instant, closedAt: Instant.nullable() },
    }),
    ...{
      parts: z.array(CasePart),
      places: z.array(CasePlace),
      manifest: z.string(),
      masked: z.boolean(),
      mayReveal: z.boolean(),
    },
    made: z.array(z.object({ at: Instant, byName: z.string(), manifest: z.string(), revealed: z.boolean() })),
    at: Instant,
  })
  .meta({ id: 'CaseFile' })
export type CaseFile = z.infer<typeof CaseFile>

/** `purpose`: personal fields unmasked, for those who may; it is kept with who took the archive out. */
export const CaseArchiveIn = z.strictObject({
  lang: z.enum(['zh', 'en']).default('zh'),
  purpose: z.string().trim().min(2).max(300).optional(),
})
