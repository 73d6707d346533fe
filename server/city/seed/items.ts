import { readFileSync } from 'node:fs'
import type pg from 'pg'
import { soughtAs } from '../area/spell.ts'
import { type Cell, copyRows } from './copy-rows.ts'

const folder = new URL('../../seed-data/items/', import.meta.url)

/** Rows of a table of the seed by the names of its columns; an empty cell is null. */
function tableOf(name: string): Record<string, string | null>[] {
  const [head, ...lines] = readFileSync(new URL(name, folder), 'utf8').trimEnd().split('\n')
  const columns = head!.split('\t')
  return lines.map((line) => {
    const cells = line.split('\t')
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] || null]))
  })
}

type Standing = { id: string; tier: string; area: string }

/** Units that can have items, with the first area each answers for. */
export async function unitsStanding(client: pg.ClientBase): Promise<Standing[]> {
  const { rows } = await client.query<Standing>(
    `select u.id, u.tier, x.area from units u join lateral (select min(ua.path) as area from unit_areas ua where ua.unit = u.id) x on x.area is not null
     where u.tier in ('city', 'district', 'town') and u.valid_to is null order by u.id`,
  )
  return rows
}

export const itemColumns =
  'business_items (code, name, tier, unit, area, type, trigger_words, basis, accept_limit, finish_limit, state, words, changed_at, demo)'
export const appColumns = 'special_apps (code, name, district, unit, area, state, since, pack, words, changed_at, demo)'

/**
 * The demo's business items and special apps, in the city, in 江北区 and in 寸滩街道: invented and marked as samples. Those of units that are not there are left out.
 * Null when some stood there already.
 */
export async function seedItems(client: pg.ClientBase, now: Date): Promise<{ items: number; apps: number } | null> {
  if ((await client.query('select 1 from business_items limit 1')).rowCount) return null
  const units = new Map((await unitsStanding(client)).map((unit) => [unit.id, unit]))
  const items = tableOf('business-items.tsv').flatMap((one): Cell[][] => {
    const unit = units.get(one.unit!)
    if (!unit) return []
    const { code, name, type, trigger, basis, accept, finish, state } = one as Record<string, string>
    const said = [type, trigger, basis, accept, finish, state].map((cell) => cell ?? null)
    return [[code!, name!, unit.tier, unit.id, unit.area, ...said, soughtAs(name!), now, true]]
  })
  const apps = tableOf('special-apps.tsv').flatMap((one): Cell[][] => {
    const unit = units.get(one.unit!)
    if (!unit) return []
    return [
      ...[
        [
          one.code!,
          one.name!,
          one.district ?? null,
          unit.id,
          unit.area,
          one.state!,
          one.since ?? null,
          one.pack ?? null,
          soughtAs(one.name!),
          now,
          true,
        ],
      ],
    ]
  })
  await copyRows(client, itemColumns, items)
  await copyRows(client, appColumns, apps)
  await client.query('analyze business_items, special_apps')
  return { items: items.length, apps: apps.length }
}
