import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { objectsSql } from '../desk/store-sight.ts'

/** The entry of the register a feature names by its code, if the caller sees it. */
export async function linkedObject(db: Db, caller: Caller, code: string): Promise<{ id: string; name: string } | null> {
  const values: unknown[] = [code]
  const [row] = await db.query<{ id: string; name: string }>(
    `select o.id, o.name from objects o where o.code = $1 and o.valid_to is null and ${objectsSql(caller, values)}`,
    values,
  )
  return row ?? null
}
