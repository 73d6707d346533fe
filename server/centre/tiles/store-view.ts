import type { Severity } from '../../../contract/scales.ts'
import type { Db } from '../../kernel/spine.ts'
import { add } from '../desk/store.ts'
import type { Box } from '../map/store.ts'
import { cellsAround } from './rules/mercator.ts'
import { alarmsSql, besides, type Cut, inAreas, rankSql, riskSql, type Seen, seenSql, standsSql } from './store-sums.ts'
import type { Asked, Level } from './types.ts'

/** Objects of a box, by kind. */
export const boxCut = (box: Box): Cut => ({ key: 'o.kind', where: (values) => boxSql(box, values), byPlace: true, placed: false })

/** A box, as a range of the index of cells and its edges. */
function boxSql(box: Box, values: unknown[]): string {
  const { from, to } = cellsAround(box)
  const [lowest, highest] = [add(values, from), add(values, to)]
  const [west, east, south, north] = [box.west, box.east, box.south, box.north].map((edge) => add(values, edge))
  return `o.cell >= ${lowest} and o.cell < ${highest} and o.lon >= ${west} and o.lon < ${east} and o.lat > ${south} and o.lat <= ${north}`
}

export type ViewRow = {
  id: string
  name: string
  kind: string
  area: string
  level: Level
  severity: Severity | null
  lon: number
  lat: number
}
type Wish = { box: Box; levels: readonly number[]; limit: number }

/** Objects of a box with an open alarm, the worst level first. The level is the graver of risk and alarm. */
export function readLitRows(db: Db, asked: Asked, { box, levels, limit }: Wish): Promise<ViewRow[]> {
  const values: unknown[] = []
  const { risk, join } = riskSql(asked, values)
  const level = `least(coalesce(${rankSql(risk)}, lit.alarm), lit.alarm)`
  return db.query<ViewRow>(
    `select o.id, o.name, o.kind, o.area, o.lon, o.lat, ${level} as level, (array['red', 'orange', 'yellow', 'blue'])[lit.alarm] as severity
     from (${alarmsSql(asked, values)}) lit join objects o on o.id = lit.object ${join}
     where ${boxSql(box, values)} and ${standsSql(asked, values)} and ${seenSql(asked, values)} and ${level} = any(${add(values, levels)})
     order by 7, lit.alarm, o.id limit ${add(values, limit)}`,
    values,
  )
}

/** Objects of a box by the level their risk alone gives them, the worst first; those with an alarm are among them. */
export async function readCalmRows(db: Db, asked: Asked, wish: Wish): Promise<ViewRow[]> {
  const cells = (await Promise.all([inAreas, besides].map((seen) => worstCells(db, asked, { ...wish, seen })))).flat()
  if (cells.length === 0) return []
  const values: unknown[] = [cells]
  const { risk, join } = riskSql(asked, values)
  const level = `coalesce(${rankSql(risk)}, 0)`
  return db.query<ViewRow>(
    `select o.id, o.name, o.kind, o.area, o.lon, o.lat, ${level} as level, null as severity from objects o ${join}
     where o.cell = any($1::bigint[]) and ${boxSql(wish.box, values)} and ${standsSql(asked, values)} and ${seenSql(asked, values)} and ${level} = any(${add(values, wish.levels)})
     order by nullif(${level}, 0) nulls last, o.id limit ${add(values, wish.limit)}`,
    values,
  )
}

/** Where the worst stand: read off the index alone, so that a city costs what a street does, nearly. */
async function worstCells(db: Db, asked: Asked, { box, levels, limit, seen }: Wish & { seen: Seen }): Promise<string[]> {
  const values: unknown[] = []
  const sight = seen(asked, values)
  if (sight === null) return []
  const { risk, join } = riskSql(asked, values)
  const level = `coalesce(${rankSql(risk)}, 0)`
  const rows = await db.query<{ cell: string }>(
    `select o.cell from objects o ${join} where ${boxSql(box, values)} and ${standsSql(asked, values)} and ${sight} and ${level} = any(${add(values, levels)})
     order by nullif(${level}, 0) nulls last, o.cell limit ${add(values, limit)}`,
    values,
  )
  return rows.map(({ cell }) => cell)
}

/** The operating district of each town. */
export async function readDistrictOf(db: Db): Promise<Map<string, string>> {
  const rows = await db.query<{ code: string; district: string }>(
    `select code, operating_district as district from areas where tier = 'town' and operating_district is not null`,
  )
  return new Map(rows.map(({ code, district }) => [code, district]))
}
