import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type {
  BusinessItemEntry,
  BusinessItems,
  ItemSheetLook,
  ItemSheetTaken,
  ItemUnits,
  SpecialApps,
} from '../../../contract/business-item.ts'
import { startStory } from '../../../test/story.ts'

// One city for all, in the order of the tests. City 99, 北岸区 with 临江街道 and 竹溪街道.
const story = await startStory({ after } as unknown as TestContext)
const city = story.as('shenlan')
const district = story.as('wenkexin') // keeps the data of 北岸区
const town = story.as('baining') // keeps those of 临江街道
const reader = story.as('liangzhu') // on duty in 竹溪街道
type Problem = { code: string; zh: string }
type As = typeof city

const head = '编码,名称,单位编号,触发事件类型,触发条件,依据,受理时限,办结时限,状态'
const sheet = (...lines: string[]): Buffer => Buffer.from(`${head}\n${lines.join('\n')}\n`)
const look = async (text: Buffer, as: As = district) =>
  (await as.post<ItemSheetLook>('/api/v1/business-item-sheets/look', text)).body
const take = async (text: Buffer, as: As = district) => {
  const { digest } = await look(text, as)
  return as.post<ItemSheetTaken & Problem>(`/api/v1/business-item-sheets/take?name=目录.csv&digest=${digest}`, text)
}
const list = async (query = '', as: As = district) => (await as.get<BusinessItems>(`/api/v1/business-items?${query}`)).body
const codes = async (query = '', as: As = district) => (await list(query, as)).rows.map(({ code }) => code)
const why = ({ faults }: ItemSheetLook) => faults.map(({ row, zh }) => `${row} ${zh}`)

const garbage = 'BA-CG-001,垃圾清运,unit-beian-urban-management,city.garbage,接到上报,（示例）第一条,2紧急工作时,3个工作日,在用'
const trees = 'BA-CG-002,行道树修剪,unit-beian-urban-management,,,,,,停用'
const cityPlan = 'SJ-001,全市应急预案备案,unit-city,,,（示例）,1个工作日,20个工作日（次日起算）,在用'
const own = 'LJ-001,垃圾分类宣传,unit-linjiang,,每月一次,,,30个自然日,在用'
const other = 'ZX-001,垃圾分类宣传,unit-zhuxi,,,,,,在用'

