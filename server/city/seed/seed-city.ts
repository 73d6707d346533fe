import type pg from 'pg'
import { placesOf } from '../area/places.ts'
import type { CitySource } from '../area/types.ts'
import { keepOwnPlaces } from '../person/store-own.ts'
import { hashPassword } from '../sign-in/password.ts'
import { areaRows } from './area-rows.ts'
import { DEMO_PASSWORD, demoNames } from './demo-accounts.ts'
import { inventHolders } from './people.ts'
import { postsOf } from './posts.ts'
import { analyzeCity, copyAreas, copyOperatingDistricts, copyStaff, inOneTransaction } from './store.ts'
import type { Named, Staff } from './types.ts'
import { makeUnits, officesOf, type Slug } from './units.ts'

export type SeedOptions = { now: Date; progress?: (line: string) => void }

/** Appointments began a year ago, so that a demo whose clock is turned back finds people at their posts. */
const HELD_FOR_MS = 365 * 24 * 3_600_000

/** Units, posts and people of a city, worked out from its source; `offices`: with the departments of the city itself. */
export function makeStaff(
  source: CitySource,
  slug: Slug,
  named: Readonly<Record<string, Named>>,
  { offices = false }: { offices?: boolean } = {},
): Staff {
  const units = [...makeUnits(source, slug), ...(offices ? officesOf(source, slug) : [])]
  const posts = units.flatMap(postsOf)
  return { units, posts, holders: inventHolders(posts, named) }
}

let demoHash: Promise<string> | undefined

/** The demo password is public, so one hash of it serves all demo accounts of a process: 34 ms once. */
const hashOnce = () => {
  demoHash ??= hashPassword(DEMO_PASSWORD)
  return demoHash
}

/**
 * Fills an empty database with Chongqing: all areas down to the grids, units, posts, invented people and the demo accounts.
 * One transaction on the given connection; throws (and leaves nothing) when the city is already there.
 */
export async function seedCity(client: pg.ClientBase, options: SeedOptions): Promise<void> {
  const { source } = placesOf('50')
  await seedSource(
    client,
    source,
    makeStaff(source, (code) => (code === source.code ? 'city' : code), demoNames, { offices: true }),
    options,
  )
}

/** Writes a planned city and its staff. */
export async function seedSource(
  client: pg.ClientBase,
  source: CitySource,
  staff: Staff,
  { now, progress }: SeedOptions,
): Promise<void> {
  const say = progress ?? (() => {})
  const hash = hashOnce()
  await inOneTransaction(client, async () => {
    await copyOperatingDistricts(client, source.operatingDistricts)
    say(`${source.name}: areas`)
    const areas = await copyAreas(client, areaRows(source))
    say(`${source.name}: ${areas} areas; people`)
    await copyStaff(client, staff, new Date(now.getTime() - HELD_FOR_MS), await hash)
    await keepOwnPlaces(client)
    say(`${source.name}: ${staff.units.length} units, ${staff.posts.length} posts, ${staff.holders.length} people`)
  })
  await analyzeCity(client)
}
