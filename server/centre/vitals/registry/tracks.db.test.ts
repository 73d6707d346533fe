import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { VitalDefinition, VitalList, VitalPage } from '../../../../contract/vital.ts'
import { boards, gathered } from '../../../../contract/vital-boards.ts'
import type { VitalEntry, VitalSheetLook } from '../../../../contract/vital-registry.ts'
import type { VitalTrackDone, VitalTrackEntry, VitalTrackList } from '../../../../contract/vital-track.ts'
import { startStory } from '../../../../test/story.ts'
import { demoVitals } from '../../../city/seed/vitals.ts'
import { listVitals } from '../../../city/seed/vitals-list.ts'

// One city for all, in the order of the tests. The city's hub keeps the tracks; a district and a town put their vitals into them.
const story = await startStory({ after } as unknown as TestContext)
const city = story.as('shenlan')
const district = story.as('chenli')
const town = story.as('baining')
type Problem = { code: string; zh: string }

const words = (zh: string, en: string) => ({ zh, en })
const tracks = '/api/v1/vital-tracks'
const list = async (as = city) => (await as.get<VitalTrackList>(tracks)).body
const one = async (code: string): Promise<VitalTrackEntry> => (await list()).rows.find((row) => row.code === code)!
const definition: VitalDefinition = {
  ...{ code: 'sponge.area', name: words('海绵面积', 'Sponge area'), board: 'facilities', track: 'sponge' },
  ...{ unit: words('公顷', 'ha'), decimals: 0, aggregation: 'sum', times: 1, tier: 'town', cadence: 'day', dueMinutes: 60 },
  ...{ hysteresis: 0, source: words('住建委', 'Housing commission') },
}

