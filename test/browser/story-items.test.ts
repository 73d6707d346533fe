import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { plainFace, readCsv, writeCsv } from '../../protocols/sheet/csv.ts'
import { axeFaults } from './axe.ts'
import { storyShot } from './story-shots.ts'
import { atFirstTank } from './tank.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

const head = ['编码', '名称', '单位编号', '触发事件类型', '触发条件', '依据', '办结时限']
const unit = 'unit-500105-urban-management'
const fresh = ['JB-CG-101', '井盖巡检', unit, 'city.manhole', '每月一次', '〔示例〕井盖管理办法 第三条', '1个工作日']
const city = ['JB-CG-102', '全市井盖普查', 'unit-city', '', '', '', '30个自然日']
const vague = ['JB-CG-103', '井盖更换', unit, '', '巡检发现破损', '', '尽快']
const sheet = (...rows: string[][]) => ({
  ...{ name: '井盖事项.csv', mimeType: 'text/csv' },
  buffer: Buffer.from(writeCsv({ rows: [head, ...rows], face: plainFace })),
})

/** The data administrator of a district keeps the catalogue; a duty officer finds in it what an event sets going. */
describe('the catalogue of business items', { timeout: 240_000 }, () => {
  let zhili: Zhili
  let keeper: Person
  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      keeper = await zhili.newPerson('jiangbei-data')
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  it('is found by the first letters of a name, and shows one with all that is known', async () => {
    const { page } = keeper
    await keeper.goto('/items')
    const other = page.getByRole('row').filter({ hasText: '党员志愿服务派单' })
    await other.waitFor()
    await page.getByRole('searchbox', { name: /编码、名称/ }).fill('jg')
    await other.waitFor({ state: 'detached' })
    await page.getByRole('row').filter({ hasText: '井盖缺失移位处置' }).dblclick()
    const pane = page.getByRole('complementary', { name: '井盖缺失移位处置' })
    await pane.getByText('1 个自然日').waitFor()
    await pane.getByText('井盖缺失、移位').waitFor()
    await storyShot(page, 'items-1-one')
  })

  it('gives a sheet with two faults back with line and reason, and takes it mended', async () => {
    const { page } = keeper
    await page.getByRole('button', { name: '导入导出' }).click()
    await page.getByLabel(/^选文件/).setInputFiles(sheet(fresh, city, vague))
    await page.getByText(/不在你管的范围里/).waitFor()
    await page.getByText('“办结时限”写得不对：尽快').waitFor()
    const off = page.getByRole('button', { name: /^导入.*有不合格的行/ })
    assert.equal(await off.getAttribute('aria-disabled'), 'true', 'none is taken while one cannot be')
    await storyShot(page, 'items-2-faults')
    const handed = page.waitForEvent('download')
    await page.getByRole('button', { name: '下载错误表' }).click()
    const errors = readCsv(await readFile(await (await handed).path()))
    assert.ok(errors.ok)
    assert.deepEqual(
      errors.value.rows.map((row) => row[0]),
      ['编码', 'JB-CG-102', 'JB-CG-103'],
    )
    await page.getByLabel(/^选文件/).setInputFiles(sheet(fresh, vague.with(6, '5个工作日（次日起算）')))
    await page.getByText('新登记').first().waitFor()
    assert.deepEqual(await axeFaults(keeper, '/items#sheet'), [])
    await page.getByRole('button', { name: '导入', exact: true }).click()
    await page.getByText(/已导入：登记 2/).waitFor()
  })

  it('keeps who changed what, from what to what', async () => {
    const { page } = keeper
    await page.getByRole('button', { name: '导入导出' }).click()
    await page.getByLabel(/^选文件/).setInputFiles(sheet(fresh.with(6, '2个工作日')))
    await page.getByText('1 个工作日 → 2 个工作日').waitFor()
    await page.getByRole('button', { name: '导入', exact: true }).click()
    await page.getByText(/已导入：登记 0，变更 1/).waitFor()
    await keeper.goto('/items?id=JB-CG-101')
    const pane = page.getByRole('complementary', { name: '井盖巡检' })
    await pane.getByText('1 个工作日 → 2 个工作日').waitFor()
    await pane.getByText('温可馨').first().waitFor()
    await storyShot(page, 'items-3-changed')
  })

  it('is registered, mended and stopped one by one, refused with the reason', async () => {
    const { page } = keeper
    await keeper.goto('/items')
    await page.getByRole('button', { name: '登记事项' }).click()
    const form = page.getByRole('complementary', { name: '登记一项业务事项' })
    await form.getByLabel(/^编码/).fill('jb-cg-101')
    await form.getByLabel(/^名称/).fill('井盖标识更新')
    await form.getByRole('option', { name: '江北区城市管理局', exact: true }).click()
    await form.getByLabel('办结时限 · 数').fill('3')
    await form.getByRole('button', { name: /办结时限 · 单位/ }).click()
    await page.getByRole('option', { name: '个工作日', exact: true }).click()
    await form.getByRole('button', { name: '登记事项' }).click()
    const taken = form.getByText(/“JB-CG-101”已经有了/)
    await taken.waitFor()
    await form.getByLabel(/^编码/).fill('JB-CG-104')
    await taken.waitFor({ state: 'detached' })
    await storyShot(page, 'items-5-form')
    assert.deepEqual(await axeFaults(keeper, '/items#form'), [])
    await form.getByRole('button', { name: '登记事项' }).click()
    const pane = page.getByRole('complementary', { name: '井盖标识更新' })
    await pane.getByText('3 个工作日').waitFor()
    await pane.getByRole('button', { name: '停用', exact: true }).click()
    await pane.getByLabel(/^理由/).fill('职责划出')
    await pane.getByRole('button', { name: /^停用/ }).click()
    await pane.getByText('职责划出').waitFor()
  })

  it('stands on an event by its type', async () => {
    const seat = await zhili.newPerson('jiangbei-duty')
    const place = { lon: atFirstTank.longitude, lat: atFirstTank.latitude }
    const told = await seat.post('/signals', { type: 'city.manhole', title: '井盖缺失', content: '井盖缺失', ...place })
    const { signal } = told.body as { signal: string }
    const { version } = await seat.get<{ version: number }>(`/signals/${signal}`)
    const { event } = (await seat.post(`/signals/${signal}/open`, { version })).body as { event: string }
    await seat.goto(`/events/${event}`)
    const link = seat.page.getByRole('link', { name: '井盖巡检' })
    await link.scrollIntoViewIfNeeded()
    await seat.page.getByText('按事件类型，共 2 项').waitFor()
    await storyShot(seat.page, 'items-4-event')
    await link.click()
    await seat.page.getByRole('complementary', { name: '井盖巡检' }).waitFor()
    assert.equal(await seat.page.getByRole('row').filter({ hasText: '井盖' }).count(), 2)
    await seat.context.close()
  })
})
