import { scopeSql } from '../../city/permit/scope.ts'
import type { Db } from '../../kernel/spine.ts'

export type Place = { area: string; name: string }

/** The city (where the whole of it is answered for) and the districts somebody answers for, the city first. */
export function placesOf(db: Db, scope: readonly string[]): Promise<Place[]> {
  const values: unknown[] = []
  const inside = scopeSql('path', scope, values)
  return db.query<Place>(
    `select path as area, name from areas where tier in ('city', 'district') and ${inside} order by tier <> 'city', path`,
    values,
  )
}
