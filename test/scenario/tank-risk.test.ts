import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { system } from '../../contract/actor.ts'
import type { ObjectRisk } from '../../contract/object-risk.ts'
import { lookSoon } from '../../server/flow/8-risk/rate.ts'
import { truckPack } from '../demo-packs.ts'
import { firstDevice, type Story, startStory } from '../story.ts'
import { cleanAir } from './septic.ts'

const tank = 'tank-990101-0001'
const whyOf = async (story: Story, object: string, as = 'chenli'): Promise<ObjectRisk> =>
  (await story.as(as).get<ObjectRisk>(`/api/v1/objects/${object}/risk`)).body
const changesOf = async (story: Story, object: string): Promise<string[]> =>
  (await story.facts('object.risk-changed'))
    .filter(({ subject }) => subject === object)
    .map(({ body }) => `${body.from} ${body.to}`)

describe('the risk of a tank', () => {
  it('is lifted by its alarm and by the hours nobody brings it down, comes back when it clears, and the month remembers', async (t) => {
    const story = await startStory(t)
    await story.sql(
      `update objects set owner_kind = 'owned', details = '{"near": "none", "vent": true, "dredge-cycle": 12, "last-dredge": "2026-02-20"}' where id = $1`,
      [tank],
    )
    while (await story.zhili.rateStale());
    await story.pass({ s: 1 })
    const rated = async () => (await whyOf(story, tank)).rated!
    const before = await rated()
    // its monthly check is not known: nobody ever did one
    assert.deepEqual([before.level, before.score, before.unknown], ['green', 3, 1])

    await story.reads(firstDevice, { ch4: 22 })
    await story.receipts(firstDevice)
    await story.pass({ s: 1 })
    // yellow only once it holds for half a minute; blue is watched only: no floor, its points and those of the month
    const blue = await rated()
    assert.deepEqual([blue.level, blue.score, blue.floors], ['blue', 26, []])

    await story.pass({ s: 30 })
    const yellow = await rated()
    assert.deepEqual([yellow.level, yellow.byScore, yellow.worsens?.level], ['yellow', 'blue', 'orange'])
    assert.deepEqual(
      yellow.floors.map(({ id, level, restore }) => [id, level, restore.zh]),
      [['gas-yellow', 'yellow', '浓度回落并保持，报警解除']],
    )
    // What the register shows of it is the same level: there is one truth.
    const [row] = await story.sql<{ risk: string; rated: boolean }>('select risk, rated from objects where id = $1', [tank])
    assert.deepEqual(row, { risk: 'yellow', rated: true })

    // The fan helps, though not enough to clear.
    for (let hour = 0; hour < 25; hour++) {
      await story.reads(firstDevice, { ch4: 17 + hour / 100 })
      await story.pass({ h: 1 })
    }
    assert.equal((await rated()).level, 'orange')

    await cleanAir(story, 12)
    await story.pass({ s: 1 })
    const after = await whyOf(story, tank)
    assert.deepEqual([after.rated?.level, after.rated?.floors], ['green', []])
    const restored = after.changes.find(({ to }) => to !== 'orange')!.restored!.zh
    assert.match(restored, /黄色气体报警已解除/)
    // The alarm is one of the last thirty days: that costs points until they are over.
    const repeat = async () => (await rated()).factors.find(({ id }) => id === 'repeat')!.points
    assert.equal(await repeat(), 3)
    await story.pass({ d: 31 })
    assert.equal(await repeat(), 0)
    const told = await changesOf(story, tank)
    assert.deepEqual(told.slice(0, 4), ['null green', 'green blue', 'blue yellow', 'yellow orange'])
    await story.expectNotices([])
    await story.end()
  })
})

describe('the risk of a truck', () => {
  it('follows its permit, which is an object of its own, and the signals about it', async (t) => {
    const story = await startStory(t, { packs: [truckPack] })
    const add = (id: string, kind: string, details: object): Promise<unknown> =>
      story.sql(
        `insert into objects (id, pack, kind, code, name, area, lon, lat, owner_kind, details)
         select $1, 'spoil-truck', $2, upper($1), $1, area, lon, lat, 'owned', $3 from objects where id = $4`,
        [id, kind, JSON.stringify(details), tank],
      )
    await add('zt-1', 'spoil-truck', { plate: '渝X00001', sealed: true })
    await add('site-1', 'spoil-site', { radius: 100, volume: 10_000, wash: false })
    while (await story.zhili.rateStale());
    await story.pass({ s: 1 })
    const bare = (await whyOf(story, 'zt-1')).rated!
    assert.deepEqual([bare.level, bare.floors.map(({ id }) => id)], ['yellow', ['no-permit']])
    assert.deepEqual((await whyOf(story, 'site-1')).rated?.level, 'yellow')

    // Somebody registers its permit: the truck is looked at, though nothing was written to it.
    const place = { lon: 105.5072, lat: 31.5069 }
    await add('tip-1', 'disposal-site', { radius: 100, capacity: 500_000, 'valid-until': '2030-01-01' })
    const details = { truck: 'ZT-1', site: 'SITE-1', disposal: 'TIP-1', 'valid-from': '2026-01-01', 'valid-until': '2027-01-01' }
    const body = { kind: 'spoil-permit', code: 'ZY-1', name: '准运证', ...place, details }
    const made = await story.as('baining').post('/api/v1/objects', body)
    assert.equal(made.status, 200, JSON.stringify(made.body))
    await story.pass({ s: 1 })
    const permitted = await whyOf(story, 'zt-1')
    assert.deepEqual([permitted.rated?.level, permitted.rated?.floors], ['green', []])
    assert.equal(permitted.changes[0]?.restored?.zh, '无有效准运证已解除、准运证好转')

    // What waits for a decision about it costs points until somebody decides.
    const said = { type: 'spoil-truck.muddy', title: '带泥上路', ...place }
    const waiting = async (): Promise<number> =>
      (await whyOf(story, 'zt-1')).rated!.factors.find(({ id }) => id === 'waiting')!.points
    assert.equal(await waiting(), 0)
    const { body: signal } = await story.as('chenli').post<{ signal: string }>('/api/v1/signals', said)
    await story.zhili.spine.transaction(system, async (tx) => {
      await tx.query('update signals set object = $1 where id = $2', ['zt-1', signal.signal])
      await tx.setTimer(lookSoon(tx, 'zt-1'))
    })
    await story.pass({ s: 1 })
    assert.equal(await waiting(), 4)
    await story.as('chenli').post(`/api/v1/signals/${signal.signal}/reject`, { reason: '照片看不清，不予立案' })
    await story.pass({ s: 1 })
    assert.equal(await waiting(), 0)
    await story.end()
  })
})
