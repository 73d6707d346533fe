import type { Grade } from '../../../contract/scales.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { Db } from '../../kernel/spine.ts'
import { add, graveInEarnest } from '../desk/store.ts'

/**
 * Open red and orange events in earnest of a type and grade in a district and town (empty: in none), and the newest of them by name. One of a whole zone is
 * in its own place (`contract/own-place.ts`), which is no town.
 */
export type GraveGroup = {
  district: string
  town: string
  type: string
  grade: Grade
  n: number
  newest: { id: string; title: string; at: string }[]
}
export function readGraves(db: Db, areas: readonly string[], named: number): Promise<GraveGroup[]> {
  const values: unknown[] = []
  return db.query<GraveGroup>(
    `select split_part(e.area, '/', 2) as district, split_part(e.area, '/', 3) as town, e.type, e.grade, count(*)::int as n,
       to_json((array_agg(json_build_object('id', e.id, 'title', e.title, 'at', e.opened_at) order by e.opened_at desc, e.id))[1:${add(values, named)}::int]) as newest
     from ${graveInEarnest} e where ${scopeSql('e.area', areas, values)} group by 1, 2, 3, 4`,
    values,
  )
}

/** Objects of the worst level of kinds that have a model. */
export async function countReds(db: Db, areas: readonly string[], kinds: readonly string[]): Promise<number> {
  const values: unknown[] = [kinds]
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from objects o
     where o.risk = 'red' and o.rated and o.valid_to is null and o.kind = any($1) and ${scopeSql('o.area', areas, values)}`,
    values,
  )
  return row!.n
}

export type Answerable = {
  kind: 'event' | 'object' | 'vital'
  id: string
  unit_name: string | null
  post_name: string | null
  name: string | null
  phone: string | null
  called_at: Date | null
  /** the unit whose lead order nobody has accepted and nobody was called for */
  waits: string | null
}

/**
 * Of events who is at work on them (who accepted the lead order, with the number they left; nobody yet: whom it called last, and when; nobody called: the
 * unit that is asked), of objects who answers for them now, who is responsible before who manages, and who stands in before whom they stand in for.
 */
export async function answerForCases(
  db: Db,
  events: readonly string[],
  objects: readonly string[],
  now: Date,
): Promise<Answerable[]> {
  if (events.length + objects.length === 0) return []
  return db.query<Answerable>(
    `(select distinct on (w.event) 'event' as kind, w.event::text as id, coalesce(r.unit_name, w.unit_name) as unit_name, r.post_name,
        coalesce(w.accepted_name, r.name) as name, coalesce(n.phone, r.phone) as phone, r.called_at,
        case when w.accepted_at is null and r.called_at is null then w.unit end as waits
      from work_orders w left join persons n on n.id = w.accepted_by left join lateral (
        select u.name as unit_name, p.name as post_name, m.name, m.phone, c.called_at
        from calls c join posts p on p.id = c.post join units u on u.id = p.unit join persons m on m.id = c.person
        where w.accepted_at is null and c.event = w.event and c.work_order = w.id and not c.inform and c.called_at <= $3
        order by c.called_at desc, c.step desc, c.id limit 1) r on true
      where w.event = any($1::uuid[]) and w.role = 'lead' and w.asked_at <= $3 and w.state not in ('cancelled', 'transferred', 'excused')
      order by w.event, w.asked_at desc, w.id desc)
     union all
     (select distinct on (c.object) 'object', c.object, u.name, p.name, coalesce(c.outside_name, n.name, h.name),
        case when c.outside_name is not null then c.outside_phone when n.id is not null then n.phone else h.phone end, null, null
      from object_charges c left join posts p on p.id = c.post left join units u on u.id = coalesce(c.unit, p.unit)
        left join persons n on n.id = c.person left join lateral (
          select q.name, q.phone from appointments a join persons q on q.id = a.person
          where a.post = c.post and a.valid_from <= $3 and (a.valid_to is null or a.valid_to > $3)
          order by a.kind = 'delegated' desc, a.kind = 'main' desc, a.valid_from limit 1) h on true
      where c.object = any($2) and c.role in ('responsible', 'manager') and c.valid_from <= $3 and (c.valid_to is null or c.valid_to > $3)
      order by c.object, c.role = 'manager', c.valid_from, c.id)`,
    [events, objects, now],
  )
}

export async function phonesOf(db: Db, persons: readonly string[]): Promise<Map<string, string | null>> {
  if (persons.length === 0) return new Map()
  const rows = await db.query<{ id: string; phone: string | null }>('select id, phone from persons where id = any($1)', [persons])
  return new Map(rows.map(({ id, phone }) => [id, phone]))
}

export async function unitNames(db: Db, units: readonly string[]): Promise<Map<string, string>> {
  if (units.length === 0) return new Map()
  const rows = await db.query<{ id: string; name: string }>('select id, name from units where id = any($1)', [units])
  return new Map(rows.map(({ id, name }) => [id, name]))
}
