import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { atFirstTank } from './tank.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

const step = { timeout: 60_000 }

/** What a screen says while it does not know: that it searches, that it failed, that something cannot be read. Never that there is nothing. */
describe('screens that do not know', { timeout: 300_000 }, () => {
  let zhili: Zhili
  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  const answering = ({ page }: Person, path: string, answer: 'fails' | 'never' | { [name: string]: unknown }) =>
    page.route(`**/api/v1/${path}`, (route) => {
      if (answer === 'never') return
      return answer === 'fails'
        ? route.fulfill({ status: 403, json: { code: 'permit.missing', status: 403, zh: '岗位没有权限', en: 'no permit' } })
        : route.fulfill({ json: answer })
    })

  it('a search of people says that it searches, and that it failed', step, async () => {
    const seat = await zhili.newPerson('jiangbei-duty')
    const { page } = seat
    await seat.goto('/duty')
    await page.getByRole('button', { name: /换岗、显示、退出/ }).click()
    await page.getByRole('menuitem', { name: '委托本岗位…' }).click()
    await answering(seat, 'search?q=*', 'never')
    await page.getByRole('searchbox', { name: /委托给/ }).fill('周')
    await page.getByText('正在查找').waitFor()
    assert.equal(await page.getByText('没有找到').count(), 0)
    await page.unroute('**/api/v1/search?q=*')
    await answering(seat, 'search?q=*', 'fails')
    await page.getByRole('searchbox', { name: /委托给/ }).fill('周敏')
    await page.getByRole('alert').getByText('岗位没有权限').waitFor()
    await page.unroute('**/api/v1/search?q=*')
    await page.getByRole('button', { name: '再查一次' }).click()
    await page.getByRole('option', { name: /周敏/ }).first().waitFor()
    await seat.context.close()
  })

  it('the inbox says when muted alarms could not be counted, and leads nobody where they may not go', step, async () => {
    const seat = await zhili.newPerson('jiangbei-duty')
    await answering(seat, 'muted-alarms*', 'fails')
    await seat.goto('/inbox')
    await seat.page.getByText('静默中 —').waitFor()
    await seat.context.close()
    const clerk = await zhili.newPerson('jiangbei-check')
    await answering(clerk, 'muted-alarms*', { rows: [], all: 3, byReason: {}, at: new Date(0).toISOString() })
    await clerk.goto('/inbox')
    await clerk.page.getByText('静默中 3').waitFor()
    assert.equal(await clerk.page.getByRole('link', { name: '静默中 3' }).count(), 0)
    await clerk.context.close()
  })

  it('the list of vitals keeps what it had when reading it again fails, and says of when it is', step, async () => {
    const seat = await zhili.newPerson('jiangbei-duty')
    const { page } = seat
    await page.clock.install()
    await seat.goto('/vitals')
    const first = page.getByRole('row').nth(1)
    await first.waitFor()
    const words = await first.innerText()
    await answering(seat, 'vitals?*', 'fails')
    await page.clock.fastForward(31_000)
    await page.getByText('取不到最新数据', { exact: false }).first().waitFor()
    assert.equal(await first.innerText(), words)
    await seat.context.close()
  })

  it('the rules editor shows what is wrong with a JSON, and puts back one rule alone', step, async () => {
    const author = await zhili.newPerson('city-duty')
    const { page } = author
    const write = async () => {
      await author.goto('/rules?pack=septic-gas')
      await page.getByRole('button', { name: '起草新版' }).click()
      await page.getByRole('button', { name: /^改 / }).first().waitFor()
    }
    await write()
    const rules = () => page.locator('li.rule').count()
    const all = await rules()
    await page.getByRole('button', { name: '改 甲烷超标' }).click()
    await page.getByText('JSON', { exact: true }).click()
    const json = page.getByRole('textbox', { name: 'JSON' })
    const right = JSON.parse(await json.inputValue())
    await json.fill(JSON.stringify({ ...right, levels: undefined }))
    await page.getByText(/缺少/).first().waitFor()
    await json.fill(JSON.stringify({ ...right, kind: 'magic' }))
    await page.getByText(/kind/).first().waitFor()
    await write()
    assert.equal(await rules(), all, 'still there after a reload')

    const bins = page.getByRole('button', { name: /^删去 / })
    await bins.nth(1).click()
    await bins.nth(2).click()
    assert.equal(await rules(), all - 2)
    await page
      .getByRole('button', { name: /^撤销 \d/ })
      .first()
      .click()
    assert.equal(await rules(), all - 1, 'the other stays removed')
    await author.context.close()
  })

  it('the balance sheet has as many heads as cells', step, async () => {
    const seat = await zhili.newPerson('jiangbei-duty')
    const type = (await seat.get<{ rows: { id: string }[] }>('/public/report-types')).rows[0]!.id
    await seat.post('/signals', {
      type,
      title: '井盖松动',
      content: '井盖松动',
      lon: atFirstTank.longitude,
      lat: atFirstTank.latitude,
    })
    await seat.goto('/evaluate?view=balance')
    const row = seat.page.locator('table.balance tr.all')
    await row.waitFor()
    assert.equal(await seat.page.locator('table.balance thead th').count(), await row.locator('th, td').count())
    await seat.context.close()
  })

  it('writes nothing to the error console', () => {
    assert.deepEqual(zhili.faults(), [])
  })
})
