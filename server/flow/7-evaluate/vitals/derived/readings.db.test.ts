import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { VitalDefinition, VitalPage, VitalToldList, VitalValuesTaken } from '../../../../../contract/vital.ts'
import type { VitalRows } from '../../../../../contract/vital-lineage.ts'
import { startStory } from '../../../../../test/story.ts'
import { countAndRoll, passUnheard } from '../../../../../test/vitals-of-readings.ts'
import { chanceFrom } from '../../../../city/area/rules/chance.ts'
import { addVitals } from '../store-registry.ts'

// One city for all, in the order of the tests: tanks of two towns tell methane, early, late and twice.
const story = await startStory({ after } as unknown as TestContext)
const words = (zh: string, en: string) => ({ zh, en })
const base = {
  ...{
    board: 'facilities',
    track: 'sanitation',
    unit: words('%LEL', '%LEL'),
    decimals: 1,
    times: 1 as const,
    tier: 'town' as const,
  },
  ...{ cadence: 'hour' as const, dueMinutes: 10, hysteresis: 0, source: words('设备', 'devices') },
}
const gas = { field: 'device-kind', in: ['gas-monitor'] }
const ch4 = { of: 'readings' as const, when: 'measured' as const, where: [gas], reading: 'ch4' }
const percent = { unit: words('%', '%'), decimals: 0, times: 100 as const, aggregation: 'ratio' as const }
const definitions: VitalDefinition[] = [
  { ...base, code: 'ch4.mean', name: words('均值', 'mean'), aggregation: 'mean', count: ch4 },
  { ...base, code: 'ch4.high', name: words('最高', 'high'), aggregation: 'max', cadence: 'day', count: ch4 },
  { ...base, code: 'ch4.low', name: words('最低', 'low'), aggregation: 'min', count: ch4 },
  {
    ...base,
    ...percent,
    code: 'ch4.above',
    name: words('占比', 'above'),
    count: { ...ch4, part: [{ within: { most: 5 }, not: true }] },
  },
  {
    ...{ ...base, ...percent, code: 'gas.heard', name: words('上线率', 'heard') },
    count: { of: 'devices', when: 'measured', where: [gas], part: [{ is: 'heard' }] },
  },
]
const row = (definition: VitalDefinition) => ({
  definition,
  state: 'connected' as const,
  pinyin: 'x',
  initials: 'x',
  owner: null,
})
await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
  addVitals(tx, definitions.map(row), 'system', tx.now),
)
const district = story.as('chenli')
const devices = await story.sql<{ id: string; town: string }>(
  `select d.id, split_part(o.area, '/', 3) as town from devices d join objects o on o.id = d.object where d.kind = 'gas-monitor' order by d.id`,
)
const towns = [...new Set(devices.map(({ town }) => town))].sort()

/** Through the door all readings come in by. */
async function send(device: string, readings: { at: number; ch4: number }[]): Promise<number> {
  const message = { device, channel: 'http' as const, source: 'test', payload: '' }
  const taken = await story.zhili.ingest.accept({
    ...message,
    readings: readings.map(({ at, ch4: value }) => ({ at: new Date(at).toISOString(), values: { ch4: value, o2: 20.9 } })),
  })
  assert.ok(taken.ok)
  return taken.stored
}
/** What is kept and believed: without what came again, and without what is of a clock that was set back. */
const sent = () =>
  story.sql<{ town: string; at: number; ch4: number }>(
    `select split_part(o.area, '/', 3) as town, extract(epoch from r.at)::float8 * 1000 as at, (r.values->>'ch4')::float8 as ch4
     from readings r join devices d on d.id = r.device join objects o on o.id = d.object where r.quality in ('good', 'late')`,
  )
const pass = (length: Parameters<typeof story.pass>[0]) => passUnheard(story, length)
const look = () => countAndRoll(story)
const hourMs = 3_600_000
const hourOf = (at: number): number => Math.floor(at / hourMs) * hourMs
const period = (at: number): string => new Date(at + 8 * hourMs).toISOString().slice(0, 13)
const cellOf = async (code: string, at: number, area: string) =>
  (
    await district.get<VitalPage>(
      `/api/v1/vitals/${code}?area=${area}&period=${period(at).slice(0, code === 'ch4.high' ? 10 : 13)}`,
    )
  ).body.cell
