import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { AreaChangeList } from '../../contract/area-change.ts'
import type { CheckUp, CheckUpChange } from '../../contract/check-up.ts'
import type { EventRow } from '../../contract/event.ts'
import type { LookUp } from '../../contract/look-up.ts'
import type { Signal } from '../../contract/signal.ts'
import type { VitalDefinition, VitalList } from '../../contract/vital.ts'
import type { WallVital } from '../../contract/wall-vitals.ts'
import { areaAt, randomPointIn } from '../../server/city/area/places.ts'
import { chanceFrom } from '../../server/city/area/rules/chance.ts'
import { createStands } from '../../server/flow/7-evaluate/vitals/stands/store-stands.ts'
import { readRollTree } from '../../server/flow/7-evaluate/vitals/store-tree.ts'
import { base, followed, openIn, startAreaStory, told, words } from './area-ground.ts'

// One city for all, in the order of the tests: 竹溪街道 leaves 北岸区 for 南岸区 as Wednesday begins.
const zone = 'Asia/Shanghai'
const [zhuxi, grove, brook] = ['990101002', '990101002001', '990101002002']
const [moved, movedGrove, movedBrook] = ['990102002', '990102002001', '990102002002']
const monthly: VitalDefinition = { ...base, code: 'water.month', name: words('月泵站'), tier: 'community', cadence: 'month' }
const tanks: VitalDefinition = {
  ...{ ...base, code: 'objects.tanks', name: words('在册化粪池'), tier: 'town', cadence: 'day' },
  count: { of: 'objects', when: 'now', where: [{ field: 'kind', in: ['septic-tank'] }] },
}
const own: VitalDefinition = { ...base, code: 'own.lanterns', name: words('灯笼'), tier: 'town', cadence: 'day' }
const ground = await startAreaStory({ after }, [told, monthly, openIn('town'), tanks])
const { story, admin, look, tell, page, worth, roll, changeOf: change } = ground

// One of the town's own, and one that waits for the values of a community that will end.
await ground.add('catalogued', own)
await story.sql(`update vitals set home = $1 where code = 'own.lanterns'`, [zhuxi])
await story.sql(
  `insert into vital_tasks (id, vital, area, told, since, opened_at) select gen_random_uuid(), id, $1, '2025-12-31T16:00Z', '2026-03-01Z', '2026-03-02Z' from vitals where code = 'water.month'`,
  [brook],
)

// A camera and an item of a unit of the town.
await story.sql(
  `insert into cameras (protocol, number, camera, area, seen_at) values ('gb28181', 'n', 'c', '99/990101/${zhuxi}/${grove}/', now())`,
)
await story.sql(`insert into business_items (code, name, tier, unit, area, words, changed_at)
  select 'BA-1', '巡查', 'town', unit, path, '', now() from unit_areas where area = '${zhuxi}' limit 1`)

/** A check-up of each is made before and after. */
const checked = ['99', '990101', '990102'] as const
const isOfAreas = ({ kind }: CheckUpChange): boolean => kind === 'areas'
async function checkUpOf(area: string): Promise<CheckUp> {
  const made = await ground.city.post<{ id: string }>('/api/v1/check-ups', { area })
  return (await ground.city.get<CheckUp>(`/api/v1/check-ups/${made.body.id}`)).body
}

const move = `原代码\t新代码\n${zhuxi}\t${moved}\n`

