import type { VitalCell, VitalPage } from '../../../contract/vital.ts'
import { type Over, partsOver } from '../../flow/7-evaluate/vitals/over/store-over.ts'
import { compare, sameAreas } from '../../flow/7-evaluate/vitals/rules/compare.ts'
import { isAdditive } from '../../flow/7-evaluate/vitals/rules/judged.ts'
import { overTimeOf } from '../../flow/7-evaluate/vitals/rules/over-kind.ts'
import type { CellSource } from '../../flow/7-evaluate/vitals/store-source.ts'
import type { Part } from '../../flow/7-evaluate/vitals/types.ts'

/** An earlier number, as its cell and as what it is made of. */
export type Earlier = { period: number; part: Part; cell: VitalCell } | null
/** `parts`: what the areas below told of the number itself. */
type Held = { code: string; over: Over; cell: VitalCell; parts: ReadonlyMap<string, Part>; grows: boolean }

/** A number held against the period before and the year before, each as far as the same areas told both. */
export async function comparedOf(
  source: CellSource,
  held: Held,
  { before, year }: { before: Earlier; year: Earlier },
): Promise<VitalPage['compared']> {
  return { period: await against(source, held, before), year: await against(source, held, year) }
}

async function against(source: CellSource, { code, over, cell, parts, grows }: Held, earlier: Earlier) {
  const { definition } = over.vital
  const adds = isAdditive(definition)
  const below =
    adds && earlier
      ? await partsOver(source, code, over, { period: earlier.period, last: earlier.part.over?.last })
      : new Map<string, Part>()
  const same = !adds || earlier === null || sameAreas(parts, below, over.ground !== null)
  return compare(cell, earlier?.cell ?? null, {
    ...{ adds, times: definition.times, same, grows },
    how: over.ground ? overTimeOf(definition) : 'last',
  })
}
