import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { system } from '../../../contract/actor.ts'
import type { FactKind } from '../../../contract/fact.ts'
import { seedNow, testDatabase } from '../../../test/database.ts'
import { manualClock } from '../../kernel/clock.ts'
import type { NewFact } from '../../kernel/facts.ts'
import { createLog } from '../../kernel/log.ts'
import { createSpine } from '../../kernel/spine.ts'
import { workOnce } from '../../kernel/worker.ts'
import { countHandlers } from './on.ts'
import { compareCounts, readCounts, rebuildCounts } from './store.ts'

const zone = 'Asia/Shanghai'
const database = await testDatabase('empty')
const clock = manualClock(seedNow)
const spine = createSpine({ url: database.url, clock, log: createLog('silent') })
spine.flow = { inTx: {}, timers: {}, after: countHandlers({ zone }).after }
after(async () => {
  await spine.close()
  await database.drop()
})

const grid = (town: string) => `99/990101/${town}/${town}001/${town}001001/`
const cleared = {
  ...{ object: 'x', family: 'gas', label: 'X', rule: 'ch4', value: 1, unit: '', rulesVersion: 0, cause: null },
}
const order = { order: 'o1', unit: 'u', unitName: 'U', role: 'lead' as const, event: 'e1' }
const asked = {
  ...order,
  post: null,
  person: null,
  personName: null,
  why: 'plan',
  mandatory: true,
  arriveBy: null,
  finishBy: null,
  provisional: false,
}
const fact = <K extends FactKind>(kind: K, body: NewFact<K>['body'], town = '990101001'): NewFact<K> => ({
  kind,
  subject: 'e1',
  area: grid(town),
  body,
})
const record = (facts: NewFact[]) =>
  spine.transaction(system, async (tx) => {
    for (const one of facts) await tx.record(one)
  })
const work = async () => {
  let n = 0
  while (await workOnce(spine)) n++
  return n
}
const minutes = (n: number) => new Date(seedNow.getTime() + n * 60_000)

describe('the counts', () => {
  it('follow the facts, each once', async () => {
    await record([
      fact('event.opened', {
        event: 'e1',
        no: 'n',
        type: 't',
        grade: 'major',
        title: 't',
        source: 'sensor',
        mode: 'auto',
        object: null,
        alarm: null,
        severity: null,
        lead: null,
      }),
      fact('event.dispatched', {
        event: 'e1',
        plan: 'p',
        version: 1,
        lead: 'u',
        leadName: 'U',
        why: 'plan',
        mode: 'auto',
        tier: 'town',
      }),
      fact('work-order.asked', { ...asked, acceptBy: minutes(5).toISOString() }),
      fact('work-order.asked', { ...asked, order: 'o2', acceptBy: minutes(1).toISOString() }),
    ])
    clock.set(minutes(3))
    await record([
      fact('work-order.accepted', { ...order, tookS: 180 }),
      fact('work-order.accepted', { ...order, order: 'o2', tookS: 180 }),
      fact('work-order.overdue', { ...order, order: 'o2', clock: 'accept', due: minutes(1).toISOString() }),
      fact('alarm.cleared', { ...cleared, alarm: 'a', from: 'blue', byDevice: true }, '990101002'),
      fact('alarm.cleared', { ...cleared, alarm: 'b', from: 'red', byDevice: false }, '990101002'),
      fact('check.failed', { event: 'e1', check: 'c', reason: 'r', orders: [] }),
      fact('event.closed', { event: 'e1', checkedBy: 'p' }),
    ])
    assert.equal(await work(), 9)
    const day = { from: '2026-03-02', to: '2026-03-02' }
    const sums = await readCounts(spine, ['99/'], day)
    assert.deepEqual(sums, {
      opened: 1,
      dispatched: 1,
      accepted: 2,
      'accepted-on-time': 1,
      overdue: 1,
      returned: 0,
      'sent-back': 1,
      closed: 1,
      reopened: 0,
      'false-alarm': 0,
      'auto-cleared': 1,
    })
    assert.equal((await readCounts(spine, ['99/990101/990101002/'], day)).opened, 0)
    assert.equal((await readCounts(spine, [], day)).opened, 0)
    assert.deepEqual(await compareCounts(spine, zone), [])
  })

  it('that were changed behind the back are found, and rebuilt from zero', async () => {
    await spine.query(`update area_counts set n = 7 where name = 'closed'`)
    await spine.query(`delete from area_counts where name = 'opened'`)
    assert.deepEqual(
      (await compareCounts(spine, zone)).map(({ name, stored, counted }) => [name, stored, counted]),
      [
        ['closed', 7, 1],
        ['opened', 0, 1],
      ],
    )
    await spine.transaction(system, (tx) => rebuildCounts(tx, zone))
    assert.deepEqual(await compareCounts(spine, zone), [])
  })

  it('stay right when they are rebuilt while facts still wait to be counted', async () => {
    await record([fact('event.reopened', { event: 'e1', reason: 'r' })])
    await spine.transaction(system, (tx) => rebuildCounts(tx, zone))
    assert.deepEqual(await compareCounts(spine, zone), [])
    assert.equal(await work(), 1)
    assert.deepEqual(await compareCounts(spine, zone), [])
    assert.equal((await readCounts(spine, ['99/'], { from: '2026-03-02', to: '2026-03-02' })).reopened, 1)
  })
})
