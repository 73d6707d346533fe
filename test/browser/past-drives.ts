import pg from 'pg'
import { demoField } from '../../contract/demo-field.ts'
import { demoTrips } from '../../contract/demo-haul.ts'
import { readCityClock } from '../../simulator/city-clock.ts'
import { playAgain } from '../../simulator/field.ts'
import { terminalOf } from '../../simulator/field-truck.ts'
import type { Zhili } from './zhili.ts'

const [trip] = demoTrips
const way = trip.route.split(' ').map((point) => point.split(',').map(Number) as [number, number])
/** A truck of 江北区 that has a terminal, a permit for every hour and a route. */
export const driven = { device: trip.device, plate: trip.plate }
const everyMs = 10_000

type Told = { lon: number; lat: number; speed: number; load: number }

/** A place so far along the permitted route, 0 at its site, 1 at its tip. */
function along(share: number): [lon: number, lat: number] {
  const at = Math.min(share, 0.999) * (way.length - 1)
  const [from, to] = [way[Math.floor(at)]!, way[Math.floor(at) + 1]!]
  const part = at - Math.floor(at)
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]
}

/** One load at a speed: every ten seconds from the site to the tip, then a minute empty. Too short for anything but speed to be asked of it. */
function drive(speed: number): Told[] {
  const told = (n: number, load: number): Told => {
    const [lon, lat] = along(n / 10)
    return { lon, lat, speed: load > 0 && n > 0 ? speed : 0, load }
  }
  return [...Array.from({ length: 10 }, (_, n) => told(n, 100)), ...Array.from({ length: 6 }, () => told(10, 0))]
}

async function nowOf(zhili: Zhili): Promise<number> {
  const { now } = (await (await fetch(`${zhili.url}/api/v1/clock`)).json()) as { now: string }
  return Date.parse(now)
}

/** What the terminal told on days gone by, as the platform keeps it: one drive a day, yesterday's speed first. The server has no clock to be moved: its past is written instead. */
export async function keepPastDrives(zhili: Zhili, speeds: readonly number[]): Promise<void> {
  const now = await nowOf(zhili)
  const rows = speeds.flatMap((speed, day) =>
    drive(speed).map((values, n) => ({ at: new Date(now - (day + 1) * 86_400_000 + n * everyMs), values })),
  )
  const db = new pg.Client({ connectionString: zhili.server.databaseUrl })
  await db.connect()
  await db.query(
    `insert into readings (at, device, received_at, values) select at, $1, at, values from unnest($2::timestamptz[], $3::jsonb[]) as r(at, values)`,
    [driven.device, rows.map(({ at }) => at), rows.map(({ values }) => JSON.stringify(values))],
  )
  await db.end()
}

/** Drives once now: its terminal signs in and tells it over JT/T 808, by the clock of the city. */
export async function driveNow(zhili: Zhili, speed: number): Promise<void> {
  const port = Number(/JT\/T 808 (\d+)/.exec(zhili.server.said())?.[1])
  const device = demoField.find(({ id }) => id === driven.device)!
  const over = new AbortController()
  const left = drive(speed)
  const where = () => {
    const told = left.shift()
    if (!told) over.abort()
    const load = told && told.load > 0 ? (100 as const) : (0 as const)
    return told ? { lon: told.lon, lat: told.lat, speedKmh: told.speed, direction: 60, load } : null
  }
  const clock = await readCityClock(zhili.url)
  await playAgain(() => terminalOf(device, where), { host: '127.0.0.1', port, clock, stop: over.signal, everyMs })
}