describe('the catalogue of business items', () => {
  it('comes by a sheet, looked at first and taken whole, every item a fact', async () => {
    assert.deepEqual((await take(sheet(garbage, trees))).body, { registered: 2, changed: 0, unchanged: 0 })
    assert.equal((await take(sheet(cityPlan), city)).body.registered, 1)
    assert.equal((await take(sheet(own, other))).body.registered, 2)
    const facts = await story.facts('business-item.registered')
    assert.deepEqual(facts.map(({ subject, body }) => `${subject} ${body.sheet}`).slice(0, 2), [
      'BA-CG-001 目录.csv',
      'BA-CG-002 目录.csv',
    ])
    assert.equal((await story.facts('business-item.sheet-taken')).length, 3)
  })

  it('shows one with everything that is known of it, and nothing invented for what is not', async () => {
    const { item } = (await district.get<BusinessItemEntry>('/api/v1/business-items/BA-CG-001')).body
    assert.deepEqual(
      [item.tier, item.unit.name, item.areaName, item.typeName?.zh, item.trigger, item.basis, item.state],
      ['district', '北岸区城市管理局', '北岸区', '暴露垃圾', '接到上报', '（示例）第一条', 'in-force'],
    )
    assert.deepEqual(
      [item.accept, item.finish],
      [
        { n: 2, unit: 'urgent-hour', fromNextDay: false },
        { n: 3, unit: 'working-day', fromNextDay: false },
      ],
    )
    const bare = (await district.get<BusinessItemEntry>('/api/v1/business-items/BA-CG-002')).body.item
    assert.deepEqual([bare.type, bare.trigger, bare.basis, bare.accept, bare.finish], [null, null, null, null, null])
  })

  it('shows what lies below and what holds from above, and nothing of a neighbour', async () => {
    assert.deepEqual(await codes('', city), ['BA-CG-001', 'BA-CG-002', 'LJ-001', 'SJ-001', 'ZX-001'])
    assert.deepEqual(await codes('', reader), ['BA-CG-001', 'BA-CG-002', 'SJ-001', 'ZX-001'])
    assert.deepEqual(await codes('area=990101001'), ['LJ-001'])
    assert.deepEqual(await codes('area=990101001', reader), [])
    assert.equal((await reader.get<Problem>('/api/v1/business-items/LJ-001')).status, 404)
    assert.equal((await reader.get<Problem>('/api/v1/business-items/SJ-001')).status, 200)
  })

  it('is filtered by tier, unit, state and event type, and found by code, words and first letters', async () => {
    assert.deepEqual(await codes('tier=town'), ['LJ-001', 'ZX-001'])
    assert.deepEqual(await codes('unit=unit-zhuxi'), ['ZX-001'])
    assert.deepEqual(await codes('state=stopped'), ['BA-CG-002'])
    assert.deepEqual(await codes('type=city.garbage'), ['BA-CG-001'])
    assert.deepEqual(await codes('q=ba-cg'), ['BA-CG-001', 'BA-CG-002'])
    assert.deepEqual(await codes('q=垃圾分类'), ['LJ-001', 'ZX-001'])
    assert.deepEqual(await codes('q=ljqy'), ['BA-CG-001'])
    assert.deepEqual(await codes('q=宣传&tier=district'), [])
    assert.deepEqual(await codes('q=%25'), [], 'a sign of a person is a letter, not a pattern')
    assert.deepEqual((await district.get<ItemUnits>('/api/v1/business-item-units')).body.rows, [
      { id: 'unit-beian-urban-management', name: '北岸区城市管理局' },
    ])
  })

  it('comes page by page with its number on the first one', async () => {
    const first = await list('limit=2')
    assert.deepEqual([first.rows.length, first.total, first.more], [2, 5, false])
    const second = await list(`limit=2&cursor=${first.next}`)
    assert.deepEqual([second.rows.map(({ code }) => code), second.total], [['LJ-001', 'SJ-001'], null])
    assert.equal((await district.get<Problem>('/api/v1/business-items?cursor=x')).body.code, 'input.malformed')
  })

  it('lets nobody touch what is not theirs: a town neither its district’s nor its city’s nor a neighbour’s', async () => {
    const not = '不在你管的范围里，不能改它的目录'
    assert.deepEqual(why(await look(sheet('X-1,新,unit-city,,,,,,', 'X-2,新,unit-zhuxi,,,,,,'), town)), [
      `2 “示例市数字化城市运行和治理中心”${not}`,
      `3 “竹溪街道基层治理指挥中心”${not}`,
    ])
    const taken = cityPlan.replace('unit-city', 'unit-linjiang')
    assert.deepEqual(why(await look(sheet(taken), town)), ['2 编码“SJ-001”已是别的单位的，不能换到“临江街道基层治理指挥中心”'])
    const [fault] = (await look(sheet(cityPlan.replace('20个', '2个')))).faults
    assert.match(fault!.zh, /不在你管的范围里/)
    assert.equal((await take(sheet(own.replace('30个', '31个')), town)).body.changed, 1)
    assert.equal((await reader.post<Problem>('/api/v1/business-item-sheets/look', sheet(other))).body.code, 'permit.missing')
  })

  it('refuses row by row with the reason, takes nothing then, and gives the rows back as a sheet', async () => {
    const broken = sheet(
      garbage,
      'BA-CG-003,绿化养护,unit-none,,,,,,',
      garbage,
      'BA-CG-004,井盖更换,unit-beian-urban-management,none,,,,,',
    )
    assert.deepEqual(why(await look(broken)), [
      '3 没有单位“unit-none”',
      '4 编码“BA-CG-001”在表里不止一次',
      '5 没有事件类型“none”',
    ])
    assert.equal((await take(broken)).body.code, 'item.sheet-moved')
    const errors = (await district.post<string>('/api/v1/business-item-sheets/errors', broken)).body
    assert.match(errors, /BA-CG-003.*,3,没有单位“unit-none”/)
    assert.deepEqual(await codes('q=BA-CG'), ['BA-CG-001', 'BA-CG-002'])
    assert.equal((await district.post<Problem>('/api/v1/business-item-sheets/look', Buffer.from('名称\n无编码\n'))).status, 400)
    const again = await look(sheet(trees))
    const moved = await district.post<Problem>(`/api/v1/business-item-sheets/take?digest=${again.digest}`, sheet(garbage))
    assert.equal(moved.body.code, 'item.sheet-moved', 'another file than the one that was looked at')
  })

  it('keeps what was changed, by whom, from what to what', async () => {
    await take(sheet(garbage.replace('3个工作日', '2个工作日').replace('在用', '停用')))
    const { item, history } = (await district.get<BusinessItemEntry>('/api/v1/business-items/BA-CG-001')).body
    assert.deepEqual([item.version, item.state], [2, 'stopped'])
    assert.deepEqual(
      history.map(({ by, changes }) => [by, changes]),
      [
        [
          '温可馨',
          [
            { field: 'finish', from: '3wd', to: '2wd' },
            { field: 'state', from: 'in-force', to: 'stopped' },
          ],
        ],
        ['温可馨', null],
      ],
    )
  })

  it('goes out as a sheet that changes nothing when it comes back', async () => {
    const csv = (await district.get<string>('/api/v1/business-items.csv?area=990101')).body
    assert.match(csv, /BA-CG-001,垃圾清运,区县,unit-beian-urban-management,北岸区城市管理局,city\.garbage/)
    const same = await look(Buffer.from(csv))
    assert.deepEqual([same.rows, same.unchanged, same.refused, same.unknown], [4, 4, 0, []])
    assert.equal((await district.get<string>('/api/v1/business-items.csv?q=宣传')).body.trim().split('\n').length, 3)
  })

  it('finds words that very many items hold by walking them, and says that it counted no further', async () => {
    await story.sql(
      `insert into business_items (code, name, tier, unit, area, words, changed_at)
       select 'M-' || lpad(n::text, 5, '0'), '巡查' || n, 'city', 'unit-city', '99/', '巡查' || n || ' xc', '2026-03-02' from generate_series(1, 3200) n`,
    )
    const page = await list('q=巡查&limit=2', city)
    assert.deepEqual([page.rows.map(({ code }) => code), page.total, page.more], [['M-00001', 'M-00002'], 3000, true])
    assert.deepEqual((await list(`q=巡查&limit=1&cursor=${page.next}`, city)).rows[0]?.code, 'M-00003')
    assert.deepEqual([(await list('q=巡查12', city)).total, (await list('q=巡查&tier=town', city)).total], [111, 0])
  })
})

