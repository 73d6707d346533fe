import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { MapCameras } from '../../../contract/camera-list.ts'
import { cameraStory, library } from '../../../test/camera-platform.ts'
import { type ReadFeature, readTile } from '../../../test/tile-read.ts'

// One town for all; nothing here is changed by a test.
const story = await cameraStory({ after } as unknown as TestContext)
const [{ lon, lat, area }] = (await story.sql<{ lon: number; lat: number; area: string }>(
  'select lon, lat, area from objects order by id limit 1',
)) as [{ lon: number; lat: number; area: string }]
/** Twelve along a road, the last two on one pole; one among them that another district answers for, one without a place. */
const statuses = ['1', '1', '1', '2', null, 'GONE', '1', '1', '1', '1', '1', '1']
const stand = statuses.map((_, n) => lon + Math.min(n, 10) * 0.0004)
await story.sql(
  `insert into cameras (protocol, number, camera, name, status, lon, lat, area, seen_at, model)
   select 'gat1400', $1, 'c-' || n, n || ' 号', s, x, case when x is not null then $2::float8 end, a, now(), 'M-1'
   from unnest($3::float8[], $4::text[], $5::text[]) with ordinality as u(x, s, a, n)`,
  [library, lat, [...stand, lon, null], [...statuses, '1', '1'], [...statuses.map(() => area), '99/990102/', area]],
)

const tileOf = (z: number): string => {
  const n = 2 ** z
  const y = ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * n
  return `${z}/${Math.floor(((lon + 180) / 360) * n)}/${Math.floor(y)}`
}
async function ask(path: string, as: string) {
  const { body } = await story.public('POST', '/api/v1/demo/session', { account: as, tab: true })
  return story.zhili.app.inject({ url: `/api/v1/tiles/cameras/${path}`, headers: { 'x-demo-session': String(body.tabSession) } })
}
async function tile(path: string, as = 'chenli'): Promise<ReadFeature[]> {
  const answer = await ask(path, as)
  assert.ok([200, 204].includes(answer.statusCode), answer.body)
  return readTile(answer.rawPayload, 'cameras')
}
const whole = (found: ReadFeature[], name = 'n'): number =>
  found.reduce((all, { properties }) => all + Number(properties[name] ?? (name === 'n' ? 1 : 0)), 0)

describe('tiles of cameras', () => {
  it('count every camera of one’s areas once, and how many are out', async () => {
    assert.deepEqual(await tile(tileOf(7)), [], 'nothing so far out')
    for (const z of [8, 11]) {
      const found = await tile(tileOf(z))
      assert.deepEqual([found.length, whole(found), whole(found, 'out')], [1, 12, 2], `zoom ${z}`)
    }
    assert.equal(whole(await tile(tileOf(14))), 12)
  })

  it('show each alone where one is near, with its name and what was said of it, two on one pole beside each other', async () => {
    const found = (await Promise.all([...new Set(stand.map((x) => placeOf(16, x)))].map((at) => tile(at)))).flat()
    const mine = found.filter(({ properties }) => String(properties.id).startsWith(`gat1400 ${library} c-`))
    assert.equal(new Set(mine.map(({ properties }) => properties.id)).size, 12)
    const stateOf = (n: number) => mine.find(({ properties }) => properties.id === `gat1400 ${library} c-${n}`)?.properties
    assert.deepEqual(
      [1, 4, 5, 6].map((n) => stateOf(n)?.state),
      ['on', 'off', 'unsaid', 'gone'],
    )
    assert.equal(stateOf(4)?.name, '4 号')
  })

  it('are for whoever may read feeds, and tell a box by state with how old the oldest list is', async () => {
    assert.equal((await ask(tileOf(11), 'xieran')).statusCode, 403)
    const box = `${lon - 0.01},${lat - 0.01},${lon + 0.01},${lat + 0.01}`
    const { at, listedAt, ...counts } = (await story.as('chenli').get<MapCameras>(`/api/v1/map/cameras?bbox=${box}`)).body
    assert.deepEqual(counts, { on: 9, off: 1, unsaid: 1, gone: 1 })
    assert.ok(at && listedAt)
    const none = (await story.as('chenli').get<MapCameras>('/api/v1/map/cameras?bbox=1,1,2,2')).body
    assert.deepEqual([none.on, none.listedAt], [0, null])
    assert.equal((await story.as('xieran').get(`/api/v1/map/cameras?bbox=${box}`)).status, 403)
    assert.equal((await story.as('chenli').get('/api/v1/map/cameras?bbox=2,1,1,2')).status, 400)
  })
})

function placeOf(z: number, x: number): string {
  const n = 2 ** z
  return tileOf(z).replace(/^(\d+)\/\d+\//, `$1/${Math.floor(((x + 180) / 360) * n)}/`)
}
