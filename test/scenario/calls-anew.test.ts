import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { firstDevice, type Story, startStory } from '../story.ts'
import { actOn, addDeputy, answer, withGateways } from './call-steps.ts'
import { rises } from './quiet-steps.ts'
import { goRed, leadOrder } from './septic.ts'

/** An orange tank whose stamped plan has a ladder for orange too: app and SMS. */
async function goOrange(story: Story): Promise<void> {
  const app = { channel: 'app', after: '0s' }
  const sms = { channel: 'sms', after: '1m' }
  const plan = { major: [app, sms], extraordinary: [app, sms, { channel: 'voice', after: '2m' }] }
  await rises(story, firstDevice, 30)
  await story.pass({ m: 1 })
  await story.sql(`update dispatches set plan = plan || jsonb_build_object('callConfirm', $1::jsonb)`, [JSON.stringify(plan)])
  // its plan has a ladder only now: it comes to orange once more
  const event = (await story.as('chenli').event()).id
  await actOn(story, 'chenli', `${event}/grade`, { grade: 'serious', reason: '已疏散' })
  await actOn(story, 'chenli', `${event}/grade`, { grade: 'major', reason: '又有人返回' })
  await story.acknowledge()
}

describe('calls begin anew', () => {
  it('when an orange case with a ladder of its own turns red, also for who knew already', async (t) => {
    const story = await startStory(t)
    await goOrange(story)
    const { id } = await leadOrder(story.as('zhoumin'))
    assert.equal((await answer(story, 'zhoumin', id, 'known')).status, 200)
    await story.pass({ s: 10 })
    await story.reads(firstDevice, { ch4: 60 })
    const told = await story.sql(
      `select 1 from notices where work_order = $1 and person = 'p-zhoumin' and kind = 'order' and why = 'graver' and made_at = $2`,
      [id, story.now()],
    )
    assert.equal(told.length, 1)
    await story.acknowledge()
    await story.pass({ m: 2 })
    await story.expectCalls([
      ['zhoumin', 'sms'],
      ['zhoumin', 'voice'],
    ])
    await story.acknowledge()
    await story.end()
  })

  it('when a part that was given back stays with its unit', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    const back = (proposed: string) => ({ reason: 'function', basis: '镇街履职清单第 12 条', proposed })
    const first = await leadOrder(story.as('zhoumin'))
    const given = await story.as('zhoumin').post(`/api/v1/work-orders/${first.id}/return`, back('unit-beian-urban-management'))
    assert.equal(given.status, 200)
    const second = (await story.as('bailu').event()).workOrders.find(
      ({ unit, state }) => unit === 'unit-beian-urban-management' && state === 'asked',
    )!
    await story.pass({ s: 125 })
    await story.as('bailu').post(`/api/v1/work-orders/${second.id}/return`, back('unit-linjiang-safety-law'))
    await story.pass({ m: 1 })
    await story.acknowledge()
    const ruled = { unit: 'unit-beian-urban-management', reason: '就归城管', rule: false }
    assert.equal((await story.as('chenli').post(`/api/v1/work-orders/${second.id}/arbitrate`, ruled)).status, 200)
    const calls = () =>
      story.sql<{ n: number }>(
        `select count(*)::int as n from call_attempts where work_order = $1 and person = (select person from accounts where account = 'bailu') and channel <> 'app'`,
        [second.id],
      )
    const [before] = await calls()
    await story.pass({ s: 125 })
    assert.equal((await calls())[0]!.n - before!.n, 2, 'an SMS and a phone call')
    await story.acknowledge()
    await story.end()
  })

  it('at the stand-in when whoever knew cannot come after all', async (t) => {
    const { story, answers, heard } = await withGateways(t)
    await addDeputy(story)
    await goRed(story)
    await story.pass({ m: 1 })
    await story.acknowledge()
    const { code, to: phone } = heard(0)
    assert.deepEqual((await answers({ code, phone })).body, { answered: true })
    assert.deepEqual((await answers({ code, phone, answer: 'refused' })).body, { answered: true })
    for (const said of ['refused', 'known'])
      assert.deepEqual((await answers({ code, phone, answer: said })).body, { answered: false })
    await story.expectNotices([['suhe', 'order']])
    await story.pass({ m: 1 })
    await story.expectCalls([['suhe', 'sms']])
    await story.acknowledge()
    await story.end()
  })

  it('at nobody when a gateway writes the number with its country’s code', async (t) => {
    const { story, answers, heard } = await withGateways(t)
    await goRed(story)
    await story.pass({ m: 1 })
    const { code, to } = heard(0)
    assert.deepEqual((await answers({ code, phone: `+86${to}` })).body, { answered: true })
    await story.acknowledge()
    await story.end()
  })

  it('leave before anything that is not urgent', async (t) => {
    const { story } = await withGateways(t)
    await goRed(story)
    await story.pass({ m: 1 })
    assert.deepEqual(await story.sql(`select distinct urgent from outbox where channel = 'sms'`), [{ urgent: true }])
    await story.acknowledge()
    await story.end()
  })
})
