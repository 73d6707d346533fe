import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, it } from 'node:test'
import { seedNow, testDatabase } from '../../../test/database.ts'
import { manualClock } from '../../kernel/clock.ts'
import { createLog } from '../../kernel/log.ts'
import { createSpine } from '../../kernel/spine.ts'
import { dayBegins, type KpiWish, readKpiCases, readKpiReports } from './store-kpi.ts'

const zone = 'Asia/Shanghai'
const database = await testDatabase('empty')
const spine = createSpine({ url: database.url, clock: manualClock(seedNow), log: createLog('silent') })
after(async () => {
  await spine.close()
  await database.drop()
})

const town = '99/990101/990101001/'
const march: KpiWish = { scope: [town], from: '2026-03-01', until: new Date('2026-04-01T00:00:00+08:00'), zone }
const at = (text: string): string => `2026-${text}:00+08:00`
const ms = (text: string): number => Date.parse(at(text))

async function insert(table: string, row: Record<string, unknown>): Promise<void> {
  const names = Object.keys(row)
  const places = names.map((_, i) => `$${i + 1}`)
  await spine.query(`insert into ${table} (${names.join(', ')}) values (${places.join(', ')})`, Object.values(row))
}

async function newEvent(change: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID()
  await insert('events', {
    ...{ id, no: id.slice(0, 26), type: 'city.garbage', pack: 'city-basics', pack_version: 1, grade: 'ordinary', title: 'x' },
    ...{ state: 'closed', mode: 'triage', source: 'grid', area: `${town}990101001001/`, lon: 1, lat: 1 },
    ...{ opened_at: at('03-10T09:00'), dispatched_at: at('03-10T09:02'), checking_at: at('03-10T15:00') },
    ...{ closed_at: at('03-10T15:20'), changed_at: at('03-10T15:20') },
    ...change,
  })
  return id
}
const newOrder = (event: string, change: Record<string, unknown> = {}): Promise<void> =>
  insert('work_orders', {
    ...{ id: randomUUID(), event, unit: 'u', unit_name: 'U', role: 'lead', mandatory: true, state: 'passed', area: town },
    ...{
      asked_at: at('03-10T09:02'),
      accept_by: at('03-10T09:30'),
      finish_by: at('03-10T18:00'),
      submitted_at: at('03-10T15:00'),
    },
    ...{ changed_at: at('03-10T15:20') },
    ...change,
  })
const newCheck = (event: string, passed: boolean, when: string): Promise<void> =>
  insert('checks', { id: randomUUID(), event, by_person: 'p', by_post: 'q', passed, checked_at: at(when) })
const newSignal = (event: string, source: string, when: string): Promise<void> =>
  insert('signals', {
    ...{ id: randomUUID(), source, type: 'city.garbage', title: 'x', grade: 'ordinary', state: 'opened', event },
    ...{ area: town, lon: 1, lat: 1, received_at: at(when) },
  })

describe('the cases of a period', () => {
  it('are read with the moments their indicators ask for', async () => {
    const event = await newEvent()
    await newOrder(event, { state: 'transferred', returns: 1, submitted_at: null, finish_by: at('03-09T18:00') })
    await newOrder(event, { asked_at: at('03-10T10:00') })
    await newOrder(event, { role: 'assist', asked_at: at('03-10T11:00'), finish_by: at('05-01T18:00') })
    await newSignal(event, 'hotline', '03-10T08:40')
    await newSignal(event, 'grid', '03-10T08:50')
    await newCheck(event, false, '03-10T14:00')
    await newCheck(event, true, '03-10T15:20')
    assert.deepEqual(await readKpiCases(spine, march), [
      {
        ...{
          received: ms('03-10T08:40'),
          filed: ms('03-10T09:00'),
          voided: false,
          dispatched: ms('03-10T09:02'),
          redispatched: true,
        },
        ...{ due: ms('03-10T18:00'), handled: ms('03-10T15:00'), closed: ms('03-10T15:20'), sentBack: 1 },
        ...{ checkAsked: ms('03-10T15:00'), checked: ms('03-10T15:20'), foundByPublic: true, exempt: false },
      },
    ])
    await spine.query('delete from events')
  })

  it('are those of the area that were filed, open, ended or due in it; a standstill has no limit', async () => {
    const still = await newEvent({ state: 'parked', closed_at: null, opened_at: at('02-20T09:00'), checking_at: null })
    await newOrder(still, { paused_at: at('02-21T09:00'), submitted_at: null, state: 'accepted' })
    const early = await newEvent({ opened_at: at('02-20T09:00'), closed_at: at('02-21T09:00') })
    await newOrder(early, { finish_by: at('03-02T18:00'), submitted_at: at('02-21T08:00') })
    const voided = await newEvent({ state: 'false-alarm' })
    await newOrder(voided, { state: 'cancelled' })
    // none of these: over in February, merged, put right on the spot, in another town, of April
    await newOrder(await newEvent({ opened_at: at('02-20T09:00'), closed_at: at('02-21T09:00') }), {
      finish_by: at('02-25T18:00'),
    })
    await newEvent({ state: 'merged' })
    await newEvent({ state: 'self-handled' })
    await newEvent({ area: '99/990101/990101002/990101002001/' })
    await newEvent({ opened_at: at('04-01T00:00'), closed_at: null, state: 'open' })
    const rows = await readKpiCases(spine, march)
    assert.deepEqual(
      rows.map((one) => [one.filed, one.voided, one.due, one.handled]).toSorted(),
      [
        [ms('02-20T09:00'), false, null, null],
        [ms('02-20T09:00'), false, ms('03-02T18:00'), ms('02-21T08:00')],
        [ms('03-10T09:00'), true, null, null],
      ].toSorted(),
    )
    assert.deepEqual(await readKpiCases(spine, { ...march, scope: [] }), [])
  })

  it('have the reports of the area, decided or not', async () => {
    const report = (source: string, state: string, when: string, area = town) =>
      insert('reports', {
        ...{ id: randomUUID(), code: randomUUID(), source, type: 'x', content: 'x', area, lon: 1, lat: 1 },
        ...{ happened_at: at(when), received_at: at(when), state },
      })
    await report('grid', 'closed', '03-01T00:00')
    await report('citizen', 'rejected', '03-02T00:00')
    await report('grid', 'received', '03-03T00:00')
    await report('grid', 'closed', '02-28T23:59')
    await report('grid', 'closed', '03-03T00:00', '99/990102/')
    const read = await readKpiReports(spine, march)
    assert.deepEqual(read.map(({ by, state }) => `${by} ${state}`).toSorted(), ['grid valid', 'grid waiting', 'public rejected'])
    assert.equal((await dayBegins(spine, '2026-03-01', zone)).toISOString(), '2026-02-28T16:00:00.000Z')
  })
})
