import { z } from 'zod'

/** A moment on the wire: ISO 8601 with an offset. Inside the server it is a `Date` in UTC. */
export const Instant = z.iso.datetime({ offset: true }).meta({ id: 'Instant', description: 'ISO 8601 with offset' })

/** Length of time in a pack: digits and a unit, `45s`, `10m`, `2h`, `3d`. */
export const Duration = z
  .string()
  .regex(/^\d+(ms|s|m|h|d)$/)
  .meta({ id: 'Duration' })
export type Duration = z.infer<typeof Duration>

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Whether a text is a length of time as packs write it. */
export const isDuration = (text: unknown): text is Duration => Duration.safeParse(text).success

/** Milliseconds of a pack duration. Throws on a malformed text: packs are validated before they load. */
export function durationMs(duration: Duration): number {
  const parts = /^(\d+)(ms|s|m|h|d)$/.exec(duration)
  if (!parts) throw new Error(`not a duration: ${duration}`)
  return Number(parts[1]) * unitMs[parts[2] as keyof typeof unitMs]
}
