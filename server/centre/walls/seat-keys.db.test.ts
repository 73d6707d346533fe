import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { WallSeats, WallSitting } from '../../../contract/wall-seat.ts'
import { startStory } from '../../../test/story.ts'

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext)
const [chrome, firefox] = ['Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0.0.0 Safari/537.36', 'Mozilla/5.0 Firefox/128.0']

/** A machine with a browser: what it is given it keeps in `jar`, unless the answer is `lost`. */
function machine(remoteAddress: string, agent = chrome, jar = { cookie: '' }) {
  const ask = async (method: 'GET' | 'POST', url: string, { lost = false, cookie = jar.cookie } = {}) => {
    const answer = await story.zhili.app.inject({
      method,
      url,
      remoteAddress,
      headers: { 'user-agent': agent, ...(cookie ? { cookie } : {}) },
      ...(method === 'POST' ? { payload: {} } : {}),
    })
    const set = answer.headers['set-cookie']
    const given = typeof set === 'string' && set.startsWith('zhili_wall=') ? set.split(';')[0]! : null
    if (given && !lost) jar.cookie = given
    return { status: answer.statusCode, body: answer.json() as Record<string, unknown>, given }
  }
  return {
    jar,
    ask,
    /** what the page asks when it is loaded */
    load: async (how: { lost?: boolean; cookie?: string } = {}) => {
      const { body, given } = await ask('GET', '/api/v1/wall-seats/mine', how)
      return { ...(body as unknown as WallSitting), given }
    },
    /** what a wall shows */
    shows: async (cookie?: string) => (await ask('GET', '/api/v1/walls/state', cookie ? { cookie } : {})).status,
  }
}
type Machine = ReturnType<typeof machine>
const copyOf = (one: Machine, address: string, agent = chrome) => machine(address, agent, { ...one.jar })
const seats = async () => (await story.as('chenli').get<WallSeats>('/api/v1/wall-seats')).body.rows

async function seated(address: string, name: string): Promise<Machine> {
  const wall = machine(address)
  const { body } = await wall.ask('POST', '/api/v1/wall-seats/pairing')
  const made = await story.as('chenli').post('/api/v1/wall-seats', { code: body.code, name, area: '990101001' })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  assert.equal((await wall.load()).given, null, 'a key that was just made is not changed')
  return wall
}
/** A night passes. */
const night = () => story.sql(`update wall_seats set key_at = key_at - interval '18 hours'`)

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
    const [far, near] = [copyOf(wall, '10.9.9.9', firefox), copyOf(wall, '10.9.9.8')]
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
  })

  it('is kept by the machine that loads first, whichever it is', async () => {
    const wall = await seated('10.0.0.8', '四楼')
    const copy = copyOf(wall, '10.9.9.9', firefox)
    await night()
    const [first, second] = [await copy.load(), await wall.load()]
    assert.deepEqual([first.given !== null, second.given], [true, null], 'one key is on its way, nobody else gets another')
    assert.equal(await copy.shows(), 200)
    assert.deepEqual([await wall.shows(), (await wall.load()).state], [401, 'replaced'])
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
      { address: '10.0.1.1', browser: 'Chrome 126 · Linux', firstAt: since, lastAt: story.now().toISOString() },
    ])
    const copy = copyOf(wall, '10.9.9.9', firefox)
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
    const copy = copyOf(wall, '10.9.9.7')
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
