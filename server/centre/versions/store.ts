import type { z } from 'zod'
import type { RulesWeek, VersionTurn } from '../../../contract/rules.ts'
import type { Line } from '../../city/pack/store-versions.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { Db } from '../../kernel/spine.ts'

type Turn = z.infer<typeof VersionTurn>
type TurnRow = { at: Date; act: Turn['act']; byName: string | null; note: string | null }

/** Who did what with a version when, oldest first. */
export async function historyOf(db: Db, { kind, pack, no }: Line & { no: number }): Promise<Turn[]> {
  const rows = await db.query<TurnRow>(
    `select f.recorded_at as at, split_part(f.kind, '.', 2) as act, p.name as "byName", coalesce(f.body->>'untried', f.body->>'note') as note
     from facts f left join persons p on p.id = f.actor->>'id'
     where f.subject = $1 and f.kind like $3 || '.%' and f.body->>'version' = $2::text order by f.recorded_at, f.id limit 200`,
    [pack, no, kind],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

type WeekRow = Omit<RulesWeek['rows'][number], 'name'>

/** What came of each rule of a pack in a stretch of time, noisiest first: alarms it raised, and what became of their signals and events. */
export async function weekOf(db: Db, asked: { pack: string; prefixes: string[]; from: Date; to: Date }): Promise<WeekRow[]> {
  const values: unknown[] = [asked.pack, asked.from, asked.to]
  const inside = scopeSql('a.area', asked.prefixes, values)
  return db.query<WeekRow>(
    `with raised as (
       select a.id, c.rule, c.at, lag(c.at) over (partition by a.object, c.rule order by c.at) as before
       from alarms a join alarm_changes c on c.alarm = a.id and c.from_severity is null
       where a.pack = $1 and a.since >= $2 and a.since < $3 and ${inside}),
     came as (
       select r.rule, r.at - r.before < interval '1 hour' as again, s.state as signal, e.state as event
       from raised r
       left join lateral (select state, event from signals where alarm = r.id order by received_at limit 1) s on true
       left join events e on e.id = s.event and not e.exercise)
     select rule, count(*)::int as raised, (count(*) filter (where again))::int as again,
       (count(*) filter (where signal = 'merged'))::int as merged, (count(*) filter (where signal is not null))::int as "ofSignals",
       (count(*) filter (where event = 'false-alarm'))::int as "falseAlarm",
       (count(*) filter (where event in ('closed', 'false-alarm')))::int as "ofDecided"
     from came group by rule order by raised desc, rule`,
    values,
  )
}
