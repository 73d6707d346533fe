import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { MapAreas, MapView } from '../../../contract/tile.ts'
import { highRisePacks } from '../../../test/demo-packs.ts'
import { startStory } from '../../../test/story.ts'
import { readTile } from '../../../test/tile-read.ts'

const place = { lon: 105.5072, lat: 31.5069 }
const tileAround = (z: number): string => {
  const n = 2 ** z
  const y = ((1 - Math.asinh(Math.tan((place.lat * Math.PI) / 180)) / Math.PI) / 2) * n
  return `${z}/${Math.floor(((place.lon + 180) / 360) * n)}/${Math.floor(y)}`
}

it('a kind that a model rates stands on tiles, in lists and in counts as not rated until it is rated', async (test) => {
  const story = await startStory(test, { packs: highRisePacks })
  // Registered as one of no risk at all: what somebody wrote down is not what the model says.
  await story.sql(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, risk, details)
     select 'tower', 'high-rise-fire', 'building', 'T', '临江大厦', area, $1, $2, 'green', '{}' from objects where id = 'tank-990101-0001'`,
    [place.lon, place.lat],
  )
  const { body } = await story.public('POST', '/api/v1/demo/session', { account: 'chenli', tab: true })
  const headers = { 'x-demo-session': String(body.tabSession) }
  const onMap = async () => {
    const [far, near] = await Promise.all(
      [8, 18].map(async (z) => {
        const url = `/api/v1/tiles/objects/${tileAround(z)}?kinds=building`
        const [one, ...others] = readTile((await story.zhili.app.inject({ url, headers })).rawPayload, 'objects')
        assert.deepEqual(others, [])
        return one!.properties.level
      }),
    )
    const chenli = story.as('chenli')
    const { counts, rows } = (await chenli.get<MapView>('/api/v1/map/view?bbox=105,31,106,32&kinds=building')).body
    const areas = (await chenli.get<MapAreas>('/api/v1/map/areas?kinds=building')).body.rows
    return {
      far,
      near,
      listed: rows.map(({ level }) => level),
      counts,
      areas: areas.filter(({ n }) => n).map((row) => row.counts),
    }
  }
  const at = (level: number): number[] => [0, 1, 2, 3, 4, 5].map((one) => (one === level ? 1 : 0))
  assert.deepEqual(await onMap(), { far: 0, near: 0, listed: [0], counts: at(0), areas: [at(0)] })
  while (await story.zhili.rateStale());
  assert.deepEqual(
    await onMap(),
    { far: 3, near: 3, listed: [3], counts: at(3), areas: [at(3)] },
    'half of everything is not known',
  )
  await story.end()
})
