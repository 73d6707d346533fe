import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Plates } from '../../contract/object-code.ts'
import { axeFaults } from './axe.ts'
import { madePhoto } from './photo.ts'
import { scan, sheetsOf } from './scan.ts'
import { type Person, phone, startZhili, type Zhili } from './zhili.ts'

const tower = 'building-500105-0001'

/** Codes of buildings: made, printed, hung; scanned by anybody and by the staff; a hazard reported through one. */
describe('codes of objects', { timeout: 300_000 }, () => {
  let zhili: Zhili
  let keeper: Person
  let code = ''

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      keeper = await zhili.newPerson('jiangbei-data')
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  it('are issued for what the filter finds, and counted with both numbers', async () => {
    const { page } = keeper
    await keeper.goto('/objects?kind=building')
    await page.getByRole('button', { name: '码牌', exact: true }).click()
    const panel = page.getByRole('complementary', { name: '码牌' })
    // Some of the demo's towers have one already.
    const before = await panel.getByText(/^\d+ \/ 120$/).innerText()
    const coded = Number(before.split(' ')[0])
    assert.ok(coded > 0 && coded < 120, before)
    await panel.getByRole('button', { name: '给筛选到的生成码' }).click()
    await panel.getByText(`已生成 ${120 - coded}，还剩 0`).waitFor()
    await panel.getByText('120 / 120').waitFor()
    assert.deepEqual(await axeFaults(keeper, '/objects?codes'), [])
  })

  it('are printed four on a sheet, and what is printed can be scanned', async () => {
    const { page } = keeper
    const panel = page.getByRole('complementary', { name: '码牌' })
    await panel.getByRole('link', { name: '打印筛选到的码牌' }).click()
    await page.getByText('本页 100 块，共 120 块，25 张 A4').waitFor()
    // read anew: what the screen before announced is still being said
    await keeper.goto('/plates?kind=building')
    await page.getByText('本页 100 块，共 120 块，25 张 A4').waitFor()
    assert.deepEqual(await axeFaults(keeper, '/plates'), [])
    assert.equal(await sheetsOf(page), 25)
    await page.emulateMedia({ media: 'print' })
    const { rows } = await keeper.get<Plates>('/object-plates?kind=building&limit=2')
    for (const { name, code } of rows)
      assert.equal(await scan(page, page.locator('.plate', { hasText: name }).first()), `${zhili.url}/public/code/${code}`, name)
    await page.emulateMedia({ media: null })
    await page.getByText('A5，每张 A4 两块').click()
    await page.getByText('50 张 A4').waitFor()
    assert.equal(await sheetsOf(page), 50)
    await keeper.goto(`/plates?object=${tower}&size=a5`)
    await page.getByText('本页 1 块，共 1 块，1 张 A4').waitFor()
    assert.equal(await sheetsOf(page), 1)
  })

  it('lead anybody to colour, reasons and a report of that very building, with no account and no place to find', async () => {
    const [plate] = (await keeper.get<Plates>(`/object-plates?object=${tower}`)).rows
    code = plate!.code
    const passer = await zhili.newPerson(null, { viewport: phone })
    const { page } = passer
    await passer.goto(`/public/code/${code}`)
    await page.getByRole('heading', { name: '高楼消防码' }).waitFor()
    await page.getByText(plate!.name).waitFor()
    await page.getByText(/^21 项中 \d+ 项有数$/).waitFor()
    assert.equal(await page.getByRole('link', { name: '工作人员：看全部' }).count(), 0)
    assert.deepEqual(await axeFaults(passer, '/public/code'), [])
    await page.getByRole('link', { name: '报告隐患' }).click()
    await page.getByText(`关于 ${plate!.name}`).waitFor()
    await page.getByLabel('一句话说清楚').fill('一楼楼道停满电动车在充电')
    assert.deepEqual(await axeFaults(passer, '/public/code#send'), [])
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByRole('heading', { name: '已收到' }).waitFor()
    const hub = await zhili.newPerson('jiangbei-duty')
    const { rows } = await hub.get<{ rows: { id: string; title: string }[] }>('/signals')
    assert.ok(
      rows.some(({ title }) => title.startsWith(`${plate!.name} 一楼楼道`)),
      rows.map(({ title }) => title).join(),
    )
  })

  it('are not needed by a seat, who chooses the building by its name', async () => {
    const seat = await zhili.newPerson('jiangbei-seat')
    const { page } = seat
    const [plate] = (await keeper.get<Plates>(`/object-plates?object=${tower}`)).rows
    await seat.goto('/inbox')
    await page.getByRole('button', { name: /^新建事件/ }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('searchbox', { name: /^地点/ }).fill(plate!.name)
    await form.getByText(plate!.name, { exact: true }).click()
    await form.getByText('就在这个对象所在处，事件挂在它名下').waitFor()
    assert.deepEqual(await axeFaults(seat, '/inbox#new'), [])
  })

  it('lead the staff to the whole page, where the plate is hung with its photo', async () => {
    const worker = await zhili.newPerson('cuntan-duty', { viewport: phone })
    const { page } = worker
    const near = (await worker.get<Plates>('/object-plates?kind=building&unposted=yes&limit=1')).rows[0]!
    await worker.goto('/field/#/scan')
    await page.getByLabel('码牌上的码').fill(near.code.toLowerCase())
    await page.getByRole('button', { name: '查', exact: true }).click()
    await page.getByRole('heading', { name: near.name }).waitFor()
    await page.getByRole('heading', { name: '设备现状' }).waitFor()
    assert.deepEqual(await axeFaults(worker, '/field#object'), [])
    // the keeper looks at it already, and sees it hang without asking again
    await keeper.goto(`/objects?kind=building&id=${near.object}`)
    await keeper.page.locator('.code-live').getByText('未上墙').waitFor()
    await page.locator('input[type=file]').setInputFiles(madePhoto('plate.jpg'))
    await page.getByLabel('挂在哪里').fill('大门左侧')
    await page.getByRole('button', { name: '登记上墙' }).click()
    await page.getByText('已登记，照片随后上传').waitFor()
    await keeper.page.getByText('已上墙：大门左侧').waitFor()
    await keeper.page.getByRole('img', { name: '码牌照片' }).waitFor()
    await keeper.page.getByRole('link', { name: '现场一页' }).click()
    // The page before has a heading of this name too.
    await keeper.page.locator('.brief-head').getByRole('heading', { name: near.name }).waitFor()
    assert.equal(await sheetsOf(keeper.page), 1, 'a crew carries one sheet')
    assert.deepEqual(await axeFaults(keeper, '/brief'), [])
    assert.deepEqual(zhili.faults(), [])
    assert.deepEqual(zhili.outside(), [])
  })
})
