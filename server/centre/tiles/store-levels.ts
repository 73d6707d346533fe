import type { Db } from '../../kernel/spine.ts'
import { alarmsSql, rankSql, riskSql, seenSql, thereSql } from './store-sums.ts'
import type { Asked, Level } from './types.ts'

/** The objects of some codes, as far as the caller sees them, with the level they are drawn with: the graver of risk and open alarm. */
export async function levelsOf(
  db: Db,
  asked: Asked,
  codes: readonly string[],
): Promise<Map<string, { id: string; level: Level }>> {
  if (codes.length === 0) return new Map()
  const values: unknown[] = [codes]
  const { risk, join } = riskSql(asked, values)
  const rows = await db.query<{ code: string; id: string; level: Level }>(
    `select o.code, o.id, coalesce(least(${rankSql(risk)}, lit.alarm), 0) as level from objects o ${join}
     left join (${alarmsSql(asked, values)}) lit on lit.object = o.id
     where o.code = any($1) and ${thereSql(asked, values)} and ${seenSql(asked, values)}`,
    values,
  )
  return new Map(rows.map(({ code, ...row }) => [code, row]))
}
