import type { QuietReason } from '../../../../contract/mute.ts'
import type { Severity } from '../../../../contract/scales.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { AlarmRow } from '../../2-detect/store.ts'
import { hourMs } from './rules/reasons.ts'
import { ruleKey } from './rules/rule-key.ts'
import type { Cause, MutedRow, MuteInForce, Noticed, Outcome, QuietAlarm, Surroundings } from './types.ts'

/** How far up a chain of supplies a cause is looked for. */
const mostSupplies = 8
const mostRaises = 50

type Found = {
  mutes: (Omit<MuteInForce, 'to_at'> & { to_at: string })[] | null
  causes: (Omit<Cause, 'cleared'> & { pack: string; cleared: string | null })[] | null
  standing: { alarm: string; contributors: AlarmRow['contributors'] }[] | null
  opened: string[] | null
  raises: string[] | null
}

/** Everything that may keep an alarm quiet, in one question. Asked only when an alarm is about to call or to wait for a person. */
export async function surroundingsOf(db: Db, packs: Packs, alarm: Noticed, now: Date): Promise<Surroundings> {
  const { budget, release } = packs.byId(alarm.pack).quiet
  const [row] = await db.query<Found>(
    `select
       (select jsonb_agg(to_jsonb(m) order by m.to_at) from mutes m
        where m.ended_at is null and m.to_at > $3 and m.from_at <= $3 and starts_with($2, m.area)) as mutes,
       (with recursive above as (
          select supply as id, 1 as depth from supplies where object = $1
          union select s.supply, a.depth + 1 from supplies s join above a on s.object = a.id where a.depth < ${mostSupplies})
        select jsonb_agg(jsonb_build_object('alarm', c.id, 'object', c.object, 'label', c.label, 'family', c.family, 'pack', c.pack, 'cleared', c.cleared_at))
        from above a join alarms c on c.object = a.id where c.cleared_at is null or c.cleared_at > $4) as causes,
       (select jsonb_agg(jsonb_build_object('alarm', s.id, 'contributors', s.contributors)) from alarms s
        where s.object = $1 and s.cleared_at is null) as standing,
       (select jsonb_agg(o.received_at) from (select received_at from signals
        where rule = $5 and received_at > $6 order by received_at desc limit $7) o) as opened,
       (select jsonb_agg(r.since) from (select since from alarms where object = $1 and family = $8 and since > $6 order by since desc limit ${mostRaises}) r) as raises`,
    [
      ...[alarm.object, alarm.area, now, new Date(now.getTime() - durationMs(release)), ruleKey(alarm)],
      ...[new Date(now.getTime() - hourMs), budget, alarm.family],
    ],
  )
  const { mutes, causes, standing, opened, raises } = row!
  return {
    mutes: (mutes ?? []).map((mute) => ({ ...mute, to_at: new Date(mute.to_at) })),
    causes: (causes ?? [])
      .filter(({ pack, family }) => packs.byId(pack).quiet.causes.includes(family))
      .map(({ pack: _, cleared, ...cause }) => ({ ...cause, cleared: cleared === null ? null : Date.parse(cleared) })),
    standing: standing ?? [],
    raises: (raises ?? []).map((at) => Date.parse(at)),
    opened: (opened ?? []).map((at) => Date.parse(at)),
  }
}

/** When objects' alarms of one family each were raised within the last hour, newest first, in milliseconds; in the order they were asked for. */
export async function raisesOf(db: Db, of: { object: string; family: string }[], now: Date): Promise<number[][]> {
  const rows = await db.query<{ place: number; since: Date }>(
    `select n.place::int, a.since from unnest($1::text[], $2::text[]) with ordinality as n(object, family, place)
     cross join lateral (
       select since from alarms where object = n.object and family = n.family and since > $3 order by since desc limit ${mostRaises}) a
     order by n.place, a.since desc`,
    [of.map(({ object }) => object), of.map(({ family }) => family), new Date(now.getTime() - hourMs)],
  )
  const raises = of.map((): number[] => [])
  for (const { place, since } of rows) raises[place - 1]!.push(since.getTime())
  return raises
}

const columns = 'id, alarm, object, label, area, type, family, pack, rule, severity, mode, reasons, since'

export async function insertMuted(tx: Tx, row: Omit<MutedRow, 'since'>): Promise<void> {
  await tx.query(`insert into muted_alarms (${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13)`, [
    ...[row.id, row.alarm, row.object, row.label, row.area, row.type, row.family, row.pack, row.rule, row.severity, row.mode],
    ...[JSON.stringify(row.reasons), tx.now],
  ])
}

/** The stretch in which an alarm is quiet now, locked. */
export async function lockMuted(tx: Tx, alarm: string): Promise<MutedRow | null> {
  const [row] = await tx.query<MutedRow>(`select ${columns} from muted_alarms where alarm = $1 and ended_at is null for update`, [
    alarm,
  ])
  return row ?? null
}

type Change = { severity: Severity; mode: MutedRow['mode']; rule: string; reasons: QuietReason[] }

export async function changeMuted(tx: Tx, id: string, { severity, mode, rule, reasons }: Change): Promise<void> {
  await tx.query('update muted_alarms set severity = $2, mode = $3, rule = $4, reasons = $5::jsonb where id = $1', [
    ...[id, severity, mode, rule, JSON.stringify(reasons)],
  ])
}

export async function endMuted(tx: Tx, id: string, outcome: Outcome): Promise<void> {
  await tx.query('update muted_alarms set ended_at = $2, outcome = $3 where id = $1', [id, tx.now, outcome])
}

/** Alarms that are quiet by a silence, or by a cause. */
export const mutedBy = (
  db: Db,
  reason: { kind: 'mute'; mute: string } | { kind: 'cause'; alarm: string },
): Promise<QuietAlarm[]> => alarmsOf(db, 'reasons @> $1::jsonb', [JSON.stringify([reason])])

/** Alarms of an object that are quiet because its devices are not to be believed. */
export const mutedByFault = (db: Db, object: string): Promise<QuietAlarm[]> =>
  alarmsOf(db, `object = $1 and reasons @> '[{"kind":"device-fault"}]'::jsonb`, [object])

const alarmsOf = (db: Db, where: string, values: unknown[]): Promise<QuietAlarm[]> =>
  db.query<QuietAlarm>(`select alarm, pack from muted_alarms where ended_at is null and ${where} order by alarm`, values)
