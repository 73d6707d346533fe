import type pg from 'pg'
import { soughtAs } from '../city/area/spell.ts'
import { copyRows } from '../city/seed/copy-rows.ts'
import { appColumns, itemColumns } from '../city/seed/items.ts'
import { type AppDistrict, type ItemUnit, laidApps, laidItems } from './scale-items.ts'
import { withoutIndexes } from './store-scale.ts'

/** Units that do items, by what they have to do with: domain, board, or kind. Departments of the city itself have no domain, and answer for vitals only. */
export async function readItemUnits(client: pg.ClientBase): Promise<ItemUnit[]> {
  const { rows } = await client.query<ItemUnit>(
    `select u.id, u.tier, x.area, coalesce(u.domain, u.board, u.kind) as key from units u
     join lateral (select min(ua.path) as area from unit_areas ua where ua.unit = u.id) x on x.area is not null
     where u.tier in ('city', 'district', 'town') and u.valid_to is null and (u.kind <> 'department' or u.domain is not null) order by u.id`,
  )
  return rows
}

async function readDistricts(client: pg.ClientBase): Promise<AppDistrict[]> {
  const { rows } = await client.query<AppDistrict>(
    `select o.code, o.name, u.id as unit, x.area from operating_districts o
     join lateral (select u.id from units u join unit_areas ua on ua.unit = u.id join areas a on a.code = ua.area
       where u.kind = 'district-centre' and (a.code = o.code or a.operating_district = o.code) order by u.id limit 1) u on true
     join lateral (select min(ua.path) as area from unit_areas ua where ua.unit = u.id) x on true order by o.sort`,
  )
  return rows
}

export async function countItems(client: pg.ClientBase): Promise<{ items: number; apps: number }> {
  const { rows } = await client.query<{ items: number; apps: number }>(
    'select (select count(*)::int from business_items) as items, (select count(*)::int from special_apps) as apps',
  )
  return rows[0]!
}

/**
 * Copies items and apps beside those that are there. `counts`: items of each unit; `apps`: apps in all. One transaction; indexes are made after
 * the rows, for those of words cost the most.
 */
export async function copyItems(
  client: pg.ClientBase,
  plan: { seed: number; now: Date; units: readonly ItemUnit[]; counts: Readonly<Record<string, number>>; apps: number },
): Promise<void> {
  const known = new Map<string, string>()
  const sought = (name: string): string => {
    const words = known.get(name) ?? soughtAs(name)
    known.set(name, words)
    return words
  }
  await client.query('begin')
  try {
    await withoutIndexes(client, ['business_items'], async () => {
      await copyRows(client, itemColumns, laidItems({ ...plan, soughtAs: sought }))
    })
    await copyRows(client, appColumns, laidApps({ ...plan, soughtAs: sought }, await readDistricts(client), plan.apps))
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
  await client.query('analyze business_items, special_apps')
}
