import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { codesIn, isFraction } from '../../../../../contract/vital-formula.ts'
import type { Cover, Part } from '../types.ts'
import { coversOf } from './cover.ts'
import { formulaOf } from './formula-part.ts'
import type { Judged } from './judged.ts'
import type { Standing } from './standing.ts'

type Covered = Pick<VitalDefinition, 'aggregation' | 'formula' | 'possible' | 'opens' | 'count' | 'tier' | 'overTime' | 'cadence'>
type Due = (cover: Cover) => number

/** What is left to be told: the covers of a part but those of counted vitals, which the platform counts everywhere as things happen. */
const awaited = (definition: Covered, part: Part | null): readonly Cover[] =>
  coversOf(definition, part).filter(({ counted }) => !counted)

/** Has every area told that should? What an area tells itself is whole, and so is what is counted. */
export const isWhole = (definition: Covered, part: Part | null, due: Due): boolean =>
  awaited(definition, part).every((cover) => cover.n >= due(cover))

/**
 * Is the number of a period one to show, as the newest there is? One that is due stands as it is, however few told it; before that it is shown only when
 * all have told, so that the first of forty does not speak for the city. `dueFrom`: the start of the newest period that is due (ms).
 */
export const isSettled = (
  definition: Covered,
  { period, part }: { period: number; part: Part | null },
  { dueFrom, due }: { dueFrom: number; due: Due },
): boolean => period <= dueFrom || isWhole(definition, part, due)

/**
 * Where a number goes as more areas tell it: a sum and a maximum up, a minimum down; `sample`: a quotient or a mean stands for all of them where most told it
 * (what the others would add to its denominator nobody knows), `last`: the newest is one of them.
 */
type Way = 'up' | 'down' | 'both' | 'sample' | 'last'

/** So many percent of the areas make a quotient or a mean one of all of them. Ours. */
const sampleShare = 80

function wayOf(definition: Covered): Way {
  const { aggregation, possible } = definition
  const formula = formulaOf(definition)
  // Over several vitals its two numbers are each of the areas that told them, which need not be the same: only those of all are one.
  if (aggregation === 'formula') return formula && isFraction(formula) && codesIn(formula).length === 1 ? 'sample' : 'both'
  // Values are taken to be counts and amounts unless the definition says that they may lie below zero.
  if (aggregation === 'sum') return possible?.least !== undefined && possible.least < 0 ? 'both' : 'up'
  return aggregation === 'max' ? 'up' : aggregation === 'min' ? 'down' : aggregation === 'last' ? 'last' : 'sample'
}

/** So many percent of the areas must have told by the way a number goes: all of them where the others add to it, most where a part stands for all. */
const wantedBy: Readonly<Record<Way, number>> = { up: 100, down: 100, both: 100, sample: sampleShare, last: 0 }

/** So many percent of the areas must have told: what the definition says (立案覆盖), else by the way its number goes. */
export const wantedOf = (definition: Covered): number => definition.opens?.covered ?? wantedBy[wayOf(definition)]

/** Did enough areas tell for the number to be judged as if all had? */
export function isEnough(definition: Covered, part: Part | null, due: Due): boolean {
  const wanted = wantedOf(definition)
  return awaited(definition, part).every((cover) => cover.n * 100 >= due(cover) * wanted)
}

/** How the number of too few areas may be said to stand: as what no further value could change. */
export type Proves = Readonly<Record<'normal' | 'outside', boolean>>
export const provesNothing: Proves = { normal: false, outside: false }

/**
 * What a number of too few areas says for sure. A sum beyond its upper limit stays beyond it whatever the others tell, one within it does not stay there; one
 * below its lower limit may still rise.
 */
export function provenBy(definition: Covered, value: number, { normal, hysteresis }: Judged): Proves {
  const { least, most } = normal ?? {}
  const way = wayOf(definition)
  if (way === 'up') return { normal: most === undefined, outside: most !== undefined && value > most - hysteresis }
  if (way === 'down') return { normal: least === undefined, outside: least !== undefined && value < least + hysteresis }
  return provesNothing
}

/** How a number stands when it is known how far it is told: neither normal nor outside by what is missing. */
export function standingTold(standing: Standing, { enough, proves }: { enough: boolean; proves: Proves }): Standing {
  return enough || standing === 'unknown' || proves[standing] ? standing : 'unknown'
}

/** The same in one byte, for thousands of numbers side by side. */
export const provesBits = ({ normal, outside }: Proves): number => (normal ? 1 : 0) + (outside ? 2 : 0)
const byBits: readonly Proves[] = [0, 1, 2, 3].map((bits) => ({ normal: (bits & 1) > 0, outside: (bits & 2) > 0 }))
export const provesOf = (bits: number): Proves => byBits[bits] ?? provesNothing
