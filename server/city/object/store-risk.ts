import type { DetailValues } from '../../../contract/detail.ts'
import type { Risk } from '../../../contract/scales.ts'
import type { Db, Tx } from '../../kernel/spine.ts'

/** An object as its risk is reckoned. */
export type RatedObject = {
  id: string
  kind: string
  name: string
  area: string
  owner: 'owned' | 'ownerless' | null
  details: DetailValues
  from: Date | null
}

export const ratedColumns = 'o.id, o.kind, o.name, o.area, o.owner_kind as owner, o.details, o.valid_from as "from"'

/**
 * The level of an object `o` that a model reckoned (`kinds`: the place of the kinds that have one); null: it has none, or was not rated yet.
 * What an object was registered with is no level.
 */
export const ratedLevelSql = (kinds: string): string => `case when o.rated and o.kind = any(${kinds}) then o.risk end`

/** The objects of these kinds nobody else is at work on, locked; whoever is busy or ended is left out. */
export const lockObjectsIfFree = (tx: Tx, ids: string[], kinds: string[]): Promise<RatedObject[]> =>
  tx.query<RatedObject>(
    `select ${ratedColumns} from objects o where o.id = any($1) and o.kind = any($2) and o.valid_to is null order by o.id for no key update skip locked`,
    [ids, kinds],
  )

/** The same without a lock, for whoever only wants to know. */
export const objectsToRate = (db: Db, ids: string[], kinds: string[]): Promise<RatedObject[]> =>
  db.query<RatedObject>(
    `select ${ratedColumns} from objects o where o.id = any($1) and o.kind = any($2) and o.valid_to is null order by o.id`,
    [ids, kinds],
  )

/** Those of the objects that are there and of these kinds. */
export async function objectsOfKinds(db: Db, ids: string[], kinds: string[]): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    'select id from objects where id = any($1) and kind = any($2) and valid_to is null',
    [ids, kinds],
  )
  return rows.map(({ id }) => id)
}

/** Writes the levels of objects that are locked; from the first on they count as rated, whatever they were registered with. */
export async function saveRiskLevels(tx: Tx, levels: { object: string; level: Risk }[]): Promise<void> {
  if (levels.length === 0) return
  await tx.query(
    `update objects o set risk = n.level, rated = true from unnest($1::text[], $2::text[]) as n(object, level)
     where o.id = n.object and (o.risk <> n.level or not o.rated)`,
    [levels.map(({ object }) => object), levels.map(({ level }) => level)],
  )
}