describe('the register of special apps', () => {
  const columns = '编码,名称,区县,单位编号,状态,上线日期,场景包'
  const apps = async (query = '', as: As = district) => (await as.get<SpecialApps>(`/api/v1/special-apps?${query}`)).body
  const bring = async (as: As, ...lines: string[]) => {
    const text = Buffer.from(`${columns}\n${lines.join('\n')}\n`)
    const seen = (await as.post<ItemSheetLook>('/api/v1/special-app-sheets/look', text)).body
    return { seen, ...(await as.post<ItemSheetTaken>(`/api/v1/special-app-sheets/take?digest=${seen.digest}`, text)).body }
  }

  it('comes by a sheet, with the pack of ours that an app is', async () => {
    const brought = await bring(
      district,
      'BA-01,化粪池一件事,北岸区,unit-beian,已上线,2025-11-01,septic-gas',
      'BA-02,高楼消防一件事,北岸区,unit-beian,规划中,,',
    )
    assert.equal(brought.registered, 2)
    const { rows, total } = await apps('state=online')
    assert.deepEqual(
      [rows.map(({ code, packName, since }) => [code, packName !== null, since]), total],
      [[['BA-01', true, '2025-11-01']], 1],
    )
    assert.deepEqual(
      (await apps('q=gl')).rows.map(({ code }) => code),
      ['BA-02'],
    )
    assert.equal((await story.facts('special-app.registered')).length, 2)
  })

  it('refuses an app that is online since nobody knows when, and one of another’s unit', async () => {
    const { seen } = await bring(town, 'BA-02,高楼消防一件事,北岸区,unit-beian,已上线,,')
    assert.deepEqual(why(seen), ['2 已上线的应用要写上线日期'])
    assert.match(why((await bring(town, 'T-1,新应用,,unit-city,规划中,,')).seen)[0]!, /不在你管的范围里/)
    const csv = (await district.get<string>('/api/v1/special-apps.csv')).body
    assert.match(csv, /BA-01,化粪池一件事,北岸区,unit-beian,/)
  })
})
