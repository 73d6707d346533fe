import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { LeftOrder, LeftTarget } from '../../contract/left-order.ts'
import { startOfficePortal } from '../office-portal.ts'
import type { Story } from '../story.ts'
import { goRed, leadOrder } from './septic.ts'

const left = async (story: Story, account: string): Promise<LeftOrder[]> =>
  (await story.as(account).get<{ rows: LeftOrder[] }>('/api/v1/left-orders')).body.rows
const law = (number: string, more: object = {}) => ({
  ...{ number, name: '平安法治', kind: 'board', tier: 'town' },
  ...more,
})
const seat = (number: string, unit: string, more: object = {}) => ({
  number,
  unit,
  name: `岗位${number}`,
  kind: 'town-post',
  ...more,
})
const who = (number: string) => ({ number, name: `接手${number}`, phone: '13000000002' })
/** The unit and post of the lead, known to the portal, and a post beside it with somebody on it. */
const known = (story: Story, unitOfLead: string) => ({
  ...{ mode: 'changes', at: story.now().toISOString() },
  units: [law('LAW', { here: 'unit-linjiang-safety-law' }), law('NEW')],
  posts: [seat('A', unitOfLead, { here: 'post-linjiang-safety-law-a' }), seat('T', 'LAW')],
  persons: [who('gh-100')],
  appointments: [{ number: '1', person: 'gh-100', post: 'T' }],
})

describe('orders of a post that moved', () => {
  it('stand on the hand-over list until each is handed to another post, with a reason', async (test) => {
    const portal = await startOfficePortal(test)
    const { story } = portal
    await goRed(story)
    const { id } = await leadOrder(story.as('zhoumin'))
    assert.equal((await story.as('zhoumin').post(`/api/v1/work-orders/${id}/accept`, {})).status, 200)
    assert.deepEqual(await left(story, 'chenli'), [])
    const hand = (account: string, body: object) =>
      story.as(account).post<{ code?: string; state?: string }>(`/api/v1/work-orders/${id}/hand-over`, body)
    const early = await hand('chenli', { post: 'post-linjiang-duty', reason: '试试' })
    assert.equal(early.body.code, 'work-order.not-left')

    const moved = await portal.lists(known(story, 'NEW'))
    assert.deepEqual([moved.status, moved.body.refused], [200, []], JSON.stringify(moved.body))
    const [row, ...more] = await left(story, 'chenli')
    assert.deepEqual([more.length, row?.id, row?.why, row?.holderName, row?.allowed], [0, id, 'holder-moved', '周敏', true])
    assert.deepEqual(await left(story, 'liangzhu'), [], 'not another town’s')
    assert.equal((await story.as('zouhaining').get('/api/v1/left-orders')).status, 403)

    const found = await story
      .as('chenli')
      .get<{ rows: LeftTarget[] }>(`/api/v1/left-orders/posts?q=${encodeURIComponent('接手')}`)
    const [target] = found.body.rows
    assert.deepEqual([target?.postName, target?.holders], ['岗位T', ['接手gh-100']])
    assert.equal((await hand('chenli', { post: 'post-city-system-admin', reason: '不办案的岗位' })).body.code, 'input.malformed')
    assert.equal((await hand('chenli', { post: target!.post })).status, 400, 'not without a reason')
    assert.equal((await hand('liangzhu', { post: target!.post, reason: '别的街道' })).status, 404)
    const done = await hand('chenli', { post: target!.post, reason: '周敏调走' })
    assert.deepEqual([done.status, done.body.state], [200, 'transferred'], JSON.stringify(done.body))
    assert.deepEqual(await left(story, 'chenli'), [])
    const [fact] = await story.facts('work-order.transferred')
    assert.deepEqual([fact?.body.reason, fact?.body.postName, fact?.body.to], ['周敏调走', '岗位T', 'unit-linjiang-safety-law'])
    const [asked] = (await story.facts('work-order.asked')).slice(-1)
    assert.equal(asked?.body.personName, '接手gh-100')
    await story.acknowledge()
    await story.end()
  })

  it('which nobody accepted stand there too, when nobody holds the post any more', async (test) => {
    const portal = await startOfficePortal(test)
    const { story } = portal
    assert.equal((await portal.lists(known(story, 'LAW'))).status, 200)
    await goRed(story)
    assert.deepEqual(await left(story, 'chenli'), [])
    await story.pass({ m: 1 })
    const gone = { posts: ['A'] }
    assert.equal((await portal.lists({ mode: 'changes', at: story.now().toISOString(), gone })).body.counts.post!.ended, 1)
    const [row] = await left(story, 'chenli')
    assert.deepEqual([row?.why, row?.postName, row?.holderName], ['post-empty', '岗位A', null])
    await story.acknowledge()
    await story.end()
  })
})

