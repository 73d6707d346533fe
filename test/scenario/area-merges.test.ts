import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { AreaChangeList } from '../../contract/area-change.ts'
import type { VitalDefinition } from '../../contract/vital.ts'
import type { VitalRows } from '../../contract/vital-lineage.ts'
import { areaAt, randomPointIn } from '../../server/city/area/places.ts'
import { chanceFrom } from '../../server/city/area/rules/chance.ts'
import { countAndRoll } from '../vitals-of-readings.ts'
import { base, followed, openIn, startAreaStory, told, words } from './area-ground.ts'

// One city for all, in the order of the tests. 渡口 and 石阶 become 联合社区, 竹林 takes 溪畔 in; a day later 联合社区 is split.
const [ferry, steps, grove, brook] = ['990101001001', '990101001002', '990101002001', '990101002002'] as const
const [linjiang, zhuxi, both, west, east] = ['990101001', '990101002', '990101001009', '990101001010', '990101001011'] as const
const gas = { field: 'device-kind', in: ['gas-monitor'] }
const high: VitalDefinition = {
  ...{ ...base, code: 'ch4.high', name: words('最高'), tier: 'community', cadence: 'day', aggregation: 'max' },
  count: { of: 'readings', when: 'measured', where: [gas], reading: 'ch4' },
}
const heard: VitalDefinition = {
  ...{ ...base, code: 'gas.heard', name: words('上线率'), tier: 'community', cadence: 'day', aggregation: 'ratio', times: 100 },
  count: { of: 'devices', when: 'measured', where: [gas], part: [{ is: 'heard' }] },
}
const ground = await startAreaStory({ after }, [told, openIn('community'), high, heard])
const { story, city, look, ask, tell, page, worth, roll, toNextDay } = ground

/** The first gas monitor of a community, as it stands now. */
async function deviceOf(community: string): Promise<string> {
  const [row] = await story.sql<{ id: string }>(
    `select d.id from devices d join objects o on o.id = d.object where o.area like $1 and d.kind = 'gas-monitor' order by d.id limit 1`,
    [`%/${community}/%`],
  )
  return row!.id
}
const [atFerry, atSteps, atBrook] = [await deviceOf(ferry), await deviceOf(steps), await deviceOf(brook)]
/** Through the door all readings come in by; a number below any alarm. */
async function send(device: string, at: string, ch4: number): Promise<void> {
  const readings = [{ at, values: { ch4, o2: 20.9 } }]
  const taken = await story.zhili.ingest.accept({ device, channel: 'http', source: 'test', payload: '', readings })
  assert.ok(taken.ok)
}
let beforeLate = ''
const rowsOf = async (code: string, area: string, period: string) =>
  (await city.get<VitalRows>(`/api/v1/vitals/${code}/rows?area=${area}&period=${period}&limit=50`)).body
const openUnder = async (path: string): Promise<number> =>
  (
    await story.sql(
      `select 1 from events where area like $1 and not exercise and state not in ('closed', 'merged', 'false-alarm', 'self-handled')`,
      [`%/${path}/%`],
    )
  ).length
const merges = [
  `${ferry},${both},联合社区,居委会`,
  `${steps},${both}`,
  ...[1, 2].map((n) => `${steps}00${n},${both}00${n + 3}`),
  `${brook},${grove}`,
  ...[1, 2].map((n) => `${brook}00${n},${grove}00${n + 3}`),
].join('\n')

