import { z } from 'zod'
import { WarningColour } from './scales.ts'
import { Instant } from './time.ts'

/** now: in force · ahead: not begun yet · over: its time passed · superseded: a newer message took its place · cancelled: taken back */
export const WarningState = z.enum(['now', 'ahead', 'over', 'superseded', 'cancelled']).meta({ id: 'WarningState' })
export type WarningState = z.infer<typeof WarningState>

const line = {
  id: z.uuid(),
  kind: z.enum(['alert', 'update', 'cancel']),
  state: WarningState,
  colour: WarningColour,
  /** what is coming, in the publisher's words: 暴雨 */
  event: z.string(),
  headline: z.string().nullable(),
  publisher: z.string(),
  areaWords: z.string(),
  sentAt: Instant,
  from: Instant,
  /** null: until it is cancelled or superseded */
  to: Instant.nullable(),
  /** an exercise or a test: nobody acts on it */
  exercise: z.boolean(),
}

/** A warning (预警): published to people, never an alarm. */
export const Warning = z.object(line).meta({ id: 'Warning' })
export type Warning = z.infer<typeof Warning>
export const WarningList = z
  .object({ rows: z.array(Warning), next: z.string().nullable(), at: Instant })
  .meta({ id: 'WarningList' })
export type WarningList = z.infer<typeof WarningList>

/** With its whole text, and all messages of its chain, newest first. */
export const WarningDetail = z
  .object({
    ...line,
    description: z.string().nullable(),
    instruction: z.string().nullable(),
    sender: z.string(),
    identifier: z.string(),
    /** of an identifier in the form of GB/T 35965.1: the division code of who sent it */
    division: z.string().nullable(),
    areas: z.array(z.object({ path: z.string(), name: z.string() })),
    /** not for the public */
    restricted: z.boolean(),
    receivedAt: Instant,
    chain: z.array(Warning),
  })
  .meta({ id: 'WarningDetail' })
export type WarningDetail = z.infer<typeof WarningDetail>

export const WarningQuery = z.object({
  view: z.enum(['now', 'all']).default('now'),
  area: z.string().max(80).optional(),
  cursor: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
/** `known`: it was received before, nothing changed. */
export const WarningTaken = z.object({ id: z.uuid(), known: z.boolean() }).meta({ id: 'WarningTaken' })