describe('the tracks of the city', () => {
  it('begin as seventy, in the order of their boards, each with a first version', async () => {
    const { rows, mayChange } = await list()
    assert.deepEqual([rows.length, mayChange, (await list(town)).mayChange], [70, true, false])
    assert.deepEqual([...new Set(rows.map(({ board }) => board))], Object.keys(boards))
    assert.ok(rows.every(({ version, versions, stoppedAt }) => version === 1 && versions.length === 1 && stoppedAt === null))
    assert.deepEqual((await one('gas')).name, words('燃气', 'Gas'))
  })

  it('hold every vital the demo is laid with, under its board', async () => {
    const known = new Map((await list()).rows.map(({ code, board }) => [code, board]))
    const laid = demoVitals(listVitals())
    assert.ok(laid.length > 50)
    for (const {
      definition: { code, board, track },
    } of laid)
      assert.ok(gathered(board).includes(known.get(track) ?? '—'), `${code} in ${track}`)
  })

  it('are added and named by the city alone, with a version and a fact for each', async () => {
    const sponge = { code: 'sponge', board: 'facilities', name: words('海绵城市', 'Sponge city') }
    for (const as of [district, town]) {
      const refused = await as.post<Problem>(tracks, sponge)
      assert.ok(refused.status === 403, refused.body.code)
    }
    assert.equal((await district.post<Problem>(tracks, sponge)).body.code, 'vital.track-not-yours')
    assert.equal((await city.post<Problem>('/api/v1/vitals', { definition })).body.code, 'vital.track', 'there is none yet')
    assert.deepEqual((await city.post<VitalTrackDone>(tracks, sponge)).body, { code: 'sponge', version: 1 })
    assert.equal((await city.post<Problem>(tracks, sponge)).body.code, 'vital.track-taken')
    assert.equal((await city.post<Problem>(tracks, { ...sponge, code: 'sponges' })).body.code, 'vital.track-named')
    const rename = (version: number, as = city) =>
      as.put<VitalTrackDone & Problem>(`${tracks}/sponge`, { name: words('海绵设施', 'Sponge works'), ordinal: 2, version })
    assert.equal((await rename(1, district)).body.code, 'vital.track-not-yours')
    assert.equal((await rename(1)).body.version, 2)
    assert.equal((await rename(1)).body.code, 'vital.track-moved')
    const { versions, ordinal } = await one('sponge')
    assert.deepEqual([ordinal, versions.map(({ name }) => name.zh)], [2, ['海绵设施', '海绵城市']])
    const facts = await story.zhili.spine.query<{ kind: string }>(
      `select kind from facts where kind like 'vital-track.%' and subject = 'sponge' order by recorded_at, id`,
    )
    assert.deepEqual(
      facts.map(({ kind }) => kind),
      ['vital-track.added', 'vital-track.changed'],
    )
  })

  it('name what stands in them wherever it is read', async () => {
    assert.equal((await city.post('/api/v1/vitals', { definition })).status, 200)
    const { rows, tracks: counted } = (await city.get<VitalList>('/api/v1/vitals?q=sponge.area')).body
    assert.deepEqual([rows[0]!.trackName.zh, rows[0]!.trackName.en], ['海绵设施', 'Sponge works'])
    assert.equal(counted.find(({ track }) => track === 'sponge')?.name.en, 'Sponge works')
    const page = (await city.get<VitalPage>('/api/v1/vitals/sponge.area')).body
    assert.equal(page.trackName.zh, '海绵设施')
    const found = (await city.get<{ vitals: { trackName: { zh: string } }[] }>('/api/v1/look-up?q=sponge.area')).body
    assert.equal(found.vitals[0]?.trackName.zh, '海绵设施')
  })

  it('are asked for by sheets: a row whose track is none is told with its number', async () => {
    const look = async (track: string) => {
      const text = `编码,跑道\nsponge.area,${track}\n`
      return (await city.post<VitalSheetLook>('/api/v1/vital-sheets/look', Buffer.from(text))).body
    }
    assert.deepEqual(
      (await look('nowhere')).faults.map(({ row, zh }) => [row, zh]),
      [[2, '没有板块“facilities”或跑道“nowhere”']],
    )
    assert.equal((await look('air')).faults[0]?.row, 2, 'of another board')
    assert.equal((await look('water')).changed, 1)
  })

  it('are stopped once no vital in use stands in them, and take none from then on', async () => {
    const stop = (version: number, as = city) =>
      as.post<VitalTrackDone & Problem>(`${tracks}/sponge/stop`, { version, reason: '并入排水内涝' })
    assert.equal((await stop(2, district)).body.code, 'vital.track-not-yours')
    assert.equal((await stop(2)).body.code, 'vital.track-used')
    const move = (to: string) => city.post<Problem>('/api/v1/vitals/sponge.area/move', { to, reason: '并入' })
    assert.equal((await move('stopped')).status, 200)
    assert.equal((await stop(2)).body.version, 3)
    assert.equal((await one('sponge')).versions[0]?.stopped, '并入排水内涝')
    assert.equal((await move('catalogued')).body.code, 'vital.track-stopped')
    const { moves } = (await city.get<VitalEntry>('/api/v1/vitals/sponge.area/entry')).body
    assert.ok(moves.every(({ off }) => off?.zh.includes('跑道已停用')))
    const state = (await city.post<VitalSheetLook>('/api/v1/vital-sheets/look', Buffer.from('编码,状态\nsponge.area,编目\n')))
      .body
    assert.match(state.faults[0]?.zh ?? '', /跑道已停用/)
    const other = { ...definition, code: 'sponge.parks' }
    assert.equal((await city.post<Problem>('/api/v1/vitals', { definition: other })).body.code, 'vital.track-stopped')
    const again = { name: words('再来', 'Again'), ordinal: 1, version: 3 }
    assert.equal((await city.put<Problem>(`${tracks}/sponge`, again)).body.code, 'vital.track-ended')
    const draft = { definition: { ...definition, track: 'drainage' }, version: 1 }
    assert.equal((await city.put('/api/v1/vitals/sponge.area/draft', draft)).status, 200)
    await city.post('/api/v1/vitals/sponge.area/publish', { version: 1 })
    assert.equal((await move('catalogued')).status, 200, 'in another track it goes on')
  })

  it('are refused where there is no such track', async () => {
    assert.equal(
      (await city.post<Problem>(`${tracks}/none/stop`, { version: 1, reason: '没有' })).body.code,
      'vital.track-unknown',
    )
  })
})
