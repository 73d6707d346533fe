import { type RatedObject, ratedColumns } from '../../../../city/object/store-risk.ts'
import { scopeSql } from '../../../../city/permit/scope.ts'
import type { Db } from '../../../../kernel/spine.ts'

type Asked = { kinds: readonly string[]; prefixes: readonly string[] }

/** Objects of some kinds in some areas that were rated, a page after the other. */
export function ratedAfter(db: Db, { kinds, prefixes, after }: Asked & { after: string }, limit: number): Promise<RatedObject[]> {
  const values: unknown[] = [kinds, after, limit]
  return db.query<RatedObject>(
    `select ${ratedColumns} from objects o
     where o.kind = any($1) and o.id > $2 and o.valid_to is null and o.rated and ${scopeSql('o.area', prefixes, values)} order by o.id limit $3`,
    values,
  )
}

export async function countRated(db: Db, { kinds, prefixes }: Asked): Promise<number> {
  const values: unknown[] = [kinds]
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from objects o where o.kind = any($1) and o.valid_to is null and o.rated and ${scopeSql('o.area', prefixes, values)}`,
    values,
  )
  return row!.n
}
