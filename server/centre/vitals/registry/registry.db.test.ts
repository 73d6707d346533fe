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
type Problem = { code: string; zh: string }

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
    assert.equal((await move('connected')).body.code, 'vital.move')
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
    const { versions, definition: now } = await entry()
    assert.deepEqual(versions[0]?.changes, [{ field: 'normal.most', from: '3', to: '2' }])
    assert.equal(now.normal?.most, 2)
  })

  it('keeps a town to its own boards: it neither edits the city’s vitals nor registers on the eight', async () => {
    const edited = await town.put<Problem>(at('/draft'), { definition: { ...definition, dueMinutes: 90 }, version: 3 })
    assert.deepEqual([edited.status, edited.body.code], [403, 'vital.not-yours'])
    assert.match(edited.body.zh, /示例市/)
    assert.equal((await move('stopped', '不用了', town)).body.code, 'vital.not-yours')
    assert.equal((await entry(town)).mayChange, false)
    const home = '990101001'
    const own = { ...definition, code: 'town.visits', name: words('走访', 'Visits'), board: 'town-livelihood', tier: 'community' }
    assert.equal(
      (await town.post<Problem>('/api/v1/vitals', { definition: { ...own, board: 'facilities' }, home })).body.code,
      'vital.not-your-board',
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

  it('goes out as a sheet and comes back: whole, or not at all with the row and the reason', async () => {
    const sheet = (await city.get<string>('/api/v1/vitals.csv')).body
    const look = async (text: string, as = city) =>
      (await as.post<VitalSheetLook>('/api/v1/vital-sheets/look', Buffer.from(text))).body
    const same = await look(sheet)
    assert.deepEqual([same.rows, same.unchanged, same.changed, same.refused], [2, 2, 0, 0])
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
})