describe('a town that moves to another district', () => {
  it('is shown before anything is done, and every fault by its line', async () => {
    const plan = await look(move)
    assert.deepEqual([plan.faults, plan.ends.length, plan.begins.length], [[], 8, 8])
    assert.deepEqual(plan.ends[0], { code: zhuxi, name: '竹溪街道', tier: 'town', above: '北岸区', to: [moved] })
    assert.ok(
      plan.units.some(({ to }) => to.includes(moved)),
      JSON.stringify(plan.units),
    )
    assert.ok(plan.objects > 0)
    assert.deepEqual(
      (await look('990101777,990102009')).faults.map(({ row, zh }) => `${row} ${zh}`),
      ['1 没有在用的区域 990101777'],
    )
    assert.equal((await admin.post('/api/v1/admin/area-changes', change('990101777,990102009'))).status, 422)
    assert.equal(
      (await admin.post('/api/v1/admin/area-changes', change(move, '2026-03-02'))).status,
      422,
      'nothing past is written anew',
    )
    assert.equal((await story.as('chenli').post('/api/v1/admin/area-changes', change(move))).status, 403)
    assert.equal((await story.sql('select 1 from area_changes')).length, 0)
  })

  it('waits for its day, may be withdrawn until then, and changes nothing before', async () => {
    const asked = await admin.post<{ id: string }>('/api/v1/admin/area-changes', change(move))
    assert.equal((await admin.post(`/api/v1/admin/area-changes/${asked.body.id}/withdraw`, {})).status, 200)
    assert.equal((await admin.post('/api/v1/admin/area-changes', change(move))).status, 200)
    const again = await admin.post<{ code: string }>('/api/v1/admin/area-changes', change(move, '2026-03-05'))
    assert.deepEqual([again.status, again.body.code], [409, 'area.waiting'])
    const { rows } = (await admin.get<AreaChangeList>('/api/v1/admin/area-changes')).body
    assert.deepEqual(rows.map(({ state, askedBy }) => [state, askedBy]).toSorted(), [
      ['waiting', '邹海宁'],
      ['withdrawn', '邹海宁'],
    ])
    assert.deepEqual(await tell(['water.pumps', grove!, '2026-03-02', 5], ['water.pumps', '990101001001', '2026-03-02', 1]), [2])
    assert.deepEqual(await tell(['water.month', grove!, '2026-03', 50]), [1])
    assert.equal(await worth('water.pumps', '990101', '2026-03-02'), 6)
    for (const area of checked) assert.deepEqual((await checkUpOf(area)).body.changes.filter(isOfAreas), [])
  })

  it('leaves yesterday with the district that had it then, and gives today to the new one, however late a value comes', async () => {
    const [device] = await story.sql<{ id: string }>(
      `select d.id from devices d join objects o on o.id = d.object where o.area like '99/990101/${zhuxi}/%' and d.pack = 'septic-gas' order by d.id limit 1`,
    )
    await story.reads(device!.id, { ch4: 55 })
    await story.acknowledge()
    await roll()
    await story.pass({ h: 1, m: 40 })
    await story.acknowledge()
    await roll()
    assert.deepEqual((await story.facts('areas.changed')).length, 1)
    assert.deepEqual(await tell(['water.pumps', movedGrove!, '2026-03-04', 7]), [1])
    assert.deepEqual(await tell(['water.pumps', grove!, '2026-03-04', 7]), [0, 'vital.area-then'])
    assert.deepEqual(await tell(['water.pumps', movedGrove!, '2026-03-03', 7]), [0, 'vital.area-then'])
    assert.deepEqual(await tell(['water.pumps', brook!, '2026-03-02', 3], ['water.pumps', grove!, '2026-03-03', 4]), [2])
    const values = (area: string) => Promise.all(['02', '03', '04'].map((day) => worth('water.pumps', area, `2026-03-${day}`)))
    assert.deepEqual(await values('990101'), [9, 4, null])
    assert.deepEqual(await values('990102'), [null, null, 7])
    assert.deepEqual(await values('99'), [9, 4, 7])
    assert.deepEqual(await tell(['water.month', movedGrove!, '2026-03', 20]), [1])
    const months = await Promise.all(['990101', '990102', '99'].map((area) => worth('water.month', area, '2026-03')))
    assert.deepEqual(months, [50, 20, 70], 'a month in which it moves is of both, each with its own days')
  })

  it('shows its past under its new code, and a mark where what is compared is not the same place', async () => {
    const joined = await page('water.pumps', movedGrove!, 'period=2026-03-04')
    assert.deepEqual(
      joined.series.slice(-3).map(({ value }) => value),
      [5, 4, 7],
    )
    assert.deepEqual(joined.joined, [{ code: grove, name: '竹林社区' }])
    // The short curve, the standing and the check-up too, and before it told anything itself: of the other community by what it was called then.
    const rowOf = async (path: string) => (await ground.city.get<VitalList & LookUp>(path)).body
    for (const [area, trend, value] of [
      [movedGrove, [5, 4, 7], 7],
      [movedBrook, [3], 3],
    ] as const) {
      const [listed, found] = [
        (await rowOf(`/api/v1/vitals?area=${area}&q=water.pumps`)).rows[0]!,
        (await rowOf(`/api/v1/look-up?area=${area}&q=water.pumps`)).vitals[0]!,
      ]
      assert.deepEqual(listed.trend.slice(-trend.length), trend, area)
      assert.deepEqual([listed.cell?.value, found.trend], [value, listed.trend])
      assert.deepEqual(listed.cell, (await page('water.pumps', area)).cell)
    }
    const north = await page('water.pumps', '990101', 'period=2026-03-03')
    assert.deepEqual([north.areaChanges, (await page('water.pumps', '990101001001', 'period=2026-03-02')).areaChanges], [[], []])
    assert.deepEqual((await page('water.pumps', '99', 'period=2026-03-04')).areaChanges, ['2026-03-04'])
  })

  it('is said wherever a number stands beside one of before: check-ups, lists, answers, walls', async () => {
    for (const area of checked) {
      const { body, before } = await checkUpOf(area)
      const [first, ...others] = body.changes
      assert.ok(before && first && isOfAreas(first), `${area}: ${JSON.stringify(body.changes[0])}`)
      assert.deepEqual(first.name.zh, '竹溪街道（990101002） → 竹溪街道（990102002）')
      assert.deepEqual([first.why.since, others.filter(isOfAreas).length], ['2026-03-03T16:00:00.000Z', 0])
    }
    assert.deepEqual((await checkUpOf('990101')).body.changes.filter(isOfAreas), [], 'the next one is of the same place')
    const days = async (area: string) => {
      const [listed, found] = [
        (await ground.city.get<VitalList>(`/api/v1/vitals?area=${area}&q=water.pumps`)).body.rows[0]!,
        (await ground.city.get<LookUp>(`/api/v1/look-up?area=${area}&q=water.pumps`)).body.vitals[0]!,
      ]
      assert.deepEqual(found.areaChanges, listed.areaChanges)
      return listed.areaChanges
    }
    // One of the city’s communities told the new day: its number is that of the day before, which nothing befell.
    assert.deepEqual(await Promise.all(['99', '990102', '990101001'].map(days)), [[], ['2026-03-04'], []])
    // The first district’s newest number is of the day before: nothing it is shown with is of another place.
    assert.deepEqual(await days('990101'), [])
    // The sheet of standings counts by the joined numbers as well: what a list of an area shows is what C4 and check-ups count of it.
    const tree = await readRollTree(story.zhili.spine, zone)
    const node = tree.node(moved!)!
    const below = node.children.map((code) => tree.node(code)!)
    const { boards } = await createStands(zone)(story.zhili.spine, { tree, node, below, now: story.now().getTime() })
    for (const { code } of [node, ...below]) {
      const found = [...boards.get(code)!.values()]
      const counted = {
        normal: found.reduce((sum, one) => sum + one.normal, 0),
        outside: found.reduce((sum, one) => sum + one.outside, 0),
        unknown: found.reduce((sum, one) => sum + one.unknown, 0),
        unjudged: found.reduce((sum, one) => sum + one.because['no-range'], 0),
      }
      for (const standing of ['normal', 'outside', 'unknown', 'unjudged'] as const) {
        const { total } = (await ground.city.get<VitalList>(`/api/v1/vitals?area=${code}&standing=${standing}`)).body
        assert.equal(counted[standing], total, `${standing} of ${code}`)
      }
      if (code === movedBrook) assert.ok(counted.unjudged > 0, 'the pumps of before, of which nobody said what is normal')
    }
    const wall = await story.as('shenlan').get<WallVital>('/api/v1/cockpit/vital?code=water.pumps&area=990102')
    assert.deepEqual(wall.body.figure?.areaChanges, ['2026-03-04'])
  })

  it('takes its open cases, its objects and its units along', async () => {
    const openUnder = async (...paths: string[]) =>
      (
        await story.sql(
          `select 1 from events where area like any($1) and not exercise and state not in ('closed', 'merged', 'false-alarm', 'self-handled')`,
          [paths.map((path) => `${path}%`)],
        )
      ).length
    const here = await openUnder(`99/990101/${zhuxi}/`, '99/990102/')
    assert.ok((await openUnder(`99/990101/${zhuxi}/`)) > 0, 'opened under the code of then, where it stays')
    const openNow = await Promise.all(['990102', '990101'].map((area) => worth('events.open', area, '2026-03-04')))
    assert.deepEqual(openNow, [here, (await openUnder('99/990101/')) - (await openUnder(`99/990101/${zhuxi}/`))])
    assert.equal(await worth('events.open', '990102', '2026-03-03'), null)
    assert.ok((await worth('events.open', zhuxi!, '2026-03-03'))! > 0, 'and was the other district’s the day before')
    const [{ n }] = (await story.sql<{ n: number }>(
      `select count(*)::int as n from objects where kind = 'septic-tank' and area like '99/990102/%' and valid_to is null`,
    )) as [{ n: number }]
    assert.ok(n > 0)
    assert.equal(await worth('objects.tanks', '990102', '2026-03-04'), n)
    assert.equal((await story.sql(`select 1 from objects where area like '99/990101/${zhuxi}/%' and valid_to is null`)).length, 0)
    const at = randomPointIn(zhuxi!, chanceFrom('a point'))
    await followed(() => areaAt(...at)?.district === '990102')
    const point = areaAt(...at)
    assert.deepEqual([point?.town, point?.district], [moved, '990102'], 'what is reported there is of the area of today')
    const units = await story.sql<{ areas: string[] }>(
      `select array_agg(area order by area) as areas from unit_areas where unit in (select unit from unit_areas where area = '${moved}') group by unit`,
    )
    assert.ok(
      units.length > 0 && units.every(({ areas }) => areas.includes(zhuxi!)),
      'what happened there before stays theirs to see',
    )
  })

  it('takes its cameras along, and what its unit does again and again', async () => {
    const stands = async (table: string, key: string) =>
      (await story.sql<{ area: string }>(`select area from ${table} where ${key}`)).map(({ area }) => area)
    assert.deepEqual(await stands('cameras', `number = 'n'`), [`99/990102/${moved}/${movedGrove}/`])
    assert.deepEqual(await stands('business_items', `code = 'BA-1'`), [`99/990102/${moved}/`])
  })

  it('leaves its cases to be opened by whoever answers for where it is now', async () => {
    const [there] = await story.sql<{ id: string }>(`select id from events where area like '99/990101/${zhuxi}/%' limit 1`)
    const [device] = await story.sql<{ id: string }>(
      `select d.id from devices d join objects o on o.id = d.object where o.area like '99/990101/990101001/%' and d.kind = 'gas-monitor' order by d.id limit 1`,
    )
    await story.reads(device!.id, { ch4: 55 })
    await story.acknowledge()
    const seat = story.as('chenli')
    const open = async (id: string) => (await seat.get(`/api/v1/events/${id}`)).status
    assert.equal(await open(there!.id), 200)
    // The seat of 北岸区 becomes that of 南岸区, which has the town now.
    await story.sql(`update unit_areas set area = '990102', path = '99/990102/' where area = '990101' and unit in
      (select p.unit from posts p join appointments a on a.post = p.id join accounts c on c.person = a.person where c.account = 'chenli')`)
    const [other] = await story.sql<{ id: string }>(`select id from events where area like '99/990101/990101001/%' limit 1`)
    assert.deepEqual([await open(there!.id), await open(other!.id)], [200, 404])
    const listed = async (query: string, as = seat) => {
      const { rows, counts } = (
        await as.get<{ rows: EventRow[]; counts: { open: number } }>(`/api/v1/events?limit=100&view=all${query}`)
      ).body
      return { ids: rows.map(({ id }) => id), counts }
    }
    for (const query of ['', '&area=990102', `&area=${moved}`, '&area=990101']) {
      const { ids } = await listed(query)
      assert.ok(ids.includes(there!.id) && !ids.includes(other!.id), `list of ${query}`)
    }
    const { ids: ofTown, counts } = await listed(`&area=${moved}`)
    const under = await story.sql<{ id: string; open: boolean }>(
      `select id, state in ('open', 'handling', 'checking', 'suspended', 'parked') as open from events
       where area like '99/990101/${zhuxi}/%' or area like '99/990102/${moved}/%'`,
    )
    assert.deepEqual(ofTown.toSorted(), under.map(({ id }) => id).toSorted())
    assert.equal(counts.open, under.filter((one) => one.open).length)
    const inbox = (await seat.get<{ rows: Signal[] }>(`/api/v1/signals?view=auto&area=990102`)).body.rows
    const own = inbox.find(({ event }) => event?.id === there!.id)
    assert.equal((await seat.get(`/api/v1/signals/${own!.id}`)).status, 200)
    assert.equal((await story.as('jiangyue').get(`/api/v1/signals/${own!.id}`)).status, 404)
    const [order] = await story.sql<{ id: string }>('select id from work_orders where event = $1 limit 1', [there!.id])
    assert.equal((await seat.get(`/api/v1/work-orders/${order!.id}`)).status, 200)
    assert.equal((await story.as('jiangyue').get(`/api/v1/events/${there!.id}`)).status, 404, 'another town of the old district')
  })

  it('takes its own vitals along, and what its old code was silent about is asked of nobody', async () => {
    assert.deepEqual(await story.sql(`select home from vitals where code = 'own.lanterns'`), [{ home: moved }])
    const [task] = await story.sql<{ ended_by: string }>('select ended_by from vital_tasks where area = $1', [brook])
    assert.equal(task!.ended_by, 'off')
    const over = (await story.facts('vital.silence-over')).map(({ subject, body }) => [subject, body.why, body.n])
    assert.deepEqual(over, [['water.month', 'off', 1]])
  })
})
