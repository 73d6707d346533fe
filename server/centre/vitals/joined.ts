import type { VitalPage } from '../../../contract/vital.ts'
import { combine } from '../../flow/7-evaluate/vitals/rules/combine.ts'
import { periodStart } from '../../flow/7-evaluate/vitals/rules/period.ts'
import type { CellRow } from '../../flow/7-evaluate/vitals/store-cells.ts'
import { cellsFrom } from '../../flow/7-evaluate/vitals/store-formulas.ts'
import type { VitalRecord } from '../../flow/7-evaluate/vitals/store-registry.ts'
import type { CellSource } from '../../flow/7-evaluate/vitals/store-source.ts'
import type { Asking } from '../../flow/7-evaluate/vitals/store-standing.ts'
import { above, everNode, type TreeNode, type TreeRead } from '../../flow/7-evaluate/vitals/types.ts'
import { cityDay } from '../../kernel/calendar.ts'

type Stretch = { from: number; to: number }

/**
 * An area's cells, and for the periods before it was there those of the areas that became it whole (迁移, 合并): the same town under its code of
 * then. Of one that was split off there is no past of its own.
 */
export async function joinedCells(
  source: CellSource,
  record: VitalRecord,
  stretch: Stretch,
  { tree, node, zone }: Pick<Asking, 'tree' | 'node' | 'zone'>,
): Promise<CellRow[]> {
  const { definition } = record
  const own = await cellsFrom(source, { parent: node.parent ?? above, area: node.code }, [record], stretch)
  const former = wholeBefore(tree, node)
  if (former.length === 0 || (former.length > 1 && definition.aggregation === 'formula')) return own
  const before = await Promise.all(former.map((one) => joinedCells(source, record, stretch, { tree, node: one, zone })))
  const isOwn = (period: number): boolean =>
    tree.parentOf(node.code, period, periodStart(definition.cadence, period, zone, 1)) !== undefined
  const periods = Map.groupBy(
    before.flat().filter(({ period }) => !isOwn(period)),
    ({ period }) => period,
  )
  const joined = [...periods].flatMap(([period, cells]): CellRow[] => {
    const parts = cells.map(({ part }) => part)
    const part = parts.length === 1 ? parts[0]! : combine(definition.aggregation, parts)
    return part ? [{ vital: record.id, period, part }] : []
  })
  return [...joined, ...own].sort((one, other) => one.period - other.period)
}

/** The areas that became this one, all of each; one that was there before and took them in has a past of its own. */
function wholeBefore(tree: TreeRead, { code }: TreeNode): TreeNode[] {
  const former = tree.before(code)
  const began = tree.lifeOf(code)?.from ?? 0
  const isWhole = former.every((one) => tree.after(one).length === 1 && (tree.lifeOf(one)?.to ?? 0) <= began)
  return isWhole ? former.flatMap((one) => everNode(tree, one) ?? []) : []
}

/** What must be said of a comparison: days on which areas under this one came or went, and the codes its earlier numbers stand under. */
export function areaMarks({ tree, node, zone }: Asking, { from, to }: Stretch): Pick<VitalPage, 'areaChanges' | 'joined'> {
  return {
    areaChanges: tree.changesUnder(node.code, from, to).map((moment) => cityDay(new Date(moment), zone)),
    joined: wholeBefore(tree, node).map(({ code, name }) => ({ code, name })),
  }
}
