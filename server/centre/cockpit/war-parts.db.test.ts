import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { CockpitEvent } from '../../../contract/cockpit.ts'
import { cameraStory, library } from '../../../test/camera-platform.ts'
import { goRed } from '../../../test/scenario/septic.ts'
import { addVitals } from '../../flow/7-evaluate/vitals/store-registry.ts'

// One town for all: a red tank, four cameras round it, one of another district, one far away.
const story = await cameraStory({ after } as unknown as TestContext)
await goRed(story)
const { id } = await story.as('chenli').event()
const war = async (account: string) => {
  const { status, body } = await story.as(account).get<CockpitEvent>(`/api/v1/cockpit/event/${id}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}
const [at] = await story.sql<{ lon: number; lat: number; area: string }>('select lon, lat, area from events')

describe('the cameras of one event', () => {
  it('are none where none stands near', async () => {
    assert.deepEqual((await war('chenli')).cameras, { withinM: 500, rows: [], beyond: null })
  })

  it('are the three nearest of one’s own areas, with their state and when they were listed', async () => {
    const { lon, lat, area } = at!
    const north = [0.0009, 0.0018, 0.0027, 0.0036, 0.0001, 0.009]
    await story.sql(
      `insert into cameras (protocol, number, camera, name, status, lon, lat, area, seen_at, model)
       select 'gat1400', $1, 'c-' || n, n || ' 号', s, $2, $3 + d, a, '2026-03-02T00:00:00Z', 'M-1'
       from unnest($4::float8[], $5::text[], $6::text[]) with ordinality as u(d, s, a, n)`,
      [library, lon, lat, north, ['1', '2', null, '1', '1', '1'], [area, area, area, area, '99/990102/', area]],
    )
    const { rows } = (await war('chenli')).cameras!
    assert.deepEqual(
      rows.map(({ name, state, m }) => [name, state, m]),
      [
        ['1 号', 'on', 100],
        ['2 号', 'off', 200],
        ['3 号', 'unsaid', 300],
      ],
    )
    assert.deepEqual([rows[0]?.listedAt, rows[0]?.picture], ['2026-03-02T00:00:00.000Z', null])
    assert.equal((await war('shenlan')).cameras!.rows[0]?.name, '5 号', 'the city sees that of another district')
  })

  it('show the last picture only to who may open it', async () => {
    const { area, lon, lat } = at!
    const [file, suspicion] = ['00000000-0000-4000-8000-00000000000f', '00000000-0000-4000-8000-00000000000a']
    await story.sql(
      `insert into files (id, size, received, kind, state, owner, made_at) values ($1, 1, 1, 'image/jpeg', 'complete', 'camera', now())`,
      [file],
    )
    await story.sql(
      `insert into suspicions (id, protocol, number, camera, label, type, area, lon, lat, demo, n, first_at, last_at, received_at)
       values ($1, 'gat1400', $2, 'c-1', 'x', 'city.garbage', $3, $4, $5, false, 1, now(), now(), now())`,
      [suspicion, library, area, lon, lat],
    )
    await story.sql(
      `insert into sightings (protocol, number, digest, camera, label, at, received_at, outcome, suspicion, area, photo)
       values ('gat1400', $1, '\\x01', 'c-1', 'x', '2026-03-02T00:30:00Z', now(), 'suspicion', $2, $3, $4)`,
      [library, suspicion, area, file],
    )
    const first = async (account: string) => (await war(account)).cameras!.rows.find(({ name }) => name === '1 号')?.picture
    const made = '2026-03-02T00:30:00.000Z'
    assert.deepEqual(await first('chenli'), { at: made, file }, 'who judges what cameras noticed')
    assert.deepEqual(await first('qiumingyuan'), { at: made, file: null }, 'a commander does not')
    await story.sql('update files set event = $2 where id = $1', [file, id])
    assert.deepEqual(await first('qiumingyuan'), { at: made, file }, 'evidence of the case is seen with it')
    for (const account of ['chenli', 'qiumingyuan']) {
      const { status } = await story.as(account).get(`/api/v1/files/${file}`)
      assert.equal(status, 404, 'its bytes lie nowhere here; refused it would be all the same')
    }
  })
})

describe('the vital of one event', () => {
  const words = (zh: string) => ({ zh, en: zh })
  it('is its number with its periods and range where a vital opened it, none of another', async () => {
    assert.deepEqual((await war('chenli')).vital, { of: null, joined: [] })
    const definition = {
      ...{ code: 'river.level', name: words('水位'), board: 'facilities', track: 'water', unit: words('m'), decimals: 1 },
      ...{ aggregation: 'mean' as const, times: 1 as const, tier: 'town' as const, cadence: 'hour' as const, dueMinutes: 60 },
      ...{ hysteresis: 0, source: words('站'), normal: { most: 3 } },
    }
    await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
      addVitals(tx, [{ definition, state: 'connected', pinyin: '', initials: '', owner: null }], 'system', tx.now),
    )
    await story.sql(`update events set vital = 'river.level', vital_area = '990101001' where id = $1`, [id])
    const found = (await war('chenli')).vital!.of!
    assert.deepEqual([found.code, found.area.name, found.normal], ['river.level', '临江街道', { most: 3 }])
  })

  it('is of an area as a whole where it is at no object: nothing is near it', async () => {
    const { object, whole: all, wholeArea } = (await war('chenli')).event
    assert.deepEqual([object === null, all, wholeArea], [false, false, null], 'at an object it has a place')
    await story.sql('update events set object = null where id = $1', [id])
    const { event, cameras } = await war('chenli')
    const { area } = event
    assert.deepEqual(cameras, { withinM: 500, rows: [], beyond: null }, 'though some stand near its middle')
    await story.sql('update events set area = $2 where id = $1', [id, '99/990101/990101001/'])
    const whole = async () => (await war('chenli')).event
    const town = { code: '990101001', name: '临江街道', paths: ['99/990101/990101001/'] }
    assert.deepEqual((await whole()).wholeArea, town)
    // The case of an operating district is kept under one of its towns.
    await story.sql(`update events set vital_area = '990101' where id = $1`, [id])
    const district = await whole()
    assert.deepEqual([district.areaName, district.whole, district.wholeArea?.name], ['北岸区', true, '北岸区'])
    assert.deepEqual(district.wholeArea?.paths, ['99/990101/990101001/', '99/990101/990101002/'])
    await story.sql('update events set object = $2, area = $3 where id = $1', [id, object, area])
  })
})

describe('one event that rests', () => {
  it('says why and until when, and its clock stands still', async () => {
    assert.equal((await war('chenli')).event.pause, null)
    const pause = { verb: 'park', reason: '等汛期过', until: '2026-05-30T02:00:00.000Z', granted: true }
    await story.sql(`update events set state = 'parked', pause = $2 where id = $1`, [
      id,
      JSON.stringify({ ...pause, askedBy: 'chenli', askedByName: '陈立' }),
    ])
    const { event } = await war('chenli')
    assert.deepEqual([event.state, event.pause], ['parked', { ...pause, askedBy: '陈立' }])
    assert.deepEqual([event.clock?.paused ?? true, event.overdue], [true, false])
    await story.sql(`update events set state = 'handling', pause = null where id = $1`, [id])
  })
})

describe('each part of one event', () => {
  it('is missing by itself when it cannot be read', async () => {
    const missing = async () => {
      const view = await war('chenli')
      return Object.entries(view).flatMap(([part, value]) => (value === null ? [part] : []))
    }
    assert.deepEqual(await missing(), [])
    for (const [table, parts] of [
      ['sightings', ['cameras']],
      ['vitals', ['vital']],
    ] as const) {
      await story.sql(`alter table ${table} rename to ${table}_away`)
      assert.deepEqual(await missing(), parts, table)
      await story.sql(`alter table ${table}_away rename to ${table}`)
    }
    assert.deepEqual(await missing(), [])
    await story.acknowledge()
    await story.end()
  })
})
