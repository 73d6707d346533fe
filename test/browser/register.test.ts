import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { plainFace, readCsv, writeCsv } from '../../protocols/sheet/csv.ts'
import { madePdf } from '../../server/city/file/made-pdf.ts'
import { axeFaults } from './axe.ts'
import { storyShot } from './story-shots.ts'
import { type Person, phone, startZhili, type Zhili } from './zhili.ts'

const kind = 'septic-tank'
const rows = [
  ['编号', '名称', '经度', '纬度', '容积', '上次清掏'],
  ['HFC-XIN-1', '渡口小区 9 号化粪池', '106.6105', '29.6286', '45', '2026-03-02'],
  ['HFC-XIN-2', '渡口小区 10 号化粪池', '106.6107', '29.6288', '很大', '2026-03-02'],
  ['HFC-XIN-3', '渡口小区 11 号化粪池', '116.4', '39.9', '45', ''],
]
const mended = rows.map((row) =>
  row.map((cell) => (cell === '很大' ? '60' : cell === '116.4' ? '106.6109' : cell === '39.9' ? '29.629' : cell)),
)
const sheet = (of: string[][], name = '新建化粪池.csv') => ({
  ...{ name, mimeType: 'text/csv', buffer: Buffer.from(writeCsv({ rows: of, face: plainFace })) },
})

