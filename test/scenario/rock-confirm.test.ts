import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Story } from '../story.ts'
import { answer } from './call-steps.ts'
import { alarmOf, first, partsOf, point, second, shaking, startRock, watch } from './rock.ts'

const lead = 'unit-linjiang-safety-law'
const watcher = 'unit-linjiang-dukou'

/** A block whose first sensor has opened by fourteen millimetres: orange. The lead and the watcher have accepted and know. */
async function orange(story: Story): Promise<{ lead: string; watcher: string }> {
  const still = (mm: number) => (hour: number) => ({ crack: mm + shaking(hour) })
  await watch(story, [0, 18], { [first]: still(30), [second]: still(12) })
  await story.reads(first, { crack: 44 })
  await story.reads(second, { crack: 12 })
  await story.pass({ h: 1 })
  assert.equal(await alarmOf(story), 'orange')
  const orders = await ordersOf(story)
  for (const [account, order] of [
    ['zhoumin', orders.lead],
    ['xieran', orders.watcher],
  ] as const) {
    const accepted = await story.as(account).post(`/api/v1/work-orders/${order}/accept`, {})
    assert.equal(accepted.status, 200, JSON.stringify(accepted.body))
  }
  return orders
}

async function ordersOf(story: Story): Promise<{ lead: string; watcher: string }> {
  const parts = await partsOf(story)
  return { lead: parts.find(({ unit }) => unit === lead)!.id, watcher: parts.find(({ unit }) => unit === watcher)!.id }
}

/** The second sensor opens as well: both orange, and they agree. */
async function turnsRed(story: Story): Promise<Date> {
  await story.reads(first, { crack: 44.1 })
  await story.reads(second, { crack: 26 })
  await story.pass({ h: 1 })
  assert.equal(await alarmOf(story), 'red')
  const [graded] = await story.sql<{ at: Date }>(
    `select called_from as at from dispatches d join events e on e.id = d.event where e.object = $1`,
    [point],
  )
  return graded!.at
}

const rungSince = async (story: Story, order: string, since: Date): Promise<string[]> =>
  (
    await story.sql<{ person: string; channel: string; after: number }>(
      `select person, channel, round(extract(epoch from asked_at - $2::timestamptz))::int as after from call_attempts
       where work_order = $1 and asked_at >= $2 order by asked_at, channel, person`,
      [order, since],
    )
  ).map(({ person, channel, after }) => `${person} ${channel} ${after}`)

describe('whoever confirmed orange', () => {
  it('is called again on red, also who accepted; a new word stops it, silence calls the next contact', async (t) => {
    const story = await startRock(t)
    const orders = await orange(story)
    await story.pass({ m: 10 })
    const red = await turnsRed(story)
    // the watcher says it again, the lead says nothing
    await story.pass({ s: 10 })
    assert.equal((await answer(story, 'xieran', orders.watcher, 'known')).status, 200)
    await story.pass({ s: 321 })
    assert.deepEqual(
      (await rungSince(story, orders.watcher, red)).map((one) => one.split(' ')[1]),
      ['app'],
      'no SMS and no phone call after the answer',
    )
    const rung = await rungSince(story, orders.lead, red)
    assert.deepEqual(
      rung.filter((one) => one.startsWith('p-zhoumin ')),
      ['p-zhoumin app 0', 'p-zhoumin sms 120', 'p-zhoumin voice 270', 'p-zhoumin app 330'],
      'and round by round',
    )
    assert.deepEqual(
      rung.filter((one) => !one.startsWith('p-zhoumin ')),
      ['p-tangke app 330', 'p-wutong app 330', 'p-qiumingyuan voice 330'],
      'the next contact, and the leader',
    )
    const states = (await partsOf(story)).filter(({ unit }) => unit === lead || unit === watcher).map(({ state }) => state)
    assert.deepEqual([...new Set(states)], ['accepted'], 'the work goes on meanwhile')
    await story.acknowledge()
    await story.end()
  })

  it('is not called again when the case stays orange', async (t) => {
    const story = await startRock(t)
    const orders = await orange(story)
    await story.pass({ s: 1 })
    const since = story.now()
    await story.pass({ m: 30 })
    assert.deepEqual(await rungSince(story, orders.lead, since), [])
    assert.deepEqual(await rungSince(story, orders.watcher, since), [])
    await story.acknowledge()
    await story.end()
  })
})
