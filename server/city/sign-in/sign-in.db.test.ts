import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Story, startStory } from '../../../test/story.ts'
import { addressLimit, lockMs, mostPlaces } from './rules/failures.ts'
import { forgetIdleTokens, homeOf } from './store.ts'

const right = 'zhili-demo'
/** How often each answer came. */
const tally = (codes: string[]): Record<string, number> =>
  Object.fromEntries([...new Set(codes)].sort().map((code) => [code, codes.filter((one) => one === code).length]))

/** A guess from an address; answers `in` or the code of the refusal. */
async function guess(story: Story, account: string, given: { password: string; from?: string; for?: string }): Promise<string> {
  const answer = await story.zhili.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { account, password: given.password },
    remoteAddress: given.from ?? '10.0.0.1',
    ...(given.for ? { headers: { 'x-forwarded-for': given.for } } : {}),
  })
  return answer.statusCode === 200 ? 'in' : String(answer.json<{ code: string }>().code)
}

describe('where one stands', () => {
  it('is the district of the towns one answers for, when all are of one; else the first area', async (test) => {
    const story = await startStory(test)
    const [ferry, grove] = ['99/990101/990101001/', '99/990101/990101002/']
    const name = async (...scope: string[]) => (await homeOf(story.zhili.spine, scope)).name
    assert.equal(await name(ferry, grove), '北岸区')
    assert.equal(await name(ferry), '临江街道')
    assert.equal(await name('99/'), '示例市')
    await story.end()
  })
})

describe('the token of a provider', () => {
  it('is forgotten with a session that ended because nobody used it', async (test) => {
    const story = await startStory(test)
    await story.as('chenli').get('/api/v1/session')
    await story.as('zhoumin').get('/api/v1/session')
    await story.sql(`update sessions set id_token = 'x'`)
    await story.sql(`update sessions set seen_at = $1 where hash = (select min(hash) from sessions)`, [
      new Date(story.now().getTime() - 8 * 86_400_000),
    ])
    const [{ n }] = (await story.sql<{ n: number }>('select count(*)::int as n from sessions')) as [{ n: number }]
    await forgetIdleTokens(story.zhili.spine)
    assert.equal((await story.sql('select 1 from sessions where id_token is not null')).length, n - 1)
    await story.end()
  })
})

describe('who I am', () => {
  it('is an empty answer for nobody, no refusal: every page asks when it opens', async (test) => {
    const story = await startStory(test)
    const nobody = await story.zhili.app.inject({ url: '/api/v1/session' })
    assert.deepEqual([nobody.statusCode, nobody.body], [204, ''])
    const somebody = await story.as('chenli').get<{ person: { name: string } }>('/api/v1/session')
    assert.deepEqual([somebody.status, somebody.body.person.name], [200, '陈立'])
    await story.end()
  })
})