/** The keeper of a register at work: a sheet with faults, mended; many changed at once; history, duties, papers, and the plate. */
describe('the register of objects', { timeout: 300_000 }, () => {
  let zhili: Zhili
  let keeper: Person
  let worker: Person

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      keeper = await zhili.newPerson('jiangbei-data')
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  it('gives a sheet with two faults back, each with its line and reason, and takes it mended', async () => {
    const { page } = keeper
    // a few rows: whoever brings a sheet looks at what is there of that place already
    await keeper.goto(`/objects?kind=${kind}&q=${encodeURIComponent('塔山')}`)
    await page.getByRole('button', { name: '表格', exact: true }).click()
    await page.getByLabel(/^选文件/).setInputFiles(sheet(rows))
    await page.getByText('第 3 行').waitFor()
    await page.getByText('第 4 行').waitFor()
    await storyShot(page, 'register-1-faults')
    const handed = page.waitForEvent('download')
    await page.getByRole('button', { name: '下载错误表' }).click()
    const errors = readCsv(await readFile(await (await handed).path()))
    assert.ok(errors.ok)
    assert.equal(errors.value.rows.length, 3, 'its head and the two')
    await page.getByLabel(/^选文件/).setInputFiles(sheet(mended))
    await page.getByText('渡口小区 11 号化粪池').waitFor()
    await page.getByRole('button', { name: '导入', exact: true }).click()
    await page.getByText(/已导入：登记 3/).waitFor()
  })

  it('has devices by a sheet and one by its form, and one retired', async () => {
    const { page } = keeper
    await keeper.goto(`/objects?kind=${kind}&q=${encodeURIComponent('渡口小区')}`)
    await page.getByRole('button', { name: '表格', exact: true }).click()
    await page.getByRole('radio', { name: '设备' }).check({ force: true })
    const probes = [
      ['对象编号', '设备号', '设备名称', '上报间隔（秒）'],
      ...[1, 2].map((n) => [`HFC-XIN-${n}`, `xin-${n}`, `渡口探头 ${n} 号`, '60']),
    ]
    await page.getByLabel(/^选文件/).setInputFiles(sheet(probes, '渡口探头.csv'))
    await page.getByText('渡口探头 2 号').waitFor()
    assert.deepEqual(await axeFaults(keeper, '/objects'), [])
    await storyShot(page, 'register-2-devices')
    await page.getByRole('button', { name: '导入', exact: true }).click()
    await page.getByText(/已导入：登记 2/).waitFor()
    await page.getByRole('row').filter({ hasText: '渡口小区 9 号化粪池' }).dblclick()
    const pane = page.getByRole('complementary', { name: '渡口小区 9 号化粪池' })
    await pane.getByText('渡口探头 1 号').first().waitFor()
    await pane.getByRole('button', { name: '登记设备' }).click()
    await pane.getByRole('textbox', { name: '设备号' }).fill('xin-1b')
    await pane.getByRole('textbox', { name: '名称' }).fill('渡口备用探头')
    await pane.getByRole('button', { name: '登记', exact: true }).click()
    await pane.getByRole('button', { name: '停用设备 渡口备用探头' }).click()
    await pane.getByRole('textbox', { name: '理由' }).fill('装错了井')
    await pane.getByRole('button', { name: '停用', exact: true }).click()
    await pane.getByText('已停用 1 台').waitFor()
  })

  it('changes one thing of several at once, and every one of them remembers it', async () => {
    const { page } = keeper
    await keeper.goto(`/objects?kind=${kind}&q=${encodeURIComponent('渡口小区')}`)
    await page.getByRole('grid').waitFor()
    for (const n of [9, 10, 11]) {
      const row = page.getByRole('row').filter({ hasText: `渡口小区 ${n} 号化粪池` })
      await row.getByRole('checkbox').press('Space')
    }
    await page.getByRole('button', { name: '批量变更一项' }).click()
    await page
      .locator('.bulk')
      .getByRole('button', { name: /哪一项/ })
      .click()
    await page.getByRole('option', { name: '产权人' }).click()
    await page.locator('.bulk').getByRole('textbox', { name: '产权人' }).fill('渡口小区业主委员会')
    await page.getByRole('button', { name: '变更 3 个' }).click()
    await page.getByText(/变更 3 个，0 个本来如此/).waitFor()
    await page.getByRole('row').filter({ hasText: '渡口小区 9 号化粪池' }).dblclick()
    const pane = page.getByRole('complementary', { name: '渡口小区 9 号化粪池' })
    await pane.getByRole('heading', { name: '经过' }).waitFor()
    await pane.getByText('渡口小区业主委员会').first().waitFor()
    await pane.getByText('表格“新建化粪池.csv”').waitFor()
  })

  it('says who answers for it', async () => {
    const { page } = keeper
    const pane = page.getByRole('complementary', { name: '渡口小区 9 号化粪池' })
    await pane.getByRole('button', { name: '登记责任' }).click()
    await pane.getByText('平台外企业', { exact: true }).click()
    await pane.getByRole('textbox', { name: '企业名称' }).fill('渡口物业服务有限公司')
    await pane.getByRole('textbox', { name: '电话' }).fill('023-55500000')
    await pane.getByRole('button', { name: '登记', exact: true }).click()
    await pane.getByRole('button', { name: /结束 .* 的责任/ }).waitFor()
    const form = pane.locator('.rform')
    await pane.getByRole('button', { name: '把 渡口物业服务有限公司 改回个人' }).click()
    await form.getByText('只显示姓').waitFor()
    await form.getByRole('button', { name: '改回个人' }).click()
    await pane.getByRole('button', { name: /把 渡\*+ 标为企业/ }).click()
    await form.getByText('码牌公开页全名显示').waitFor()
    await form.getByRole('button', { name: '标为企业' }).click()
    await pane.getByText('渡口物业服务有限公司', { exact: true }).waitFor()
  })

  it('keeps its papers: a plan is dropped in, looked at, and followed by a new version', async () => {
    const { page } = keeper
    const pane = page.getByRole('complementary', { name: '渡口小区 9 号化粪池' })
    await pane.getByRole('button', { name: '上传' }).click()
    const file = pane.locator('.paper-form input[type=file]')
    await file.setInputFiles({
      name: 'x.pdf',
      mimeType: 'application/pdf',
      buffer: madePdf({ catalog: '/OpenAction << /S /JavaScript >>' }),
    })
    await pane.getByRole('textbox', { name: '名称' }).fill('池体平面图')
    await pane.getByRole('button', { name: '上传', exact: true }).last().click()
    await pane.getByText(/有脚本、表单提交或附件/).waitFor()
    await file.setInputFiles({ name: '平面图.pdf', mimeType: 'application/pdf', buffer: madePdf({ words: 'Plan 1' }) })
    await pane.getByRole('button', { name: '上传', exact: true }).last().click()
    await pane.getByText(/平面图 · 长期 · 第 1 版/).waitFor()
    await pane.getByRole('button', { name: '看 池体平面图' }).click()
    await page.getByRole('dialog').locator('iframe').waitFor()
    await storyShot(page, 'register-2-plan')
    await page.keyboard.press('Escape')
    await pane.getByRole('button', { name: '给 池体平面图 换新版' }).click()
    await file.setInputFiles({ name: 'y.pdf', mimeType: 'application/pdf', buffer: madePdf({ words: 'Plan 2' }) })
    await pane.getByRole('button', { name: '上传新版' }).click()
    await pane
      .getByText(/第 2 版/)
      .first()
      .waitFor()
    await pane.getByText('旧版 1 份').waitFor()
    await storyShot(page, 'register-3-papers')
    // read anew: what the screen before announced is still being said
    await page.reload()
    await pane.getByText('旧版 1 份').waitFor()
    assert.deepEqual(await axeFaults(keeper, '/objects#papers'), [])
  })

  it('gives it a code whose plate is printed', async () => {
    const { page } = keeper
    const pane = page.getByRole('complementary', { name: '渡口小区 9 号化粪池' })
    await pane.getByRole('button', { name: '生成码' }).click()
    await pane.getByText('码牌还没有上墙').waitFor()
  })

  it('is found again on the phone by whoever stands near it, with its papers', async () => {
    worker = await zhili.newPerson('cuntan-post', { viewport: phone, place: { longitude: 106.6104, latitude: 29.6285 } })
    const { page } = worker
    await worker.goto('/field/#/near')
    await page.getByRole('link', { name: /渡口小区 9 号化粪池/ }).waitFor()
    await storyShot(page, 'register-4-near')
    assert.deepEqual(await axeFaults(worker, '/field#near'), [])
    await page.reload()
    await page.getByRole('link', { name: /渡口小区 9 号化粪池/ }).click()
    await page.getByRole('heading', { name: '图纸资料' }).waitFor()
    await page.getByRole('heading', { name: '最近水源' }).waitFor()
    await page.getByRole('heading', { name: '随手查' }).waitFor()
    await page.getByRole('button', { name: '打开 池体平面图' }).click()
    await page.getByRole('link', { name: '存到手机' }).waitFor()
    await storyShot(page, 'register-5-phone')
    assert.deepEqual(await axeFaults(worker, '/field#object'), [])
  })

  it('is there once opened where no network reaches, its floor plan too', async () => {
    const { page, context } = worker
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
    await page.reload()
    await page.evaluate(async () => {
      const answers = await caches.open('zhili-answers')
      const isKept = async () => {
        const urls = (await answers.keys()).map(({ url }) => url)
        return ['/brief', '/files/', '/session'].every((part) => urls.some((url) => url.includes(part)))
      }
      while (!(await isKept())) await new Promise((resolve) => requestAnimationFrame(resolve))
    })
    await context.setOffline(true)
    await page.reload()
    await page.getByRole('heading', { name: '最近水源' }).waitFor()
    await page.getByRole('button', { name: '打开 池体平面图' }).click()
    await page.getByRole('link', { name: '存到手机' }).waitFor()
    await context.setOffline(false)
    // the browser's own viewer of PDF files is made of pages of its own
    const outside = zhili.outside().filter((address) => !/^chrome(-extension)?:/.test(address))
    assert.deepEqual(outside, [])
  })
})
