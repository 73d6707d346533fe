import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { VitalCadence } from '../../../../../contract/vital-kinds.ts'
import type { VitalRows } from '../../../../../contract/vital-lineage.ts'
import { startStory } from '../../../../../test/story.ts'
import { countAndRoll, passUnheard } from '../../../../../test/vitals-of-readings.ts'
import { chanceFrom } from '../../../../city/area/rules/chance.ts'
import { worthOf } from '../rules/combine.ts'
import { listOf, partsIn } from '../rules/pack-parts.ts'
import { periodStart, writePeriod } from '../rules/period.ts'
import { addVitals } from '../store-registry.ts'

// Tanks of two towns tell methane over months, early, late and twice; a definition is changed on the way.
const story = await startStory({ after } as unknown as TestContext)
const chance = chanceFrom('readings of long periods')
const zone = 'Asia/Shanghai'
const cadences = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const satisfies readonly VitalCadence[]
const words = (zh: string) => ({ zh, en: zh })
const gas = { field: 'device-kind', in: ['gas-monitor'] }
const above = (most: number) => [{ within: { most }, not: true }]
const ch4 = { of: 'readings' as const, when: 'measured' as const, where: [gas], reading: 'ch4' }
const base = {
  ...{ board: 'facilities', track: 'sanitation', unit: words('%LEL'), decimals: 1, times: 1 as const, tier: 'town' as const },
  ...{ dueMinutes: 10, hysteresis: 0, source: words('设备') },
}
const percent = { unit: words('%'), decimals: 0, times: 100 as const, aggregation: 'ratio' as const }
const shares = cadences.map(
  (cadence): VitalDefinition => ({
    ...{ ...base, ...percent, code: `share.${cadence}`, name: words('占比'), cadence },
    count: { ...ch4, part: above(5) },
  }),
)
const definitions = [
  ...shares,
  ...cadences.flatMap((cadence): VitalDefinition[] => [
    { ...base, code: `mean.${cadence}`, name: words('均值'), cadence, aggregation: 'mean', count: ch4 },
    { ...base, code: `high.${cadence}`, name: words('最高'), cadence, aggregation: 'max', count: ch4 },
  ]),
  // Of hours who was heard is another test's: months of them are many rounds.
  ...cadences.slice(1).map(
    (cadence): VitalDefinition => ({
      ...{ ...base, ...percent, code: `heard.${cadence}`, name: words('上线率'), cadence },
      count: { of: 'devices', when: 'measured', where: [gas], part: [{ is: 'heard' }] },
    }),
  ),
]
await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
  addVitals(
    tx,
    definitions.map((definition) => ({ definition, state: 'connected', pinyin: 'x', initials: 'x', owner: null })),
    'system',
    tx.now,
  ),
)
const devices = await story.sql<{ id: string; town: string }>(
  `select d.id, split_part(o.area, '/', 3) as town from devices d join objects o on o.id = d.object where d.kind = 'gas-monitor' order by d.id`,
)
const towns = [...new Set(devices.map(({ town }) => town))].sort()
const hourMs = 3_600_000

async function send(device: string, at: number, n: number): Promise<void> {
  const readings = Array.from({ length: n }, (_, i) => ({
    ...{ at: new Date(at - i * 60_000).toISOString(), values: { ch4: Math.round(chance() * 70) / 10, o2: 20.9 } },
  }))
  const taken = await story.zhili.ingest.accept({ device, channel: 'http', source: 'test', payload: '', readings })
  assert.ok(taken.ok)
}
const pass = (length: Parameters<typeof story.pass>[0]) => passUnheard(story, length)
const look = () => countAndRoll(story)
/** All that is kept and believed, by area from the city down. */
async function told() {
  const rows = await story.sql<{ device: string; town: string; at: number; ch4: number; usable: boolean }>(
    `select r.device, split_part(o.area, '/', 3) as town, extract(epoch from r.at)::float8 * 1000 as at, (r.values->>'ch4')::float8 as ch4, r.quality in ('good', 'late') as usable
     from readings r join devices d on d.id = r.device join objects o on o.id = d.object where r.quality <> 'suspect'`,
  )
  const at = Object.fromEntries(
    cadences.map((cadence) => [cadence, Map.groupBy(rows, (row) => periodStart(cadence, row.at, zone))]),
  )
  return {
    /** periods anything was sent in since the first look */
    periods: (cadence: VitalCadence) => [...at[cadence]!.keys()].filter((start) => start >= periodStart(cadence, begun, zone)),
    read: (area: string, cadence: VitalCadence, start: number) =>
      at[cadence]!.get(start)!.filter(({ town }) => town === area || area.length < 9),
  }
}
const tree = ['99', '990101', ...towns]
/** Every cell there is, as it was rolled up. */
async function rolled() {
  const rows = await story.sql<{ code: string; period: number; children: string; parts: Buffer; definition: VitalDefinition }>(
    `select v.code, v.definition, extract(epoch from f.period)::float8 * 1000 as period, f.children, f.parts
     from vital_families f join vitals v on v.id = f.vital where v.code ~ '^(mean|high|share|heard)[.]'`,
  )
  const cells = new Map<string, { value: number | null; num: number; den: number }>()
  for (const { code, period, children, parts, definition } of rows)
    for (const [i, part] of listOf(partsIn(parts)).entries())
      cells.set(`${code} ${period} ${children.split(',')[i]}`, { value: worthOf(definition, part), num: part.num, den: part.den })
  return (code: string, start: number, area: string) => cells.get(`${code} ${start} ${area}`) ?? null
}
/** From the first look on; of a long period one begun before it is whole, for what there was of it was taken in. */
let begun = 0
let changedAt = 0