describe('signing in by a token of the portal', () => {
  const enter = (story: Story, token: string, headers = {}) =>
    story.public('POST', '/api/v1/session/portal', { token }, headers) as Promise<{
      status: number
      body: { code?: string; person?: { name: string } }
    }>

  it('opens one session of the account the portal names, asked from server to server', async (test) => {
    const { story, identity } = await startOfficePortal(test)
    identity.always({ body: '{"account":"zhoumin"}' })
    const first = await enter(story, 'token-0001')
    assert.deepEqual([first.status, first.body.person?.name], [200, '周敏'])
    const [asked] = identity.got
    assert.equal(asked!.body.toString(), '{"token":"token-0001"}')
    assert.match(String(asked!.headers['webhook-signature']), /^v1,/)
    assert.equal((await enter(story, 'token-0001')).body.code, 'portal.refused', 'once')
    const two = await Promise.all([enter(story, 'token-0002'), enter(story, 'token-0002')])
    assert.deepEqual(two.map(({ status }) => status).sort(), [200, 403], 'two at once: one')
    const opened = await story.facts('session.opened')
    assert.deepEqual(
      opened.map(({ body }) => body.provider),
      ['portal', 'portal'],
    )
    assert.doesNotMatch(JSON.stringify(await story.facts()), /token-000/)
    await story.end()
  })

  it('says why when it opens none', async (test) => {
    const { story, identity } = await startOfficePortal(test)
    const code = async (answer: object, token: string): Promise<string | undefined> => {
      identity.say(answer)
      return (await enter(story, token)).body.code
    }
    assert.equal(await code({ body: '{"account":"nobody-here"}' }, 'token-1001'), 'portal.no-account')
    assert.equal((await story.facts('session.unknown')).length, 1)
    assert.equal(await code({ body: '{"account":"nijie"}' }, 'token-1006'), 'portal.administrator')
    const [barred] = await story.facts('session.barred')
    assert.deepEqual([barred?.subject, barred?.body.account], ['p-nijie', 'nijie'])
    assert.deepEqual(await story.sql(`select 1 from sessions where person = 'p-nijie' and provider is not null`), [])
    assert.equal(await code({ status: 403 }, 'token-1002'), 'portal.refused')
    assert.equal(await code({ body: 'no json' }, 'token-1003'), 'portal.refused')
    assert.equal(await code({ status: 503 }, 'token-1004'), 'portal.away')
    assert.equal(
      await code({ status: 302, headers: { location: '/' } }, 'token-1004'),
      'portal.refused',
      'no redirect is followed',
    )
    assert.equal(await code({ body: 'x'.repeat(20_000) }, 'token-1004'), 'portal.away')
    identity.always({ body: '{"account":"zhoumin"}' })
    assert.equal((await enter(story, 'token-1004')).status, 200, 'a token that opened nothing is not used up')
    assert.equal((await enter(story, 'token-1005', { origin: 'https://evil.example' })).body.code, 'session.origin')
    await story.end()
  })
})
