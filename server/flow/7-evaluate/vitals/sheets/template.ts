import { writeSheet } from '../../../../city/sheet/write-sheet.ts'
import { areasUnder } from '../rules/areas-under.ts'
import { duePeriod } from '../rules/cell-of.ts'
import { writePeriod } from '../rules/period.ts'
import type { VitalRecord } from '../store-registry.ts'
import type { TreeNode, TreeRead } from '../types.ts'
import { type Column, columns } from './rules/value-columns.ts'

type Asked = { tree: TreeRead; node: TreeNode; zone: string; now: number; as: 'csv' | 'xlsx'; language: 'zh' | 'en' }

/** A sheet to be filled in: a row for every area under a node that tells the vital, of the period that is due, its value left blank. */
export async function templateOf(
  { definition }: VitalRecord,
  { tree, node, zone, now, as, language }: Asked,
): Promise<Uint8Array> {
  const writer = writeSheet(as, language === 'zh' ? '报数' : 'Values')
  try {
    const ids = Object.keys(columns) as Column[]
    const period = writePeriod(definition.cadence, duePeriod(definition, now, zone), zone)
    writer.add([ids.map((id) => columns[id][language])])
    const head = { vital: definition.code, name: definition.name[language], period, unit: definition.unit[language] }
    const rows = areasUnder(tree, node, definition.tier).map((area): Partial<Record<Column, string>> => {
      return { ...head, area: area.code, areaName: area.name }
    })
    writer.add(rows.map((row) => ids.map((id) => row[id] ?? '')))
    return await writer.end()
  } catch (error) {
    await writer.stop()
    throw error
  }
}
