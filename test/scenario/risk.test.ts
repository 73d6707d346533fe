import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { system } from '../../contract/actor.ts'
import type { DetailValue } from '../../contract/detail.ts'
import type { RiskModel, RiskSource } from '../../contract/risk.ts'
import { highRiseFire } from '../../packs/high-rise-fire/pack.ts'
import { createPacks } from '../../server/city/pack/packs.ts'
import { riskHandlers } from '../../server/flow/8-risk/on.ts'
import { lookSoon } from '../../server/flow/8-risk/rate.ts'
import { rateObject } from '../../server/flow/8-risk/rules/rate-object.ts'
import { nothingKnown } from '../../server/flow/8-risk/types.ts'
import { createCalendar, shippedCalendar } from '../../server/kernel/calendar-days.ts'
import { fireTimer, fireTimers } from '../../server/kernel/worker.ts'
import { fieldPacks } from '../field-devices.ts'
import { type Story, startStory } from '../story.ts'

const building = highRiseFire.objects[0]!
type Details = Record<string, DetailValue>
const sound: Details = {
  ...{ 'alarm-system': 'works', water: 'ok', 'smoke-control': 'works', 'control-room': 'two', 'fire-lane': 'clear' },
  ...{
    'ladder-site': 'clear',
    exits: 'clear',
    wiring: 'watched',
    'e-bikes': 'outside',
    gas: 'cut-off',
    height: 80,
    use: 'housing',
  },
  ...{ facade: 'a', accepted: true, contract: true, 'patrol-rate': 100 },
}

/** The same model without what turns at midnight: a share of patrols is what the building told. */
const still: RiskModel = {
  ...building.risk!,
  indicators: building.risk!.indicators.map((one) => ({
    ...one,
    from: one.from.map((source): RiskSource => {
      if (source.kind !== 'inspections') return source
      const { start, steps } = source
      return { kind: 'number', detail: source.told!, start, steps }
    }),
  })),
}
const stillPack = { ...highRiseFire, objects: [{ ...building, risk: still }] }

/** A city with two high-rises, the first with a panel that reports by its transmitter. */
async function towers(t: TestContext): Promise<Story> {
  const story = await startStory(t, { packs: [...fieldPacks, stillPack] })
  for (const id of ['tower-1', 'tower-2'])
    await story.sql(
      `insert into objects (id, pack, kind, code, name, area, lon, lat, details)
       select $1, 'high-rise-fire', 'building', $1, $1, area, lon, lat, $2 from objects order by id limit 1`,
      [id, JSON.stringify(sound)],
    )
  for (const role of ['responsible', 'manager'])
    await story.sql(
      `insert into object_charges (id, object, role, outside_name, outside_phone, valid_from, outside_firm)
       select gen_random_uuid(), o.id, $1, '安和物业', '13000000001', $2, true from objects o where o.kind = 'building'`,
      [role, story.now()],
    )
  await story.sql(
    `insert into devices (id, object, kind, pack, gateway, name, interval_s) values ('panel-990101-1', 'tower-1', 'fire-transmitter', 'fire-alarm', 'gw-990101', 'panel', 60)`,
  )
  while (await story.zhili.rateStale());
  await story.pass({ s: 1 })
  return story
}

/** Somebody writes down what was found: value and look in one transaction, as the register does it. */
const find = (story: Story, object: string, details: Details): Promise<void> =>
  story.zhili.spine.transaction(system, async (tx) => {
    await tx.query('update objects set details = details || $2 where id = $1', [object, JSON.stringify(details)])
    await tx.setTimer(lookSoon(tx, object))
  })

type Row = { level: string; risk: string; score: number; unknown: number; model: string }
async function riskOf(story: Story, object: string): Promise<Row> {
  const [row] = await story.sql<Row>(
    'select r.level, o.risk, r.score, r.unknown, r.model from objects o join object_risks r on r.object = o.id where o.id = $1',
    [object],
  )
  return row!
}
const level = async (story: Story, object: string): Promise<string> => {
  const { level, risk } = await riskOf(story, object)
  assert.equal(level, risk, 'the row of the risk and the level of the object say the same')
  return level
}
const changes = async (story: Story, object = 'tower-1'): Promise<string[]> =>
  (await story.facts('object.risk-changed'))
    .filter(({ subject }) => subject === object)
    .map(({ body }) => `${body.from} ${body.to} ${(body.why as { en: string } | null)?.en ?? ''}`)