/** Methane above 5 %LEL is nowhere near an alarm. */
const value = (chance: () => number): number => Math.round(chance() * 70) / 10

describe('vitals counted from readings', () => {
  it('are what one reckons from the readings, with lateness and repeats, in every area and hour', async () => {
    const chance = chanceFrom('readings as vitals')
    // Of a time before its areas there is no number.
    await pass({ h: 3 })
    await look()
    const begin = hourOf(story.now().getTime())
    for (let round = 0; round < 6; round++) {
      await pass({ m: 20 })
      const now = story.now().getTime()
      for (const { id } of devices.slice(0, 16)) {
        if (chance() < 0.2) continue
        const late = chance() < 0.3 ? Math.floor(chance() * 90) * 60_000 : 0
        const buffer = Array.from({ length: 3 }, (_, i) => ({ at: now - late - (i + 1) * 60_000, ch4: value(chance) }))
        await send(id, buffer)
        if (chance() < 0.3) assert.equal(await send(id, buffer), 0, 'a repeat is not kept, and not counted')
      }
      // Not after each: what came meanwhile is counted together.
      if (round % 2) await look()
    }
    await look()
    const all = await sent()
    for (let hour = begin - hourMs; hour <= hourOf(story.now().getTime()); hour += hourMs)
      for (const area of ['990101', ...towns]) {
        const own = all
          .filter(({ town, at }) => (area === '990101' || town === area) && hourOf(at) === hour)
          .map((one) => one.ch4)
        const cell = await cellOf('ch4.mean', hour, area)
        const tenths = own.reduce((sum, one) => sum + Math.round(one * 10), 0)
        assert.equal(cell?.value ?? null, own.length > 0 ? tenths / own.length / 10 : null, `mean of ${area} ${period(hour)}`)
        assert.equal((await cellOf('ch4.low', hour, area))?.value ?? null, own.length > 0 ? Math.min(...own) : null)
        const share = await cellOf('ch4.above', hour, area)
        const expected = own.length > 0 ? [own.filter((one) => one > 5).length, own.length] : [null, null]
        assert.deepEqual([share?.numerator ?? null, share?.denominator ?? null], expected)
      }
    assert.equal((await cellOf('ch4.high', story.now().getTime(), '990101'))?.value, Math.max(...all.map((one) => one.ch4)))
    const late = await story.sql<{ n: number }>(`select count(*)::int as n from readings where quality = 'late'`)
    assert.ok(all.length > 60 && late[0]!.n > 10, `${all.length} readings, ${late[0]!.n} of them late`)
  })

  it('take in what is there when a vital is new, and count by the new version when one is published', async () => {
    const running = hourOf(story.now().getTime())
    const like: VitalDefinition = { ...definitions[0]!, code: 'ch4.again' }
    await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) => addVitals(tx, [row(like)], 'system', tx.now))
    await look()
    for (const hour of [running, running - hourMs])
      for (const area of ['990101', ...towns])
        assert.deepEqual(await cellOf('ch4.again', hour, area), await cellOf('ch4.mean', hour, area))
    assert.equal((await cellOf('ch4.again', running - 2 * hourMs, '990101'))?.n, 0, 'and no further back')
    // Another range: what was counted by the one before goes.
    const above = { ...definitions[3]!.count!, part: [{ within: { most: 2 }, not: true }] }
    await story.sql(
      `update vitals set version = 2, definition = definition || jsonb_build_object('count', $1::jsonb) where code = 'ch4.above'`,
      [above],
    )
    await look()
    const own = (await sent()).filter(({ at }) => hourOf(at) === running)
    const share = await cellOf('ch4.above', running, '990101')
    assert.deepEqual([share?.numerator, share?.denominator], [own.filter((one) => one.ch4 > 2).length, own.length])
  })

  it('keep one row that moves until a value is due, and further rows of what comes late', async () => {
    const [{ id, town } = assert.fail()] = devices
    const told = async (hour: number) =>
      (await district.get<VitalToldList>(`/api/v1/vitals/ch4.mean/told?area=${town}&period=${period(hour)}`)).body.rows
    await pass({ h: 2 })
    const hour = hourOf(story.now().getTime())
    const at = (minute: number) => ({ at: hour + minute * 60_000, ch4: 1 })
    await pass({ ms: hour + hourMs / 2 - story.now().getTime() })
    await send(id, [at(1)])
    await look()
    await send(id, [at(2)])
    await look()
    assert.equal(
      (await cellOf('ch4.low', hour, town))?.newest,
      new Date(at(2).at).toISOString(),
      'its age moves, though it stands',
    )
    assert.deepEqual(
      (await told(hour)).map(({ value, replaced }) => [value, replaced]),
      [[1, false]],
    )
    await pass({ h: 1 })
    await send(id, [
      { at: hour + hourMs - 1, ch4: 4 },
      { at: hour + hourMs, ch4: 7 },
    ])
    await look()
    assert.deepEqual(
      (await told(hour)).map(({ value, numerator }) => [value, numerator]),
      [
        [2, null],
        [1, null],
      ],
    )
    assert.equal((await cellOf('ch4.mean', hour, town))?.value, 2, 'the last moment of the hour is its own')
    assert.equal((await cellOf('ch4.mean', hour + hourMs, town))?.value, 7, 'and the next one is not')
  })

  it('count no device of another kind, none whose clock is wrong, and a device where it stands', async () => {
    const [{ id, town } = assert.fail()] = devices
    const other = towns.find((one) => one !== town)!
    await pass({ h: 2 })
    const hour = hourOf(story.now().getTime())
    await pass({ ms: hour + hourMs / 2 - story.now().getTime() })
    await send(id, [{ at: hour + 60_000, ch4: 3 }])
    const [from] = await story.sql<{ object: string; path: string }>(
      `select o.id as object, o.area as path from objects o join devices d on d.object = o.id where d.id = $1`,
      [id],
    )
    await look()
    await story.sql(`update objects set area = (select path from areas where code = $2) where id = $1`, [from!.object, other])
    await send(id, [{ at: hour + 120_000, ch4: 6 }])
    const strange = `insert into readings (at, device, received_at, values, quality) select $1, $2, $1, '{"ch4": 60}', unnest(array['skewed', 'suspect'])`
    await story.sql(strange, [new Date(hour + 180_000), id])
    await story.sql(`update devices set kind = 'weather' where id = $1`, [devices[1]!.id])
    await send(devices[1]!.id, [{ at: hour + 60_000, ch4: 5 }])
    await look()
    assert.deepEqual([(await cellOf('ch4.mean', hour, town))?.value, (await cellOf('ch4.mean', hour, other))?.value], [3, 6])
    await story.sql('update objects set area = $2 where id = $1', [from!.object, from!.path])
    await story.sql(`update devices set kind = 'gas-monitor' where id = $1`, [devices[1]!.id])
  })

  it('say of the devices that should be heard how many were, once the period is over', async () => {
    await pass({ h: 2 })
    const hour = hourOf(story.now().getTime())
    await pass({ ms: hour + hourMs / 2 - story.now().getTime() })
    const [first, second, third] = devices.filter(({ town }) => town === towns[0])
    assert.ok(first && second && third)
    await send(first.id, [{ at: hour + 60_000, ch4: 1 }])
    await story.sql(`update devices set state = 'maintenance' where id = $1`, [third.id])
    await look()
    assert.equal((await cellOf('gas.heard', hour, towns[0]!))?.n, 0, 'while it runs most had no turn yet')
    await pass({ h: 1 })
    await look()
    const due = devices.filter(({ town }) => town === towns[0]).length - 1
    const both = async () => {
      const cell = await cellOf('gas.heard', hour, towns[0]!)
      return [cell?.numerator, cell?.denominator]
    }
    assert.deepEqual(await both(), [1, due])
    assert.equal((await cellOf('gas.heard', hour, towns[1]!))?.value, 0, 'nobody was heard: that was counted')
    await send(second.id, [
      { at: hour + 60_000, ch4: 1 },
      { at: hour + 120_000, ch4: 1 },
    ])
    await send(first.id, [{ at: hour + 30_000, ch4: 1 }])
    await look()
    assert.deepEqual(await both(), [2, due], 'late, and each once')
  })

  it('say nothing of a time before anything was connected: a vital that is new begins with who is heard', async () => {
    await pass({ h: 3 })
    const silent = hourOf(story.now().getTime()) - hourMs
    const like: VitalDefinition = { ...definitions[4]!, code: 'gas.heard-again' }
    await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) => addVitals(tx, [row(like)], 'system', tx.now))
    await look()
    assert.equal((await cellOf('gas.heard-again', silent, towns[0]!))?.n, 0, 'nobody was heard in that hour')
    assert.equal((await cellOf('gas.heard', silent, towns[0]!))?.value, 0, 'which is 0 % of one that was counted before')
  })

  it('say nothing of an hour the platform stood still in, unless for a moment: who was not heard may have spoken', async () => {
    const to = async (moment: number) => {
      await pass({ ms: moment - story.now().getTime() })
      await look()
    }
    const hour = hourOf(story.now().getTime()) + hourMs
    const [first] = devices.filter(({ town }) => town === towns[0])
    await to(hour + 5 * 60_000)
    await story.restart(30 * 60_000)
    await send(first!.id, [{ at: story.now().getTime(), ch4: 1 }])
    await to(hour + hourMs + 10 * 60_000)
    await story.restart(2 * 60_000)
    await send(first!.id, [{ at: story.now().getTime(), ch4: 1 }])
    await to(hour + 2 * hourMs + 60_000)
    const heard = async (at: number) => (await cellOf('gas.heard', at, towns[0]!))?.numerator ?? null
    assert.deepEqual([await heard(hour), await heard(hour + hourMs)], [null, 1])
  })

  it('open the devices they come from, each with what it sent', async () => {
    await pass({ h: 1 })
    const hour = hourOf(story.now().getTime()) - hourMs
    const [first, second] = devices.filter(({ town }) => town === towns[0])
    assert.ok(first && second)
    await send(first.id, [
      { at: hour + 60_000, ch4: 2 },
      { at: hour + 120_000, ch4: 6 },
    ])
    await send(second.id, [{ at: hour + 60_000, ch4: 1 }])
    await look()
    const rowsOf = async (code: string) =>
      (await district.get<VitalRows>(`/api/v1/vitals/${code}/rows?area=${towns[0]}&period=${period(hour)}`)).body
    const mean = await rowsOf('ch4.mean')
    const own = (rows: VitalRows) =>
      rows.rows.filter(({ key }) => key === first.id || key === second.id).map(({ heard }) => heard)
    assert.deepEqual(own(mean), [
      { n: 2, value: 4 },
      { n: 1, value: 1 },
    ])
    const said = mean.rows.flatMap(({ heard }) => (heard?.value != null ? Array<number>(heard.n).fill(heard.value) : []))
    const cell = await cellOf('ch4.mean', hour, towns[0]!)
    assert.equal(said.reduce((sum, one) => sum + one, 0) / said.length, cell?.value)
    assert.deepEqual(own(await rowsOf('ch4.above'))[0], { n: 2, value: 1 }, 'one of the two is above 2')
    const heard = await rowsOf('gas.heard')
    assert.equal(heard.rows.filter(({ meets }) => meets).length, (await cellOf('gas.heard', hour, towns[0]!))?.numerator)
    assert.equal(heard.total, (await cellOf('gas.heard', hour, towns[0]!))?.denominator)
  })

  it('are told by nobody, and counted once: another look tells nothing new', async () => {
    const count = async () => (await story.sql<{ n: number }>('select count(*)::int as n from vital_values'))[0]!.n
    const kept = await count()
    await look()
    assert.equal(await count(), kept)
    const told = { vital: 'ch4.mean', area: towns[0], period: period(story.now().getTime()), value: 9 }
    const { refused } = (await district.post<VitalValuesTaken>('/api/v1/vitals/values', { values: [told] })).body
    assert.equal(refused[0]?.code, 'vital.counted')
  })
})
