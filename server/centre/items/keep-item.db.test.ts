import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { BusinessItemEntry, ItemDone } from '../../../contract/business-item.ts'
import { startStory } from '../../../test/story.ts'

// One city for all, in the order of the tests. City 99, 北岸区 with 临江街道 and 竹溪街道.
const story = await startStory({ after } as unknown as TestContext)
const city = story.as('shenlan')
const district = story.as('wenkexin') // keeps the data of 北岸区
const town = story.as('baining') // keeps those of 临江街道
const reader = story.as('liangzhu') // on duty in 竹溪街道
type Problem = { code: string; zh: string; details?: Record<string, unknown> }
type As = typeof city

const garbage = {
  code: 'ba-cg-001',
  name: ' 垃圾清运 ',
  unit: 'unit-beian-urban-management',
  type: 'city.garbage',
  finish: '3个工作日',
}
const register = (body: object, as: As = district) => as.post<ItemDone & Problem>('/api/v1/business-items', body)
const change = (code: string, body: object, as: As = district) =>
  as.post<ItemDone & Problem>(`/api/v1/business-items/${code}`, body)
const read = async (code: string, as: As = district) => (await as.get<BusinessItemEntry>(`/api/v1/business-items/${code}`)).body

describe('one business item by a form', () => {
  it('is registered as a row of a sheet would be, found by its name, with who did it', async () => {
    assert.deepEqual((await register(garbage)).body, { code: 'BA-CG-001', version: 1, changed: 0 })
    const { item, history, mayChange } = await read('BA-CG-001')
    assert.deepEqual(
      [mayChange, (await read('BA-CG-001', town)).mayChange, (await read('BA-CG-001', reader)).mayChange],
      [true, false, false],
    )
    assert.deepEqual(
      [item.name, item.tier, item.unit.name, item.finish, item.accept, item.basis, item.state],
      ['垃圾清运', 'district', '北岸区城市管理局', { n: 3, unit: 'working-day', fromNextDay: false }, null, null, 'in-force'],
    )
    assert.deepEqual(
      history.map(({ by, changes, sheet, reason }) => [by, changes, sheet, reason]),
      [['温可馨', null, null, null]],
    )
    const found = (await district.get<{ rows: { code: string }[] }>('/api/v1/business-items?q=ljqy')).body.rows
    assert.deepEqual(
      found.map(({ code }) => code),
      ['BA-CG-001'],
    )
  })

  it('is refused with the reason: a code that is taken, a cell that cannot be, a unit or type there is not', async () => {
    const why = async (body: object, as?: As) => {
      const { status, body: said } = await register({ ...garbage, code: 'BA-2', ...body }, as)
      return [status, said.code, said.details?.column ?? null]
    }
    assert.deepEqual(await why({ code: 'BA-CG-001' }), [409, 'item.taken', null])
    assert.deepEqual(await why({ code: '中文' }), [422, 'item.sheet-cell', '编码'])
    assert.deepEqual(await why({ name: ' ' }), [422, 'item.sheet-cell', '名称'])
    assert.deepEqual(await why({ finish: '尽快' }), [422, 'item.sheet-cell', '办结时限'])
    assert.deepEqual(await why({ unit: 'unit-none' }), [422, 'item.unit', null])
    assert.deepEqual(await why({ type: 'none' }), [422, 'item.type', null])
    assert.equal((await register({ ...garbage, code: 'BA-2', area: '99/' })).status, 400, 'nothing else is taken')
    assert.equal((await story.facts('business-item.registered')).length, 1)
  })

  it('is kept by who answers for its unit: a town touches neither its district’s nor a neighbour’s', async () => {
    assert.deepEqual([(await register({ ...garbage, code: 'LJ-9' }, town)).body.code], ['item.not-yours'])
    assert.equal((await register({ ...garbage, code: 'LJ-1', unit: 'unit-linjiang' }, town)).status, 200)
    assert.equal((await change('BA-CG-001', { version: 1, name: '别的' }, town)).body.code, 'item.not-yours')
    assert.equal((await change('LJ-1', { version: 1, unit: 'unit-zhuxi' }, town)).body.code, 'item.not-yours')
    assert.equal((await change('LJ-1', { version: 1, name: '别的' }, reader)).body.code, 'permit.missing')
    await register({ ...garbage, code: 'ZX-1', unit: 'unit-zhuxi' })
    assert.equal((await change('ZX-1', { version: 1, name: '别的' }, town)).status, 404, 'what one does not see is not there')
    assert.equal((await change('LJ-1', { version: 1, name: '垃圾分类宣传' }, district)).body.version, 2, 'a district may help')
  })

  it('is changed field by field, from the version one looked at; what is left out stays, what is empty is cleared', async () => {
    const done = await change('BA-CG-001', { version: 1, basis: '（示例）第三条', finish: '' })
    assert.deepEqual(done.body, { code: 'BA-CG-001', version: 2, changed: 2 })
    const { item, history } = await read('BA-CG-001')
    assert.deepEqual([item.type, item.basis, item.finish, item.version], ['city.garbage', '（示例）第三条', null, 2])
    assert.deepEqual(history[0]?.changes, [
      { field: 'basis', from: null, to: '（示例）第三条' },
      { field: 'finish', from: '3wd', to: null },
    ])
    assert.deepEqual(
      [(await change('BA-CG-001', { version: 1, name: '旧的' })).body.code, (await read('BA-CG-001')).item.name],
      ['item.moved', '垃圾清运'],
    )
    assert.deepEqual(
      (await change('BA-CG-001', { version: 2, name: '垃圾清运' })).body.changed,
      0,
      'what is as it was is no change',
    )
    assert.equal((await read('BA-CG-001')).item.version, 2)
  })

  it('is stopped and taken up again with a reason, and stays readable', async () => {
    assert.equal((await change('BA-CG-001', { version: 2, state: 'stopped' })).body.code, 'item.why')
    assert.equal((await change('BA-CG-001', { version: 2, state: 'stopped', reason: '职责划出' })).status, 200)
    const { item, history } = await read('BA-CG-001')
    assert.deepEqual([item.state, history[0]?.reason, history[0]?.changes?.[0]?.to], ['stopped', '职责划出', 'stopped'])
    assert.equal((await change('BA-CG-001', { version: 3, state: 'in-force', reason: '划回' })).body.version, 4)
    assert.equal((await story.facts('business-item.changed')).at(-1)?.body.reason, '划回')
  })
})
