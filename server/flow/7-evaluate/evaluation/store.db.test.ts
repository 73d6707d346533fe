import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, it } from 'node:test'
import { seedNow, testDatabase } from '../../../../test/database.ts'
import { manualClock } from '../../../kernel/clock.ts'
import { createLog } from '../../../kernel/log.ts'
import { createSpine } from '../../../kernel/spine.ts'
import { shareOf } from './rules/tally.ts'
import type { Wish } from './store.ts'
import { casesBehind, lateOf, lookAt } from './store-judged.ts'

const database = await testDatabase('empty')
const spine = createSpine({ url: database.url, clock: manualClock(seedNow), log: createLog('silent') })
after(async () => {
  await spine.close()
  await database.drop()
})

const town = '99/990101/990101001/'
const at = (text: string): string => `2026-${text}:00+08:00`
const march: Wish = { scope: [town], from: new Date(at('03-01T00:00')), until: new Date(at('04-01T00:00')) }

async function insert(table: string, row: Record<string, unknown>): Promise<void> {
  const names = Object.keys(row)
  const places = names.map((_, i) => `$${i + 1}`)
  await spine.query(`insert into ${table} (${names.join(', ')}) values (${places.join(', ')})`, Object.values(row))
}

/** A closed case with its lead’s part and its facts; all of it in the morning of 10 March. */
async function newCase(change: { event?: Record<string, unknown>; order?: Record<string, unknown> } = {}): Promise<string> {
  const id = randomUUID()
  await insert('events', {
    ...{ id, no: id.slice(0, 26), type: 'city.garbage', pack: 'city-basics', pack_version: 1, grade: 'ordinary', title: 'x' },
    ...{ state: 'closed', mode: 'triage', source: 'grid', area: town, lon: 1, lat: 1, lead_unit: 'u' },
    ...{ opened_at: at('03-10T09:00'), dispatched_at: at('03-10T09:00'), closed_at: at('03-10T11:30') },
    ...{ changed_at: at('03-10T11:30'), ...change.event },
  })
  const order = randomUUID()
  await insert('work_orders', {
    ...{ id: order, event: id, unit: 'u', unit_name: 'U', role: 'lead', mandatory: true, state: 'passed', area: town },
    ...{ asked_at: at('03-10T09:00'), accept_by: at('03-10T09:30'), accepted_at: at('03-10T09:10') },
    ...{ finish_by: at('03-10T11:00'), submitted_at: at('03-10T10:40'), done_at: at('03-10T11:30') },
    ...{ changed_at: at('03-10T11:30'), ...change.order },
  })
  const body = { event: id, order, unit: 'u', unitName: 'U', role: 'lead' }
  for (const [kind, when] of [
    ...[
      ['event.opened', '03-10T09:00'],
      ['event.dispatched', '03-10T09:00'],
      ['work-order.asked', '03-10T09:00'],
    ],
    ...[
      ['work-order.accepted', '03-10T09:10'],
      ['work-order.submitted', '03-10T10:40'],
      ['event.checking', '03-10T10:40'],
    ],
    ['event.closed', '03-10T11:30'],
  ] as [string, string][])
    await newFact(id, kind, when, body)
  return id
}
const newFact = (event: string, kind: string, when: string, body: Record<string, unknown>): Promise<void> =>
  insert('facts', {
    ...{ recorded_at: at(when), occurred_at: at(when), kind, subject: event, area: town },
    ...{ actor: JSON.stringify({ kind: 'system', id: 'x' }), body: JSON.stringify(body) },
  })

describe('the evaluation of a period, from rows', () => {
  it('counts closings with what was wrong with them, and lists the very cases it counts', async () => {
    const plain = await newCase()
    const brief = await newCase({ order: { defects: JSON.stringify(['too-brief']), accepted_at: at('03-10T09:40') } })
    const back = await newCase({ event: { state: 'handling', closed_at: null, reopened: 1 } })
    await newFact(back, 'event.reopened', '03-11T09:00', { event: back })
    await newCase({ event: { exercise: true, title: '【演练】x' } })
    const { verdicts } = await lookAt(spine, march)
    assert.deepEqual(shareOf(verdicts['false-closing']), { n: 1, of: 3 })
    assert.deepEqual(shareOf(verdicts.reopened), { n: 1, of: 3 })
    assert.deepEqual(shareOf(verdicts['accepted-in-time']), { n: 2, of: 3 })
    const list = (figure: 'false-closing' | 'reopened' | 'accepted-in-time', part: string, of = 'u') =>
      casesBehind(spine, march, { figure, part, period: 'month', day: '2026-03-01', by: { by: 'unit', of } })
    assert.deepEqual(await list('false-closing', 'hit'), [brief])
    assert.deepEqual(await list('reopened', 'hit'), [back])
    assert.deepEqual(await list('accepted-in-time', 'miss'), [brief])
    assert.deepEqual(await list('false-closing', 'all', 'nobody'), [])
    assert.equal((await list('false-closing', 'miss')).includes(plain), true)
  })

  it('says of late cases where their time went, from their facts', async () => {
    const { cases, parts } = await lateOf(spine, march)
    assert.equal(cases, 3, 'all three were due at eleven and closed half an hour later, or are open again')
    const of = Object.fromEntries(parts.map(({ part, minutes, longest }) => [part, [minutes, longest]]))
    const sinceReopened = (20 * 24 + 15) * 60
    assert.deepEqual([of.accepting![0], of.waiting![0]], [3 * 10, sinceReopened], 'opened again, and nobody asked')
    assert.equal(of.checking![0], 3 * 50)
    const working = await casesBehind(spine, march, {
      figure: 'late',
      part: 'working',
      period: 'month',
      day: '2026-03-01',
      by: null,
    })
    assert.equal(working.length, of.working![1])
  })

  it('looks at nothing of another town, nor of another month', async () => {
    const elsewhere = await lookAt(spine, { ...march, scope: ['99/990101/990101002/'] })
    const earlier = await lookAt(spine, { ...march, from: new Date(at('02-01T00:00')), until: march.from })
    for (const { verdicts } of [elsewhere, earlier]) assert.equal(Object.values(verdicts).flat().length, 0)
  })
})
