import type { PlanRunning, TypePlan } from '../../../../contract/plan-version.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import { openStates, sightSql } from '../../../flow/3-event/store.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'

type Running = { type: string; version: number; events: number }

/** How many events that are not over run by which version of their plan, in the caller's sight. */
export async function runningByVersion(db: Db, caller: Caller, type: string | null = null): Promise<Running[]> {
  const values: unknown[] = [type]
  const sight = sightSql(caller, values)
  return db.query<Running>(
    `select e.type, d.plan_version as version, count(*)::int as events from events e join dispatches d on d.event = e.id
     where e.state in ${openStates} and ($1::text is null or e.type = $1) and ${sight} group by 1, 2 order by 1, 2 desc`,
    values,
  )
}

const mostRunning = 20

type RunningRow = Omit<PlanRunning['rows'][number], 'openedAt'> & { openedAt: Date; all: number }

/** The events that run by a version (null: by any) of a type's plan, the gravest and oldest first. */
export async function runningEvents(
  db: Db,
  caller: Caller,
  { type, version }: { type: string; version: number | null },
): Promise<PlanRunning> {
  const values: unknown[] = [type, version]
  const sight = sightSql(caller, values)
  const rows = await db.query<RunningRow>(
    `select e.id as event, e.no, e.title, e.grade, e.state, coalesce(a.name, '') as "areaName", d.plan_version as version,
       e.opened_at as "openedAt", count(*) over ()::int as "all"
     from events e join dispatches d on d.event = e.id left join areas a on a.path = e.area
     where e.state in ${openStates} and e.type = $1 and ($2::int is null or d.plan_version = $2) and ${sight}
     order by array_position(array['extraordinary', 'major', 'serious', 'ordinary', 'minor'], e.grade), e.opened_at limit ${mostRunning}`,
    values,
  )
  return {
    rows: rows.map(({ all: _, openedAt, ...row }) => ({ ...row, openedAt: openedAt.toISOString() })),
    all: rows[0]?.all ?? 0,
  }
}

/** Which kinds of posts there are on which tier, by the board or domain of their units, with what one of them is called: one of the reader's own areas where there is one. */
export function callablePosts(db: Db, { scope, now }: { scope: readonly string[]; now: Date }): Promise<TypePlan['posts']> {
  const values: unknown[] = [now]
  const own = `exists (select 1 from unit_areas ua where ua.unit = u.id and ${scopeSql('ua.path', scope, values)})`
  return db.query(
    `select p.kind as "postKind", u.tier, u.board, u.domain, p.side, coalesce(min(u.name) filter (where ${own}), min(u.name)) as example, count(*)::int as count,
       case when p.side is null then regexp_replace(min(p.name), ' ?[AB]$', '') else min(p.name) end as name
     from posts p join units u on u.id = p.unit
     where u.tier in ('city', 'district', 'town') and p.kind not like '%-admin'
       and (p.valid_to is null or p.valid_to > $1) and (u.valid_to is null or u.valid_to > $1)
     group by grouping sets ((p.kind, u.tier, u.board, u.domain, p.side), (p.kind, u.tier, u.board, u.domain))
     having p.side is not null or grouping(p.side) = 1
     order by array_position(array['town', 'district', 'city'], u.tier), 1, 3, 4, 5 nulls first`,
    values,
  )
}
