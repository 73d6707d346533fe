import type { MuteWhat } from '../../../../contract/mute.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { MutedRow, MuteInForce } from './types.ts'

/** A row of `mutes`, with the names a list shows and how many alarms are quiet by it. */
export type MuteRow = MuteInForce & {
  kind: 'silence' | 'works'
  area_name: string
  owner_phone: string | null
  object_name: string | null
  from_at: Date
  made_by: string
  made_by_name: string
  made_at: Date
  confirmed_name: string | null
  ended_at: Date | null
  ended_name: string | null
  muted: number
}

const columns = `m.id, m.kind, m.area, coalesce(a.name, m.area) as area_name, m.outline, m.object, o.name as object_name, m.device_kind, m.type, m.rule, m.reason,
  m.owner_name, m.owner_phone, m.from_at, m.to_at, m.made_by, m.made_by_name, m.made_at, m.confirmed_by, m.confirmed_name, m.ended_at, m.ended_name,
  (select count(*)::int from muted_alarms q where q.ended_at is null and q.reasons @> jsonb_build_array(jsonb_build_object('kind', 'mute', 'mute', m.id))) as muted`
const from = 'from mutes m left join areas a on a.path = m.area left join objects o on o.id = m.object'
/** Inside a scope, or over it: what is said of a whole district concerns each of its towns. */
const concerns = (scope: readonly string[], values: unknown[]): string => {
  const inside = scopeSql('m.area', scope, values)
  values.push(scope)
  return `(${inside} or exists (select 1 from unnest($${values.length}::text[]) s where starts_with(s, m.area)))`
}

/** Those in force or ahead, the next to end first; or those that are over, newest first. At most 200. */
export function mutesOf(db: Db, scope: readonly string[], { over, now }: { over: boolean; now: Date }): Promise<MuteRow[]> {
  const values: unknown[] = [now]
  const open = '(m.ended_at is null and m.to_at > $1)'
  return db.query<MuteRow>(
    `select ${columns} ${from} where ${over ? `not ${open}` : open} and ${concerns(scope, values)}
     order by ${over ? 'coalesce(m.ended_at, m.to_at) desc' : 'm.to_at'}, m.id limit 200`,
    values,
  )
}

/** A mute that concerns a scope, over or ahead too. */
export async function muteSeen(db: Db, scope: readonly string[], id: string): Promise<MuteRow | null> {
  const values: unknown[] = [id]
  const [row] = await db.query<MuteRow>(`select ${columns} ${from} where m.id = $1 and ${concerns(scope, values)}`, values)
  return row ?? null
}

/** A mute that lies inside a scope, locked. */
export async function lockMute(tx: Tx, scope: readonly string[], id: string): Promise<MuteRow | null> {
  const values: unknown[] = [id]
  const [row] = await tx.query<MuteRow>(
    `select ${columns} ${from} where m.id = $1 and ${scopeSql('m.area', scope, values)} for update of m`,
    values,
  )
  return row ?? null
}

type New = MuteWhat & {
  id: string
  kind: MuteRow['kind']
  reason: string
  ownerName: string
  ownerPhone: string | null
  from: Date
  to: Date
}

export async function insertMute(tx: Tx, mute: New): Promise<void> {
  await tx.query(
    `insert into mutes (id, kind, area, outline, object, device_kind, type, rule, reason, owner_name, from_at, to_at, made_by, made_by_name, made_at, owner_phone)
     values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      ...[mute.id, mute.kind, mute.area, mute.outline ? JSON.stringify(mute.outline) : null, mute.object ?? null],
      ...[mute.deviceKind ?? null, mute.type ?? null, mute.rule ?? null, mute.reason, mute.ownerName, mute.from, mute.to],
      ...[tx.actor.id, tx.actor.name ?? tx.actor.id, tx.now, mute.ownerPhone],
    ],
  )
}

export async function confirmMute(tx: Tx, id: string): Promise<void> {
  await tx.query('update mutes set confirmed_by = $2, confirmed_name = $3, confirmed_at = $4 where id = $1', [
    ...[id, tx.actor.id, tx.actor.name ?? tx.actor.id, tx.now],
  ])
}

export async function endMute(tx: Tx, id: string): Promise<void> {
  await tx.query('update mutes set ended_at = $2, ended_name = $3 where id = $1', [id, tx.now, tx.actor.name ?? tx.actor.id])
}

export type MutedLine = MutedRow & { area_name: string }

/** Alarms that stand quiet inside a scope, the longest first; at most 200, with how many there are, in all and by reason. */
export async function mutedIn(
  db: Db,
  scope: readonly string[],
  object: string | null,
): Promise<{ rows: MutedLine[]; all: number; byReason: Record<string, number> }> {
  const values: unknown[] = [object]
  const where = `q.ended_at is null and ($1::text is null or q.object = $1) and ${scopeSql('q.area', scope, values)}`
  const rows = await db.query<MutedLine>(
    `select q.id, q.alarm, q.object, q.label, q.area, coalesce(a.name, q.area) as area_name, q.type, q.family, q.pack, q.rule, q.severity, q.mode, q.reasons, q.since
     from muted_alarms q left join areas a on a.path = q.area where ${where} order by q.since, q.id limit 200`,
    values,
  )
  const counts = await db.query<{ kind: string; n: number }>(
    `select r.kind, count(*)::int as n from muted_alarms q
     cross join lateral (select distinct e->>'kind' as kind from jsonb_array_elements(q.reasons) e) r where ${where} group by r.kind`,
    values,
  )
  const [sum] = await db.query<{ n: number }>(`select count(*)::int as n from muted_alarms q where ${where}`, values)
  return { rows, all: sum!.n, byReason: Object.fromEntries(counts.map(({ kind, n }) => [kind, n])) }
}

/** What hangs below an object: how many objects, how many alarms of the families a cause explains, and how many of these are quiet by it. */
export async function belowOf(
  db: Db,
  { object, alarm, caused }: { object: string; alarm: string | null; caused: string[] },
): Promise<{ all: number; standing: number; muted: number }> {
  const [row] = await db.query<{ all: number; standing: number; muted: number }>(
    `with recursive below as (
       select object as id from supplies where supply = $1
       union select s.object from supplies s join below b on s.supply = b.id)
     select (select count(*)::int from below) as all,
       (select count(*)::int from alarms a where a.object in (select id from below) and a.cleared_at is null and a.pack || '/' || a.family = any($2)) as standing,
       (select count(*)::int from muted_alarms q where q.ended_at is null and q.reasons @> $3::jsonb) as muted`,
    [object, caused, JSON.stringify([{ kind: 'cause', ...(alarm ? { alarm } : { object }) }])],
  )
  return row!
}

export async function membersOf(db: Db, event: string): Promise<number> {
  const [row] = await db.query<{ n: number }>('select count(*)::int as n from events where merged_into = $1', [event])
  return row!.n
}
