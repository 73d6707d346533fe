import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startOfficePortal, type Told } from '../office-portal.ts'
import type { Story } from '../story.ts'
import { goRed, leadOrder, work } from './septic.ts'

const whats = (told: Told[], account: string): string[] =>
  told.filter((one) => one.account === account).map(({ what, seq }) => `${seq} ${what}`)

async function accept(story: Story, account: string): Promise<void> {
  const { id: order } = await leadOrder(story.as(account))
  const answer = await story.as(account).post(`/api/v1/work-orders/${order}/accept`, {})
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
}

describe('to-dos in the office portal', () => {
  it('stand there for who is asked, until they finished, with a link and nobody’s number', async (t) => {
    const portal = await startOfficePortal(t)
    const { story } = portal
    await goRed(story)
    await story.pass({ s: 1 })
    assert.deepEqual(portal.shows(), ['beian-fire-b', 'hanqing', 'leiming', 'zhoumin'])
    const mine = portal.told().find(({ account }) => account === 'zhoumin')!
    assert.equal(mine.url, `https://zhili.example/field/#/order/${(await leadOrder(story.as('zhoumin'))).id}`)
    assert.doesNotMatch(portal.receiver.got.map(({ body }) => body.toString()).join(), /1[3-9]\d{9}/)
    await accept(story, 'zhoumin')
    await story.pass({ s: 1 })
    assert.deepEqual(whats(portal.told(), 'zhoumin'), ['1 open'])
    await work(story, 'zhoumin')
    await story.pass({ s: 1 })
    assert.deepEqual(whats(portal.told(), 'zhoumin'), ['1 open', '2 done'])
    const kept = await story.sql<{ told: string; receipt: string }>(`select told, receipt from todos where state = 'done'`)
    assert.deepEqual(kept, [{ told: 'done', receipt: 'DB-1' }])
    await story.acknowledge()
    await story.end()
  })

  it('are withdrawn from the others when one accepts', async (t) => {
    const portal = await startOfficePortal(t)
    const { story } = portal
    await goRed(story)
    // the second rung: the deputy post is called as well
    await story.pass({ m: 6 })
    const asked = portal.shows()
    assert.ok(asked.includes('zhoumin') && asked.includes('wutong'), asked.join())
    await accept(story, 'wutong')
    await story.pass({ s: 1 })
    assert.deepEqual(whats(portal.told(), 'zhoumin'), ['1 open', '2 withdrawn'])
    assert.deepEqual(whats(portal.told(), 'wutong'), ['1 open'])
    await story.acknowledge()
    await story.end()
  })

  it('wait while the portal is away, and are told once, in their order', async (t) => {
    const portal = await startOfficePortal(t)
    const { story, receiver } = portal
    receiver.always({ status: 503 })
    await goRed(story)
    await story.pass({ m: 1 })
    await accept(story, 'zhoumin')
    await story.pass({ m: 10 })
    const tries = receiver.got.length
    assert.ok(tries > 4, 'it was tried again')
    receiver.always({ body: '{"receipt":"DB-2"}' })
    await work(story, 'zhoumin')
    await story.pass({ m: 3 })
    const after = receiver.got.slice(tries).map(({ body }) => JSON.parse(body.toString('utf8')))
    assert.deepEqual(whats(after, 'zhoumin'), ['1 open', '2 done'], 'the second only after the first')
    const keys = receiver.got.slice(tries).map(({ headers }) => headers['idempotency-key'])
    assert.equal(new Set(keys).size, keys.length, 'once each, after it was back')
    await story.acknowledge()
    await story.end()
  })

  it('a portal that refuses one leaves it to its owner, and hears of the next all the same', async (t) => {
    const portal = await startOfficePortal(t)
    const { story, receiver } = portal
    receiver.always({ status: 400, body: 'no' })
    await goRed(story)
    await story.pass({ s: 1 })
    const given = await story.sql<{ n: number }>(
      `select count(*)::int as n from outbox where channel = 'portal' and state = 'failed'`,
    )
    assert.equal(given[0]!.n, 4)
    const [todo] = await story.sql<{ error: string }>('select error from todos limit 1')
    assert.match(todo!.error, /HTTP 400 no/)
    receiver.always({ body: '{}' })
    await work(story, 'zhoumin')
    await story.pass({ s: 1 })
    assert.equal(whats(portal.told(), 'zhoumin').at(-1), '2 done')
    await story.acknowledge()
    await story.end()
  })

  it('follow who holds the post: a deputy until the delegation ends, whoever comes by the directory, nobody of a post that moved', async (t) => {
    const portal = await startOfficePortal(t)
    const { story } = portal
    await goRed(story)
    await story.pass({ s: 1 })
    const others = portal.shows().filter((account) => account !== 'zhoumin')
    const until = new Date(story.now().getTime() + 120_000).toISOString()
    const lent = await story.as('zhoumin').post('/api/v1/appointments/delegate', { person: 'p-xieran', until })
    assert.equal(lent.status, 200, JSON.stringify(lent.body))
    await story.pass({ s: 1 })
    assert.deepEqual(portal.shows(), [...others, 'xieran', 'zhoumin'].sort())
    await story.pass({ m: 2 })
    assert.deepEqual(portal.shows(), [...others, 'zhoumin'].sort(), 'the delegation is over')

    const units = [{ number: 'LAW', name: '平安法治', kind: 'board', tier: 'town', here: 'unit-linjiang-safety-law' }]
    const post = { number: 'A', unit: 'LAW', name: '岗位A', kind: 'town-post' }
    const list = (more: object) => portal.lists({ mode: 'changes', at: story.now().toISOString(), ...more })
    const held = await list({
      ...{ units, posts: [{ ...post, here: 'post-linjiang-safety-law-a' }] },
      persons: [{ number: 'gh-100', name: '接手', phone: '13000000002' }],
      appointments: [
        {
          number: '1',
          person: 'gh-100',
          post: 'A',
          kind: 'temporary',
          until: new Date(story.now().getTime() + 86_400_000).toISOString(),
        },
      ],
    })
    assert.deepEqual(held.body.refused, [], JSON.stringify(held.body))
    await story.pass({ s: 1 })
    assert.deepEqual(portal.shows(), [...others, 'gh-100', 'zhoumin'].sort())
    const moved = await list({ units: [{ ...units[0], number: 'NEW', here: undefined }], posts: [{ ...post, unit: 'NEW' }] })
    assert.deepEqual(moved.body.refused, [])
    await story.pass({ s: 1 })
    assert.deepEqual(portal.shows(), others, 'the order stays with the unit the post left')
    await story.acknowledge()
    await story.end()
  })
})
