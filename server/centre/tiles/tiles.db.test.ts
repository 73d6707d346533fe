import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { goRed } from '../../../test/scenario/septic.ts'
import { type Story, startStory } from '../../../test/story.ts'
import { type ReadFeature, readTile } from '../../../test/tile-read.ts'

/** The tile of the made-up city at a zoom: 临江街道 lies around 105.507, 31.507. */
const tileOf = (z: number, lon = 105.507, lat = 31.507): string => {
  const n = 2 ** z
  const y = ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * n
  return `${z}/${Math.floor(((lon + 180) / 360) * n)}/${Math.floor(y)}`
}

async function signIn(story: Story, account: string) {
  const { body } = await story.public('POST', '/api/v1/demo/session', { account, tab: true })
  const session = { 'x-demo-session': String(body.tabSession) }
  return (path: string, headers: Record<string, string> = {}) =>
    story.zhili.app.inject({ url: `/api/v1/tiles/${path}`, headers: { ...session, ...headers } })
}

async function features(story: Story, account: string, path: string, layer = path.split('/')[0]!): Promise<ReadFeature[]> {
  const answer = await (await signIn(story, account))(path)
  assert.ok([200, 204].includes(answer.statusCode), answer.body)
  return readTile(answer.rawPayload, layer)
}

const sum = (found: ReadFeature[], what: string): number =>
  found.reduce((all, { properties }) => all + Number(properties[what] ?? 0), 0)
const whole = (found: ReadFeature[]): number => found.reduce((all, { properties }) => all + Number(properties.n ?? 1), 0)
const worst = (found: ReadFeature[]): unknown[] => found.map(({ properties }) => properties.worst ?? properties.level).toSorted()

describe('tiles of objects', () => {
  it('count every row once and lead with the worst, at every zoom', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    await story.sql(
      `insert into objects (id, pack, kind, code, name, area, lon, lat, risk, rated) select 'm-' || n, 'septic-gas', 'septic-tank', 'M' || n, '补 ' || n, o.area, o.lon + n % 10 * 0.003, o.lat + n / 10 * 0.003, (array['orange', 'blue', 'green'])[1 + n % 3], true
       from objects o, generate_series(1, 90) n where o.id = 'tank-990101-0001'`,
    )
    const [row] = await story.sql<{ n: number; orange: number }>(
      `select count(*)::int as n, count(*) filter (where risk = 'orange')::int as orange from objects where area like '99/990101/%'`,
    )
    const far = await features(story, 'chenli', `objects/${tileOf(7)}`)
    assert.deepEqual([whole(far), sum(far, 'n1'), sum(far, 'n2'), sum(far, 'alarms')], [row!.n, 1, row!.orange, 1])
    assert.equal(worst(far)[0], 1, 'one red among green ones makes the cluster red')
    assert.ok(far.length < 6)
    const near = await features(story, 'chenli', `objects/${tileOf(12)}`)
    assert.ok(near.length > far.length)
    const z = 13
    const [x, y] = tileOf(z).split('/').slice(1).map(Number) as [number, number]
    const parts = [0, 1].flatMap((dx) => [0, 1].map((dy) => `objects/${z + 1}/${2 * x + dx}/${2 * y + dy}`))
    const children = await Promise.all(parts.map((path) => features(story, 'chenli', path)))
    const parent = await features(story, 'chenli', `objects/${z}/${x}/${y}`)
    assert.equal(
      children.reduce((all, one) => all + whole(one), 0),
      whole(parent),
      'four children hold what their parent holds',
    )
    await story.acknowledge()
    await story.end()
  })

  it('show what stands alone with its name, its level, and its open case', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    const [at] = await story.sql<{ lon: number; lat: number; name: string }>(
      `select lon, lat, name from objects where id = 'tank-990101-0001'`,
    )
    const path = `objects/${tileOf(18, at!.lon, at!.lat)}`
    const [tank, ...others] = await features(story, 'chenli', path)
    assert.deepEqual(tank!.properties, {
      ...{ id: 'tank-990101-0001', name: at!.name, kind: 'septic-tank', level: 1, alarm: true, grade: 'extraordinary' },
    })
    assert.deepEqual(others, [])
    const cases = await features(story, 'chenli', path.replace('objects', 'events'))
    assert.deepEqual(
      cases.map(({ properties }) => [properties.level, properties.grade]),
      [[1, 'extraordinary']],
    )
    assert.deepEqual(await features(story, 'chenli', `${path}?kinds=building`), [])
    await story.acknowledge()
    await story.end()
  })

  it('never hold or count what is not the caller’s', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    const [own] = await story.sql<{ n: number }>(`select count(*)::int as n from objects where area like '99/990101/990101002/%'`)
    assert.ok(own!.n > 0)
    for (const z of [5, 7, 8]) assert.equal(whole(await features(story, 'liangzhu', `objects/${tileOf(z)}`)), own!.n, `zoom ${z}`)
    assert.deepEqual(await features(story, 'liangzhu', `objects/${tileOf(5)}?area=990101001`), [])
    assert.deepEqual(await features(story, 'liangzhu', `events/${tileOf(5)}`), [])
    // what one's unit answers for elsewhere is added, and counted once
    await story.sql(
      `update objects set duty_unit = (select u.id from units u join unit_areas ua on ua.unit = u.id where ua.path = '99/990101/990101002/' limit 1), maintainer_unit = null where id = 'tank-990101-0001'`,
    )
    const added = await features(story, 'liangzhu', `objects/${tileOf(5)}`)
    assert.deepEqual([whole(added), sum(added, 'n1')], [own!.n + 1, 1])
    const areas = await features(story, 'liangzhu', `areas/${tileOf(6)}`)
    assert.equal(areas.find(({ properties }) => properties.code === '990101')!.properties.n, undefined, 'no number is not zero')
    const towns = await features(story, 'liangzhu', `areas/${tileOf(8)}`)
    const numbers = ['990101002', '990101001'].map(
      (code) => towns.find(({ properties }) => properties.code === code)!.properties.n,
    )
    assert.deepEqual(numbers, [own!.n, undefined], 'what it answers for elsewhere is in no area of its own')
    await story.acknowledge()
    await story.end()
  })

  it('sum cases far out and count every one, a drill for itself', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    // Copies of the case around it: every grade, one of them a drill, one just outside the street's tile.
    await story.sql(`insert into events select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'object', null,
      'no', 'TEST-' || n, 'grade', (array['major', 'serious', 'ordinary', 'minor'])[n % 4 + 1], 'exercise', n = 7,
      'title', case when n = 7 then '【演练】' else '' end || n, 'lon', e.lon + n * 0.0007, 'lat', e.lat - n * 0.0005))).*
      from events e, generate_series(1, 40) n`)
    const counted = (found: ReadFeature[]) => ['n1', 'n2', 'n3', 'n4', 'n0'].map((key) => sum(found, key))
    const drillOf = (found: ReadFeature[]) =>
      found.filter(({ properties }) => properties.drill).map(({ properties }) => properties.name)
    for (const z of [5, 7, 9, 10]) {
      const found = await features(story, 'chenli', `events/${tileOf(z)}`)
      const [drills, live] = [drillOf(found), found.filter(({ properties }) => !properties.drill)]
      assert.deepEqual(drills, ['【演练】7'], `zoom ${z}`)
      assert.equal(whole(live), 40, `zoom ${z}`)
      const singles = [1, 2, 3, 4, 0].map(
        (level) => live.filter(({ properties }) => properties.id && properties.level === level).length,
      )
      assert.deepEqual(
        counted(live).map((n, i) => n + singles[i]!),
        [1, 10, 10, 10, 9],
        `zoom ${z}`,
      )
    }
    await story.acknowledge()
    await story.end()
  })

  it('show how it was known then', async (test) => {
    const story = await startStory(test)
    const before = story.now().toISOString()
    await story.pass({ m: 5 })
    await goRed(story)
    await story.pass({ m: 5 })
    const now = await features(story, 'chenli', `objects/${tileOf(7)}`)
    const then = await features(story, 'chenli', `objects/${tileOf(7)}?at=${before}`)
    assert.deepEqual([sum(now, 'alarms'), worst(now)[0], sum(then, 'alarms')], [1, 1, 0])
    assert.equal(whole(then), whole(now))
    assert.ok(worst(then).every((level) => level !== 1))
    assert.deepEqual(await features(story, 'chenli', `events/${tileOf(7)}?at=${before}`), [])
    await story.acknowledge()
    await story.end()
  })
})

