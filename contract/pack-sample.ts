import { z } from 'zod'
import { Severity } from './scales.ts'
import { Duration, durationMs, Instant } from './time.ts'

const Values = z.record(z.string(), z.number())

/** One reading, or with `every` and `to` the same values again and again. `received` differs from `at` for a late one. */
const SampleReading = z.strictObject({
  at: Instant,
  values: Values,
  every: Duration.optional(),
  to: Instant.optional(),
  received: Instant.optional(),
})

/** A command the platform sent. `receipted`: confirmed within its limit; `receiptAt`: confirmed late. */
const SampleCommand = z.strictObject({ at: Instant, name: z.string(), receipted: z.boolean(), receiptAt: Instant.optional() })

/** `severity` is the new one; of `cleared` it is the one before. */
const SampleChange = z.strictObject({
  at: Instant,
  change: z.enum(['raised', 'stepped-up', 'stepped-down', 'cleared']),
  family: z.string(),
  severity: Severity,
})

/**
 * A recorded sample: readings in, alarm changes out, with the pack's real settings (never the demo's).
 * Replayed in the order of arrival; timers due up to and including `until` have fired at the end.
 */
export const Sample = z.strictObject({
  name: z.string(),
  intervalS: z.number().positive(),
  readings: z.array(SampleReading).min(1),
  commands: z.array(SampleCommand).default([]),
  until: Instant,
  expect: z.array(SampleChange),
})
export type Sample = z.infer<typeof Sample>
export type SampleArrival = { at: Date; received: Date; values: Record<string, number> }

/** How many readings a run stands for: with `every` both ends are included. */
function lengthOf({ at, every, to }: Sample['readings'][number]): number {
  const step = every ? durationMs(every) : 0
  return to && step > 0 ? Math.max(0, Math.floor((Date.parse(to) - Date.parse(at)) / step) + 1) : 1
}

/** How many readings a sample stands for, without making them. */
export const countArrivals = ({ readings }: Sample): number => readings.reduce((sum, run) => sum + lengthOf(run), 0)

/** The readings one by one, in the order they arrive (equal arrivals stay in the order written). */
export function arrivalsOf(sample: Sample): SampleArrival[] {
  const all = sample.readings.flatMap((run) => {
    const start = Date.parse(run.at)
    const step = run.every ? durationMs(run.every) : 0
    return Array.from({ length: lengthOf(run) }, (_, i) => {
      const at = new Date(start + i * step)
      return { at, received: run.received ? new Date(run.received) : at, values: run.values }
    })
  })
  return all.sort((a, b) => a.received.getTime() - b.received.getTime())
}
