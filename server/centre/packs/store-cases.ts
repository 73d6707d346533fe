import { scopeSql } from '../../city/permit/scope.ts'
import type { Db } from '../../kernel/spine.ts'

/** How many cases each pack brought since a moment within somebody's areas, drills left out. */
export async function casesSince(db: Db, { prefixes, from }: { prefixes: string[]; from: Date }): Promise<Map<string, number>> {
  const values: unknown[] = [from]
  const inside = scopeSql('area', prefixes, values)
  const rows = await db.query<{ pack: string; n: number }>(
    `select pack, count(*)::int as n from events where opened_at >= $1 and not exercise and ${inside} group by pack`,
    values,
  )
  return new Map(rows.map(({ pack, n }) => [pack, n]))
}
