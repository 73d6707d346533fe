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

  it('counts since the pack was switched on there: by the district, else since it was there, and says what it does not know', async () => {
    const tune = (off: boolean) =>
      story.as('chenli').post(`/api/v1/packs/${truckPack.id}/tune`, { area: '99/990101/', off, reason: '检修后启用' })
    const mine = async () => (await board('chenli')).filter(({ areaName }) => areaName === '北岸区')
    const [began] = await mine()
    assert.deepEqual([began?.on.how, began?.on.off, Boolean(began?.on.at)], ['with-platform', false, true])
    const [all] = await story.sql<{ n: number }>('select count(*)::int as n from events')
    assert.ok(all!.n > 0)
    await story.sql(
      `insert into pack_tunings (pack, area, off, changed_by, changed_at, turn)
      select $1, '99/990101/', true, a.person, $2, last_turn() + 1 from accounts a where a.account = 'chenli'
      on conflict (pack, area) do update set off = true, turn = excluded.turn`,
      [truckPack.id, story.now()],
    )
    await story.pass({ h: 1 })
    assert.equal((await mine())[0]?.on.off, true, 'it is said that it is off now')
    assert.equal((await tune(false)).status, 200)
    const [anew] = await mine()
    assert.deepEqual([anew?.on.how, anew?.on.off, anew?.after], ['switched-on', false, null], 'nothing since, which is not zero')
    await story.pass({ m: 5 })
    await happens(first)
    assert.equal((await mine())[0]?.after?.found, 1, 'only what was opened since')
    await story.sql('update pack_starts set at = null, how = $1 where pack = $2', ['unknown', truckPack.id])
    const [unknown] = await mine()
    assert.deepEqual([unknown?.on.at, unknown?.on.how], [null, 'unknown'])
    assert.ok(unknown!.after!.found > 1, 'then every case counts')
  })
})
