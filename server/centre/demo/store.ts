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
