import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startStory } from '../story.ts'
import { balances, clean, rises, waiting, yellow } from './quiet-steps.ts'
import { redNotices } from './septic.ts'

describe('many tanks of one town', () => {
  it('do not hang on a case that is broken in itself: the next comes up alone, and a member that turns red calls', async (t) => {
    const story = await startStory(t)
    await story.sql(
      `update objects set area = (select area from objects where id = 'tank-990101-0001') where id like 'tank-990101-000%'`,
    )
    for (const n of [1, 2, 3, 4, 5]) await yellow(story, `hf-990101-000${n}`)
    await story.acknowledge()
    await story.sql(`update dispatches set plan = '{}'`)
    assert.deepEqual(await waiting(story), [])
    await story.reads('hf-990101-0005', { ...clean, ch4: 55 })
    const alone = await story.sql(
      `select 1 from events where object = 'tank-990101-0005' and state = 'handling' and grade = 'extraordinary'`,
    )
    assert.equal(alone.length, 1)
    await story.expectNotices(redNotices)
    await story.end()
  })

  it('are one case with members from the fifth finding on; it turns orange with them, and red with the first that does', async (t) => {
    const story = await startStory(t)
    const tanks = [1, 2, 3, 4, 5, 6]
    await story.sql(
      `update objects set area = (select area from objects where id = 'tank-990101-0001') where id like 'tank-990101-000%'`,
    )
    for (const n of tanks) await rises(story, `hf-990101-000${n}`, 26)
    await story.pass({ m: 1 })
    const states = await story.sql<{ state: string; n: number }>(
      'select state, count(*)::int as n from events group by 1 order by 1',
    )
    assert.deepEqual(states, [
      { state: 'handling', n: 1 },
      { state: 'merged', n: 5 },
    ])
    const [member] = await story.sql<{ object: string; merged_into: string }>(
      `select object, merged_into from events where state = 'merged' order by object desc`,
    )
    const grade = async (): Promise<string> =>
      (await story.sql<{ grade: string }>('select grade from events where id = $1', [member!.merged_into]))[0]!.grade
    assert.equal(await grade(), 'major')
    await story.reads(member!.object.replace('tank', 'hf'), { ...clean, ch4: 55 })
    assert.equal(await grade(), 'extraordinary')
    assert.equal((await story.sql('select 1 from events')).length, 6, 'no case beside the one people are at')
    await balances(story)
    await story.acknowledge()
    await story.end()
  })

  it('are counted without the one that comes, and without what was turned down', async (t) => {
    const story = await startStory(t)
    await story.sql(
      `update objects set area = (select area from objects where id = 'tank-990101-0001') where id like 'tank-990101-000%'`,
    )
    for (const n of [1, 2, 3, 4]) await yellow(story, `hf-990101-000${n}`)
    await rises(story, 'hf-990101-0004', 26)
    await story.pass({ m: 1 })
    const cases = (): Promise<unknown[]> => story.sql('select object, state from events')
    assert.deepEqual(await cases(), [{ object: 'tank-990101-0004', state: 'handling' }], 'four are not many')
    await story.sql(`update signals set state = 'rejected' where object = 'tank-990101-0003'`)
    await yellow(story, 'hf-990101-0005')
    assert.equal((await cases()).length, 1, 'what was turned down is not one of many')
    await balances(story)
    await story.acknowledge()
    await story.end()
  })
})

describe('the fifth orange tank of a town', () => {
  it('is told to the lead of the case it joins, and its own duty unit is asked', async (t) => {
    const story = await startStory(t)
    await story.sql(
      `update objects set area = (select area from objects where id = 'tank-990101-0001') where id like 'tank-990101-000%'`,
    )
    await story.sql(`update objects set duty_unit = 'unit-beian-fire' where id = 'tank-990101-0005'`)
    for (const n of [1, 2, 3, 4]) await rises(story, `hf-990101-000${n}`, 26)
    await story.pass({ m: 1 })
    for (const n of [1, 2, 3, 4]) await rises(story, `hf-990101-000${n}`, 27)
    await story.pass({ m: 2 })
    for (const n of [1, 2, 3, 4]) await rises(story, `hf-990101-000${n}`, 28)
    await rises(story, 'hf-990101-0005', 26)
    await story.acknowledge()
    await story.pass({ s: 70 })
    await rises(story, 'hf-990101-0005', 27)
    const states = await story.sql(`select state from events where object = 'tank-990101-0005'`)
    assert.deepEqual(states, [{ state: 'merged' }])
    const told = await story.sql<{ account: string }>(
      `select distinct a.account from notices n join accounts a on a.person = n.person where n.why = 'joined'`,
    )
    assert.deepEqual(told, [{ account: 'zhoumin' }])
    const asked = await story.sql(`select role, mandatory, state from work_orders where unit = 'unit-beian-fire'`)
    assert.deepEqual(asked, [{ role: 'assist', mandatory: true, state: 'asked' }])
    await story.acknowledge()
    await story.end()
  })

  it('asks its duty unit anew that gave back its part at another tank of the case, once', async (t) => {
    const story = await startStory(t)
    await story.sql(
      `update objects set area = (select area from objects where id = 'tank-990101-0001') where id like 'tank-990101-000%'`,
    )
    await story.sql(`update objects set duty_unit = 'unit-beian-fire' where id in ('tank-990101-0005', 'tank-990101-0006')`)
    for (const n of [1, 2, 3, 4, 5]) await rises(story, `hf-990101-000${n}`, 26)
    await story.pass({ s: 70 })
    for (const n of [1, 2, 3, 4, 5]) await rises(story, `hf-990101-000${n}`, 27)
    const orders = () =>
      story.sql<{ id: string; state: string }>(
        `select id, state from work_orders where unit = 'unit-beian-fire' and state in ('asked', 'returned') order by asked_at`,
      )
    const states = async () => (await orders()).map(({ state }) => state)
    assert.deepEqual(await states(), ['asked'])
    const back = { reason: 'function', basis: '镇街履职清单第 12 条', proposed: 'unit-beian-urban-management' }
    const returned = await story.as('leiming').post(`/api/v1/work-orders/${(await orders())[0]!.id}/return`, back)
    assert.equal(returned.status, 200, JSON.stringify(returned.body))
    await rises(story, 'hf-990101-0006', 26)
    await story.acknowledge()
    await story.pass({ s: 70 })
    await rises(story, 'hf-990101-0006', 27)
    assert.deepEqual(await states(), ['returned', 'asked'])
    await rises(story, 'hf-990101-0005', 28)
    assert.deepEqual(await states(), ['returned', 'asked'])
    await story.acknowledge()
    await story.end()
  })
})
