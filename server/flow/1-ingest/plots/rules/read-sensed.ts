import { PlotIn } from '../../../../../contract/plot.ts'
import { refusalOfSchema } from '../../../../kernel/issue-words.ts'
import type { Refusal } from '../../../../kernel/result.ts'

export type Sensed = { row: number; plot: PlotIn }
export type SensedRefusal = { row: number; refusal: Refusal }
type Bounds = { now: Date; keepDays: number }

/** Clocks of sensors may be so much ahead. */
const aheadMs = 60_000

/**
 * The plots of a batch that can be used, and why the others cannot; rows count from 1. What a sensor takes for a person is dropped whole,
 * with every other plot of that track: `persons` names the tracks and counts the plots (ADR 0012).
 */
export function readSensed(rows: readonly unknown[], bounds: Bounds) {
  const read = rows.map((given, at) => ({ row: at + 1, given, parsed: PlotIn.safeParse(given) }))
  const persons = new Set(read.flatMap(({ given }) => (isPerson(given) ? [trackOf(given)] : [])))
  const plots: Sensed[] = []
  const refused: SensedRefusal[] = []
  let dropped = 0
  for (const { row, given, parsed } of read) {
    if (isPerson(given) || (parsed.success && persons.has(parsed.data.track))) dropped++
    else if (!parsed.success) refused.push({ row, refusal: { ...refusalOfSchema(parsed.error), code: 'plot.malformed' } })
    else {
      const refusal = wrongTime(parsed.data.at, bounds)
      if (refusal) refused.push({ row, refusal })
      else plots.push({ row, plot: parsed.data })
    }
  }
  return { plots, refused, persons: { tracks: [...persons].filter((track) => track !== ''), plots: dropped } }
}

/** Also one that is malformed otherwise: nothing of it may be told again. */
const isPerson = (given: unknown): given is { kind: 'person' } =>
  typeof given === 'object' && given !== null && (given as { kind?: unknown }).kind === 'person'

const trackOf = (given: object): string => {
  const { track } = given as { track?: unknown }
  return typeof track === 'string' ? track : ''
}

function wrongTime(at: string, { now, keepDays }: Bounds): Refusal | null {
  const aheadBy = Date.parse(at) - now.getTime()
  if (aheadBy > aheadMs) return { code: 'plot.future', details: { seconds: Math.round(aheadBy / 1000) } }
  return aheadBy < -keepDays * 86_400_000 ? { code: 'plot.too-old', details: { at } } : null
}
