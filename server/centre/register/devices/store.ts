import { isWhole, scopeSql } from '../../../city/permit/scope.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'

type State = 'online' | 'maintenance' | 'retired'
/** How a device stands in the register. */
export type Held = {
  id: string
  object: string
  kind: string
  name: string
  gateway: string | null
  intervalS: number
  state: State
}
const columns = `d.id, d.object, d.kind, d.name, d.gateway, d.interval_s as "intervalS", d.state`

/** Devices of an object, those retired last, each with when it was last heard. */
export const devicesAt = (db: Db, object: string): Promise<(Held & { lastAt: Date | null })[]> =>
  db.query(
    `select ${columns}, s.last_received as "lastAt" from devices d left join device_states s on s.device = d.id
     where d.object = $1 order by d.state = 'retired', d.id`,
    [object],
  )

/** Devices by their numbers, by number. */
export const devicesByNumber = (db: Db, ids: readonly string[]): Promise<Held[]> =>
  db.query(`select ${columns} from devices d where d.id = any($1) order by d.id`, [ids])

/** Devices that are heard at the objects of a kind in one's areas, by the code of the object. */
export function devicesOfKind(db: Db, scope: readonly string[], kind: string): Promise<(Held & { code: string })[]> {
  const values: unknown[] = [kind]
  return db.query(
    `select ${columns}, o.code from devices d join objects o on o.id = d.object
     where o.kind = $1 and o.valid_to is null and d.state <> 'retired' and ${scopeSql('o.area', scope, values)} order by o.code, d.id`,
    values,
  )
}

/** The object a device stands at; null: nobody registered it. */
export async function objectOfDevice(db: Db, id: string): Promise<string | null> {
  const [row] = await db.query<{ object: string }>('select object from devices where id = $1', [id])
  return row?.object ?? null
}

/** A device, locked; null: nobody registered it. */
export async function lockDevice(tx: Tx, id: string): Promise<Held | null> {
  const [row] = await tx.query<Held>(`select ${columns} from devices d where d.id = $1 for update`, [id])
  return row ?? null
}

export type NewDevice = Omit<Held, 'state'> & { pack: string; demo: boolean }

/** Registers a device; false when its number is taken meanwhile. */
export async function insertDevice(tx: Tx, one: NewDevice): Promise<boolean> {
  const rows = await tx.query(
    `insert into devices (id, object, kind, pack, gateway, name, interval_s, demo) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do nothing returning 1`,
    [one.id, one.object, one.kind, one.pack, one.gateway, one.name, one.intervalS, one.demo],
  )
  return rows.length > 0
}

/** A retired device is heard again, as it is registered now. */
export async function bringBack(tx: Tx, one: NewDevice): Promise<void> {
  await tx.query(
    `update devices set kind = $2, pack = $3, gateway = $4, name = $5, interval_s = $6, state = 'online' where id = $1`,
    [one.id, one.kind, one.pack, one.gateway, one.name, one.intervalS],
  )
}

export async function saveDevice(tx: Tx, { id, name, gateway, intervalS }: Held): Promise<void> {
  await tx.query('update devices set name = $2, gateway = $3, interval_s = $4 where id = $1', [id, name, gateway, intervalS])
}

export async function retireDevice(tx: Tx, id: string): Promise<void> {
  await tx.query(`update devices set state = 'retired' where id = $1`, [id])
}

/** Keys of gateways that may speak for devices of one's areas: of a unit there, or speaking for devices there already. By id; `only`: that one. */
export function gatewaysFor(db: Db, { scope }: Pick<Caller, 'scope'>, only?: string): Promise<{ id: string; name: string }[]> {
  const values: unknown[] = [only ?? null]
  const near = isWhole(scope)
    ? 'true'
    : `(exists (select 1 from unit_areas ua where ua.unit = k.unit and ${scopeSql('ua.path', scope, values)})
        or exists (select 1 from devices d join objects o on o.id = d.object where d.gateway = k.id and d.state <> 'retired' and ${scopeSql('o.area', scope, values)}))`
  return db.query(
    `select k.id, k.name from api_keys k where k.kind = 'gateway' and k.ended_at is null and ($1::text is null or k.id = $1) and ${near}
     order by k.id limit ${mostGateways}`,
    values,
  )
}
const mostGateways = 500
