// A fleet of a whole city and a day of it, for the bench of its replay: registers, permits with routes, tickets, positions.
import type pg from 'pg'
import { areaAt } from '../../server/city/area/places.ts'
import { chanceFrom } from '../../server/city/area/rules/chance.ts'
import { partitionOf } from '../../server/kernel/partitions.ts'

export type FleetSize = { trucks: number; sites: number; tips: number }
export type Laid = { positions: number; tickets: number }

const centre = { lon: 106.53, lat: 29.55 }
const round = (value: number): number => Math.round(value * 1e4) / 1e4
type Row = { id: string; kind: string; code: string; name: string; area: string; lon: number; lat: number; details: object }

/** Sites and tips within 25 km, trucks between them, each with a permit and its route. */
function register({ trucks, sites, tips }: FleetSize): Row[] {
  const chance = chanceFrom('bench/haul-replay')
  const place = (half: number) => ({
    lon: round(centre.lon + (chance() * 2 - 1) * half),
    lat: round(centre.lat + (chance() * 2 - 1) * half),
  })
  const row = (kind: string, code: string, at: { lon: number; lat: number }, details: object): Row => ({
    ...{ id: code.toLowerCase(), kind, code, name: code, lon: at.lon, lat: at.lat },
    ...{ details, area: areaAt(at.lon, at.lat)?.path ?? '50/500105/' },
  })
  const days = { 'valid-from': '2026-01-01', 'valid-until': '2027-12-31' }
  const from = Array.from({ length: sites }, (_, n) =>
    row('spoil-site', `HBS-${n}`, place(0.15), { radius: 150, volume: 500_000 }),
  )
  const to = Array.from({ length: tips }, (_, n) => row('disposal-site', `HBX-${n}`, place(0.22), { radius: 400 }))
  const all = Array.from({ length: trucks }, (_, n): Row[] => {
    const [site, tip] = [from[n % sites]!, to[(n * 7) % tips]!]
    const code = `HBT-${n}`
    const [half, third] = [(site.lon + tip.lon) / 2, (site.lat + tip.lat) / 2]
    const route = [site, { lon: round(half), lat: round(third) }, tip].map(({ lon, lat }) => `${lon},${lat}`).join(' ')
    const papers = {
      truck: code,
      firm: 'HBF-0',
      site: site.code,
      disposal: tip.code,
      route,
      'hours-from': '06:00',
      'hours-to': '22:00',
    }
    return [
      row('spoil-truck', code, site, { plate: `渝Y${String(n).padStart(5, '0')}`, firm: 'HBF-0', volume: 15 }),
      row('spoil-permit', `HBP-${n}`, site, { ...papers, ...days }),
    ]
  })
  return [row('haul-firm', 'HBF-0', centre, { licence: 'JY-0' }), ...from, ...to, ...all.flat()]
}

/**
 * A day until now: each truck goes from its site to its tip and back in ninety minutes, a position in thirty seconds; from 22 to 6 o'clock it rests,
 * a position in five minutes. One load in twenty has no ticket; one trip in thirty is 25 % faster than it may be.
 */
export async function layFleet(client: pg.Client, size: FleetSize): Promise<Laid> {
  await client.query(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, owner_kind, details)
     select n.id, 'spoil-truck', n.kind, n.code, n.name, n.area, n.lon, n.lat, 'owned', n.details
     from jsonb_to_recordset($1) as n(id text, kind text, code text, name text, area text, lon float8, lat float8, details jsonb)`,
    [JSON.stringify(register(size))],
  )
  await client.query(
    `insert into devices (id, object, kind, pack, name, interval_s) select 'jt-' || id, id, 'vehicle-terminal', 'spoil-truck', code, 30
     from objects where kind = 'spoil-truck' and code like 'HBT-%'`,
  )
  await client.query(`create unlogged table bench_trucks as
    select 'jt-' || t.id as device, t.id as object, t.area, t.details ->> 'plate' as plate, substr(t.code, 5)::int as n, s.code as site, x.code as tip, s.area as site_area,
      s.lon as lon0, s.lat as lat0, x.lon as lon1, x.lat as lat1
    from objects t join objects p on p.kind = 'spoil-permit' and p.details ->> 'truck' = t.code
      join objects s on s.code = p.details ->> 'site' join objects x on x.code = p.details ->> 'disposal' where t.kind = 'spoil-truck' and t.code like 'HBT-%'`)
  // As a server that has run for a week: a table a day.
  for (let back = 7; back >= 0; back--) {
    const { name, from, to } = partitionOf('readings', new Date(Date.now() - back * 86_400_000))
    await client.query(
      `create table if not exists ${name} partition of readings for values from ('${from.toISOString()}') to ('${to.toISOString()}')`,
    )
  }
  const { rowCount: positions } = await client.query(positionsSql)
  const { rowCount: tickets } = await client.query(ticketsSql)
  await client.query(`insert into device_states (device, last_at, last_values)
    select distinct on (r.device) r.device, r.at, r.values from readings r join bench_trucks b on b.device = r.device order by r.device, r.at desc`)
  return { positions: positions ?? 0, tickets: tickets ?? 0 }
}

/** Where a truck is on its round: 0 at its site, 1 at its tip; it stands for a tenth of the round at each. */
const phase = `mod((extract(epoch from m.at) / 5400 + b.n * 0.37)::numeric, 1)::float8`
const hour = `extract(hour from m.at at time zone 'Asia/Shanghai')`
const positionsSql = `insert into readings (at, device, received_at, values)
  select k.at, k.device, k.at + interval '3 seconds', jsonb_build_object('lon', round((k.lon0 + (k.lon1 - k.lon0) * k.way)::numeric, 6), 'lat', round((k.lat0 + (k.lat1 - k.lat0) * k.way)::numeric, 6),
    'speed', case when k.way in (0, 1) then 0 when k.fast then 75 else 35 + k.n % 20 end, 'load', case when k.p between 0.05 and 0.55 then 100 else 0 end)
  from (select m.at, b.*, ${phase} as p, (floor(extract(epoch from m.at) / 5400 + b.n * 0.37)::bigint * 31 + b.n) % 30 = 0 as fast,
      case when ${hour} >= 22 or ${hour} < 6 then 0 else case when ${phase} < 0.1 then 0 when ${phase} < 0.5 then (${phase} - 0.1) / 0.4 when ${phase} < 0.6 then 1 else 1 - (${phase} - 0.6) / 0.4 end end as way
    from bench_trucks b cross join generate_series(now() - interval '24 hours', now() - interval '30 seconds', interval '30 seconds') m(at)
    where ${hour} between 6 and 21 or extract(epoch from m.at)::bigint / 30 % 10 = 0) k order by k.device, k.at`

const ticketsSql = `insert into tickets (pack, no, from_code, to_code, plate, carrier, load, area, opened_at, closed_at, closed_load, told_by, received_at, washed)
  select 'spoil-truck', 'BL-' || b.n || '-' || r.k, b.site, b.tip, b.plate, b.object, 15, b.site_area, r.left_at, r.left_at + interval '45 minutes', 15, 'bench', r.left_at, true
  from bench_trucks b cross join lateral (select k, to_timestamp((k - b.n * 0.37) * 5400 + 300) as left_at
    from generate_series(ceil(extract(epoch from now() - interval '24 hours') / 5400 + b.n * 0.37)::bigint, floor(extract(epoch from now() - interval '1 hour') / 5400 + b.n * 0.37)::bigint) k) r
  where extract(hour from r.left_at at time zone 'Asia/Shanghai') between 6 and 21 and (r.k * 17 + b.n) % 20 > 0`
