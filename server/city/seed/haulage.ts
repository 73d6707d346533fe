import { createHash } from 'node:crypto'
import type pg from 'pg'
import {
  demoFirms,
  demoFleet,
  demoGate,
  demoHours,
  demoLibrary,
  demoOtherFirms,
  demoSites,
  demoTips,
  demoTrips,
  demoTrucks,
} from '../../../contract/demo-haul.ts'
import { demoGatesOf, demoHaulers } from '../../../contract/demo-haulers.ts'
import { areaAt } from '../area/places.ts'

type Row = {
  code: string
  kind: string
  name: string
  lon: number
  lat: number
  details: Record<string, string | number | boolean>
}
const dayMs = 86_400_000

/** Invented sites, tips, firms, trucks and permits with the gates' key and a view library, where there are none yet. Answers how many objects. */
export async function seedHaulage(client: pg.ClientBase, now: Date): Promise<number> {
  const there = await client.query(`select 1 from objects where kind = 'haul-firm' limit 1`)
  const { rows: cities } = await client.query(
    `select 1 from areas where path ~>=~ '50/500107/' and path ~<~ '50/5001070' limit 1`,
  )
  if (there.rowCount || cities.length === 0) return 0
  const rows = inventHaulage(now).flatMap((row) => {
    const area = areaAt(row.lon, row.lat)?.path
    return area ? [{ ...row, area }] : []
  })
  const of = <K extends keyof (typeof rows)[number]>(name: K) => rows.map((row) => row[name])
  await client.query(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, owner_kind, details, demo)
     select lower(n.code), 'spoil-truck', n.kind, n.code, n.name, n.area, n.lon, n.lat, 'owned', n.details, true
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::jsonb[]) as n(kind, code, name, area, lon, lat, details)
     on conflict do nothing`,
    [
      of('kind'),
      of('code'),
      of('name'),
      of('area'),
      of('lon'),
      of('lat'),
      of('details').map((details) => JSON.stringify(details)),
    ],
  )
  for (const { device, plate } of demoTrips)
    await client.query(
      `update objects set name = $2, details = details || jsonb_build_object('plate', $2::text, 'firm', $3::text, 'volume', 15, 'sealed', true) where id = $1`,
      [device, plate, demoFirms[0].code],
    )
  await seedDoors(client, now)
  return rows.length
}

/** The key of the gates' system, and the view library as an object with its device. */
async function seedDoors(client: pg.ClientBase, now: Date): Promise<void> {
  const { key, secret } = demoGate
  await client.query(
    `insert into api_keys (id, name, secret_hash, kind, unit, made_at, demo)
     select $1, '工地门口联单（演示）', $2, 'system', u.id, $3, true from units u where u.tier = 'city' order by u.id limit 1 on conflict do nothing`,
    [key, createHash('sha256').update(secret).digest(), now],
  )
  const { device, name, lon, lat } = demoLibrary
  await client.query(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, owner_kind, demo)
     values ($1, 'cameras', 'camera-platform', upper($1), $2, $3, $4, $5, 'owned', true) on conflict do nothing`,
    [device, name, areaAt(lon, lat)?.path ?? '50/500107/', lon, lat],
  )
  await client.query(
    `insert into devices (id, object, kind, pack, name, interval_s, demo) values ($1, $1, 'camera-platform', 'cameras', $2, 60, true) on conflict do nothing`,
    [device, name],
  )
}

/** Yards lie in rows beside a site: about 60 m from one to the next, so that none lies on another on the map. */
const beside = ({ lon, lat }: { lon: number; lat: number }, n: number): { lon: number; lat: number } => ({
  ...{ lon: lon + ((n % 14) - 7) * 0.0006, lat: lat + (Math.floor(n / 14) - 7) * 0.0005 },
})