describe('tiles of areas', () => {
  it('hold districts, towns, communities and grids as one comes nearer, with their worst level', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    const codes = async (z: number) => {
      const found = await features(story, 'chenli', `areas/${tileOf(z)}`)
      return [...new Set(found.map(({ properties }) => String(properties.code).length))]
    }
    assert.deepEqual([await codes(6), await codes(7), await codes(9), await codes(12)], [[6], [9], [12], [15]])
    const towns = await features(story, 'chenli', `areas/${tileOf(8)}`)
    const red = towns.find(({ properties }) => properties.code === '990101001')!.properties
    assert.deepEqual([red.worst, red.n1, red.alarms], [1, 1, 1])
    const names = await features(story, 'chenli', `areas/${tileOf(8)}`, 'names')
    assert.ok(names.some(({ properties }) => properties.name === '临江街道' && properties.n === red.n))
    // A grid's name is a number: it comes when one is near, and beside its town's.
    const named = async (z: number) =>
      [
        ...new Set(
          (await features(story, 'chenli', `areas/${tileOf(z)}`, 'names')).map(
            ({ properties }) => String(properties.code).length,
          ),
        ),
      ].toSorted()
    assert.deepEqual([await named(12), (await named(13)).includes(15)], [[9], false])
    assert.ok((await named(14)).includes(15))
    await story.acknowledge()
    await story.end()
  })
})

describe('a tile', () => {
  it('is packed, known by its tag, empty or refused', async (test) => {
    const story = await startStory(test)
    const get = await signIn(story, 'chenli')
    const path = `areas/${tileOf(12)}`
    const [plain, packed] = [await get(path), await get(path, { 'accept-encoding': 'gzip' })]
    assert.equal(packed.headers['content-encoding'], 'gzip')
    assert.deepEqual(gunzipSync(packed.rawPayload), plain.rawPayload)
    assert.equal((await get(path, { 'if-none-match': String(plain.headers.etag) })).statusCode, 304)
    assert.match(String(plain.headers['cache-control']), /^private/)
    assert.equal((await get('objects/9/0/0')).statusCode, 204)
    for (const bad of [
      'objects/3/8/0',
      'objects/19/0/0',
      'objects/-1/0/0',
      'objects/1/0/x',
      'roads/1/0/0',
      `objects/1/0/0?at=2030-01-01T00:00:00Z`,
    ])
      assert.equal((await get(bad)).statusCode, 400, bad)
    assert.equal((await story.public('GET', `/api/v1/tiles/${path}`)).status, 401)
    await story.end()
  })
})
