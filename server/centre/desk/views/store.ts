import type { ViewFilter } from '../../../../contract/saved-view.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'

/** Whose a view is: one person's, or a whole unit's. */
export type Owner = { person: string; unit: null } | { person: null; unit: string }
export type ViewRow = { id: string; person: string | null; unit: string | null; name: string; filter: ViewFilter; place: number }
const columns = 'id, person, unit, name, filter, sort as place'

/** Views of a person and of their unit, the unit's first. */
export const viewsOf = (db: Db, { person, unit }: { person: string; unit: string }): Promise<ViewRow[]> =>
  db.query<ViewRow>(`select ${columns} from saved_views where person = $1 or unit = $2 order by unit is null, sort, id`, [
    person,
    unit,
  ])

/** One of them, held until the end of the transaction; null: there is none, or it is somebody else's. */
export async function lockView(tx: Tx, id: string, { person, unit }: { person: string; unit: string }): Promise<ViewRow | null> {
  const [row] = await tx.query<ViewRow>(
    `select ${columns} from saved_views where id = $1 and (person = $2 or unit = $3) for update`,
    [id, person, unit],
  )
  return row ?? null
}

/** The views of an owner in their order. */
export const ownedBy = (db: Db, { person, unit }: Owner): Promise<ViewRow[]> =>
  db.query<ViewRow>(`select ${columns} from saved_views where person = $1 or unit = $2 order by sort, id`, [person, unit])

/** False: the owner has one of this name already. */
export async function insertView(tx: Tx, view: ViewRow): Promise<boolean> {
  const { id, person, unit, name, filter, place } = view
  const made = await tx.query(
    `insert into saved_views (id, person, unit, name, filter, sort, made_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing returning 1`,
    [id, person, unit, name, JSON.stringify(filter), place, tx.now],
  )
  return made.length > 0
}

export async function saveView(tx: Tx, { id, name, filter }: Pick<ViewRow, 'id' | 'name' | 'filter'>): Promise<void> {
  await tx.query('update saved_views set name = $2, filter = $3 where id = $1', [id, name, JSON.stringify(filter)])
}

export async function placeViews(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query(
    'update saved_views v set sort = n.place from unnest($1::text[]) with ordinality as n(id, place) where v.id = n.id',
    [ids],
  )
}

export async function deleteView(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from saved_views where id = $1', [id])
}
