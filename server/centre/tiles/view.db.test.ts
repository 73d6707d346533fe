import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MapAreas, MapView } from '../../../contract/tile.ts'
import { goRed } from '../../../test/scenario/septic.ts'
import { type Story, startStory } from '../../../test/story.ts'

const box = 'bbox=105,31,106,32'
const view = async (story: Story, query = '', as = 'chenli') =>
  (await story.as(as).get<MapView>(`/api/v1/map/view?${box}${query}`)).body
const areas = async (story: Story, query = '', as = 'chenli') =>
  (await story.as(as).get<MapAreas>(`/api/v1/map/areas${query}`)).body.rows.map(({ name, n, counts }) => [name, n, counts])

describe('what lies in view', () => {
  it('is counted by level and kind, and listed the gravest first', async (test) => {
    const story = await startStory(test)
    const before = story.now().toISOString()
    await story.pass({ m: 1 })
    await goRed(story)
    await story.sql(
      `insert into objects (id, pack, kind, code, name, area, lon, lat, risk, rated)
       select 'm-' || n, 'septic-gas', case when n > 240 then 'manhole' else 'septic-tank' end, 'M' || n, '补 ' || n, o.area, o.lon, o.lat + n * 0.0001, case when n = 7 then 'orange' else 'green' end, n = 7
       from objects o, generate_series(1, 250) n where o.id = 'tank-990101-0001'`,
    )
    // A light alarm is no reason to stand above what is worse without one.
    await story.sql(
      `insert into alarms select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'object', 'm-8', 'severity', 'blue'))).*
       from alarms a where a.object = 'tank-990101-0001' limit 1`,
    )
    const all = await view(story)
    // Tanks nobody has rated: green is what nobody said, and no low risk.
    assert.deepEqual([all.counts.slice(0, 3), all.alarms, all.as], [[267, 1, 1], [0, 1, 0, 0, 1, 0], 'now'])
    assert.deepEqual(
      all.rows.slice(0, 3).map(({ id, level, severity }) => [id, level, severity]),
      [
        ['tank-990101-0001', 1, 'red'],
        ['m-7', 2, null],
        ['m-8', 4, 'blue'],
      ],
    )
    assert.deepEqual([all.rows.length, all.left, new Set(all.rows.map(({ id }) => id)).size], [200, 270 - 200, 200])
    assert.deepEqual(
      all.kinds.map(({ kind, n }) => [kind, n]),
      [
        ['septic-tank', 260],
        ['manhole', 10],
      ],
    )
    const worst = await view(story, '&levels=1,2')
    assert.deepEqual([worst.rows.length, worst.left, worst.counts], [2, 0, all.counts], 'the counts are of all levels')
    const some = await view(story, '&kinds=manhole')
    assert.deepEqual([some.rows.length, some.counts[0], some.kinds.length], [10, 10, 2], 'the kinds are of all kinds')
    const cases = await view(story, '&show=events')
    assert.deepEqual([cases.counts[1], cases.rows.map(({ level, state }) => [level, state])], [1, [[1, 'handling']]])
    const then = await view(story, `&at=${before}`)
    assert.deepEqual([then.as, then.at, then.counts[1], then.alarms[1]], ['then', before, 0, 0])
    assert.deepEqual((await view(story, `&show=events&at=${before}`)).rows, [])
    const other = await view(story, '', 'liangzhu')
    assert.equal(
      other.rows.some(({ id }) => id === 'tank-990101-0001'),
      false,
    )
    assert.equal(other.counts[1], 0)
    for (const bad of ['&levels=6', '&levels=1;2', '&show=people'])
      assert.equal((await story.as('chenli').get(`/api/v1/map/view?${box}${bad}`)).status, 400, bad)
    await story.acknowledge()
    await story.end()
  })

  it('is counted for each part of an area, down to the grids', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    const towns = await areas(story)
    assert.deepEqual(
      towns.map(([name]) => name),
      ['临江街道', '竹溪街道'],
    )
    assert.deepEqual(
      towns.map(([, n]) => n),
      [10, 10],
    )
    assert.equal((towns[0]![2] as number[])[1], 1)
    const total = (rows: unknown[][]): number => rows.reduce((sum, [, n]) => sum + Number(n), 0)
    assert.equal(total(await areas(story, '?area=990101001')), 10)
    const city = await areas(story, '', 'shenlan')
    assert.deepEqual([city.map(([name]) => name), total(city)], [['北岸区'], 20])
    assert.deepEqual(await areas(story, '?show=events', 'shenlan'), [['北岸区', 1, [0, 1, 0, 0, 0, 0]]])
    assert.deepEqual(await areas(story, '?area=990101001', 'liangzhu'), [])
    await story.acknowledge()
    await story.end()
  })
})
