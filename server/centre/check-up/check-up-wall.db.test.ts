import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { CheckUpWall } from '../../../contract/check-up-wall.ts'
import type { VitalDefinition } from '../../../contract/vital.ts'
import { goRed } from '../../../test/scenario/septic.ts'
import { startStory } from '../../../test/story.ts'
import { addVitals } from '../../flow/7-evaluate/vitals/store-registry.ts'

// One city for all, in the order of the tests. Monday, 2 March 2026, 9:30.
const story = await startStory({ after } as unknown as TestContext)
const definition: VitalDefinition = {
  ...{ code: 'gas.online', name: { zh: '燃气报警在线率', en: 'Gas alarms online' }, board: 'facilities', track: 'gas' },
  ...{ unit: { zh: '%', en: '%' }, decimals: 1, aggregation: 'ratio', times: 100, tier: 'community', cadence: 'day' },
  ...{ dueMinutes: 60, hysteresis: 0, normal: { least: 95 }, source: { zh: '燃气企业', en: 'gas firms' } },
}
const owner = 'unit-beian-urban-management'
await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
  addVitals(tx, [{ definition, state: 'connected', pinyin: '', initials: '', owner }], 'system', tx.now),
)
const wall = async (as: string, area?: string) =>
  (await story.as(as).get<CheckUpWall>(`/api/v1/cockpit/check-up${area ? `?area=${area}` : ''}`)).body
const cell = ({ rows, boards }: CheckUpWall, area: string, zh: string) => {
  const board = boards.find(({ name }) => name.zh === zh)!.id
  return rows.find(({ code }) => code === area)!.cells.find((one) => one.board === board)!
}
const tell = async (value: number) => {
  const told = { vital: 'gas.online', area: '990101001001', period: '2026-03-01', value, denominator: 100 }
  assert.equal((await story.as('chenli').post('/api/v1/vitals/values', { values: [told] })).status, 200)
  while (await story.zhili.rollVitals());
}
const check = (as: string) => story.as(as).post('/api/v1/check-ups', {})

describe('C4, boards by areas', () => {
  it('is unknown before any check-up, never normal', async () => {
    const city = await wall('shenlan')
    assert.deepEqual(
      city.rows.map(({ code, made }) => [code, made]),
      [
        ['99', null],
        ['990101', null],
      ],
    )
    assert.ok(city.rows.every(({ cells }) => cells.every(({ standing }) => standing === 'unknown')))
    assert.deepEqual(city.coverage, { n: 0, of: 1, oldest: null })
  })

  it('says of each area what its newest check-up says, with its age', async () => {
    await tell(99)
    await check('chenli')
    const first = await wall('shenlan')
    assert.equal(cell(first, '990101', '设施运行').standing, 'normal')
    assert.deepEqual([first.coverage.n, first.coverage.oldest], [1, story.now().toISOString()])
    await tell(80)
    await check('chenli')
    const { standing, outside } = cell(await wall('shenlan'), '990101', '设施运行')
    assert.deepEqual([standing, outside], ['abnormal', 1])
  })

  it('shows an event at once, down to the town, its case and who answers for it with a masked number', async () => {
    await goRed(story)
    await story.acknowledge()
    const city = cell(await wall('shenlan'), '990101', '设施运行')
    assert.deepEqual([city.grave, city.worst], [1, 'extraordinary'])
    const district = await wall('chenli')
    const boards = district.rows.find(({ code }) => code === '990101001')!.cells
    assert.deepEqual(
      boards.filter(({ grave }) => grave > 0).map(({ standing }) => standing),
      ['abnormal'],
    )
    assert.ok(district.rows.find(({ code }) => code === '990101002')!.cells.every(({ standing }) => standing === 'unknown'))
    const town = await wall('tangke')
    const [event] = town.things
    assert.deepEqual([event?.kind, event?.grade, town.rows.length], ['event', 'extraordinary', 1])
    const [vital] = district.things.filter(({ kind }) => kind === 'vital')
    assert.equal(vital?.who?.unitName !== null && vital?.who?.unitName !== undefined, true)
    for (const { who } of district.things) if (who?.phone) assert.match(who.phone, /\*{4}/)
  })

  it('forgets a check-up that is too old, and is nobody’s from elsewhere', async () => {
    await story.sql(`update check_ups set at = at - interval '40 days'`)
    const old = await wall('shenlan')
    const row = old.rows.find(({ code }) => code === '990101')!
    assert.deepEqual([row.stale, old.coverage.n, cell(old, '990101', '经济发展').standing], [true, 0, 'unknown'])
    assert.equal((await story.as('tangke').get('/api/v1/cockpit/check-up?area=990101')).status, 404)
    assert.equal((await story.as('xieran').get('/api/v1/cockpit/check-up')).status, 403)
  })
})
