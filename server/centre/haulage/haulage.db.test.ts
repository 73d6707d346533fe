import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { HaulBoardRow, HaulEffects } from '../../../contract/haul-effect.ts'
import { truckPack } from '../../../test/demo-packs.ts'
import { startStory } from '../../../test/story.ts'

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext, { packs: [truckPack] })
const [first, second, third] = ['99/990101/990101001/', '99/990101/990101002/', '99/990101/990101003/'] as const
const board = async (account: string): Promise<HaulBoardRow[]> =>
  (await story.as(account).get<HaulEffects>('/api/v1/haulage-effects')).body.rows[0]!.board
const says = { pack: truckPack.id, from: '2025-01-01', to: '2025-12-31', found: 1_000, handled: 200, source: '2025 年渣土台账' }
const put = (account: string, district: string) =>
  story.as(account).post<{ code?: string; district?: string }>('/api/v1/haulage-baselines', { ...says, district })
const brief = (rows: HaulBoardRow[]) =>
  rows.map(({ district, areaName, before, after: now }) => [district, areaName, before?.found ?? null, now?.found ?? null])

let no = 0
const happens = (area: string) =>
  story.sql(
    `insert into events (id, no, type, pack, pack_version, grade, title, state, mode, source, area, lon, lat, opened_at, changed_at)
     values (gen_random_uuid(), $1, $2, $3, 1, 'ordinary', '渣土车未密闭', 'open', 'triage', 'seat', $4, 105.5, 31.5, $5, $5)`,
    [`T-${no++}`, truckPack.types[0]!.id, truckPack.id, area, story.now()],
  )

/** A zone takes one of three towns: whoever answers for the district answers for two single towns from then on. */
async function splitOff(): Promise<void> {
  await story.sql(
    `insert into areas (code, tier, name, kind, path, parent, operating_district, valid_from)
     values ('990101003', 'town', '石桥镇', '镇', $1, '990101', '990101', '2020-01-01')`,
    [third],
  )
  await story.sql(`insert into operating_districts (code, name, sort, kind) values ('z-new', '新区', 2, 'zone')`)
  await story.sql(`update areas set operating_district = 'z-new' where path like $1 || '%'`, [second])
  const [{ unit } = { unit: '' }] = await story.sql<{ unit: string }>(
    `select p.unit from accounts a join appointments m on m.person = a.person join posts p on p.id = m.post where a.account = 'chenli' limit 1`,
  )
  await story.sql('delete from unit_areas where unit = $1', [unit])
  for (const path of [first, third])
    await story.sql('insert into unit_areas (unit, area, path) values ($1, $2, $3)', [unit, path.split('/')[2], path])
}

describe('before and after', () => {
  it('is of the whole district for whoever answers for it, and a baseline can be entered at once', async () => {
    for (const area of [first, first, second]) await happens(area)
    assert.deepEqual(brief(await board('chenli')), [['990101', '北岸区', null, 3]])
    assert.equal((await put('tangke', '990101')).status, 403, 'a town has not the right')
  })

  it('is of the district as it is run where a zone has some of its towns', async () => {
    await splitOff()
    for (const area of [third, `${third}x/`]) await happens(area)
    assert.deepEqual(brief(await board('chenli')), [['990101', '北岸区', null, 4]], 'without the town of the zone')
    assert.deepEqual((await put('chenli', '990101')).body, { district: '990101' })
    assert.deepEqual(brief(await board('chenli')), [['990101', '北岸区', 1_000, 4]])
    assert.equal((await put('chenli', 'z-new')).status, 404, 'the zone is somebody else’s')
    assert.equal((await put('chenli', '99/990101/')).status, 404)
    const [fact] = await story.facts('haul-baseline.set')
    assert.deepEqual([fact?.subject, fact?.body.areaName], ['990101', '北岸区'])
  })

  it('never holds the cases of a town against the baseline of its district', async () => {
    assert.deepEqual(brief(await board('tangke')), [[null, '临江街道', null, 2]])
  })

  it('shows a city its districts with cases or a baseline, zones beside the divisions', async () => {
    await story.sql(`insert into operating_districts (code, name, sort, kind) values ('z-empty', '空区', 3, 'zone')`)
    assert.deepEqual(brief(await board('shenlan')), [
      ['990101', '北岸区', 1_000, 4],
      ['z-new', '新区', null, 1],
    ])
    assert.equal((await put('shenlan', 'z-new')).status, 200)
    assert.deepEqual(brief(await board('shenlan'))[1], ['z-new', '新区', 1_000, 1])
    await story.end()
  })
})