describe('wrong passwords', () => {
  it('lock at the fifth also when sixty come at once, and the right one afterwards stays out until the lock ends', async (test) => {
    const story = await startStory(test)
    const codes = await Promise.all(Array.from({ length: 60 }, (_, i) => guess(story, 'chenli', { password: `falsch-${i}` })))
    assert.deepEqual(tally(codes), { 'session.locked': 55, 'session.wrong': 5 })
    assert.equal((await story.facts('session.refused')).length, 5)
    assert.equal((await story.facts('account.locked')).length, 1)
    assert.equal(await guess(story, 'chenli', { password: right }), 'session.locked')
    assert.equal(await guess(story, 'zhoumin', { password: right }), 'in', 'somebody else')
    await story.pass({ ms: lockMs })
    assert.equal(await guess(story, 'chenli', { password: right }), 'in')
    await story.end()
  })

  it('start anew after a right one', async (test) => {
    const story = await startStory(test)
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 4; i++) assert.equal(await guess(story, 'chenli', { password: 'falsch' }), 'session.wrong')
      assert.equal(await guess(story, 'chenli', { password: right }), 'in')
    }
    await story.end()
  })

  it('of many names from one address are refused; there only who signed in before still passes, of a locked account excepted', async (test) => {
    const story = await startStory(test)
    assert.equal(await guess(story, 'chenli', { password: right }), 'in', 'does not count')
    const names = Array.from({ length: addressLimit.limit + 10 }, (_, i) => `wer-${i}`)
    const codes = await Promise.all(names.map((name) => guess(story, name, { password: 'zhili-2026' })))
    assert.deepEqual(tally(codes), { 'input.too-many': 10, 'session.wrong': addressLimit.limit })
    const mixed = await Promise.all([
      ...Array.from({ length: 20 }, (_, i) => guess(story, `noch-${i}`, { password: 'zhili-2026' })),
      guess(story, 'chenli', { password: right }),
      guess(story, 'zhoumin', { password: right }),
    ])
    assert.deepEqual(tally(mixed), { in: 1, 'input.too-many': 21 })
    assert.equal(await guess(story, 'zhoumin', { password: right }), 'input.too-many', 'right, but never here before')
    assert.equal(await guess(story, 'zhoumin', { password: right, from: '10.0.0.3' }), 'in', 'from elsewhere')
    assert.equal(await guess(story, 'chenli', { password: 'falsch', from: '10.0.0.2' }), 'session.wrong', 'another address')
    for (let i = 0; i < 5; i++) assert.equal(await guess(story, 'wutong', { password: 'falsch' }), 'input.too-many')
    assert.equal(await guess(story, 'wutong', { password: right, from: '10.0.0.3' }), 'in', 'not judged, so not locked')
    for (let i = 0; i < 4; i++) assert.equal(await guess(story, 'chenli', { password: 'falsch' }), 'input.too-many')
    assert.equal(await guess(story, 'chenli', { password: right }), 'session.locked')
    await story.pass({ ms: addressLimit.ms })
    assert.equal(await guess(story, 'wer-0', { password: 'falsch' }), 'session.wrong')
    await story.end()
  })

  it('are judged at the last twenty places of an account', async (test) => {
    const story = await startStory(test)
    const home = '10.2.0.0'
    for (let i = 0; i <= mostPlaces; i++) {
      assert.equal(await guess(story, 'chenli', { password: right, from: i === 0 ? home : `10.2.1.${i}` }), 'in')
      await story.pass({ ms: 1000 })
    }
    const [kept] = await story.sql<{ n: number }>('select count(*)::int as n from usual_senders')
    assert.equal(kept?.n, mostPlaces)
    const names = Array.from({ length: addressLimit.limit }, (_, i) => `wer-${i}`)
    await Promise.all(names.map((name) => guess(story, name, { password: 'falsch', from: home })))
    assert.equal(await guess(story, 'chenli', { password: right, from: home }), 'input.too-many', 'forgotten')
    await story.end()
  })

  it('count for the sender a trusted proxy names, and for nobody a stranger names', async (test) => {
    const story = await startStory(test, { env: { TRUST_PROXY: '10.9.0.0/16' } })
    const spend = (given: { from: string; for: (i: number) => string }) =>
      Promise.all(
        Array.from({ length: addressLimit.limit }, (_, i) =>
          guess(story, `wer-${i}`, { password: 'falsch', from: given.from, for: given.for(i) }),
        ),
      )
    await spend({ from: '10.9.0.1', for: () => '203.0.113.7' })
    assert.equal(await guess(story, 'wer', { password: 'falsch', from: '10.9.0.1', for: '203.0.113.7' }), 'input.too-many')
    assert.equal(await guess(story, 'wer', { password: 'falsch', from: '10.9.0.1', for: '203.0.113.8' }), 'session.wrong')
    await spend({ from: '10.0.0.1', for: (i) => `203.0.114.${i}` })
    assert.equal(await guess(story, 'wer', { password: 'falsch', from: '10.0.0.1', for: '203.0.115.1' }), 'input.too-many')
    await story.end()
  })
})
