import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { VitalDefinition, VitalList } from '../../../../contract/vital.ts'
import type { VitalDone, VitalEntry, VitalSheetLook, VitalSheetTaken } from '../../../../contract/vital-registry.ts'
import { startStory } from '../../../../test/story.ts'
import { periodStart, writePeriod } from '../../../flow/7-evaluate/vitals/rules/period.ts'

// One city for all, in the order of the tests. The city's hub keeps the boards of the city, 临江街道 its own four.
const story = await startStory({ after } as unknown as TestContext)
const city = story.as('shenlan')
const district = story.as('chenli')
const town = story.as('baining')
type Problem = { code: string; zh: string; en: string }

const words = (zh: string, en: string) => ({ zh, en })
const definition: VitalDefinition = {
  ...{ code: 'gas.leaks', name: words('燃气泄漏', 'Gas leaks'), board: 'facilities', track: 'gas', unit: words('起', 'leaks') },
  ...{ decimals: 0, aggregation: 'sum', times: 1, tier: 'town', cadence: 'day', dueMinutes: 60, hysteresis: 0 },
  ...{ source: words('燃气企业', 'gas firms'), normal: { most: 3 }, direction: 'less' },
}
const { code } = definition
const at = (what = '') => `/api/v1/vitals/${code}${what}`
const entry = async (as = city) => (await as.get<VitalEntry>(at('/entry'))).body
const move = (to: string, reason?: string, as = city) =>
  as.post<VitalDone & Problem>(at('/move'), { to, ...(reason ? { reason } : {}) })
const yesterday = () => writePeriod('day', periodStart('day', story.now().getTime(), 'Asia/Shanghai', -1), 'Asia/Shanghai')

