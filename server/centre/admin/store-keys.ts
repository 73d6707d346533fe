import { createHash } from 'node:crypto'
import { isWhole, scopeSql } from '../../city/permit/scope.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Tx } from '../../kernel/spine.ts'

/** A new key; only the secret's hash is stored. False when the id is taken. */
export async function insertKey(
  tx: Tx,
  key: { id: string; name: string; kind: string; unit: string; secret: string },
): Promise<boolean> {
  const rows = await tx.query(
    'insert into api_keys (id, name, secret_hash, kind, unit, made_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning 1',
    [key.id, key.name, createHash('sha256').update(key.secret).digest(), key.kind, key.unit, tx.now],
  )
  return rows.length > 0
}

/** Ends a key at once. False when there is none the caller sees, or it has ended. */
export async function endKey(tx: Tx, caller: Pick<Caller, 'scope'>, id: string): Promise<boolean> {
  const values: unknown[] = [id, tx.now]
  const inside = `exists (select 1 from unit_areas ua where ua.unit = k.unit and ${scopeSql('ua.path', caller.scope, values)})`
  const rows = await tx.query(
    `update api_keys k set ended_at = $2 where k.id = $1 and k.ended_at is null and (${inside}${isWhole(caller.scope) ? ' or k.unit is null' : ''}) returning 1`,
    values,
  )
  return rows.length > 0
}
