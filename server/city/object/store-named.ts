import type { Db } from '../../kernel/spine.ts'

/** An object as somebody names it who reports of it. */
export type NamedObject = {
  id: string
  name: string
  kind: string
  area: string
  lon: number
  lat: number
  address: string | null
}

const columns = 'o.id, o.name, o.kind, o.area, o.lon, o.lat, o.address'

/** The object behind a code in force; null: there is none. */
export async function objectOfLiveCode(db: Db, code: string): Promise<NamedObject | null> {
  const [row] = await db.query<NamedObject>(
    `select ${columns} from object_codes c join objects o on o.id = c.object where c.code = $1 and c.ended_at is null and o.valid_to is null`,
    [code],
  )
  return row ?? null
}

/** The object of a kind in force under a code; none or one. */
export const liveByCode = (db: Db, kind: string, code: string): Promise<NamedObject[]> =>
  db.query<NamedObject>(`select ${columns} from objects o where o.kind = $1 and o.code = $2 and o.valid_to is null limit 1`, [
    kind,
    code,
  ])

/** An object in force, wherever it lies; whether somebody may name it is asked elsewhere. */
export async function liveObject(db: Db, id: string): Promise<NamedObject | null> {
  const [row] = await db.query<NamedObject>(`select ${columns} from objects o where o.id = $1 and o.valid_to is null`, [id])
  return row ?? null
}
