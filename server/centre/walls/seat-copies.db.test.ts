import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import { startStory } from '../../../test/story.ts'
import { chrome, firefox, type WallMachine, wallMachines } from '../../../test/wall-machine.ts'

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext)
const { seated, night, seats } = wallMachines(story)
const updated = chrome.replace('126.0.0.0', '127.0.6533.72')
const of = async (seat: string) => (await seats()).find(({ name }) => name === seat)!
const tags = async (seat: string) => {
  const { two, moved, machines } = await of(seat)
  return { two, moved, refused: machines.filter(({ refusedAt }) => refusedAt !== null).map(({ address }) => address) }
}
/** It stands there for some minutes and asks as walls do. */
async function runs(wall: WallMachine, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    assert.equal(await wall.shows(), 200)
    await story.pass({ m: 1 })
  }
}

describe('a copied cookie', () => {
  it('that comes first in another browser gets no new key, is told, and the wall goes on', async () => {
    const wall = await seated('10.1.0.1', '一号')
    const copy = wall.copy('10.9.0.1', firefox)
    await night()
    const asked = await copy.load()
    assert.deepEqual([asked.state, asked.given], ['seated', null])
    await story.expectNotices([['chenli', 'wall-two-machines']])
    const fact = (await story.facts('wall.two-machines')).at(-1)
    assert.deepEqual([fact?.body.one, fact?.body.other], ['Chrome 126 · Linux 10.1.0.1', 'Firefox 128 10.9.0.1'])
    assert.equal((await copy.load()).given, null, 'nor the second time, and it is told once')
    await story.restart()
    assert.equal((await copy.load()).given, null, 'nor after a restart')
    await story.pass({ m: 1 })
    assert.ok((await wall.load()).given, 'nothing was handed out meanwhile')
    await runs(wall, 1)
    assert.deepEqual([await copy.shows(), (await copy.load()).state], [401, 'replaced'])
    await story.expectNotices([['chenli', 'wall-key-refused']])
    const [refused] = await story.facts('wall.key-refused')
    assert.deepEqual([refused?.body.one, refused?.body.other], ['Chrome 126 · Linux 10.1.0.1', 'Firefox 128 10.9.0.1'])
    assert.deepEqual((await tags('一号')).refused, ['10.9.0.1'])
    await runs(wall, 3)
    assert.equal(await copy.shows(), 401)
    await story.expectNotices([])
    await story.sql(`update wall_seat_machines set refused_at = refused_at - interval '8 days'`)
    assert.deepEqual((await tags('一号')).refused, [])
    assert.equal(await copy.shows(), 401)
    await story.expectNotices([['chenli', 'wall-key-refused']])
  })

  it('that comes after the wall is refused and told: in another browser at once, in the same after ten minutes', async () => {
    const wall = await seated('10.1.0.2', '二号')
    const [far, near] = [wall.copy('10.9.0.2', firefox), wall.copy('10.9.0.3', updated)]
    await night()
    assert.ok((await wall.load()).given)
    assert.equal(await wall.shows(), 200)
    assert.deepEqual([await far.shows(), await near.shows()], [401, 200])
    await story.expectNotices([['chenli', 'wall-key-refused']])
    await runs(wall, 11)
    await story.expectNotices([['chenli', 'wall-two-machines']])
    assert.deepEqual([await near.shows(), (await near.load()).given], [401, null])
    await story.expectNotices([['chenli', 'wall-key-refused']])
    assert.deepEqual((await tags('二号')).refused.toSorted(), ['10.9.0.2', '10.9.0.3'])
  })

  it('that comes with the wall at once gets nothing, whichever is answered first', async () => {
    const wall = await seated('10.1.0.3', '三号')
    const [far, near] = [wall.copy('10.9.0.2', firefox), wall.copy('10.9.0.3')]
    await night()
    const all = await Promise.all([far.load(), near.load(), wall.load()])
    assert.deepEqual(
      all.map(({ given }) => given !== null),
      [false, false, true],
    )
    await runs(wall, 2)
    assert.equal(await far.shows(), 401)
    await story.acknowledge()
  })

  it('in the same browser elsewhere gets nothing while the wall is on, nor when the server itself was off', async () => {
    const wall = await seated('10.1.0.4', '四号')
    const copy = wall.copy('10.9.0.4')
    await runs(wall, 1)
    await night()
    assert.equal((await copy.load()).given, null)
    await runs(wall, 2)
    await story.expectNotices([['chenli', 'wall-two-machines']])
    await story.restart(30 * 60_000)
    assert.equal((await copy.load()).given, null, 'the wall had nobody to talk to')
    await story.pass({ m: 1 })
    assert.ok((await wall.load()).given)
    await runs(wall, 1)
    await story.acknowledge()
  })

  it('that takes the key while the wall is off shuts it out, and then the wall is told and listed, days later too', async () => {
    const wall = await seated('10.1.0.5', '五号')
    const copy = wall.copy('10.9.0.5')
    await story.pass({ h: 1 })
    await night()
    assert.ok((await copy.load()).given, 'by what it says of itself it is the wall at another address')
    await runs(copy, 1)
    const changedAt = story.now().getTime() - 60_000
    await story.pass({ d: 2 })
    await night()
    assert.ok((await copy.load()).given)
    await runs(copy, 1)
    await story.expectNotices([])
    const dark = await wall.load()
    assert.deepEqual([dark.state, Date.parse(dark.replacedAt!)], ['replaced', changedAt], 'two changes ago')
    await story.expectNotices([['chenli', 'wall-key-refused']])
    const fact = (await story.facts('wall.key-refused')).at(-1)
    assert.deepEqual([fact?.body.one, fact?.body.other], ['Chrome 126 · Linux 10.9.0.5', 'Chrome 126 · Linux 10.1.0.5'])
    assert.deepEqual(await tags('五号'), { two: false, moved: false, refused: ['10.1.0.5'] })
    await story.sql(`update wall_seat_former_keys set changed_at = changed_at - interval '30 days'`)
    await night()
    assert.ok((await copy.load()).given)
    await runs(copy, 1)
    assert.equal((await wall.load()).state, 'none', 'a month later nothing is known of that key')
    await story.acknowledge()
  })

  it('behind the same address in the same browser looks like the wall, until the key changed: told once', async () => {
    const wall = await seated('10.1.0.6', '六号')
    const copy = wall.copy('10.1.0.6')
    await night()
    assert.ok((await copy.load()).given)
    await runs(copy, 11)
    for (let n = 0; n < 3; n++) {
      assert.deepEqual([await wall.shows(), (await wall.load()).state], [401, 'replaced'])
      await runs(copy, 1)
    }
    await story.expectNotices([['chenli', 'wall-key-refused']])
    assert.deepEqual((await tags('六号')).refused, ['10.1.0.6'])
  })

  it('that calls itself something else each time is told five times a day', async () => {
    const wall = await seated('10.1.0.7', '七号')
    const copy = wall.copy('10.9.0.7', firefox)
    await night()
    assert.ok((await wall.load()).given)
    await runs(wall, 1)
    for (let n = 0; n < 8; n++) assert.equal(await copy.now('10.9.0.7', `Browser${'x'.repeat(n)}`).shows(), 401)
    await story.expectNotices(Array.from({ length: 5 }, () => ['chenli', 'wall-key-refused']))
  })
})