describe('vitals counted from readings, of every period and tier', () => {
  it('are what one reckons from the readings, with lateness of days, from town to city', async () => {
    await pass({ h: 3 })
    begun = story.now().getTime()
    await look()
    for (let round = 0; round < 8; round++) {
      await pass({ d: 1 + Math.floor(chance() * 20), h: Math.floor(chance() * 20) })
      for (const { id } of devices.slice(0, 12)) {
        if (chance() < 0.3) continue
        await send(id, story.now().getTime() - 60_000, 2)
        if (chance() < 0.4) await send(id, story.now().getTime() - Math.floor(chance() * 6 * 24) * hourMs, 1)
      }
      await look()
    }
    await compare(5)
  })

  it('belong to one version each: what comes late is counted by the definition its period was begun with', async () => {
    await story.sql(
      `with changed as (
         update vitals set version = version + 1, definition = jsonb_set(definition, '{count,part}', $1::jsonb) where code like 'share.%' returning id, version, definition)
       insert into vital_versions (vital, version, definition, by, at) select id, version, definition, 'test', $2 from changed`,
      [JSON.stringify(above(2)), story.now()],
    )
    changedAt = story.now().getTime()
    // Between the last look of the version before and the first of this one: of its periods still the former's.
    for (const { id } of devices.slice(0, 6)) await send(id, story.now().getTime() - 5 * 24 * hourMs, 2)
    await look()
    for (let round = 0; round < 4; round++) {
      await pass({ h: 30 })
      for (const { id } of devices.slice(0, 12))
        for (const days of [0, 3, 9])
          await send(id, story.now().getTime() - days * 24 * hourMs - Math.floor(chance() * 20) * hourMs, 1)
      await look()
    }
    await compare(2)
  })

  it('open the devices by the version that counted the period', async () => {
    const [of, cellOf] = [await told(), await rolled()]
    const [before, after] = [
      of.periods('day').toSorted((a, b) => a - b)[0]!,
      periodStart('day', story.now().getTime() - hourMs, zone),
    ]
    for (const [start, limit] of [
      [before, 5],
      [after, 2],
    ] as const) {
      const period = writePeriod('day', start, zone)
      const { rows } = (await story.as('shenlan').get<VitalRows>(`/api/v1/vitals/share.day/rows?area=990101&period=${period}`))
        .body
      const above = rows.reduce((sum, { heard }) => sum + (heard?.value ?? 0), 0)
      assert.equal(above, of.read('990101', 'day', start).filter(({ usable, ch4 }) => usable && ch4 > limit).length, period)
      assert.equal(above, cellOf('share.day', start, '990101')?.num, period)
    }
  })
})

/** Every share of every period beside what one version's limit makes of all its readings, the others beside all of theirs. */
async function compare(limitNow: number): Promise<void> {
  const [of, cellOf] = [await told(), await rolled()]
  let [compared, mixed, counted] = [0, 0, 0]
  for (const cadence of cadences) {
    const former = cadence === 'month' || cadence === 'quarter' || cadence === 'year' ? 0 : -1
    const firstOfNow = changedAt === 0 ? 0 : periodStart(cadence, changedAt, zone, former)
    for (const start of of.periods(cadence))
      for (const area of tree) {
        const all = of.read(area, cadence, start)
        const own = all.filter(({ usable }) => usable).map((one) => one.ch4)
        const what = `${cadence} ${writePeriod(cadence, start, zone)} of ${area}`
        const cell = (name: string) => cellOf(`${name}.${cadence}`, start, area)
        const tenths = own.reduce((sum, one) => sum + Math.round(one * 10), 0)
        assert.equal(cell('mean')?.value ?? null, own.length > 0 ? tenths / own.length / 10 : null, `mean, ${what}`)
        assert.equal(cell('high')?.value ?? null, own.length > 0 ? Math.max(...own) : null, `highest, ${what}`)
        const limit = start >= firstOfNow ? limitNow : 5
        const expected = own.length > 0 ? [own.filter((one) => one > limit).length, own.length] : [null, null]
        assert.deepEqual([cell('share')?.num ?? null, cell('share')?.den ?? null], expected, `share, ${what}`)
        const heard = cell('heard')
        const due = devices.filter(({ town }) => town === area || area.length < 9).length
        // Of a period that runs nobody was counted yet.
        if (heard)
          assert.deepEqual([heard.num, heard.den], [new Set(all.map(({ device }) => device)).size, due], `heard, ${what}`)
        if (heard) counted++
        if (start < firstOfNow && own.some((one) => one > 2 && one <= 5)) mixed++
        compared++
      }
  }
  assert.ok(
    compared > 200 && counted > 60 && (changedAt === 0 || mixed > 20),
    `${compared} cells, ${mixed} where the two would differ, ${counted} of who was heard`,
  )
}
