import type { CheckUpBody } from '../../../contract/check-up.ts'
import type { Grade } from '../../../contract/scales.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { Db } from '../../kernel/spine.ts'
import { openFigures } from '../desk/store.ts'
import type { CheckUpHead } from './store.ts'

/** The newest check-up of each of some areas, with its boards. */
export const newestHeads = (db: Db, areas: readonly string[]): Promise<CheckUpHead[]> =>
  db.query<CheckUpHead>(
    `select c.* from unnest($1::text[]) wanted(area) cross join lateral (
       select id, area, no, made, body->'boards' as boards, at from check_ups where area = wanted.area order by no desc limit 1) c`,
    [areas],
  )

/** What is outside in the newest check-up of an area. */
export async function newestOutside(db: Db, area: string): Promise<CheckUpBody['outside']> {
  const [row] = await db.query<{ outside: CheckUpBody['outside'] }>(
    `select body->'outside' as outside from check_ups where area = $1 order by no desc limit 1`,
    [area],
  )
  return row?.outside ?? []
}

export type GraveCount = { district: string; town: string; type: string; grade: Grade; n: number }
/** Open red and orange events in earnest by the district and town they lie in (empty: in none). */
export function countGraves(db: Db, areas: readonly string[]): Promise<GraveCount[]> {
  const values: unknown[] = []
  return db.query<GraveCount>(
    `select split_part(e.area, '/', 2) as district, split_part(e.area, '/', 3) as town, e.type, e.grade, count(*)::int as n
     from ${openFigures} e where e.grade in ('extraordinary', 'major') and ${scopeSql('e.area', areas, values)} group by 1, 2, 3, 4`,
    values,
  )
}

export type Answerable = {
  id: string
  unit_name: string | null
  post_name: string | null
  name: string | null
  phone: string | null
}

/** Who stands in for the holder answers, not who is away. */
const heldBy = (post: string): string => `left join lateral (
       select q.name, q.phone from appointments a join persons q on q.id = a.person
       where a.post = ${post} and a.valid_from <= $2 and (a.valid_to is null or a.valid_to > $2) order by a.kind = 'delegated' desc, a.kind = 'main' desc, a.valid_from limit 1) h on true`

/** Who answers for objects now: who is responsible before who manages, one each. */
export const answerForObjects = (db: Db, objects: readonly string[], now: Date): Promise<Answerable[]> =>
  db.query<Answerable>(
    `select distinct on (c.object) c.object as id, u.name as unit_name, p.name as post_name,
       coalesce(c.outside_name, n.name, h.name) as name,
       case when c.outside_name is not null then c.outside_phone when n.id is not null then n.phone else h.phone end as phone
     from object_charges c left join posts p on p.id = c.post left join units u on u.id = coalesce(c.unit, p.unit)
       left join persons n on n.id = c.person ${heldBy('c.post')}
     where c.object = any($1) and c.role in ('responsible', 'manager') and c.valid_from <= $2 and (c.valid_to is null or c.valid_to > $2)
     order by c.object, c.role = 'manager', c.valid_from, c.id`,
    [objects, now],
  )

/** Who answers for vitals: the owning unit, and who holds the post named in it, else the unit's first one. */
export const answerForVitals = (db: Db, codes: readonly string[], now: Date): Promise<Answerable[]> =>
  db.query<Answerable>(
    `select v.code as id, u.name as unit_name, p.name as post_name, h.name, h.phone
     from vitals v join units u on u.id = v.owner
       left join lateral (select id, name from posts where unit = u.id and (valid_to is null or valid_to > $2) order by id is not distinct from v.definition->>'ownerPost' desc, side nulls last, id limit 1) p on true ${heldBy('p.id')}
     where v.code = any($1)`,
    [codes, now],
  )

/** Who is at work on events: who accepted the lead order, with the number they left; nobody yet: the unit that is asked. */
export const answerForEvents = (db: Db, events: readonly string[], now: Date): Promise<Answerable[]> =>
  db.query<Answerable>(
    `select distinct on (w.event) w.event::text as id, w.unit_name, null as post_name, w.accepted_name as name, n.phone
     from work_orders w left join persons n on n.id = w.accepted_by
     where w.event = any($1::uuid[]) and w.role = 'lead' and w.asked_at <= $2 and w.state not in ('cancelled', 'transferred', 'excused')
     order by w.event, w.asked_at desc, w.id desc`,
    [events, now],
  )
