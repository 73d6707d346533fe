import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { system } from '../../../contract/actor.ts'
import { type DetectRule, definePack, threshold, tree } from '../../../contract/pack.ts'
import { seedNow, type TestDatabase, testDatabase } from '../../../test/database.ts'
import { gasPack } from '../../../test/demo-packs.ts'
import { createPacks } from '../../city/pack/packs.ts'
import { seedObjects } from '../../city/seed/objects.ts'
import { manualClock } from '../../kernel/clock.ts'
import type { RecordedFact } from '../../kernel/facts.ts'
import { createLog } from '../../kernel/log.ts'
import { createSpine, type Spine, type Timer, type Tx } from '../../kernel/spine.ts'
import { fireTimers } from '../../kernel/worker.ts'
import { createIngest, type Ingest } from '../1-ingest/accept.ts'
import { devicesById } from '../1-ingest/store.ts'
import { detectHandlers } from './on.ts'
import { openAlarm } from './store.ts'
import { standingOf } from './store-standing.ts'

const name = { zh: '规则', en: 'rule' }
const high = { op: 'compare', value: { reading: 'ch4' }, is: 'above', limit: 20 } as const
const one = { name, clearFactor: 0.8, clearHold: '1m' }
/** Two monitors of one tank agree for two minutes; any of them silent for five; a neighbour alight. */
const detect: DetectRule[] = [
  tree({
    ...{ ...one, id: 'agree', family: 'gas', on: 'object' },
    levels: [
      {
        ...{ severity: 'orange', hold: '2m' },
        // one whole voice and one of 0.6: together 1.6
        when: { op: 'weigh', atLeast: 1.5, parts: [high, { ...high, limit: 90 }].map((when) => ({ when, weight: 1 })) },
      },
    ],
  }),
  tree({
    ...{ ...one, id: 'member', family: 'silence', on: 'object', clearHold: '0s' },
    levels: [{ severity: 'blue', hold: '0s', when: { op: 'silent', who: 'member', for: '5m' } }],
  }),
  tree({
    ...{ ...one, id: 'beside', family: 'spread', on: 'device' },
    levels: [{ severity: 'yellow', hold: '0s', when: { op: 'near', family: 'heat', withinM: 1_000, within: '1h', atLeast: 1 } }],
  }),
  threshold({
    ...{ ...one, id: 'sour', family: 'sour', reading: 'h2s', direction: 'above' },
    levels: [{ severity: 'yellow', limit: 10, hold: '1m' }],
  }),
  tree({
    ...{ ...one, id: 'both', family: 'sour', on: 'object' },
    levels: [{ severity: 'orange', hold: '0s', when: { op: 'agree', rules: ['sour'], severity: 'yellow', atLeast: 2 } }],
  }),
  threshold({
    ...{ ...one, id: 'hot', family: 'heat', reading: 'co', direction: 'above' },
    levels: [{ severity: 'red', limit: 500, hold: '0s' }],
  }),
]
const types = ['spread', 'heat', 'sour'].map((family) => ({ ...gasPack.types[0]!, id: `tank.${family}`, family }))
// Its tanks without their risk, which looks at rules that are not here.
const objects = gasPack.objects.map(({ risk: _, ...tank }) => tank)
const packs = createPacks([definePack({ ...gasPack, objects, detect, types: [...gasPack.types, ...types] })], { demo: false })

