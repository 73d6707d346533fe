import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startStory } from '../story.ts'
import { actOn, answer, say, waiting, withGateways, yellow } from './call-steps.ts'
import { leadOrder } from './septic.ts'

describe('a round of calls', () => {
  it('begins anew when a case turns red, turns red again, and when it goes on', async (t) => {
    const story = await startStory(t)
    const event = await yellow(story)
    await actOn(story, 'chenli', `${event}/grade`, { grade: 'extraordinary', reason: '涉及学校' })
    await story.pass({ m: 1 })
    await story.expectCalls([['zhoumin', 'sms']])
    const { id } = await leadOrder(story.as('zhoumin'))
    assert.ok(await waiting(story, 'zhoumin', id))
    assert.equal((await answer(story, 'zhoumin', id, 'known')).status, 200)
    assert.equal(await waiting(story, 'zhoumin', id), null)
    await actOn(story, 'chenli', `${event}/grade`, { grade: 'serious', reason: '已疏散' })
    await actOn(story, 'chenli', `${event}/grade`, { grade: 'extraordinary', reason: '又有人返回' })
    await story.pass({ m: 1 })
    await story.expectCalls([['zhoumin', 'sms']])
    assert.equal((await answer(story, 'zhoumin', id, 'known')).status, 200)
    await actOn(story, 'tangke', `${event}/suspend`, { reason: '等产权单位到场' })
    await actOn(story, 'chenli', `${event}/approve-pause`)
    await story.pass({ m: 5 })
    await story.expectCalls([])
    await actOn(story, 'chenli', `${event}/resume`)
    await story.pass({ m: 1 })
    // its limit of three minutes, two of them before the standstill, passes at the same moment
    await story.expectCalls([
      ['zhoumin', 'sms'],
      ['qiumingyuan', 'voice'],
    ])
    assert.equal((await answer(story, 'zhoumin', id, 'known')).status, 200)
    assert.equal((await story.facts('call.answered')).length, 3)
    await story.acknowledge()
    await story.end()
  })

  it('of a new round is not answered by the code of an old one, however late that comes again', async (t) => {
    const { story, sms, answers, heard } = await withGateways(t)
    const event = await yellow(story)
    const red = (reason: string) => actOn(story, 'chenli', `${event}/grade`, { grade: 'extraordinary', reason })
    await red('涉及学校')
    await story.pass({ m: 1 })
    const old = heard(0)
    assert.equal((await answers({ code: old.code, key: old.id })).status, 200)
    await actOn(story, 'chenli', `${event}/grade`, { grade: 'serious', reason: '已疏散' })
    await red('又有人返回')
    await story.pass({ m: 1 })
    assert.equal(sms.got.length, 2)
    assert.deepEqual((await answers({ code: old.code, key: old.id })).body, { answered: false })
    const { id } = await leadOrder(story.as('zhoumin'))
    assert.ok(await waiting(story, 'zhoumin', id))
    assert.equal((await story.facts('call.answered')).length, 1)
    assert.deepEqual((await answers({ code: heard(1).code, key: heard(1).id })).body, { answered: true })
    assert.equal((await story.facts('call.answered')).length, 2)
    await story.acknowledge()
    await story.end()
  })

  it('is not answered by what a phone kept of the round before', async (t) => {
    const story = await startStory(t)
    const event = await yellow(story)
    await actOn(story, 'chenli', `${event}/grade`, { grade: 'extraordinary', reason: '涉及学校' })
    const { id } = await leadOrder(story.as('zhoumin'))
    const old = await waiting(story, 'zhoumin', id)
    await story.pass({ s: 1 })
    await actOn(story, 'chenli', `${event}/grade`, { grade: 'serious', reason: '已疏散' })
    await actOn(story, 'chenli', `${event}/grade`, { grade: 'extraordinary', reason: '又有人返回' })
    const now = await waiting(story, 'zhoumin', id)
    assert.ok(old && now && old !== now)
    assert.deepEqual((await say(story, 'zhoumin', { order: id, attempt: old, answer: 'known' })).body, { answered: false })
    assert.equal(await waiting(story, 'zhoumin', id), now, 'rings on')
    await story.pass({ m: 1 })
    await story.expectCalls([['zhoumin', 'sms']])
    assert.equal((await story.facts('call.answered')).length, 0)
    assert.deepEqual((await say(story, 'zhoumin', { order: id, attempt: now, answer: 'known' })).body, { answered: true })
    await story.pass({ m: 1 })
    await story.expectCalls([])
    await story.acknowledge()
    await story.end()
  })
})
