import { demoGate } from '../../../contract/demo-haul.ts'
import type { Db } from '../../kernel/spine.ts'

export type DemoDevice = {
  id: string
  object: string
  name: string
  lon: number
  lat: number
  area: string
  interval_s: number
  gateway: string
  pack: string
  kind: string
  /** what it hangs on */
  supply: string | null
}
export type DemoPerson = {
  account: string
  name: string
  post: string
  post_kind: string
  district: string | null
  town: string | null
  unit: string
}

/** Every demo device with its object's place, by gateway. */
export const demoDevices = (db: Db): Promise<DemoDevice[]> =>
  db.query<DemoDevice>(
    `select d.id, d.object, o.name, o.lon, o.lat, o.area, d.interval_s, d.gateway, d.pack, d.kind, (select min(s.supply) from supplies s where s.object = d.object) as supply
     from devices d join objects o on o.id = d.object where d.demo and d.gateway is not null order by d.id`,
  )

/** Demo people who act in stories, with the operating district and town their unit answers for. */
export const demoPeople = (db: Db): Promise<DemoPerson[]> =>
  db.query<DemoPerson>(
    `select a.account, p.name, po.id as post, po.kind as post_kind, u.id as unit, t.operating_district as district, case when t.tier = 'town' then t.code end as town
     from accounts a join persons p on p.id = a.person join appointments ap on ap.person = p.id and ap.valid_to is null
     join posts po on po.id = ap.post join units u on u.id = po.unit
     left join lateral (select ar.operating_district, ar.tier, ar.code from unit_areas ua join areas ar on ar.code = ua.area where ua.unit = u.id order by length(ua.path) limit 1) t on true
     where a.demo and po.kind in ('town-post', 'town-duty', 'district-duty', 'district-seat', 'district-checker', 'district-leader', 'maintainer', 'grid-worker', 'department-clerk') order by a.account`,
  )

/** Demo devices of vehicles: what the simulator may drive. */
export async function demoTerminals(db: Db): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from devices where demo and kind = 'vehicle-terminal' and state <> 'retired' order by id`,
  )
  return rows.map(({ id }) => id)
}

type GateTicket = Record<'no' | 'from' | 'to' | 'plate', string> & { load: number; openedAt: Date; isOpen: boolean }
type Gates = { taken: { from: string; m3: number }[]; tickets: GateTicket[] }

/** What the demo's gates remember: how much left each site, their tickets of the last half day and those that stand open. */
export async function demoGates(db: Db): Promise<Gates> {
  const taken = await db.query<Gates['taken'][number]>(
    `select from_code as "from", sum(coalesce(closed_load, load))::float8 as m3 from tickets where demo and void_at is null group by from_code`,
  )
  const tickets = await db.query<GateTicket>(
    `select no, from_code as "from", to_code as "to", plate, load, opened_at as "openedAt", closed_at is null as "isOpen"
     from tickets where told_by = $1 and no like 'LD-%' and void_at is null
       and (closed_at is null or opened_at > (select max(opened_at) from tickets) - interval '12 hours') order by opened_at desc limit 1000`,
    [demoGate.key],
  )
  return { taken, tickets }
}
