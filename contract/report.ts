import { z } from 'zod'
import { Instant } from './time.ts'

const lon = z.number().min(-180).max(180)
const lat = z.number().min(-90).max(90)

/** What a citizen or a grid worker sends. The header `Idempotency-Key` makes a repeat answer the same. */
export const ReportIn = z
  .strictObject({
    type: z.string().max(80),
    content: z.string().trim().min(2).max(1000),
    /** where it is; may be left out when an object is named, whose place it then has */
    lon: lon.optional(),
    lat: lat.optional(),
    /** the object it is about: by the code on its plate, or (staff only) by its id */
    code: z.string().max(40).optional(),
    object: z.string().max(80).optional(),
    accuracyM: z.number().min(0).max(100_000).optional(),
    address: z.string().trim().max(200).optional(),
    happenedAt: Instant.optional(),
    files: z.array(z.uuid()).max(9).default([]),
    contactName: z.string().trim().max(60).optional(),
    phone: z
      .string()
      .trim()
      .regex(/^[0-9+ -]{5,20}$/)
      .optional(),
    /** grid worker: handled on the spot, only a log is kept */
    selfHandled: z.boolean().default(false),
  })
  .meta({ id: 'ReportIn' })
export type ReportIn = z.infer<typeof ReportIn>

export const ReportReceipt = z
  .object({ id: z.uuid(), code: z.string(), receivedAt: Instant, areaName: z.string() })
  .meta({ id: 'ReportReceipt' })
export type ReportReceipt = z.infer<typeof ReportReceipt>

/** What anybody with the code may see: public words, no names. */
export const PublicReport = z
  .object({
    code: z.string(),
    type: z.object({ zh: z.string(), en: z.string() }),
    areaName: z.string(),
    receivedAt: Instant,
    state: z.enum(['received', 'accepted', 'merged', 'rejected', 'handling', 'closed']),
    outcome: z.string().nullable(),
    mayDispute: z.boolean(),
    steps: z.array(
      z.object({
        at: Instant,
        state: z.enum(['received', 'accepted', 'merged', 'handling', 'parked', 'closed', 'rejected', 'disputed']),
        until: Instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'PublicReport' })
export type PublicReport = z.infer<typeof PublicReport>

export const DisputeIn = z.strictObject({ reason: z.string().trim().min(2).max(500) })
export const ReportType = z.object({ id: z.string(), name: z.object({ zh: z.string(), en: z.string() }) })
export const FileStart = z.strictObject({
  size: z.int().positive(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})
export const FileState = z
  .object({
    id: z.uuid(),
    received: z.number(),
    size: z.number(),
    complete: z.boolean(),
    sha256: z.string().nullable(),
    kind: z.string().nullable(),
  })
  .meta({ id: 'FileState' })

/** Own reports of a grid worker, with what became of them. */
export const MyReport = z
  .object({
    id: z.uuid(),
    code: z.string(),
    type: z.object({ zh: z.string(), en: z.string() }),
    content: z.string(),
    receivedAt: Instant,
    state: z.string(),
    outcome: z.string().nullable(),
  })
  .meta({ id: 'MyReport' })
