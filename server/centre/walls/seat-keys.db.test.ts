import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import { startStory } from '../../../test/story.ts'
import { firefox, wallMachines } from '../../../test/wall-machine.ts'

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext)

const { seated, night, seats } = wallMachines(story)

describe('the key of a wall seat', () => {
  it('is changed by the first load of a night, for two tabs of one browser only once', async () => {
    const wall = await seated('10.0.0.5', '一楼大厅')
    const former = wall.jar.cookie
    await night()
    const [one, other] = await Promise.all([wall.load({ cookie: former }), wall.load({ cookie: former })])
    assert.deepEqual([one.state, other.state], ['seated', 'seated'])
    assert.equal([one.given, other.given].filter(Boolean).length, 1, 'one answer sets the cookie, the other leaves it alone')
    assert.equal(await wall.shows(former), 200, 'nobody uses the new one yet: the former is the one')
    assert.equal(await wall.shows(), 200)
    assert.notEqual(wall.jar.cookie, former)
    assert.equal(await wall.shows(former), 200, 'what the other tab was asking meanwhile')
    const late = await wall.load({ cookie: former })
    assert.deepEqual([late.state, late.given], ['seated', null], 'a late load of the other tab, and it takes no key away')
    await story.pass({ m: 11 })
    assert.deepEqual([await wall.shows(), await wall.shows(former)], [200, 401])
  })

  it('stays good where the answer with the new one was lost, until one arrives', async () => {
    const wall = await seated('10.0.0.6', '二楼')
    const own = wall.jar.cookie
    await night()
    assert.ok((await wall.load({ lost: true })).given)
    assert.deepEqual([await wall.shows(), (await wall.load()).given], [200, null], 'nobody else gets one for ten minutes')
    await story.pass({ d: 3 })
    assert.equal(await wall.shows(), 200)
    assert.ok((await wall.load()).given)
    assert.notEqual(wall.jar.cookie, own)
    assert.deepEqual([await wall.shows(), await wall.shows(own)], [200, 200])
    await story.restart()
    assert.equal(await wall.shows(), 200)
  })

  it('ends a copy of the cookie: in another browser at once, in the same after ten minutes, in plain words', async () => {
    const wall = await seated('10.0.0.7', '三楼')
    const [far, near] = [wall.copy('10.9.9.9', firefox), wall.copy('10.9.9.8')]
    assert.deepEqual([await far.shows(), await near.shows()], [200, 200], 'until the key changes a copy sees the wall')
    await night()
    assert.ok((await wall.load()).given)
    assert.equal(await wall.shows(), 200)
    const replacedAt = story.now().toISOString()
    assert.equal(await far.shows(), 401)
    const told = await far.load()
    assert.deepEqual([told.state, told.replacedAt, told.seat?.name, told.given], ['replaced', replacedAt, '三楼', null])
    assert.equal(await near.shows(), 200)
    await story.pass({ m: 11 })
    assert.deepEqual([await near.shows(), (await near.load()).state, await wall.shows()], [401, 'replaced', 200])
    await story.acknowledge()
  })
})

describe('machines of a wall seat', () => {
  it('are listed with the first and the last time, and two at once are told to who let it in, once', async () => {
    const wall = await seated('10.0.1.1', '五楼')
    const of = async () => (await seats()).find(({ name }) => name === '五楼')!
    const since = story.now().toISOString()
    await wall.shows()
    await story.pass({ m: 1 })
    await wall.shows()
    const alone = await of()
    assert.equal(alone.two, false)
    assert.deepEqual(alone.machines, [
      { address: '10.0.1.1', browser: 'Chrome 126 · Linux', firstAt: since, lastAt: story.now().toISOString(), refusedAt: null },
    ])
    const copy = wall.copy('10.9.9.9', firefox)
    await copy.shows()
    assert.equal((await of()).two, false, 'the address of a machine may change')
    await story.expectNotices([])
    await story.pass({ m: 1 })
    await wall.shows()
    const both = await of()
    assert.deepEqual(
      [both.two, both.machines.map(({ address, browser }) => [address, browser])],
      [
        true,
        [
          ['10.0.1.1', 'Chrome 126 · Linux'],
          ['10.9.9.9', 'Firefox 128'],
        ],
      ],
    )
    await story.expectNotices([['chenli', 'wall-two-machines']])
    const [fact] = await story.facts('wall.two-machines')
    assert.deepEqual([fact?.body.name, fact?.body.one], ['五楼', 'Chrome 126 · Linux 10.0.1.1'])
    for (let minute = 0; minute < 3; minute++) {
      await story.pass({ m: 1 })
      await copy.shows()
      await wall.shows()
    }
    await story.expectNotices([])
    await story.pass({ m: 11 })
    await wall.shows()
    assert.equal((await of()).two, false, 'the other is gone')
    await story.end()
  })

  it('whose maker is no more are told to those who keep the wall', async () => {
    const wall = await seated('10.0.2.1', '六楼')
    await story.sql(`update wall_seats set made_by_person = null where name = '六楼'`)
    const copy = wall.copy('10.9.9.7')
    for (const one of [wall, copy, wall, copy]) {
      await one.shows()
      await story.pass({ m: 1 })
    }
    const told = await story.sql<{ account: string }>(
      `select a.account from notices n join accounts a on a.person = n.person where n.kind = 'wall-two-machines' and n.made_at > (
         select made_at from wall_seats where name = '六楼') order by 1`,
    )
    assert.ok(
      told.some(({ account }) => account === 'tangke'),
      JSON.stringify(told),
    )
    await story.acknowledge()
    await story.end()
  })
})
