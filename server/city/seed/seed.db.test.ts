import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import pg from 'pg'
import { seedNow, testDatabase } from '../../../test/database.ts'
import type { Db } from '../../kernel/spine.ts'
import { areaAt } from '../area/places.ts'
import { areaByCode, areaPath, areasAlong, childrenOf, operatingDistricts, searchAreas } from '../area/store.ts'
import { verifyPassword } from '../sign-in/password.ts'
import { DEMO_PASSWORD } from './demo-accounts.ts'
import { seedObjects } from './objects.ts'
import { seedTown } from './seed-town.ts'

const open = async (template: 'empty' | 'town' | 'city') => {
  const made = await testDatabase(template)
  const client = new pg.Client({ connectionString: made.url })
  await client.connect()
  const db: Db = { query: async <T>(text: string, values?: unknown[]) => (await client.query(text, values)).rows as T[] }
  const close = async () => {
    await client.end()
    await made.drop()
  }
  return { client, db, close }
}
const opened: { close(): Promise<void> }[] = []
// Registered before the first database is asked for: hooks run in order, and the test server stops in a later one.
after(async () => {
  for (const one of opened) await one.close()
})
const city = await open('city')
const town = await open('town')
opened.push(city, town)

describe('the seeded city', () => {
  it('has all areas, each below its parent and with its operating district', async () => {
    const counts = await city.db.query<{ tier: string; n: number }>(
      'select tier, count(*)::int as n from areas group by tier order by 2',
    )
    assert.deepEqual(
      counts.map(({ tier, n }) => [tier, n]),
      [
        ['city', 1],
        ['district', 38],
        ['town', 1031],
        ['community', 11_270],
        ['grid', 65_300],
      ],
    )
    const [wrong] = await city.db.query<{ n: number }>(
      `select count(*)::int as n from areas a left join areas p on p.code = a.parent
       where a.tier <> 'city' and (a.path <> p.path || a.code || '/' or a.operating_district is null)`,
    )
    assert.equal(wrong?.n, 0)
    assert.equal((await operatingDistricts(city.db)).length, 41)
  })

  it('hangs the tanks of the first district on power boxes, but not the one of the first story', async () => {
    const { objects, boxes } = await seedObjects(city.client, { now: seedNow, city: '50' })
    assert.deepEqual([objects, boxes], [2_882, 12])
    const [below] = await city.db.query<{ n: number; stray: number; first: number }>(
      `select count(*)::int as n, count(*) filter (where split_part(o.area, '/', 3) <> split_part(b.area, '/', 3))::int as stray,
         count(*) filter (where s.object = 'tank-500105-0001')::int as first
       from supplies s join objects o on o.id = s.object join objects b on b.id = s.supply`,
    )
    assert.deepEqual(below, { n: 2_081, stray: 0, first: 0 })
  })

  it('stores for a grid the very place the lookup gives', async () => {
    const grid = await areaByCode(city.db, '500105005001003')
    assert.equal(areaAt(grid!.lon!, grid!.lat!)?.path, grid?.path)
    assert.equal(await areaPath(city.db, '500105005'), '50/500105/500105005/')
    assert.equal(await areaByCode(city.db, '12'), null)
    assert.equal((await childrenOf(city.db, '500105')).length, 12)
    const line = await areasAlong(city.db, '50/500105/500105005/')
    assert.deepEqual(
      line.map((a) => a.name),
      ['重庆市', '江北区', '寸滩街道'],
    )
  })

  it('is searched by characters, first letters, pinyin and code, within the scope only', async () => {
    for (const words of ['寸滩', 'ctjd', 'CunTan', '500105005']) {
      const [found] = await searchAreas(city.db, words, ['50/'])
      assert.equal(found?.code, '500105005', words)
      assert.deepEqual(found?.above, ['江北区'])
    }
    assert.deepEqual(await searchAreas(city.db, '寸滩街道', ['50/500106/']), [])
    assert.deepEqual(await searchAreas(city.db, '寸滩街道', []), [])
    for (const words of ['', '  ', '%', '_', "'; drop table areas", '𠮷'])
      assert.deepEqual(await searchAreas(city.db, words, ['50/']), [], words)
  })

  it('lets 周敏 hold 平安法治岗 A of 寸滩街道 and sign in with the demo password', async () => {
    const [row] = await city.db.query<{ name: string; kind: string; side: string; board: string; password_hash: string }>(
      `select p.name, po.kind, po.side, u.board, c.password_hash from accounts c join persons p on p.id = c.person
       join appointments a on a.person = p.id join posts po on po.id = a.post join units u on u.id = po.unit
       where c.account = 'cuntan-post' and a.valid_from < $1`,
      [seedNow],
    )
    assert.deepEqual([row?.name, row?.kind, row?.side, row?.board], ['周敏', 'town-post', 'A', 'safety-law'])
    assert.equal(await verifyPassword(DEMO_PASSWORD, row!.password_hash), true)
  })
})

describe('the small city', () => {
  it('has its named people at their posts', async () => {
    const rows = await town.db.query<{ person: string; post: string }>(
      `select person, post from appointments where person = any($1) order by person`,
      [['p-chenli', 'p-hanqing', 'p-xieran', 'p-zhoumin']],
    )
    assert.deepEqual(
      rows.map((r) => [r.person, r.post]),
      [
        ['p-chenli', 'post-beian-duty'],
        ['p-hanqing', 'post-beian-sanitation-maintainer'],
        ['p-xieran', 'post-linjiang-dukou-grid'],
        ['p-zhoumin', 'post-linjiang-safety-law-a'],
      ],
    )
  })

  it('is not seeded twice, and a failed second time changes nothing', async () => {
    await assert.rejects(seedTown(town.client, { now: seedNow }), /duplicate key/)
    const [row] = await town.db.query<{ n: number }>(`select count(*)::int as n from areas where tier = 'grid'`)
    assert.equal(row?.n, 10)
  })
})
