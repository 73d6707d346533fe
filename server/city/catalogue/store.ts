import { CatalogueData } from '../../../contract/catalogue.ts'
import type { Db, Tx } from '../../kernel/spine.ts'

/** A version of the catalogue; `madeBy`: the name of who made it. */
export type CatalogueVersion = { version: number; body: CatalogueData; source: string; madeAt: Date; madeBy: string }

/** The catalogue in force; null: none was imported yet. */
export async function catalogueInForce(db: Db): Promise<CatalogueVersion | null> {
  const [row] = await db.query<CatalogueVersion>(
    `select c.version, c.body, c.source, c.made_at as "madeAt", coalesce(p.name, c.made_by) as "madeBy"
     from catalogues c left join persons p on p.id = c.made_by order by c.version desc limit 1`,
  )
  return row ? { ...row, body: CatalogueData.parse(row.body) } : null
}

/** The same, held until the end of the transaction: two who change it at once come one after the other. */
export async function lockCatalogue(tx: Tx): Promise<CatalogueVersion | null> {
  await tx.query('lock table catalogues in share row exclusive mode')
  return catalogueInForce(tx)
}

export async function insertCatalogue(tx: Tx, { version, body, source, madeAt, madeBy }: CatalogueVersion): Promise<void> {
  await tx.query('insert into catalogues (version, body, source, made_at, made_by) values ($1, $2, $3, $4, $5)', [
    version,
    JSON.stringify(body),
    source,
    madeAt,
    madeBy,
  ])
}
