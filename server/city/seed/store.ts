import type pg from 'pg'
import { pathOf } from '../area/rules/codes.ts'
import type { OperatingDistrict } from '../area/types.ts'
import type { AreaRow } from './area-rows.ts'
import { type Cell, copyRows } from './copy-rows.ts'
import type { SeededLayer } from './scene.ts'
import type { Staff, UnitKind, UnitRow } from './types.ts'

/** Runs the work in one transaction: a city is there completely or not at all. */
export async function inOneTransaction(client: pg.ClientBase, work: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

export async function copyOperatingDistricts(client: pg.ClientBase, list: readonly OperatingDistrict[]): Promise<number> {
  const rows = list.map((od) => [od.code, od.name, od.sort, od.kind])
  return copyRows(client, 'operating_districts (code, name, sort, kind)', rows)
}

/** Answers how many rows were written. */
export async function copyAreas(client: pg.ClientBase, areas: Iterable<AreaRow>): Promise<number> {
  const columns = 'code, tier, name, kind, path, parent, operating_district, lon, lat, valid_from, valid_to, pinyin, initials'
  function* rows(): Generator<Cell[]> {
    for (const a of areas)
      yield [
        a.code,
        a.tier,
        a.name,
        a.kind,
        a.path,
        a.parent,
        a.operatingDistrict,
        a.lon,
        a.lat,
        a.validFrom,
        a.validTo,
        a.pinyin,
        a.initials,
      ]
  }
  return copyRows(client, `areas (${columns})`, rows())
}

const unitRow = (u: Staff['units'][number], phone: string | null, from: Date): Cell[] => {
  const { id, name, shortName, kind, tier, parent, board, domain, sort } = u
  return [id, name, shortName, kind, tier, parent, board, domain, sort, phone, from, true]
}

/** Writes units, jurisdictions, posts, people, appointments and accounts, all marked as demo rows. */
export async function copyStaff(client: pg.ClientBase, staff: Staff, from: Date, passwordHash: string): Promise<void> {
  const { units, posts, holders } = staff
  await copyRows(
    client,
    'units (id, name, short_name, kind, tier, parent, board, domain, sort, duty_phone, valid_from, demo)',
    units.map((u, i) => unitRow(u, phoneOf(u, i), from)),
  )
  await copyRows(
    client,
    'unit_areas (unit, area, path)',
    units.flatMap((u) => u.areas.map((area) => [u.id, area, pathOf(area)])),
  )
  await copyRows(
    client,
    'posts (id, unit, name, kind, side, sort, valid_from, demo)',
    posts.map((p) => [p.id, p.unit, p.name, p.kind, p.side, p.sort, from, true]),
  )
  await copyRows(
    client,
    'persons (id, name, phone, id_number, demo)',
    holders.map((h) => [h.person, h.name, h.phone, h.idNumber, true]),
  )
  await copyRows(
    client,
    'appointments (id, person, post, kind, valid_from)',
    holders.map((h) => [h.post.replace(/^post-/, 'appointment-'), h.person, h.post, 'main', from]),
  )
  await copyRows(
    client,
    'accounts (person, account, password_hash, demo)',
    holders.map((h) => [h.person, h.account, h.mayUsePassword ? passwordHash : null, true]),
  )
}

const withDesk: ReadonlySet<UnitKind> = new Set(['city-centre', 'district-centre', 'town-centre', 'department'])
/** The invented duty phone of a unit: no number of 023 begins with 0. Boards, stations and teams are rung through the centre above them. */
const phoneOf = ({ kind }: UnitRow, place: number): string | null =>
  withDesk.has(kind) ? `023-0${String(place + 1).padStart(7, '0')}` : null

/** Writes layers of scene features, each with its first state, which nobody took. */
export async function copyScene(
  client: pg.ClientBase,
  layers: readonly SeededLayer[],
  { source, now }: { source: string; now: Date },
): Promise<void> {
  await copyRows(
    client,
    'scene_layers (id, area, name, version, demo)',
    layers.map(({ id, area, name }) => [id, area, name, 1, true]),
  )
  const counts = ({ features }: SeededLayer) => {
    const of: Record<string, number> = {}
    for (const { kind } of features) of[kind] = (of[kind] ?? 0) + 1
    return JSON.stringify(of)
  }
  await copyRows(
    client,
    'scene_versions (layer, version, source, crs, as_of, schematic, counts, features, bounds, taken_at)',
    layers.map((layer) => [
      ...[layer.id, 1, source, 'WGS-84', now.toISOString().slice(0, 10), true, counts(layer), layer.features.length],
      ...[`{${layer.bounds.join(',')}}`, now],
    ]),
  )
  function* rows(): Generator<Cell[]> {
    for (const { id, features } of layers)
      for (const { kind, name, area, geometry, details, height, reach } of features)
        yield [id, 1, true, kind, name, area, JSON.stringify(geometry), JSON.stringify(details), height, reach]
  }
  await copyRows(client, 'scene_features (layer, version, live, kind, name, area, geometry, details, height, reach)', rows())
}

/** Tells the planner what has come in; without it the first lists scan whole tables. */
export async function analyzeCity(client: pg.ClientBase): Promise<void> {
  await client.query('analyze operating_districts, areas, units, unit_areas, posts, persons, appointments, accounts')
}

/** What of the demo city is there already. */
export async function seeded(client: pg.ClientBase): Promise<{ areas: boolean; objects: boolean }> {
  const { rows } = await client.query<{ areas: boolean; objects: boolean }>(
    'select exists (select 1 from areas) as areas, exists (select 1 from objects) as objects',
  )
  return rows[0]!
}