describe('the registry of vitals', () => {
  it('takes a vital as sorted, once, and only from who answers for the whole city', async () => {
    assert.equal((await district.post<Problem>('/api/v1/vitals', { definition })).body.code, 'vital.not-yours')
    assert.equal((await city.post<VitalDone>('/api/v1/vitals', { definition })).body.state, 'sorted')
    assert.equal((await city.post<Problem>('/api/v1/vitals', { definition })).body.code, 'vital.code-taken')
    const { version, home, versions, mayChange } = await entry()
    assert.deepEqual([version, home.name, versions.length, mayChange], [1, '示例市', 1, true])
  })

  it('leads it along its life: an owner before it is connected, told values before it is trusted', async () => {
    const early = (await move('connected')).body
    assert.deepEqual(
      [early.code, early.zh, early.en],
      ['vital.move', '不能从“梳理”到“接入”', 'It cannot go from “sorted” to “connected”'],
    )
    assert.equal((await move('catalogued')).body.state, 'catalogued')
    assert.equal((await move('connected')).body.code, 'vital.no-owner')
    const owned = { ...definition, owner: 'unit-beian' }
    assert.equal((await city.put<VitalDone>(at('/draft'), { definition: owned, version: 1 })).body.version, 1)
    assert.equal((await move('connected')).body.code, 'vital.no-owner', 'a draft holds for nobody')
    const written = await entry()
    assert.deepEqual(written.draft?.changes, [{ field: 'owner', from: null, to: 'unit-beian' }])
    assert.equal((await city.post<VitalDone>(at('/publish'), { version: 1 })).body.version, 2)
    assert.equal((await move('connected')).body.state, 'connected')
    assert.equal((await move('trusted')).body.code, 'vital.not-fed')
    const told = { vital: code, area: '990101001', period: yesterday(), value: 1 }
    await district.post('/api/v1/vitals/values', { values: [told] })
    while (await story.zhili.rollVitals());
    assert.equal((await move('trusted')).body.state, 'trusted')
    assert.equal((await move('stopped')).body.code, 'vital.no-reason')
    const bare = await city.put<Problem>(at('/draft'), { definition, version: 2 })
    assert.equal(bare.body.code, 'vital.owner-kept', 'what is connected stays somebody’s')
    const { steps, ownerName, moves } = await entry()
    assert.deepEqual([steps.map(({ to }) => to), ownerName !== 'unit-beian'], [['trusted', 'connected', 'catalogued'], true])
    assert.deepEqual(
      moves.map(({ to, off }) => [to, off]),
      [
        ['connected', null],
        ['stopped', null],
      ],
    )
  })

  it('publishes over what is in force and over nothing newer; what stored numbers are read by stays', async () => {
    const send = (more: Partial<VitalDefinition>, version: number) =>
      city.put<Problem>(at('/draft'), { definition: { ...definition, owner: 'unit-beian', ...more }, version })
    assert.equal((await send({ normal: { most: 2 } }, 1)).body.code, 'vital.moved-on')
    assert.equal((await send({ decimals: 2 }, 2)).body.code, 'vital.shape-kept')
    assert.equal((await send({ eventType: 'none' }, 2)).body.code, 'vital.names')
    assert.equal((await city.post<Problem>(at('/publish'), { version: 2 })).body.code, 'vital.no-draft')
    assert.equal((await send({ normal: { most: 2 } }, 2)).status, 200)
    assert.equal((await city.post(at('/drop-draft'))).status, 200)
    assert.equal((await entry()).draft, null)
    await send({ normal: { most: 2 } }, 2)
    await city.post(at('/publish'), { version: 2 })
    await send({ normal: { most: 2 } }, 3)
    assert.equal((await city.post<Problem>(at('/publish'), { version: 3 })).body.code, 'vital.unchanged')
    assert.equal((await story.facts('vital.published')).length, 2)
    await city.post(at('/drop-draft'))
    const { versions, definition: now } = await entry()
    assert.deepEqual(versions[0]?.changes, [{ field: 'normal.most', from: '3', to: '2' }])
    assert.equal(now.normal?.most, 2)
  })

  it('lets nobody write over the draft of another: it is published or dropped first', async () => {
    const data = story.as('wenkexin')
    const own = { ...definition, code: 'beian.leaks' }
    const door = `/api/v1/vitals/${own.code}`
    assert.equal((await district.post('/api/v1/vitals', { definition: own, home: '990101' })).status, 200)
    const send = (as: typeof city, most: number) =>
      as.put<Problem>(`${door}/draft`, { definition: { ...own, normal: { most } }, version: 1 })
    assert.equal((await send(district, 4)).status, 200)
    const second = await send(data, 5)
    assert.equal(second.body.code, 'vital.draft-stands')
    assert.match(second.body.zh, /^陈立 已在 2026年3月2日 09:30 存了/)
    const isOwn = async (as: typeof city) => (await as.get<VitalEntry>(`${door}/entry`)).body.draft?.isOwn
    assert.deepEqual([await isOwn(district), await isOwn(data)], [true, false])
    assert.equal((await send(district, 6)).status, 200, 'its writer goes on')
    assert.equal((await data.post(`${door}/drop-draft`)).status, 200)
    assert.equal((await send(data, 5)).status, 200)
    assert.equal((await district.post(`${door}/publish`, { version: 1 })).status, 200)
  })

  it('keeps a town to its own boards: it neither edits the city’s vitals nor registers on the eight', async () => {
    const edited = await town.put<Problem>(at('/draft'), { definition: { ...definition, dueMinutes: 90 }, version: 3 })
    assert.deepEqual([edited.status, edited.body.code], [403, 'vital.not-yours'])
    assert.match(edited.body.zh, /示例市/)
    assert.equal((await move('stopped', '不用了', town)).body.code, 'vital.not-yours')
    assert.equal((await entry(town)).mayChange, false)
    const home = '990101001'
    const own = {
      ...definition,
      code: 'town.visits',
      name: words('走访', 'Visits'),
      board: 'town-livelihood',
      track: 'elderly',
      tier: 'community',
    }
    const { body: refused } = await town.post<Problem>('/api/v1/vitals', { definition: { ...own, board: 'facilities' }, home })
    assert.deepEqual(
      [refused.code, refused.zh.startsWith('“设施运行”不是这一级的板块'), refused.en.startsWith('“Facilities” is no board')],
      ['vital.not-your-board', true, true],
    )
    assert.equal((await town.post<VitalDone>('/api/v1/vitals', { definition: own, home })).status, 200)
    const seen = async (as: typeof town, area = '') => (await as.get<VitalList>(`/api/v1/vitals?q=zf${area}`)).body.total
    assert.deepEqual([await seen(town), await seen(city), await seen(district, '&area=990101002')], [1, 0, 0])
    const doors = ['/town.visits', '/town.visits/entry', '/town.visits/rows?period=2026-03-01']
    const statuses = async (as: typeof town) =>
      Promise.all(doors.map(async (door) => (await as.get(`/api/v1/vitals${door}`)).status))
    const neighbour = story.as('liangzhu')
    assert.deepEqual([await statuses(town), await statuses(neighbour)], [doors.map(() => 200), doors.map(() => 404)])
    const sheetOf = async (as: typeof town) => (await as.get<string>('/api/v1/vitals.csv')).body.includes('town.visits')
    assert.deepEqual([await sheetOf(town), await sheetOf(neighbour), await sheetOf(district)], [true, false, true])
  })

  it('lets a town’s duty lead keep the town’s own vitals, and no others', async () => {
    const duty = story.as('liangzhu')
    const own = {
      ...definition,
      code: 'zhuxi.walks',
      name: words('巡河', 'Walks'),
      board: 'town-livelihood',
      track: 'elderly',
      tier: 'community',
    }
    const door = '/api/v1/vitals/zhuxi.walks'
    const send = (body: object, more = '') => duty.post<VitalDone & Problem>(`/api/v1/vitals${more}`, body)
    assert.equal((await send({ definition: own, home: '990101002' })).body.state, 'sorted')
    assert.equal((await duty.post<VitalDone>(`${door}/move`, { to: 'catalogued' })).body.state, 'catalogued')
    await duty.put(`${door}/draft`, { definition: { ...own, dueMinutes: 90 }, version: 1 })
    assert.equal((await duty.post<VitalDone>(`${door}/publish`, { version: 1 })).body.version, 2)
    for (const home of [undefined, '990101', '990101001']) {
      const wish = { definition: { ...own, code: 'zhuxi.more' }, ...(home ? { home } : {}) }
      assert.equal((await send(wish)).body.code, 'vital.not-yours', home ?? 'the city')
    }
    for (const code of ['beian.leaks', definition.code])
      assert.match(
        (await duty.post<Problem>(`/api/v1/vitals/${code}/move`, { to: 'stopped', reason: '停' })).body.code,
        /not-yours/,
      )
    const lock = (area: string) => duty.post<Problem>('/api/v1/vital-locks', { area, cadence: 'month', period: '2026-02' })
    assert.equal((await lock('990101002')).status, 200)
    assert.deepEqual([(await lock('990101')).body.code, (await lock('990101001')).body.code], ['vital.area', 'vital.area'])
  })

  it('goes out as a sheet and comes back: whole, or not at all with the row and the reason', async () => {
    const sheet = (await city.get<string>('/api/v1/vitals.csv')).body
    const look = async (text: string, as = city) =>
      (await as.post<VitalSheetLook>('/api/v1/vital-sheets/look', Buffer.from(text))).body
    const same = await look(sheet)
    assert.deepEqual([same.rows, same.unchanged, same.changed, same.refused], [4, 4, 0, 0])
    const head = '编码,名称,英文名,板块,跑道,单位,英文单位,小数,算法,报数层级,频次,时限分钟,来源,英文来源,常态上限'
    const line = (id: string, cadence = 'day') =>
      `${id},供气量,Gas supplied,facilities,gas,万方,10k m3,1,sum,district,${cadence},90,燃气企业,gas firms,`
    const broken = await look(`${head}\n${line('gas.supply')}\n${line('gas.other', '天')}\n${line('gas.supply')}\n`)
    assert.deepEqual(
      [broken.registered, broken.faults.map(({ row, zh }) => `${row} ${zh}`)],
      [1, ['3 “频次”写得不对：天', '4 编码“gas.supply”在表里不止一次']],
    )
    const good = `${head}\n${line('gas.supply')}\n`
    const { digest, registered } = await look(good)
    assert.equal(registered, 1)
    const take = (as = city) =>
      as.post<VitalSheetTaken & Problem>(`/api/v1/vital-sheets/take?digest=${digest}`, Buffer.from(good))
    assert.equal((await take()).body.registered, 1)
    assert.equal((await take()).body.code, 'vital.sheet-moved')
    const changed = `编码,常态上限\n${code},5\n`
    assert.equal((await look(changed, town)).faults[0]?.row, 2)
    assert.deepEqual((await look(changed)).sample[0]?.changes, [{ field: 'normal.most', from: '2', to: '5' }])
  })

  it('leads vitals along their life by sheet, each step by its law', async () => {
    const look = async (text: string) => (await city.post<VitalSheetLook>('/api/v1/vital-sheets/look', Buffer.from(text))).body
    const faults = async (text: string) => (await look(text)).faults.map(({ row, zh }) => `${row} ${zh}`)
    assert.deepEqual(await faults('编码,状态\ngas.supply,接入\n'), ['2 先定责任单位，再接入'])
    assert.deepEqual(await faults('编码,状态\ngas.supply,在用\n'), ['2 “状态”写得不对：在用'])
    assert.deepEqual(await faults(`编码,状态\n${code},停用\n`), ['2 写明原因'])
    const good = '编码,责任单位,状态,归属,版本\ngas.supply,unit-beian,接入,,1\n'
    const { digest, moved, changed, unknown } = await look(good)
    assert.deepEqual([moved, changed, unknown], [1, 1, []])
    const taken = await city.post<VitalSheetTaken>(`/api/v1/vital-sheets/take?digest=${digest}`, Buffer.from(good))
    assert.deepEqual(taken.body, { registered: 0, changed: 1, moved: 1, unchanged: 0, waiting: 0 })
    const { state, steps } = (await city.get<VitalEntry>('/api/v1/vitals/gas.supply/entry')).body
    assert.deepEqual(
      [state, steps.map(({ from, to }) => `${from} ${to}`)],
      ['connected', ['catalogued connected', 'sorted catalogued']],
    )
    const again = (await city.get<string>('/api/v1/vitals.csv')).body
    assert.match(again, /gas\.supply,.*,connected,,,2\r?\n/)
    assert.deepEqual([(await look(again)).moved, (await look(again)).refused], [0, 0])
  })

  it('shows a new vital that is led on as well once, and says where it was registered', async () => {
    const lines = (await city.get<string>('/api/v1/vitals.csv')).body.replace('\ufeff', '').split(/\r?\n/)
    const head = lines[0]!.split(',')
    const row = lines.find((text) => text.startsWith(`${code},`))!.split(',')
    const other: Record<string, string> = { 编码: 'gas.twin', 状态: '编目', 归属: '', 版本: '' }
    const text = `${lines[0]}\n${row.map((cell, at) => other[head[at]!] ?? cell).join(',')}\n`
    const { body } = await city.post<VitalSheetLook>('/api/v1/vital-sheets/look', Buffer.from(text))
    assert.deepEqual(body.faults, [])
    assert.deepEqual(
      body.sample.map(({ code: of, changes }) => [of, changes]),
      [['gas.twin', [{ field: 'state', from: null, to: 'catalogued' }]]],
    )
    const taken = await city.post<VitalSheetTaken>(`/api/v1/vital-sheets/take?digest=${body.digest}`, Buffer.from(text))
    assert.deepEqual([taken.body.registered, taken.body.moved], [1, 1])
    const facts = await story.sql<{ subject: string; area: string | null }>(
      `select subject, area from facts where kind = 'vital.registered'`,
    )
    const areaOf = (subject: string) => facts.find((fact) => fact.subject === subject)!.area
    assert.ok(areaOf(code))
    assert.equal(areaOf('gas.twin'), areaOf(code), 'by sheet as by form')
  })

  it('takes bands and rules between vitals as one writes them, and tells the text it cannot read', async () => {
    const look = async (text: string) => (await city.post<VitalSheetLook>('/api/v1/vital-sheets/look', Buffer.from(text))).body
    const said = async (column: string, text: string) => {
      const { sample, faults } = await look(`编码,${column}\n${code},${text}\n`)
      return sample[0]?.changes?.map(({ field, to }) => `${field} ${to}`) ?? faults.map(({ zh }) => zh.split('：')[0])
    }
    assert.deepEqual(await said('分档', '关注 ≤2; 异常 ≤6'), ['bands 关注 ≤2; 异常 ≤6'])
    assert.deepEqual(await said('分档', '红 6'), ['分档读不懂'])
    assert.deepEqual(await said('分档', '关注 ≥2'), ['分档和方向相反'], 'on the side where it is good')
    assert.deepEqual(await said('勾稽关系', '≤ gas.nowhere 拒收'), ['勾稽里的“gas.nowhere”不行'])
    assert.deepEqual(await said('离群时', 'warn'), ['unusual warn'])
    const other = { ...definition, code: 'gas.calls', name: words('燃气来电', 'Gas calls'), normal: undefined }
    assert.equal((await city.post<VitalDone>('/api/v1/vitals', { definition: other })).status, 200)
    assert.deepEqual(await said('勾稽关系', '<= gas.calls +- 1 block'), ['rules ≤ gas.calls ±1 拒收'])
  })

  it('lets no two people close a circle of formulas at the same moment', async () => {
    const of = (own: string, named: string) => ({
      ...{ ...definition, code: own, name: words(own, own), normal: undefined, aggregation: 'formula', formula: `{${named}}` },
    })
    for (const own of ['gas.here', 'gas.there'])
      assert.equal(
        (await city.post('/api/v1/vitals', { definition: { ...of(own, code), aggregation: 'sum', formula: undefined } })).status,
        200,
      )
    await city.put('/api/v1/vitals/gas.here/draft', { definition: of('gas.here', 'gas.there'), version: 1 })
    await city.put('/api/v1/vitals/gas.there/draft', { definition: of('gas.there', 'gas.here'), version: 1 })
    const answers = await Promise.all(
      ['gas.here', 'gas.there'].map((own) => city.post<Problem>(`/api/v1/vitals/${own}/publish`, { version: 1 })),
    )
    assert.deepEqual(answers.map(({ status, body }) => (status === 200 ? 'in force' : body.code)).toSorted(), [
      'in force',
      'vital.cycle',
    ])
  })
})