describe('areas that are merged', () => {
  it('need a line for what would have the same code, and wait for their day', async () => {
    assert.deepEqual(
      (await look(`${ferry},${both},联合社区,居委会\n${steps},${both}`)).faults.map(({ row }) => row),
      [2, 2],
      'both have a first and a second grid',
    )
    assert.deepEqual((await look(merges)).faults, [])
    assert.equal((await ask(merges)).status, 200)
    assert.deepEqual((await ask(`${grove}001,${grove}009`, '2026-03-05')).status, 200, 'what another only takes in does not wait')
    const overlapping = await ask(`${brook}002,${brook}009`, '2026-03-05')
    assert.deepEqual([overlapping.status, overlapping.body.code], [409, 'area.waiting'])
    for (const [device, ch4] of [
      [atFerry, 1],
      [atSteps, 2],
      [atBrook, 3],
    ] as const)
      await send(device, '2026-03-03T13:00:00Z', ch4)
    for (const device of [atFerry, atSteps, atBrook]) await story.reads(device, { ch4: 55 })
    await story.acknowledge()
    const numbers = [ferry, steps, grove, brook].map((area, i): [string, string, string, number] => [
      'water.pumps',
      area,
      '2026-03-02',
      10 ** i,
    ])
    assert.deepEqual(await tell(...numbers), [4])
    await countAndRoll(story)
  })

  it('leave every day before to the places of then, however late a value or a reading comes', async () => {
    // The city is older than this story: it listened all day long.
    await story.sql(`insert into listening (woke_at, seen_at) values ('2026-03-01', '2026-03-03T14:30Z')`)
    await toNextDay({ h: 2 })
    beforeLate = story.now().toISOString()
    await story.pass({ m: 1 })
    const late: [string, string, string, number][] = [ferry, steps, grove, brook].map((area, i) => [
      'water.pumps',
      area,
      '2026-03-03',
      2 * 10 ** i,
    ])
    assert.deepEqual(await tell(...late), [4])
    assert.deepEqual(await tell(['water.pumps', both, '2026-03-04', 30], ['water.pumps', grove, '2026-03-04', 3000]), [2])
    assert.deepEqual(await tell(['water.pumps', steps, '2026-03-04', 1]), [0, 'vital.area-then'])
    assert.deepEqual(await tell(['water.pumps', both, '2026-03-03', 1]), [0, 'vital.area-then'])
    const days = (area: string) => Promise.all(['02', '03', '04'].map((day) => worth('water.pumps', area, `2026-03-${day}`)))
    assert.deepEqual(await days(linjiang), [11, 22, 30])
    assert.deepEqual(await days(zhuxi), [1100, 2200, 3000])
    assert.deepEqual(await days('990101'), [1111, 2222, 3030])
    // Late readings: of a place that became one of two, and of one that was taken in.
    for (const [device, ch4] of [
      [atFerry, 4],
      [atSteps, 7],
      [atBrook, 9],
    ] as const)
      await send(device, '2026-03-03T14:00:00Z', ch4)
    await countAndRoll(story)
    const highs = await Promise.all([ferry, steps, brook, grove].map((area) => worth('ch4.high', area, '2026-03-03')))
    assert.deepEqual(highs.slice(0, 3), [55, 55, 55])
    assert.equal(
      (await story.sql('select 1 from vital_values where area = $1 and period < $2', [both, '2026-03-03T16:00Z'])).length,
      0,
    )
    assert.notEqual(highs[3], 55, 'what 竹林 took in later is not of its own yesterday')
  })

  it('count who was heard in the places of then', async () => {
    const cells = await Promise.all(
      [ferry, steps, brook, grove].map(async (area) => (await page('gas.heard', area, 'period=2026-03-03')).cell),
    )
    const [a, b, c, d] = cells.map((cell) => cell?.denominator ?? null)
    assert.ok(a && b && c && d, `${[a, b, c, d]}`)
    const [all] = await story.sql<{ n: number }>(
      `select count(*)::int as n from devices where kind = 'gas-monitor' and state = 'online'`,
    )
    assert.equal(a + b + c + d, all!.n)
    assert.ok(cells.slice(0, 3).every((cell) => cell!.numerator! >= 1))
    const rows = await rowsOf('gas.heard', steps, '2026-03-03')
    assert.equal(rows.total, b, 'and the devices behind it are shown under the place of then')
  })

  it('join the curves of all that became one, and not of what was only taken in', async () => {
    const joined = await page('water.pumps', both, 'period=2026-03-04')
    assert.deepEqual(
      joined.series.slice(-3).map(({ value }) => value),
      [11, 22, 30],
    )
    assert.deepEqual(joined.joined.map(({ code }) => code).toSorted(), [ferry, steps])
    // By the month its days of before are those of both, with what was due of both; and as it was known before the late ones came.
    const month = await page('water.pumps', both, 'by=month&period=2026-03')
    assert.deepEqual([month.cell?.value, month.cell?.n, month.cell?.periods?.told, month.joined.length], [63, 5, 3, 2])
    assert.ok(month.cell!.of >= month.cell!.n, `${month.cell!.n} of ${month.cell!.of}`)
    const then = await page('water.pumps', both, `by=month&period=2026-03&knownAt=${beforeLate}`)
    assert.deepEqual([then.cell?.value, then.cell?.n], [11, 2])
    const february = await page('water.pumps', both, `period=2026-03-02&knownAt=${beforeLate}`)
    assert.deepEqual([february.cell?.value, february.series.at(-1)?.value], [11, 11])
    assert.equal((await page('water.pumps', both, `knownAt=${beforeLate}`)).cell?.value, 11, 'its newest of then is theirs')
    // The values behind it are those of both; of communities that have grids the parts stand under their codes of then.
    const behind = await rowsOf('water.pumps', both, '2026-03-02')
    assert.deepEqual(behind.told.map(({ area }) => area).toSorted(), [ferry, steps])
    const standing = await page('water.pumps', grove, 'period=2026-03-04')
    assert.deepEqual([standing.series.at(-2)?.value, standing.joined], [200, []])
    assert.deepEqual((await page('water.pumps', linjiang, 'period=2026-03-04')).areaChanges, ['2026-03-04'])
  })

  it('take their open cases and objects along; the rows behind the number are the cases it counts', async () => {
    await roll()
    for (const [area, of] of [
      [both, [ferry, steps]],
      [grove, [brook, grove]],
      [linjiang, [linjiang]],
      ['990101', ['990101']],
    ] as const) {
      const there = (await Promise.all(of.map(openUnder))).reduce((sum, n) => sum + n, 0)
      assert.ok(there > 0)
      assert.equal(await worth('events.open', area, '2026-03-04'), there, `open in ${area}`)
      const answer = await rowsOf('events.open', area, '2026-03-04')
      assert.ok(answer.rows, JSON.stringify(answer))
      const { rows, total } = answer
      assert.deepEqual([total, rows.length], [there, there], `rows of ${area}`)
    }
    const named = (await rowsOf('events.open', both, '2026-03-04')).rows.map(({ areaName }) => areaName)
    assert.ok(
      named.every((name) => name !== null),
      'the place of then has a name',
    )
    const left = await story.sql(`select 1 from objects where area ~ $1 and valid_to is null`, [`/(${ferry}|${steps}|${brook})/`])
    assert.equal(left.length, 0)
  })
})

