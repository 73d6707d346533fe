import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { firstDevice, startStory } from '../story.ts'
import { tune } from './pack-steps.ts'
import { cleanAir, goRed, leadOrder, redNotices, work } from './septic.ts'

describe('a septic tank crosses its limit', () => {
  it('is worked on, checked by a second person and closed', async (t) => {
    const story = await startStory(t)
    await story.reads(firstDevice, { ch4: 12 })
    assert.deepEqual(await story.commands(), [{ device: firstDevice, name: 'fan.on', state: 'sent' }])
    await story.receipts(firstDevice)
    assert.equal((await story.commands())[0]!.state, 'receipted')
    await story.expectNotices([])

    await story.pass({ s: 20 })
    await story.reads(firstDevice, { ch4: 55 })
    await story.expectNotices(redNotices)
    const opened = await story.as('chenli').event()
    assert.equal(opened.grade, 'extraordinary')
    assert.equal(opened.mode, 'auto')
    assert.equal(opened.state, 'handling')

    await work(story, 'zhoumin')
    await story.expectNotices([['tangke', 'check']])
    assert.equal((await story.as('chenli').event()).state, 'checking')

    const early = await story.as('hechuan').post(`/api/v1/events/${opened.id}/check`, { passed: true })
    assert.equal(early.status, 422, 'the reading is still high')
    assert.equal(early.body.code, 'check.reading')
    await cleanAir(story, 10)
    // the assisting units never answered: told before their limit, then at it, together with the hub
    await story.expectNotices([
      ['hanqing', 'due-soon'],
      ['leiming', 'due-soon'],
      ['beian-fire-b', 'due-soon'],
      ['hanqing', 'overdue'],
      ['chenli', 'overdue'],
      ['leiming', 'overdue'],
      ['beian-fire-b', 'overdue'],
      ['chenli', 'overdue'],
    ])
    const own = await story.as('zhoumin').post(`/api/v1/events/${opened.id}/check`, { passed: true })
    assert.equal(own.status, 403)
    const passed = await story.as('hechuan').post(`/api/v1/events/${opened.id}/check`, { passed: true })
    assert.equal(passed.status, 200, JSON.stringify(passed.body))
    const closed = (await story.as('chenli').get(`/api/v1/events/${opened.id}`)).body as {
      state: string
      facts: { kind: string }[]
    }
    assert.equal(closed.state, 'closed')
    const kinds = closed.facts.map((fact) => fact.kind)
    for (const kind of [
      'alarm.raised',
      'command.sent',
      'command.receipted',
      'event.opened',
      'event.dispatched',
      'work-order.accepted',
      'work-order.arrived',
      'evidence.added',
      'work-order.submitted',
      'check.passed',
      'event.closed',
    ])
      assert.ok(kinds.includes(kind), `${kind} is missing on the timeline`)
    assert.equal((await story.commands()).at(-1)!.name, 'fan.off')
    await story.receipts(firstDevice)
    await story.end()
  })

  it('is cleared by its own fan without bothering anybody', async (t) => {
    const story = await startStory(t)
    await story.reads(firstDevice, { ch4: 12 })
    await story.receipts(firstDevice)
    await cleanAir(story, 11)
    const [cleared] = await story.facts('alarm.cleared')
    assert.equal(cleared!.body.byDevice, true)
    assert.deepEqual(await story.facts('event.opened'), [])
    await story.receipts(firstDevice)
    await story.expectNotices([])
    await story.end()
  })

  it('whose fan is to help before the monitor measures again waits for what it measures, three minutes at most', async (t) => {
    const story = await startStory(t)
    await tune(story, 'septic-gas', { 'ineffective-within': '2m' })
    await story.acknowledge()
    const [helped, other] = [firstDevice, 'hf-990101-0002']
    for (const device of [helped, other]) {
      await story.reads(device, { ch4: 12 })
      await story.receipts(device)
    }
    await story.pass({ m: 2, s: 30 })
    assert.deepEqual(await story.facts('event.opened'), [], 'nobody judges by what was measured before the fan ran')
    await story.reads(helped, { ch4: 6 })
    await story.pass({ s: 29 })
    assert.deepEqual(await story.facts('event.opened'), [])
    await story.pass({ s: 2 })
    const [opened, ...more] = await story.facts('event.opened')
    assert.deepEqual(
      [opened!.body.grade, more],
      ['major', []],
      'the silent one calls people in time, the one that was helped nobody',
    )
    const [raised] = (await story.facts('alarm.stepped-up')).filter(({ body }) => body.family === 'gas')
    assert.equal(raised!.body.device, other)
    await story.acknowledge()
    await story.end()
  })

  it('that stays yellow waits in the inbox for a person, who can undo a dispatch for eight seconds', async (t) => {
    const story = await startStory(t)
    await story.reads(firstDevice, { ch4: 22 })
    await story.receipts(firstDevice)
    await story.pass({ s: 29 })
    assert.deepEqual(await story.facts('signal.received'), [])
    await story.pass({ s: 1 })
    const [signal] = await story.facts('signal.received')
    const opened = await story.as('chenli').post<{ event: string }>(`/api/v1/signals/${signal!.subject}/open`, {})
    assert.equal(opened.status, 200)
    await story.pass({ s: 7 })
    await story.expectNotices([])
    const undone = await story.as('chenli').post(`/api/v1/events/${opened.body.event}/undo`, {})
    assert.equal(undone.status, 200, JSON.stringify(undone.body))
    await story.pass({ s: 10 })
    await story.expectNotices([])
    const again = await story.as('chenli').post(`/api/v1/events/${opened.body.event}/dispatch`, {})
    assert.equal(again.status, 200, JSON.stringify(again.body))
    await story.pass({ s: 8 })
    await story.expectNotices([['zhoumin', 'order']])
    const late = await story.as('chenli').post(`/api/v1/events/${opened.body.event}/undo`, {})
    assert.equal(late.body.code, 'undo.late')
    await story.end()
  })

  it('whose fan does not answer opens an event of its own, which a late receipt does not close', async (t) => {
    const story = await startStory(t)
    await story.reads(firstDevice, { ch4: 12 })
    await story.pass({ s: 4 })
    assert.deepEqual(await story.facts('command.unanswered'), [])
    await story.pass({ s: 1 })
    const [opened] = await story.facts('event.opened')
    assert.equal(opened!.body.type, 'septic-gas.fan-fault')
    await story.expectNotices([
      ['hanqing', 'order'],
      ['tangke', 'inform'],
    ])
    await story.receipts(firstDevice)
    assert.equal((await story.facts('alarm.cleared')).length, 1)
    assert.equal((await story.as('chenli').event()).state, 'handling')
    await story.end()
  })

  it('that climbs from orange to red raises the grade and brings in more units, never a second event', async (t) => {
    const story = await startStory(t)
    await story.reads(firstDevice, { ch4: 30 })
    await story.receipts(firstDevice)
    await story.pass({ s: 60 })
    const before = await story.as('chenli').event()
    assert.equal(before.grade, 'major')
    await story.expectNotices([
      ['zhoumin', 'order'],
      ['hanqing', 'order'],
      ['chenli', 'inform'],
    ])
    await story.reads(firstDevice, { ch4: 60 })
    const after = await story.as('chenli').event()
    assert.equal(after.id, before.id)
    assert.equal(after.grade, 'extraordinary')
    await story.expectNotices([
      ['zhoumin', 'order'],
      ['leiming', 'order'],
      ['beian-fire-b', 'order'],
      ['qiumingyuan', 'inform'],
    ])
    assert.equal(after.workOrders.length, before.workOrders.length + 1)
    await story.end()
  })

  it('sends a failed check back to the same unit, on the same clocks', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await story.expectNotices(redNotices)
    await work(story, 'zhoumin')
    await story.expectNotices([['tangke', 'check']])
    const { id } = await story.as('chenli').event()
    assert.equal((await story.as('hechuan').post(`/api/v1/events/${id}/check`, { passed: false })).status, 422)
    const failed = await story.as('hechuan').post(`/api/v1/events/${id}/check`, { passed: false, reason: '照片看不清池口' })
    assert.equal(failed.status, 200, JSON.stringify(failed.body))
    await story.expectNotices([['zhoumin', 'sent-back']])
    assert.equal((await leadOrder(story.as('zhoumin'))).state, 'arrived')
    await story.end()
  })
})
