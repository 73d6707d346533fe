import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { firstDevice, type Story, startStory } from '../story.ts'
import { leadOrder } from './septic.ts'

/** Orange for its hold of a minute: an event of grade major, whose lead has five minutes to accept. */
async function goOrange(story: Story): Promise<void> {
  await story.reads(firstDevice, { ch4: 26 })
  await story.receipts(firstDevice)
  await story.pass({ m: 1 })
  await story.expectNotices([
    ['zhoumin', 'order'],
    ['hanqing', 'order'],
    ['chenli', 'inform'],
  ])
}

const dueOf = async (story: Story): Promise<number> =>
  Date.parse(((await leadOrder(story.as('chenli'))) as unknown as { acceptBy: string }).acceptBy)

describe('an orange tank nobody has accepted yet', () => {
  it('that turns red gives its people three minutes from then on, and the ladder climbs at that minute', async (t) => {
    const story = await startStory(t)
    await goOrange(story)
    const asked = story.now().getTime()
    assert.equal((await dueOf(story)) - asked, 5 * 60_000)
    await story.pass({ m: 1 })
    await story.reads(firstDevice, { ch4: 55 })
    assert.equal((await dueOf(story)) - asked, 4 * 60_000, 'one minute gone, three of red')
    const limits = await story.sql<{ accept_by: Date; arrive_by: Date | null }>(`select accept_by, arrive_by from work_orders`)
    assert.deepEqual(
      limits.map((row) => row.accept_by.getTime() - asked),
      limits.map(() => 4 * 60_000),
      'whoever assists has no more time than the lead',
    )
    // red is told to whoever must still accept, and brings in the fire brigade and the commander
    await story.expectNotices([
      ['zhoumin', 'order'],
      ['leiming', 'order'],
      ['beian-fire-b', 'order'],
      ['qiumingyuan', 'inform'],
    ])
    await story.pass({ s: 119 })
    await story.expectNotices([])
    await story.pass({ s: 1 })
    await story.expectNotices([
      ['zhoumin', 'due-soon'],
      ['hanqing', 'due-soon'],
    ])
    await story.pass({ s: 59 })
    const before = (await story.facts('work-order.called')).length
    await story.pass({ s: 1 })
    const calls = await story.facts('work-order.called')
    assert.equal(before, 0)
    assert.deepEqual(
      calls.map((call) => call.body.step),
      [1, 1],
    )
    const { rungBy } = (await leadOrder(story.as('chenli'))) as unknown as { rungBy: string }
    assert.equal(Date.parse(rungBy) - story.now().getTime(), 3 * 60_000, 'the next rung has the limit of red')
    assert.equal((await dueOf(story)) - asked, 4 * 60_000, 'the first limit is kept')
    const overdue = (await story.facts('work-order.overdue')).filter((fact) => fact.body.role === 'lead')
    assert.deepEqual(
      overdue.map((fact) => fact.at.getTime() - asked),
      [4 * 60_000],
    )
    const rest = await story.sql<{ account: string; kind: string }>(
      'select account, kind from notices n join accounts a on a.person = n.person where n.made_at > $1',
      [new Date(asked + 3 * 60_000)],
    )
    assert.ok(rest.some(({ account, kind }) => account === 'zhoumin' && kind === 'escalated'))
    await story.expectNotices(rest.map(({ account, kind }) => [account, kind]))
    // whoever was told while it was orange is rung up by the ways of red, and the leader once nobody answered
    await story.expectCalls([
      ['zhoumin', 'sms'],
      ['zhoumin', 'voice'],
      ['qiumingyuan', 'voice'],
    ])
    await story.end()
  })

  it('keeps its shorter limit when red comes late', async (t) => {
    const story = await startStory(t)
    await goOrange(story)
    const asked = story.now().getTime()
    await story.pass({ m: 3 })
    await story.reads(firstDevice, { ch4: 55 })
    assert.equal((await dueOf(story)) - asked, 5 * 60_000)
    await story.expectNotices([
      ['zhoumin', 'order'],
      ['leiming', 'order'],
      ['beian-fire-b', 'order'],
      ['qiumingyuan', 'inform'],
    ])
    await story.end()
  })
})
