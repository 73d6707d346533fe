import { scopeSql } from '../../city/permit/scope.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { add } from '../desk/store.ts'
import { refusedSql } from './store.ts'

export type KeptLine = {
  at: Date
  source: string
  device: string
  object: string
  measured_at: Date | null
  values: Record<string, number>
}
/** `since`: nothing older; `device`: only of this one. */
type Asked = { since: Date; limit: number; device: string | null }

/** The newest reading of each device in the caller's areas, who was heard last first; of one device its newest readings. */
export async function readKept(db: Db, caller: Caller, { since, limit, device }: Asked): Promise<KeptLine[]> {
  const values: unknown[] = [since, limit]
  const inside = scopeSql('o.area', caller.scope, values)
  const about = `d.id as source, d.name as device, o.name as object`
  if (device === null)
    return db.query<KeptLine>(
      `select s.last_received as at, ${about}, s.last_at as measured_at, s.last_values as "values" from device_states s
       join devices d on d.id = s.device join objects o on o.id = d.object
       where s.last_received > $1 and ${inside} order by s.last_received desc, d.id limit $2`,
      values,
    )
  const named = add(values, device)
  return db.query<KeptLine>(
    `select r.received_at as at, ${about}, r.at as measured_at, r."values" from readings r
     join devices d on d.id = r.device join objects o on o.id = d.object
     where r.device = ${named} and r.at > $1 and ${inside} order by r.at desc limit $2`,
    values,
  )
}

export type RefusedLine = { at: Date; source: string; code: string; details: Record<string, string | number>; times: number }

/** The newest refused messages the caller may see; of one device those it sent, or those that name it. */
export async function readRefused(db: Db, caller: Caller, { since, limit, device }: Asked): Promise<RefusedLine[]> {
  const values: unknown[] = [since, limit]
  const sight = refusedSql(caller, values)
  const named = device === null ? '' : add(values, device)
  const about = device === null ? '' : ` and (q.source = ${named} or q.details->>'device' = ${named})`
  return db.query<RefusedLine>(
    `select q.received_at as at, q.source, q.code, q.details, q.repeats as times from quarantine q
     where q.received_at > $1 and ${sight}${about} order by q.received_at desc, q.id desc limit $2`,
    values,
  )
}