describe('an area that is split', () => {
  const split = [
    // The first line's part has the higher code.
    `${both},${east},东社区,居委会`,
    `${both},${west},西社区,居委会`,
    `${both}001,${east}001`,
    `${both}002,${west}001`,
    `${both}003,${east}002`,
    `${both}003,${west}002`,
    `${both}004,${west}003`,
    `${both}005,${west}004`,
  ].join('\n')

  it('gives its first part, by the lines, what nobody can tell apart: objects, points of the map, old numbers', async () => {
    assert.deepEqual((await look(split, '2026-03-05')).faults, [])
    assert.equal((await ask(split, '2026-03-05')).status, 200)
    const before = await story.sql<{ id: string }>(`select id from objects where area like $1 and valid_to is null`, [
      `%/${both}003/`,
    ])
    await toNextDay({ h: 24 })
    const heirs = await story.sql<{ area: string }>('select distinct area from objects where id = any($1)', [
      before.map(({ id }) => id),
    ])
    assert.deepEqual(heirs, before.length > 0 ? [{ area: `99/990101/${linjiang}/${east}/${east}002/` }] : [])
    const [lon, lat] = randomPointIn(`${ferry}003`, chanceFrom('a point of the split grid'))
    await followed(() => areaAt(lon, lat)?.community === east)
    assert.equal(areaAt(lon, lat)?.grid, `${east}002`)
    const tree = await story.sql('select successor from area_successors where area = $1 and part = 1', [both])
    assert.deepEqual(tree, [{ successor: east }])
  })

  it('has open cases counted in the part their grid went to, with their rows', async () => {
    const openIn = async (...grids: string[]) => (await Promise.all(grids.map(openUnder))).reduce((sum, n) => sum + n, 0)
    const inEast = await openIn(`${ferry}001`, `${ferry}003`, `${both}001`, `${both}003`, east)
    const inWest = await openIn(`${ferry}002`, `${steps}001`, `${steps}002`, `${both}002`, `${both}004`, `${both}005`, west)
    assert.ok(inEast > 0 && inWest > 0, `${inEast} ${inWest}`)
    assert.deepEqual(await Promise.all([east, west].map((area) => worth('events.open', area, '2026-03-05'))), [inEast, inWest])
    for (const [area, n] of [
      [east, inEast],
      [west, inWest],
    ] as const)
      assert.equal((await rowsOf('events.open', area, '2026-03-05')).total, n)
  })

  it('has no past of its own in its parts', async () => {
    assert.deepEqual(await tell(['water.pumps', east, '2026-03-05', 40], ['water.pumps', both, '2026-03-04', 31]), [2])
    const part = await page('water.pumps', east, 'period=2026-03-05')
    assert.deepEqual([part.joined, part.series.at(-2)?.value], [[], null])
    assert.deepEqual(
      [await worth('water.pumps', linjiang, '2026-03-04'), await worth('water.pumps', linjiang, '2026-03-05')],
      [31, 40],
    )
  })
})

