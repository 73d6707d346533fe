import type { Db } from '../../kernel/spine.ts'
import { type Judged, judgeTruth, type Written } from './score.ts'
import { readFound } from './store.ts'

/** After so long past its due nobody waits for a finding any more, and a finding so long after the end still belongs to it. */
export const graceMs = 15 * 60_000

/**
 * An alarm that stands when a case begins belongs to it if it was raised no longer before: as long as a finding after the end still does. What is
 * so begins at a limit in the simulator's own sum; a sensor that errs, or a rule that looks at the rise, is there minutes before. An alarm that
 * stood for longer was raised for something else.
 */
export const earlyMs = graceMs

/** The whole city since its truth is written (a city begun anew begins anew here too, or all that was found before would be for nothing): what was found held against what was so. Null: no simulated city has written anything. */
export async function judgeCity(db: Db, written: Written): Promise<{ judged: Judged; since: Date } | null> {
  const begins = [...written.lines, ...written.watches].map(({ from }) => Date.parse(from))
  if (begins.length === 0) return null
  const first = begins.reduce((least, one) => Math.min(least, one))
  const since = new Date(written.begun ? Date.parse(written.begun) : first)
  const { found, now } = await readFound(db, since)
  return { judged: judgeTruth(written, found, { now, graceMs, earlyMs }), since }
}
