import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { MapPoints, ObjectDetail } from '../../../contract/map.ts'
import type { ObjectEntry, ObjectRow } from '../../../contract/register.ts'
import type { MapView } from '../../../contract/tile.ts'
import { highRisePacks, truckPack } from '../../../test/demo-packs.ts'
import { startStory } from '../../../test/story.ts'

it('no level is told of what nobody rated, nor of a kind without a model, whatever it was registered with', async (test) => {
  const story = await startStory(test, { packs: [...highRisePacks, truckPack] })
  const put = (id: string, [pack, kind]: [string, string], { risk, rated }: { risk: string; rated: boolean }) =>
    story.sql(
      `insert into objects (id, pack, kind, code, name, area, lon, lat, risk, rated, details)
       select $1, $2, $3, $1, $1, area, lon, lat, $4, $5, '{}' from objects where id = 'tank-990101-0001'`,
      [id, pack, kind, risk, rated],
    )
  await put('tower', ['high-rise-fire', 'building'], { risk: 'green', rated: false })
  await put('tower-2', ['high-rise-fire', 'building'], { risk: 'orange', rated: true })
  // A firm has no model: that somebody once wrote a level does not give it one.
  await put('firm', ['spoil-truck', 'haul-firm'], { risk: 'green', rated: false })
  await put('firm-2', ['spoil-truck', 'haul-firm'], { risk: 'orange', rated: true })
  const chenli = story.as('chenli')
  const get = async <T>(path: string): Promise<T> => (await chenli.get<T>(path)).body
  const told = { tower: null, 'tower-2': 'orange', firm: null, 'firm-2': null }
  const mine = <T extends { id: string }>(rows: readonly T[], of: (row: T) => unknown) =>
    Object.fromEntries(rows.filter(({ id }) => id in told).map((row) => [row.id, of(row)]))

  for (const [id, risk] of Object.entries(told)) {
    assert.equal((await get<ObjectDetail>(`/api/v1/objects/${id}`)).risk, risk, id)
    assert.equal((await get<ObjectEntry>(`/api/v1/objects/${id}/entry`)).risk, risk, id)
  }
  const { rows } = await get<{ rows: ObjectRow[] }>('/api/v1/objects?limit=200')
  assert.deepEqual(
    mine(rows, ({ risk }) => risk),
    told,
  )
  const box = 'bbox=105,31,106,32'
  const { objects } = await get<MapPoints>(`/api/v1/map/points?${box}`)
  assert.deepEqual(
    mine(objects, ({ risk }) => risk),
    told,
  )
  const view = await get<MapView>(`/api/v1/map/view?${box}`)
  assert.deepEqual(
    mine(view.rows, ({ level }) => level),
    { tower: 0, 'tower-2': 2, firm: 0, 'firm-2': 0 },
  )
  const found = async (risk: string) =>
    (await get<{ rows: ObjectRow[] }>(`/api/v1/objects?risk=${risk}`)).rows.map(({ id }) => id)
  assert.deepEqual([await found('green'), await found('orange')], [[], ['tower-2']])
  await story.end()
})