/** The register of the demo. Permits name their hours, those of trucks that tell where they are a route; they run from last month to the end of the next quarter, one ran out a week ago. */
export function inventHaulage(now: Date): Row[] {
  const day = (days: number): string => new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10)
  const truckCount = (firm: string): number => [...demoTrucks, ...demoFleet].filter((one) => one.firm === firm).length
  const firms = [...demoFirms, ...demoOtherFirms].map(({ code, name, licence }, n): Row => {
    const { lon, lat } = beside(demoSites[2 + (n % 2)]!, n)
    return {
      code,
      kind: 'haul-firm',
      name,
      lon,
      lat,
      details: { licence, 'valid-until': day(300), trucks: truckCount(code), contact: '某某' },
    }
  })
  const sites = demoSites.map(({ radius, volume, ...site }): Row => {
    const gate = demoGatesOf({ ...site, radius })
    const days = { 'valid-from': day(-120), 'valid-until': day(240) }
    return { ...{ ...site, kind: 'spoil-site' }, details: { radius, volume, ...days, wash: true, ...(gate ? { gate } : {}) } }
  })
  const tips = demoTips.map(
    ({ radius, capacity, ...tip }): Row => ({
      ...{ ...tip, kind: 'disposal-site' },
      details: { radius, capacity, 'valid-until': day(600) },
    }),
  )
  const trucks = [...demoTrucks.filter(({ registered }) => registered), ...demoFleet].map(
    ({ plate, firm }, n): Row => ({
      ...{ code: `ZT${plate.slice(1)}`, kind: 'spoil-truck', name: plate, ...beside(demoSites[2 + (n % 2)]!, n) },
      details: { plate, firm, load: 16, volume: 15, sealed: true },
    }),
  )
  return [...firms, ...sites, ...tips, ...trucks, ...inventPermits(day)]
}

type Permitted = { hours: readonly [from: string, to: string]; route?: string; from: string; until: string }

type Names = { firm: string; site: string; disposal: string }
/** A permit lies at the site it is for. */
function permitOf(n: number, truck: string, names: Names, { hours, route, from, until }: Permitted): Row {
  const { lon, lat } = demoSites.find(({ code }) => code === names.site)!
  return {
    ...{ code: `ZY2026-${String(n).padStart(4, '0')}`, kind: 'spoil-permit', name: `${truck} 准运证`, lon, lat },
    details: {
      ...{ truck, ...names, 'hours-from': hours[0], 'hours-to': hours[1], ...(route ? { route } : {}) },
      ...{ 'valid-from': from, 'valid-until': until },
    },
  }
}

function inventPermits(day: (days: number) => string): Row[] {
  const [from, later, over] = [day(-30), day(90), day(-7)]
  const own = demoTrips.flatMap(({ device, site, tip, hours, route }, n) =>
    hours.map((one, at) => {
      const names = { firm: demoFirms[0].code, site, disposal: tip }
      return permitOf(n * hours.length + at + 1, device.toUpperCase(), names, { hours: one, route, from, until: later })
    }),
  )
  const seen = (first: number, { plate, firm }: { plate: string; firm: string }, n: number, until: string): Row => {
    const names = { firm, site: demoSites[2 + (n % 2)]!.code, disposal: 'XN500107-1' }
    return permitOf(first + n, `ZT${plate.slice(1)}`, names, { hours: demoHours[n % demoHours.length]!, from, until })
  }
  const others = demoTrucks.flatMap((truck, n) => (truck.registered ? [seen(10, truck, n, truck.expired ? over : later)] : []))
  const driven = new Set(demoHaulers.map(({ plate }) => plate))
  const fleet = demoFleet.flatMap((truck, n) => (driven.has(truck.plate) ? [] : [seen(24, truck, n, later)]))
  return [...own, ...others, ...fleet, ...haulerPermits({ from, later, over })]
}

/** Of trucks that drive: one permit for each stretch of hours, with the way. One of them has run out, one truck has none. */
function haulerPermits({ from, later, over }: Record<'from' | 'later' | 'over', string>): Row[] {
  const permits = demoHaulers.flatMap(({ permit, hours, ...hauler }) =>
    permit === 'none' ? [] : hours.map((one) => ({ ...hauler, hours: one, until: permit === 'over' ? over : later })),
  )
  return permits.map(({ object, firm, site, tip, hours, route, until }, n) =>
    permitOf(300 + n, object.toUpperCase(), { firm, site: site.code, disposal: tip.code }, { hours, route, from, until }),
  )
}
