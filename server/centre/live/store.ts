import type { Db } from '../../kernel/spine.ts'

/** Open and recent cases a unit or person has a part in: what a caller with sight of cases only may hear of. */
export async function casesOf(db: Db, who: { unit: string; person: string }, since: Date): Promise<Set<string>> {
  const rows = await db.query<{ event: string }>(
    `select event from work_orders where unit = $1 and changed_at > $3 union select event from reports where person = $2 and event is not null and received_at > $3`,
    [who.unit, who.person, since],
  )
  return new Set(rows.map((row) => row.event))
}