describe('a wall that changed', () => {
  it('to another address goes on, and has its new key once the former address is silent', async () => {
    const wall = await seated('10.2.0.1', '东厅')
    await runs(wall, 1)
    const moved = wall.now('10.2.0.99')
    await night()
    assert.equal((await moved.load()).given, null, 'the former address was there a minute ago')
    await runs(moved, 11)
    assert.ok((await moved.load()).given)
    await runs(moved, 12)
    assert.deepEqual([(await moved.load()).state, await tags('东厅')], ['seated', { two: false, moved: false, refused: [] }])
    await night()
    assert.ok((await moved.load()).given, 'it is known by the new address')
    await runs(moved, 1)
    await story.expectNotices([])
  })

  it('to a newer version of its browser has its new key at once, and nobody is told', async () => {
    const wall = await seated('10.2.0.2', '西厅')
    await runs(wall, 1)
    await night()
    const newer = wall.now('10.2.0.2', updated)
    const former = wall.jar.cookie
    assert.ok((await newer.load()).given)
    await runs(newer, 1)
    assert.equal(await wall.shows(former), 200, 'what was asked before the update')
    await runs(newer, 12)
    await story.expectNotices([])
    assert.deepEqual(await tags('西厅'), { two: false, moved: false, refused: [] })
  })

  it('to another browser never goes dark: it is asked about once, until it is paired anew', async () => {
    const wall = await seated('10.2.0.3', '南厅')
    await story.pass({ h: 1 })
    const other = wall.now('10.2.0.3', firefox)
    for (let n = 0; n < 3; n++) {
      await night()
      assert.equal((await other.load()).given, null)
      await runs(other, 12)
    }
    await story.expectNotices([['chenli', 'wall-two-machines']])
    assert.deepEqual(await tags('南厅'), { two: false, moved: true, refused: [] })
    await story.restart()
    assert.equal(await other.shows(), 200)
    const { id } = await of('南厅')
    assert.equal((await story.as('chenli').post(`/api/v1/wall-seats/${id}/end`, {})).status, 200)
    const { body } = await other.ask('POST', '/api/v1/wall-seats/pairing')
    const made = await story.as('chenli').post('/api/v1/wall-seats', { code: body.code, name: '南厅新', area: '990101001' })
    assert.equal(made.status, 200, JSON.stringify(made.body))
    await runs(other, 1)
    await night()
    assert.ok((await other.load()).given)
    assert.deepEqual([await other.shows(), await tags('南厅新')], [200, { two: false, moved: false, refused: [] }])
    await story.end()
  })
})
