import type { FactBody } from '../../../contract/fact.ts'
import { townsOf } from '../../city/area/store.ts'
import type { Db, Tx } from '../../kernel/spine.ts'

type About = { vital: string; area: string }

/**
 * `id`: the case its numbers are told in; `keeps`: the one that was opened for it or that it joined, which is another where people merged that one.
 * `joined`: its numbers came to a case there was. `period`: the newest one its number was told of; null: not known (it is of before this was kept).
 */
export type AboutVital = { id: string; state: string; area: string; keeps: string; joined: boolean; period: string | null }

/** The newest event about a vital of an area: one it opened, or the one of its object that it joined; of a merged one that which it was merged into. */
export async function newestAboutVital(db: Db, { vital, area }: About): Promise<AboutVital | null> {
  const [row] = await db.query<AboutVital>(
    `with recursive newest as (
       select * from (
         select id, vital_period as period, opened_at, false as joined from events where vital = $1 and vital_area = $2
         union all select e.id, j.period, e.opened_at, true from event_vitals j join events e on e.id = j.event where j.vital = $1 and j.area = $2) about
       order by opened_at desc, id desc limit 1),
     led as (
       select e.id, e.state, e.area, e.merged_into, 0 as depth from newest n join events e on e.id = n.id
       union all select e.id, e.state, e.area, e.merged_into, led.depth + 1 from led join events e on e.id = led.merged_into where led.state = 'merged')
     select l.id, l.state, l.area, n.id as keeps, n.joined, n.period from newest n, led l order by l.depth desc limit 1`,
    [vital, area],
  )
  return row ?? null
}

/** The numbers events were opened by, as they were then, by event; without those that were opened by none, or before that was kept. */
export async function openingNumbers(db: Db, events: readonly string[]): Promise<Map<string, FactBody<'event.vital-opened'>>> {
  const rows = await db.query<{ event: string; body: FactBody<'event.vital-opened'> }>(
    `select distinct on (subject) subject as event, body from facts where subject = any($1) and kind = 'event.vital-opened'
     order by subject, recorded_at, id`,
    [events],
  )
  return new Map(rows.map(({ event, body }) => [event, body]))
}

export const tieToVital = (tx: Tx, event: string, { vital, area, period }: About & { period: string }): Promise<unknown> =>
  tx.query('update events set vital = $2, vital_area = $3, vital_period = $4 where id = $1', [event, vital, area, period])

/** A vital joins the case its object has already. */
export const joinVital = (tx: Tx, event: string, { vital, area, period }: About & { period: string }): Promise<unknown> =>
  tx.query('insert into event_vitals (event, vital, area, period) values ($1, $2, $3, $4) on conflict do nothing', [
    ...[event, vital, area, period],
  ])

/** Its number was told of another period. */
export const keepPeriod = (tx: Tx, event: string, { vital, area, period }: About & { period: string }): Promise<unknown> =>
  tx.query(
    `with own as (update events set vital_period = $4 where id = $1 and vital = $2 and vital_area = $3 and vital_period is distinct from $4)
     update event_vitals set period = $4 where event = $1 and vital = $2 and area = $3 and period <> $4`,
    [event, vital, area, period],
  )

export type Place = {
  lon: number
  lat: number
  object: string | null
  name: string | null
  address: string | null
  area: string | null
  demo: boolean
}

/**
 * Where something of an area stands: at its one object of a kind, else in its middle; null: nobody knows. `path`: of the area, or of the first town of one
 * that is no place of the tree (a zone), whose every town is looked at.
 */
export async function placeOfVital(
  db: Db,
  { path, area, kind }: { path: string; area: string; kind: string | null },
): Promise<Place | null> {
  const towns = `/${path}`.endsWith(`/${area}/`) ? [] : await townsOf(db, area)
  const paths = towns.length > 0 ? towns : [path]
  const things = kind
    ? await db.query<Place>(
        `select lon, lat, id as object, name, address, area, demo from objects
         where kind = $1 and area ^@ any($2::text[]) and valid_to is null order by id limit 2`,
        [kind, paths],
      )
    : []
  if (things.length === 1) return things[0]!
  const [middle] = await db.query<{ lon: number | null; lat: number | null }>(
    `select case when cardinality($1::text[]) = 1 then coalesce(max(lon) filter (where path = any($1)), avg(lon)) else avg(lon) end as lon,
       case when cardinality($1::text[]) = 1 then coalesce(max(lat) filter (where path = any($1)), avg(lat)) else avg(lat) end as lat
     from areas where path ^@ any($1::text[]) and tier <> 'grid' and valid_to is null`,
    [paths],
  )
  if (!middle || middle.lon === null || middle.lat === null) return null
  return { lon: middle.lon, lat: middle.lat, object: null, name: null, address: null, area: null, demo: false }
}