describe('rules about a whole object', () => {
  const clock = manualClock(seedNow)
  let database: TestDatabase
  let spine: Spine
  let ingest: Ingest
  let first: { id: string; object: string }
  const second = 'second-monitor'
  let [neighbour, far] = ['', '']

  /** The process as after a start: nothing is known but what the database holds. */
  const start = (): void => {
    spine = createSpine({ url: database.url, clock, log: createLog('silent') })
    const detecting = detectHandlers({ packs, zone: 'Asia/Shanghai' })
    spine.flow.timers['detect.wake'] = detecting.onWake
    ingest = createIngest({ spine, packs, onReadings: detecting.onReadings, keepDays: 30 })
  }
  before(async () => {
    database = await testDatabase('town')
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    await seedObjects(client, { now: seedNow, city: '99' })
    const devices = await client.query<{ id: string; object: string }>('select id, object from devices order by id limit 3')
    first = devices.rows[0]!
    neighbour = devices.rows[1]!.id
    far = devices.rows[2]!.id
    await client.query(
      `insert into devices (id, object, kind, pack, gateway, name, interval_s, credibility, demo)
       select $1, object, kind, pack, gateway, 'second', 60, 0.6, true from devices where id = $2`,
      [second, first.id],
    )
    await client.query('update objects set lon = 106.5, lat = 29.5 where id = $1', [first.object])
    await client.query('update objects set lon = 106.509, lat = 29.5 where id = $1', [devices.rows[1]!.object])
    await client.query('update objects set lon = 106.511, lat = 29.5 where id = $1', [devices.rows[2]!.object])
    await client.end()
    start()
  })
  after(async () => {
    await spine.close()
    await database.drop()
  })

  const reads = (...readings: [device: string, values: Record<string, number>][]) =>
    Promise.all(
      readings.map(async ([device, values]) => {
        const at = clock.now().toISOString()
        const said = await ingest.accept({ device, channel: 'mqtt', source: device, payload: '', readings: [{ at, values }] })
        assert.ok(said.ok, JSON.stringify(said))
      }),
    )
  /** Moves the clock, firing every timer at its moment. */
  async function pass(minutes: number): Promise<void> {
    const end = new Date(clock.now().getTime() + minutes * 60_000)
    for (;;) {
      const [next] = await spine.query<{ due_at: Date }>('select min(due_at) as due_at from timers')
      if (!next?.due_at || next.due_at > end) break
      if (next.due_at > clock.now()) clock.set(next.due_at)
      await fireTimers(spine, 'bulk')
    }
    clock.set(end)
  }
  const alarms = async (): Promise<string[]> => {
    const rows = await spine.query<{ family: string; severity: string; contributors: object }>(
      'select family, severity, contributors from alarms where cleared_at is null order by family',
    )
    return rows.map((row) => `${row.family} ${row.severity} ${Object.keys(row.contributors).join()}`)
  }

  it('raise when its devices agree for the hold, each believed as much as it deserves, also over a restart', async () => {
    await reads([first.id, { ch4: 30 }])
    await pass(1)
    await reads([first.id, { ch4: 30 }], [second, { ch4: 5 }])
    await pass(1)
    assert.deepEqual(await alarms(), [], 'one alone is not enough, however long')
    await reads([first.id, { ch4: 30 }], [second, { ch4: 25 }])
    await pass(1)
    await spine.close()
    start()
    await pass(0.9)
    assert.deepEqual(await alarms(), [])
    await pass(0.1)
    assert.deepEqual(await alarms(), [`gas orange object:${first.object}:agree`])
    const [change] = await spine.query<{ device: string; at: Date }>('select device, at from alarm_changes')
    assert.ok([first.id, second].includes(change!.device), 'told with a device a person can look up')
    assert.equal(change!.at.getTime(), clock.now().getTime())
    const standing = await standingOf(spine, packs, (await openAlarm(spine, first.object, 'gas'))!)
    assert.deepEqual(standing, { severity: 'orange', at: clock.now().getTime() - 120_000 }, 'proved by what was heard last')
  })

  it('clear when they do not agree any more', async () => {
    await reads([second, { ch4: 17 }], [first.id, { ch4: 30 }])
    await pass(1)
    assert.equal((await alarms()).length, 1, 'between limit and clear limit')
    await reads([second, { ch4: 15 }], [first.id, { ch4: 30 }])
    await pass(1)
    assert.deepEqual(await alarms(), [])
  })

  it('see at which level its devices stand, at the moment the second one does', async () => {
    await reads([first.id, { h2s: 20 }])
    await pass(1.5)
    assert.deepEqual(await alarms(), [`sour yellow ${first.id}:sour`], 'one alone')
    await reads([first.id, { h2s: 20 }], [second, { h2s: 12 }])
    await pass(0.9)
    assert.ok((await alarms())[0]!.startsWith('sour yellow'))
    await spine.close()
    start()
    await pass(0.2)
    const both = `object:${first.object}:both`
    assert.ok((await alarms())[0]!.startsWith('sour orange') && (await alarms())[0]!.includes(both), 'by the end of a hold alone')
    await reads([second, { h2s: 1 }], [first.id, { h2s: 20 }])
    await pass(2.5)
    assert.deepEqual(await alarms(), [`sour yellow ${first.id}:sour`], 'one is back')
    await reads([first.id, { h2s: 1 }], [second, { h2s: 1 }])
    await pass(1.5)
    assert.deepEqual(await alarms(), [])
  })

  it('tell of one silent member although the others speak', async () => {
    for (let minute = 0; minute < 4; minute++) {
      await reads([first.id, { ch4: 1 }])
      await pass(1)
    }
    assert.deepEqual(await alarms(), [`silence blue object:${first.object}:member`])
    await reads([second, { ch4: 1 }])
    assert.deepEqual(await alarms(), [])
  })

  it('see the alarm of a neighbour within the distance, and nobody farther', async () => {
    await reads([neighbour, { co: 1 }], [far, { co: 900 }])
    await reads([first.id, { co: 1 }])
    assert.deepEqual(await alarms(), [`heat red ${far}:hot`])
    await pass(0.5)
    await reads([neighbour, { co: 1 }])
    assert.deepEqual(await alarms(), [`heat red ${far}:hot`, `spread yellow ${neighbour}:beside`])
    await pass(61)
    assert.ok(!(await alarms()).some((alarm) => alarm.startsWith('spread')), 'an hour later it is old, and its clear hold over')
  })

  it('hear a receipt without taking the last value for a new one', async () => {
    const [device] = (await spine.query<{ id: string }>('select id from devices order by id offset 8 limit 1')).map(
      ({ id }) => id,
    )
    await reads([device!, { co: 1 }])
    await spine.query(`update device_states set last_values = '{"co": 900}' where device = $1`, [device])
    const { onReceipted } = detectHandlers({ packs, zone: 'Asia/Shanghai' })
    const body = { command: 'c', device: device!, name: 'fan.on' }
    await spine.transaction(system, (tx) =>
      onReceipted.atOnce([{ body, actor: system } as RecordedFact<'command.receipted'>], tx),
    )
    assert.ok(!(await alarms()).some((alarm) => alarm.includes(device!)))
  })

  describe('ask the database as often for many as for one', () => {
    const queriesOf = async (work: (tx: Tx) => Promise<unknown>): Promise<number> => {
      let queries = 0
      await spine.transaction(system, async (tx) => {
        const counting = new Proxy(tx, {
          get(target, key) {
            if (key === 'query') queries++
            const value: unknown = Reflect.get(target, key)
            return typeof value === 'function' ? value.bind(target) : value
          },
        }) as Tx
        await work(counting)
      })
      return queries
    }
    const some = () =>
      spine.query<{ id: string; object: string }>('select id, object from devices order by id offset 12 limit 21')
    const detecting = detectHandlers({ packs, zone: 'Asia/Shanghai' })

    it('devices that speak', async () => {
      const devices = await devicesById(
        spine,
        (await some()).map(({ id }) => id),
      )
      const fed = [...devices.values()].map((device) => ({ device, values: { ch4: 1 }, at: clock.now(), heardAt: clock.now() }))
      const asked = (from: number, to: number) => queriesOf((tx) => detecting.onReadings(tx, fed.slice(from, to)))
      assert.equal(await asked(1, 21), await asked(0, 1))
    })
    it('objects whose time has come', async () => {
      const timers = (await some()).map(({ object }) => ({
        key: object,
        kind: 'detect.wake',
        body: { object },
      })) as unknown as Timer[]
      const asked = (from: number, to: number) => queriesOf((tx) => detecting.onWake.atOnce(timers.slice(from, to), tx))
      assert.equal(await asked(1, 21), await asked(0, 1))
    })
  })

  it('do not lock each other out when two batches come in opposite order', async () => {
    const others = await spine.query<{ id: string }>('select id from devices order by id offset 4 limit 8')
    const hot = others.map(({ id }): [string, Record<string, number>] => [id, { co: 900 }])
    const detecting = detectHandlers({ packs, zone: 'Asia/Shanghai' })
    const batch = (some: typeof hot) =>
      spine.transaction(system, async (tx) => {
        const devices = await devicesById(
          tx,
          some.map(([id]) => id),
        )
        const fed = some.map(([id, values]) => ({ device: devices.get(id)!, values, at: clock.now(), heardAt: clock.now() }))
        await detecting.onReadings(tx, fed)
      })
    await Promise.all([batch(hot), batch(hot.toReversed()), batch(hot), batch(hot.toReversed())])
    const open = (await alarms()).filter((alarm) => others.some(({ id }) => alarm === `heat red ${id}:hot`))
    assert.equal(open.length, others.length)
  })
})
