import { createHash } from 'node:crypto'
import { lockKeys } from '../../kernel/lock-keys.ts'
import type { Db, Tx } from '../../kernel/spine.ts'

/** An object in force that bears a number; `districtName`: all that is said of it to whoever may not see it. */
export type Holder = { id: string; detail: string; number: string; districtName: string }

/** Of the ids of a pack, as the index says them: a parameter would not be found in one. */
const literal = (id: string): string => `'${id.replaceAll("'", "''")}'`
const plainOf = (detail: string): string => `plain_number(o.details ->> ${literal(detail)})`
const isOf = (kind: string): string => `o.kind = ${literal(kind)} and o.valid_to is null`

/** Objects of a kind in force that bear some numbers in a detail, wherever they stand. `numbers` as they are compared (`plainNumber`). */
export async function holdersOf(db: Db, kind: string, detail: string, numbers: readonly string[]): Promise<Holder[]> {
  if (numbers.length === 0) return []
  return db.query<Holder>(
    `select o.id, $1::text as detail, ${plainOf(detail)} as number, coalesce(a.name, '') as "districtName" from objects o
     left join areas a on a.code = split_part(o.area, '/', 2)
     where ${isOf(kind)} and ${plainOf(detail)} = any($2::text[]) order by o.id`,
    [detail, numbers],
  )
}

const indexName = (kind: string, detail: string): string =>
  `objects_number_${createHash('sha256').update(`${kind}/${detail}`).digest('hex').slice(0, 16)}`

/**
 * Sees to it that a number of a kind is found by an index, of objects of that kind alone: which details are numbers packs say, and other objects
 * pay nothing for them. Without it the same is found, only slower. Answers whether it was made now.
 */
export async function indexNumbers(tx: Tx, kind: string, detail: string): Promise<boolean> {
  const name = indexName(kind, detail)
  const isThere = async () =>
    (await tx.query<{ there: boolean }>('select to_regclass($1) is not null as there', [name]))[0]!.there
  if (await isThere()) return false
  await tx.query(`set local lock_timeout = '3s'`)
  await lockRegister(tx)
  if (await isThere()) return false
  await tx.query(
    `create index ${name} on objects ((plain_number(details ->> ${literal(detail)}))) where kind = ${literal(kind)} and valid_to is null`,
  )
  return true
}

/** The one object in force that bears a number; null where none does, and where several do: which of them it is nobody knows. */
export async function objectOfNumber(db: Db, kind: string, detail: string, number: string): Promise<string | null> {
  const holders = await holdersOf(db, kind, detail, [number])
  return holders.length === 1 ? holders[0]!.id : null
}

/** The districts of all that bear a number, where more than one does (old entries); else empty. */
export async function severalHolders(db: Db, kind: string, detail: string, number: string): Promise<string[]> {
  const holders = await holdersOf(db, kind, detail, [number])
  return holders.length > 1 ? holders.map(({ districtName }) => districtName) : []
}

/** Held until the transaction ends: of two that register at once the second sees what the first has written. Taken before any row. */
export async function lockRegister(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [lockKeys.register])
}
