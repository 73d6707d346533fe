import type { ChargeRole } from '../../../contract/charge-role.ts'
import type { DetailValue, DetailValues } from '../../../contract/detail.ts'
import type { Risk } from '../../../contract/scales.ts'
import type { Db, Tx } from '../../kernel/spine.ts'

/** A monitored thing (监管对象). `area` is a path ending with '/'. */
export type ObjectRow = {
  id: string
  pack: string
  kind: string
  code: string
  name: string
  area: string
  lon: number
  lat: number
  address: string | null
  owner: string | null
  owner_kind: 'owned' | 'ownerless' | null
  duty_unit: string | null
  maintainer_unit: string | null
  risk: Risk
  demo: boolean
}

const columns = 'id, pack, kind, code, name, area, lon, lat, address, owner, owner_kind, duty_unit, maintainer_unit, risk, demo'

/** What is kept of an object; null: there is none. */
export async function detailsOf(db: Db, id: string): Promise<Record<string, DetailValue> | null> {
  const [row] = await db.query<{ details: Record<string, DetailValue> }>('select details from objects where id = $1', [id])
  return row?.details ?? null
}

/** Units and posts that have a charge of an object now, oldest first; people and outsiders hold no post that could be called. */
export const chargedWith = (
  db: Db,
  { object, role, now }: { object: string; role: ChargeRole; now: Date },
): Promise<{ unit: string | null; post: string | null }[]> =>
  db.query(
    `select unit, post from object_charges where object = $1 and role = $2 and valid_from <= $3 and (valid_to is null or valid_to > $3)
       and (unit is not null or post is not null) order by valid_from, id`,
    [object, role, now],
  )

export async function objectById(db: Db, id: string): Promise<ObjectRow | null> {
  const [row] = await db.query<ObjectRow>(`select ${columns} from objects where id = $1`, [id])
  return row ?? null
}

type Held = { id: string; kind: string; name: string; area: string; details: DetailValues }
/** An object in force whose details are about to change, locked; null where there is none. */
export async function lockForDetails(tx: Tx, id: string): Promise<Held | null> {
  const rows = await tx.query<Held>(
    'select id, kind, name, area, details from objects where id = $1 and valid_to is null for no key update',
    [id],
  )
  return rows[0] ?? null
}

/** Writes details beside those that stay; whoever holds an older version sees that it is one. */
export const addDetails = (tx: Tx, id: string, values: DetailValues): Promise<unknown> =>
  tx.query('update objects set details = details || $2, version = version + 1 where id = $1', [id, JSON.stringify(values)])