describe('an area that ends', () => {
  it('names an heir where points of the map, objects or open cases lie in it', async () => {
    const refused = async (code: string) =>
      (await look(`${code},`, '2026-03-06')).faults.map(({ zh }) => zh.includes('由哪个代码接'))
    assert.deepEqual(await refused(`${grove}002`), [true], 'it has an outline')
    assert.deepEqual(await refused(`${east}001`), [true], 'it took the place of one that has')
  })

  it('ends without one where nothing lies in it, and its days stay', async () => {
    assert.equal((await ask(`,${zhuxi}050,空社区,居委会`, '2026-03-06', '设立空社区')).status, 200)
    await toNextDay({ h: 24 })
    assert.deepEqual(await tell(['water.pumps', `${zhuxi}050`, '2026-03-06', 5]), [1])
    assert.equal((await ask(`${zhuxi}050,`, '2026-03-07', '撤销空社区')).status, 200)
    await toNextDay({ h: 24 })
    assert.deepEqual(await tell(['water.pumps', `${zhuxi}050`, '2026-03-07', 5]), [0, 'vital.area-then'])
    assert.deepEqual(await tell(['water.pumps', `${zhuxi}050`, '2026-03-06', 6]), [1], 'a day it was there')
    assert.equal(await worth('water.pumps', zhuxi, '2026-03-06'), 6)
  })
})

describe('a change something stands in the way of on its day', () => {
  it('is not carried out, and nothing waits for it any more', async () => {
    const moving = `${grove},${linjiang}070,竹林社区,居委会`
    assert.equal((await ask(`${linjiang},990102001,临江街道,街道`, '2026-03-08', '临江街道划归南岸区')).status, 200)
    assert.equal((await ask(moving, '2026-03-09', '竹林社区划归临江街道')).status, 200)
    await toNextDay({ h: 24 })
    assert.equal((await story.facts('areas.change-failed')).length, 0)
    await toNextDay({ h: 24 })
    const [failed] = await story.facts('areas.change-failed')
    const { why, asker } = failed!.body as { why: { zh: string; en: string }; asker: string }
    assert.ok(why.zh.startsWith('第 1 行：') && why.zh.includes(linjiang), why.zh)
    const asked = await story.sql<{ account: string }>('select account from accounts where person = $1', [asker])
    assert.deepEqual(asked, [{ account: 'zouhaining' }])
    const told = await story.sql<{ account: string; n: number }>(
      `select a.account, count(*)::int as n from notices n join accounts a on a.person = n.person where n.kind = 'areas-failed' group by 1`,
    )
    assert.ok(told.some(({ account }) => account === 'zouhaining') && told.every(({ n }) => n === 1), JSON.stringify(told))
    const sent = (await story.facts('notice.sent')).find(({ body }) => body.kind === 'areas-failed')
    assert.deepEqual(sent?.body.areas, { title: '竹林社区划归临江街道', day: '2026-03-09', why })
    const { rows } = (await ground.admin.get<AreaChangeList>('/api/v1/admin/area-changes')).body
    assert.deepEqual(
      rows.find(({ state }) => state === 'failed')?.faults.map(({ row }) => row),
      [1],
    )
    assert.deepEqual(await story.sql(`select state from area_changes where title like '竹林社区%'`), [{ state: 'failed' }])
    assert.deepEqual(await story.sql('select valid_to from areas where code = $1', [grove]), [{ valid_to: null }])
    assert.deepEqual(await tell(['water.pumps', grove, '2026-03-09', 9]), [1], 'its values are taken again')
  })
})
