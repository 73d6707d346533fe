import type { VitalCell, VitalDefinition } from '../../../../../contract/vital.ts'
import { isFraction } from '../../../../../contract/vital-formula.ts'
import type { VitalBand, VitalCadence } from '../../../../../contract/vital-kinds.ts'
import type { Cover, Over, Part } from '../types.ts'
import { byOf } from './by-version.ts'
import { worthOf } from './combine.ts'
import { coverage } from './cover.ts'
import { formulaOf } from './formula-part.ts'
import type { Judged } from './judged.ts'
import { periodStart, writePeriod } from './period.ts'
import { isEnough, isWhole, provenBy, provesNothing, standingTold } from './proven.ts'
import { isSmall } from './sample.ts'
import type { Standing } from './standing.ts'

type About = {
  definition: VitalDefinition
  /** of the definition: a formula is reckoned by it whenever it is read */
  version: number
  /** how many should have told it: of the vital itself areas of its tier under this one, of a formula those of each of its vitals */
  due: (cover: Cover) => number
  /** of a coarser period than the vital's own: what is due of it */
  over?: { by: VitalCadence; due: number; of: number }
  /** by its number alone; how far it is told may leave it unknown */
  standing: Standing
  band?: VitalBand | null
  /** what the number is held against; left out: what the definition says */
  judged?: Judged
  now: number
  zone: string
}

/**
 * The start (ms) of the newest period whose value should be there by now: the last one that had ended `dueMinutes` ago. Of an hourly vital due
 * three hours after its hour that lies four hours back, however many periods have ended since. `by`: the coarser period it lies in.
 */
export function duePeriod(
  { cadence, dueMinutes }: Pick<VitalDefinition, 'cadence' | 'dueMinutes'>,
  now: number,
  zone: string,
  by: VitalCadence = cadence,
): number {
  const due = periodStart(cadence, now - dueMinutes * 60_000, zone, -1)
  return by === cadence ? due : periodStart(by, due, zone)
}

const iso = (ms: number): string => new Date(ms).toISOString()

const periodsOf = (
  told: Over | undefined,
  { due, of }: { due: number; of: number },
  write: (period: number) => string,
): VitalCell['periods'] => ({ told: told?.told ?? 0, due, of, last: told ? write(told.last) : null })

/** How a number stands by itself, by how far it is told and by how large its sample is: before its period is due only where all have told it. */
function standsTold(
  period: number,
  part: Part | null,
  { definition, due, over, standing, band = null, judged = definition, now, zone }: About,
): Pick<VitalCell, 'standing' | 'band'> {
  if (isSmall(definition, part)) return { standing: 'unknown', band: null }
  if (standing === 'unknown' || isWhole(definition, part, due)) return { standing, band }
  const settled = period <= duePeriod(definition, now, zone, over?.by)
  const value = worthOf(definition, part)
  const proves = settled && value !== null ? provenBy(definition, value, judged) : provesNothing
  const told = standingTold(standing, { enough: settled && isEnough(definition, part, due), proves })
  return told === 'unknown' ? { standing: told, band: null } : { standing, band }
}

/** One cell as it is shown; a part of nothing is a cell without a value, never one of zero. */
export function cellOf(period: number, part: Part | null, about: About): VitalCell {
  const { definition, version, due, over, now, zone } = about
  const { aggregation, decimals, cadence } = definition
  // Of a mean the second number is how many told it, which `n` says already.
  const formula = formulaOf(definition)
  const isRatio = aggregation === 'ratio' || (formula !== null && isFraction(formula))
  // A formula is by the version in force, but in a closed period, where it says by which.
  const [oldest, newest] = part && (!formula || part.by) ? byOf(part) : [version, version]
  // A coarser number is as old as the last of its own periods that was told.
  const isOld = over !== undefined && part?.over !== undefined && part.over.last < duePeriod(definition, now, zone)
  const scale = formula ? 1 : 10 ** decimals
  const { n, of } = coverage(definition, part, due)
  return {
    period: writePeriod(over?.by ?? cadence, period, zone),
    value: worthOf(definition, part),
    numerator: part && isRatio ? part.num / scale : null,
    // A formula divided by zero inside says so by the same zero.
    denominator: part && (isRatio || (formula && part.den === 0)) ? part.den / scale : null,
    ...{ n, of, ...(part?.several && n < of ? { uneven: true as const } : {}) },
    ...(isSmall(definition, part) ? { leastSample: definition.leastSample } : {}),
    ...{ newest: part ? iso(part.newest) : null, oldest: part ? iso(part.oldest) : null },
    ...{ version: part ? newest : null, oldestVersion: part ? oldest : null },
    ...{ ...standsTold(period, part, about), stale: period < duePeriod(definition, now, zone, over?.by) || isOld },
    periods: over ? periodsOf(part?.over, over, (last) => writePeriod(cadence, last, zone)) : null,
  }
}