const waiting = async (story: Story, object: string): Promise<Date[]> =>
  (
    await story.sql<{ due_at: Date }>(`select due_at from timers where kind = 'risk.look' and body->>'object' = $1`, [object])
  ).map(({ due_at }) => due_at)

describe('the risk of a building', () => {
  it('is rated once when it is new, and its first level is a fact', async (t) => {
    const story = await towers(t)
    assert.deepEqual(await changes(story), ['null green Height, Drill and training, Use and crowds'])
    assert.equal((await changes(story, 'tower-2')).length, 1)
    assert.equal(await level(story, 'tower-1'), 'green')
    // tower-2 has no panel: what it would say is not known
    assert.deepEqual([(await riskOf(story, 'tower-1')).unknown, (await riskOf(story, 'tower-2')).unknown], [1, 2])
    assert.equal(await story.zhili.rateStale(), false)
    await story.end()
  })

  it('gets worse by the hour while nobody mends, once each, over restarts, and comes back when it is mended', async (t) => {
    const story = await towers(t)
    const found = story.now()
    await find(story, 'tower-1', { water: 'none' })
    await story.pass({ s: 1 })
    assert.equal(await level(story, 'tower-1'), 'yellow')
    assert.deepEqual(await waiting(story, 'tower-1'), [new Date(found.getTime() + 24 * 3_600_000)])
    await story.pass({ h: 23 })
    await story.restart()
    assert.equal(await level(story, 'tower-1'), 'yellow')
    await story.pass({ h: 1 })
    assert.equal(await level(story, 'tower-1'), 'orange')
    await story.pass({ h: 48 })
    assert.equal(await level(story, 'tower-1'), 'red')
    await story.pass({ h: 100 })
    await find(story, 'tower-1', { water: 'ok' })
    await story.pass({ s: 1 })
    assert.equal(await level(story, 'tower-1'), 'green')
    assert.deepEqual(await waiting(story, 'tower-1'), [])
    assert.deepEqual(
      (await changes(story)).slice(1).map((line) => line.replace(/,.*/, '')),
      ['green yellow No fire water', 'yellow orange No fire water', 'orange red No fire water', 'red green Height'],
    )
    // a later fault begins its own three days
    await story.pass({ d: 1 })
    await find(story, 'tower-1', { water: 'none' })
    await story.pass({ h: 1 })
    assert.equal(await level(story, 'tower-1'), 'yellow')
    assert.deepEqual(await changes(story, 'tower-2').then((all) => all.length), 1)
    await story.end()
  })

  it('takes what its panel says by itself, and takes it back', async (t) => {
    const story = await towers(t)
    const before = (await riskOf(story, 'tower-1')).score
    await story.reads('panel-990101-1', { fault: 1 })
    await story.pass({ m: 11 })
    assert.equal((await riskOf(story, 'tower-1')).score, Math.round((before + 4.8) * 100) / 100, 'fault 0.6 × 8')
    await story.reads('panel-990101-1', { fault: 0 })
    await story.pass({ m: 11 })
    const [signal] = await story.sql<{ state: string }>(`select state from signals where object = 'tower-1'`)
    assert.equal(signal!.state, 'gone')
    assert.equal((await riskOf(story, 'tower-1')).score, before)
    await story.acknowledge()
    await story.end()
  })
})

