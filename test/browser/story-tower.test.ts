import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { ObjectInspections } from '../../contract/inspection-desk.ts'
import type { Plates } from '../../contract/object-code.ts'
import { madePhoto } from './photo.ts'
import { storyShot } from './story-shots.ts'
import { type RoofTank, roofTank, startRoofTank } from './transmitter.ts'
import { type Person, phone, startZhili, type Zhili } from './zhili.ts'

/** City seconds in a wall second: five minutes of low water are six wall seconds, ten minutes of full water twelve. */
const rate = 50
const step = { timeout: 60_000 }
const reported = '三楼楼道堆了旧家具，门打不开'
/** Where the building stands, so that the phone of the town can be there. */
const atTower = { longitude: 106.5945, latitude: 29.6227 }
const leak = /天澜大厦 3 号楼 消防水箱水位低/

/** Story 4 of the domain notes: a leaking roof tank turns the fire code of a building yellow, and what is done turns it back. */
describe('a roof tank leaks, and the fire code of the building says so until it is mended', { timeout: 300_000 }, () => {
  let zhili: Zhili
  let tank: RoofTank
  let keeper: Person
  let duty: Person
  let passer: Person
  let town: Person
  let grid: Person
  let code = ''

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false, rate })
      tank = await startRoofTank(zhili)
      await tank.level(1.6)
      keeper = await zhili.newPerson('jiangbei-data')
      duty = await zhili.newPerson('jiangbei-duty')
      town = await zhili.newPerson('cuntan-duty', { viewport: phone, place: atTower })
      grid = await zhili.newPerson('cuntan-grid', { viewport: phone })
      passer = await zhili.newPerson(null, { viewport: phone })
    },
    { timeout: 120_000 },
  )
  after(async () => {
    tank?.stop()
    await zhili?.stop()
  })

  it('has a plate at the door, and whoever scans it reads green', step, async () => {
    const [plate] = (await keeper.get<Plates>(`/object-plates?object=${roofTank.building}`)).rows
    assert.ok(plate, 'the tower has its code')
    code = plate.code
    await keeper.goto(`/plates?object=${roofTank.building}&size=a5`)
    await keeper.page.getByText('本页 1 块').waitFor()
    await storyShot(keeper.page, 'tower-1-plate')
    await passer.goto(`/public/code/${code}`)
    await passer.page.getByText('低风险', { exact: true }).waitFor()
  })

  it('is walked by the grid worker, who scans the plate and finds all in order', step, async () => {
    const { page } = grid
    await grid.goto('/field/#/scan')
    await page.getByLabel('码牌上的码').fill(code)
    await page.getByRole('button', { name: '查', exact: true }).click()
    await page.getByRole('link', { name: /每日防火巡查/ }).click()
    const items = page.getByRole('radio', { name: '正常' })
    await items.first().waitFor()
    for (let n = 0; n < (await items.count()); n++) await items.nth(n).click({ force: true })
    await storyShot(page, 'tower-2-patrol')
    await page.getByRole('button', { name: '提交检查' }).click()
    await page.getByText('检查已保存，有网就上传').waitFor()
  })

  it('has its month’s maintenance looked at by the town post, who scans the same plate', step, async () => {
    const post = await zhili.newPerson('cuntan-post', { viewport: phone, place: atTower })
    const { page } = post
    await post.goto('/field/#/scan')
    await page.getByLabel('码牌上的码').fill(code)
    await page.getByRole('button', { name: '查', exact: true }).click()
    await page.getByRole('link', { name: /月度消防维保检查/ }).click()
    const items = page.getByRole('radio', { name: '正常' })
    await items.first().waitFor()
    for (let n = 0; n < (await items.count()); n++) await items.nth(n).click({ force: true })
    const item = (name: string) => page.getByRole('region', { name, exact: true })
    const pressure = item('最不利点消火栓静水压力')
    await pressure.locator('input').fill('0.32')
    await page.getByRole('button', { name: '还差 1 项' }).waitFor()
    await item('维保记录单照片').locator('input[type=file]').setInputFiles(madePhoto('sheet.jpg'))
    await page.getByRole('button', { name: '提交检查' }).waitFor()
    await pressure.scrollIntoViewIfNeeded()
    await storyShot(page, 'tower-2-month')
    const sent = page.waitForResponse((one) => one.url().endsWith('/inspections') && one.request().method() === 'POST')
    // the words go first, the photo follows them
    const photo = page.waitForResponse(
      async (one) => one.request().method() === 'PUT' && one.url().includes('/files/') && (await one.json()).complete === true,
    )
    await page.getByRole('button', { name: '提交检查' }).click()
    assert.equal((await sent).status(), 200)
    await photo
    const { rows, plans } = await duty.get<ObjectInspections>(`/objects/${roofTank.building}/inspections`)
    const month = rows.find(({ plan }) => plan === 'monthly-maintenance')
    assert.deepEqual([month?.faults, month?.photos.length], [0, 1], JSON.stringify(rows))
    assert.equal(plans.find(({ id }) => id === 'monthly-maintenance')?.state, 'done')
    await post.context.close()
  })

  it(
    'turns yellow when the tank stays low, and the page at the door says why, since when and what brings it back',
    step,
    async () => {
      await tank.level(0.4)
      await duty.goto('/inbox')
      await duty.page.getByRole('option', { name: leak }).click()
      const { page } = passer
      await toTurn(page, '一般风险')
      await page.getByText('消防水箱水位低').waitFor()
      await page.getByText(/补水并修好漏点/).waitFor()
      await page.getByText(/升为较大风险/).waitFor()
      const holders = await page.getByRole('heading', { name: '谁负责' }).locator('xpath=..').innerText()
      assert.match(holders, /[\u4e00-\u9fff]\*+/, 'only one letter of a name is shown')
      assert.doesNotMatch(holders, /1\d{10}/, 'no telephone')
      await storyShot(page, 'tower-3-yellow')
    },
  )

  it('is dispatched by the duty officer, and the order is on the phone of the town', step, async () => {
    await storyShot(duty.page, 'tower-4-inbox')
    await duty.page.keyboard.press('1')
    await duty.page.getByText(/^已立案派遣/).waitFor()
    await town.goto('/field/')
    await town.page.getByRole('button', { name: '签收' }).click()
    await town.page.getByRole('link', { name: leak }).click()
    await town.page.getByRole('button', { name: '我已到场' }).click()
    await storyShot(town.page, 'tower-5-order')
  })

  it('is mended with its evidence and handed in', step, async () => {
    const { page } = town
    const item = (words: string) => page.getByRole('listitem').filter({ hasText: words })
    await item('现场情况').getByRole('button').first().click()
    await item('现场情况').getByRole('textbox').fill('屋顶水箱出水管接口漏水')
    await item('现场情况').getByRole('button', { name: '存好' }).click()
    await item('整改后照片').getByRole('button').first().click()
    const chooser = page.waitForEvent('filechooser')
    await item('整改后照片').getByRole('button', { name: '打开相机' }).click()
    await (await chooser).setFiles(madePhoto())
    await item('整改后照片')
      .getByText(/^\d\d:\d\d$|^待上传$/)
      .waitFor()
    await page.getByRole('button', { name: '提交核查' }).click()
    await page.getByRole('textbox', { name: '处置结果' }).fill('更换漏水接口，补水到 1.6 米')
    await page.getByRole('button', { name: '提交核查' }).click()
    await page.getByText('已提交，等第二个人核查').waitFor()
    await tank.level(1.6)
  })

  it('meets a passer-by, who reports a hazard through the same plate', step, async () => {
    const { page } = passer
    await page.getByRole('link', { name: '报告隐患' }).click()
    await page.getByLabel('一句话说清楚').fill(reported)
    await page.locator('input[type=file]').first().setInputFiles(madePhoto('stairs.jpg'))
    await storyShot(page, 'tower-6-report')
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByRole('heading', { name: '已收到' }).waitFor()
  })

  it('is checked by a second person once the water is back, and closed', step, async () => {
    const checker = await zhili.newPerson('jiangbei-check')
    await checker.goto('/check')
    await checker.page.getByRole('option', { name: leak }).click()
    await checker.page.getByText(/恢复正常$/).waitFor()
    await storyShot(checker.page, 'tower-7-check')
    await checker.page.getByRole('button', { name: /^通过结案$/ }).click()
    await checker.page.getByText(/^已通过结案/).waitFor()
  })

  it('is green again at the door', step, async () => {
    await passer.goto(`/public/code/${code}`)
    await toTurn(passer.page, '低风险')
    await passer.page.getByText(/^恢复原因：消防水箱水位低已解除/).waitFor()
    assert.equal(await passer.page.getByText('消防水箱水位低', { exact: true }).count(), 0)
    await storyShot(passer.page, 'tower-8-green')
    assert.deepEqual(zhili.faults(), [])
    assert.deepEqual(zhili.outside(), [])
  })
})

/** Scans again until the code has the colour: a page that lies open looks once a minute. */
async function toTurn(page: Page, colour: string): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    await page.reload()
    await page.getByRole('heading', { name: '高楼消防码' }).waitFor()
    const there = page.getByText(colour, { exact: true })
    if (
      await there.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      )
    )
      return
  }
  assert.fail(`the code did not become ${colour}`)
}
