import { lockKeys } from '../../kernel/lock-keys.ts'
import type { Db, Tx } from '../../kernel/spine.ts'

/** An expression as numbers are compared: `plainNumber` in the words of the database. */
const plain = (text: string): string => `translate(upper(normalize(${text}, NFKC)), E' \\t\\n\\r·.-', '')`

/** An object in force that bears a number; `districtName`: all that is said of it to whoever may not see it. */
export type Holder = { id: string; detail: string; number: string; districtName: string }

/** Objects of a kind in force that bear some numbers in a detail, wherever they stand. `numbers` as they are compared (`plainNumber`). */
export async function holdersOf(db: Db, kind: string, detail: string, numbers: readonly string[]): Promise<Holder[]> {
  if (numbers.length === 0) return []
  const number = plain(`o.details ->> $2`)
  return db.query<Holder>(
    `select o.id, $2::text as detail, ${number} as number, coalesce(a.name, '') as "districtName" from objects o
     left join areas a on a.code = split_part(o.area, '/', 2)
     where o.kind = $1 and o.valid_to is null and ${number} = any($3::text[]) order by o.id`,
    [kind, detail, numbers],
  )
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
