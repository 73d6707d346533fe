import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { parseTimeLimit } from '../../contract/time-limit.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { createPacks } from '../city/pack/packs.ts'
import { seedItems } from '../city/seed/items.ts'
import { loadedPacks } from '../main.ts'
import { sharedOut } from './scale.ts'
import { appThemes, itemLimits, itemThings } from './scale-item-words.ts'
import { type ItemUnit, itemWeights, laidItems } from './scale-items.ts'
import { copyItems, countItems, readItemUnits } from './store-items.ts'
import { readNewspaper } from './store-newspaper.ts'

const now = new Date('2026-03-02T01:30:00Z')
const packs = createPacks(loadedPacks, { demo: true })

describe('laid business items and special apps', () => {
  let database: TestDatabase
  let client: pg.Client
  before(async () => {
    database = await testDatabase('city')
    client = new pg.Client({ connectionString: database.url, options: '-c timezone=UTC' })
    await client.connect()
  })
  after(async () => {
    await client.end()
    await database.drop()
  })
  const one = async <T>(text: string): Promise<T> => (await client.query(text)).rows[0] as T

  it('stand beside the demo’s own, whose types, units and packs are all there', async () => {
    assert.deepEqual(await seedItems(client, now), { items: 61, apps: 6 })
    assert.equal(await seedItems(client, now), null, 'never twice')
    const { rows } = await client.query<{ type: string | null; pack: string | null; limits: string[] }>(
      `select type, null as pack, array_remove(array[accept_limit, finish_limit], null) as limits from business_items
       union all select null, pack, '{}' from special_apps`,
    )
    for (const { type, pack, limits } of rows) {
      if (type) assert.ok(packs.typeOf(type), type)
      if (pack)
        assert.ok(
          packs.all().some(({ id }) => id === pack),
          pack,
        )
      for (const limit of limits) assert.ok(parseTimeLimit(limit), limit)
    }
  })

  it('are as many as asked, spread over all units of their tier, each in its unit’s first area', async () => {
    const units = await readItemUnits(client)
    const there = await countItems(client)
    const counts = sharedOut(9_000 - there.items, Object.fromEntries(units.map(({ id, tier }) => [id, itemWeights[tier]])))
    await copyItems(client, { seed: 1, now, units, counts, apps: 181 - there.apps })
    assert.deepEqual(await countItems(client), { items: 9_000, apps: 181 })
    assert.deepEqual(
      await one(
        `select count(distinct unit)::int as units, count(*) filter (where i.tier <> u.tier)::int as strange, count(*) filter (where basis not like '〔示例〕%')::int as bare,
           count(distinct split_part(area, '/', 3)) filter (where i.tier = 'town')::int as towns from business_items i join units u on u.id = i.unit`,
      ),
      { units: 5_648, strange: 0, bare: 0, towns: 1_031 },
    )
    const page = await readNewspaper({ query: async (text, values) => (await client.query(text, values)).rows })
    assert.deepEqual([page.items, page.apps], [9_000, 181])
    assert.equal((await one<{ n: number }>('select count(distinct district)::int as n from special_apps')).n, 41)
    assert.ok((await one<{ there: boolean }>(`select to_regclass('business_items_words') is not null as there`)).there)
  })

  it('have names and codes of their own within a unit, and types and packs that exist', () => {
    const things = Object.values(itemThings).flatMap((known) => known.things)
    for (const [, type] of things) if (type) assert.ok(packs.typeOf(type), type)
    for (const [, pack] of appThemes)
      if (pack)
        assert.ok(
          packs.all().some(({ id }) => id === pack),
          pack,
        )
    for (const limit of itemLimits.flat()) if (limit) assert.ok(parseTimeLimit(limit), limit)
    const lay = (unit: ItemUnit, count: number) => [
      ...laidItems({ seed: 1, now, units: [unit], counts: { [unit.id]: count }, soughtAs: (name) => name }),
    ]
    const fire = { id: 'f', tier: 'district', area: '50/500105/', key: 'fire' } as const
    const rows = lay(fire, 384)
    for (const column of [0, 1]) assert.equal(new Set(rows.map((row) => row[column])).size, 384)
    assert.throws(() => lay(fire, 385), /names for fewer/)
    assert.throws(() => lay({ ...fire, key: 'none' }, 1), /no things/)
    assert.equal(new Set(lay({ ...fire, tier: 'city', key: 'city-centre' }, 2_406).map((row) => row[1])).size, 2_406)
  })
})