describe('looks at buildings', () => {
  it('that come together are one, and none is lost', async (t) => {
    const story = await towers(t)
    await Promise.all(
      Array.from({ length: 12 }, (_, n) => find(story, 'tower-1', n % 2 ? { water: 'none' } : { 'fire-lane': 'blocked' })),
    )
    assert.equal((await waiting(story, 'tower-1')).length, 12)
    // nothing of them waits in the process
    await story.restart()
    await story.pass({ s: 1 })
    const { score } = await riskOf(story, 'tower-1')
    assert.equal(score, 18 + (await riskOf(story, 'tower-2')).score - 1.5 - 4 + 4)
    assert.deepEqual((await changes(story)).length, 2)
    await story.end()
  })

  it('made by two at once while people go on writing leave the last word of everybody', async (t) => {
    const story = await towers(t)
    const { spine } = story.zhili
    const words = ['ok', 'low', 'none'] as const
    let written = 0
    const write = async (object: string, from: number): Promise<void> => {
      for (let n = 0; n < 15; n++) {
        await find(story, object, { water: words[(from + n) % 3]!, height: 30 + n })
        written++
      }
    }
    const rate = async (): Promise<void> => {
      while ((await fireTimers(spine, 'bulk')) || written < 60);
    }
    await Promise.all([write('tower-1', 0), write('tower-2', 1), write('tower-1', 2), write('tower-2', 0), rate(), rate()])
    await story.pass({ s: 3 })
    for (const object of ['tower-1', 'tower-2']) {
      const [kept] = await story.sql<{ score: number; floors: object }>(
        'select score, floors from object_risks where object = $1',
        [object],
      )
      const [{ details }] = (await story.sql<{ details: Details }>('select details from objects where id = $1', [object])) as [
        { details: Details },
      ]
      const devices = object === 'tower-1' ? ['fire-alarm'] : []
      const charges = (['responsible', 'manager'] as const).map((role) => ({ role, from: story.now(), to: null }))
      const known = { ...nothingKnown, details, devices, charges }
      assert.equal(kept!.score, rateObject(still, known, {}, story.now()).score)
      assert.deepEqual(Object.keys(kept!.floors), details.water === 'none' ? ['no-water'] : [])
      const told = (await story.facts('object.risk-changed')).filter(({ subject }) => subject === object)
      for (const [n, { body }] of told.entries())
        assert.equal(body.from, told[n - 1]?.body.to ?? null, 'the facts follow each other')
    }
    await story.end()
  })

  it('wait for whoever is at work on the object, and come back', async (t) => {
    const story = await towers(t)
    await find(story, 'tower-1', { water: 'none' })
    const { spine } = story.zhili
    await spine.transaction(system, async (tx) => {
      await tx.query(`select 1 from objects where id = 'tower-1' for update`)
      assert.equal(await fireTimer(spine), true)
      assert.equal(await level(story, 'tower-1'), 'green')
    })
    const again = await waiting(story, 'tower-1')
    assert.deepEqual(again, [new Date(story.now().getTime() + 1_000)])
    await story.pass({ s: 2 })
    assert.equal(await level(story, 'tower-1'), 'yellow')
    await story.end()
  })

  it('go over all of them when the model changes, in the level of the new one', async (t) => {
    const story = await towers(t)
    const strict = { ...still, levels: { red: 80, orange: 60, yellow: 2, blue: 1 } }
    const changed = riskHandlers({
      packs: createPacks([...fieldPacks, { ...highRiseFire, objects: [{ ...building, risk: strict }] }], { demo: false }),
      calendar: createCalendar(shippedCalendar('Asia/Shanghai')),
    })
    const before = await riskOf(story, 'tower-2')
    assert.equal(await changed.rateStale(story.zhili.spine), true)
    assert.equal(await changed.rateStale(story.zhili.spine), false)
    const after = await riskOf(story, 'tower-2')
    assert.deepEqual([after.level, after.risk, after.score], ['yellow', 'yellow', before.score])
    assert.notEqual(after.model, before.model)
    assert.equal((await changes(story, 'tower-2')).length, 2)
    await story.end()
  })

  it('are taken back with a transaction that fails', async (t) => {
    const story = await towers(t)
    await assert.rejects(
      story.zhili.spine.transaction(system, async (tx) => {
        await tx.setTimer(lookSoon(tx, 'tower-1'))
        throw new Error('no')
      }),
      /no/,
    )
    assert.deepEqual(await waiting(story, 'tower-1'), [])
    await story.end()
  })
})
