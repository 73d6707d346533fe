import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EventList } from '../../contract/event.ts'
import { axeFaults } from './axe.ts'
import { firstTank, readTank } from './tank.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

/** A red tank: why it alarmed, who was called, who was not; then the sheet of the day. */
describe('why, and whether the day adds up', { timeout: 300_000 }, () => {
  let zhili: Zhili
  let seat: Person
  let event = ''

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      await readTank(zhili.url, firstTank, 12)
      await readTank(zhili.url, firstTank, 55)
      seat = await zhili.newPerson('jiangbei-duty')
      const { rows } = await seat.get<typeof EventList._output>('/events')
      event = rows.find(({ title }) => title.includes('沼气超标'))!.id
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  it('leads from the event to what the rules saw, who was called and who was not', async () => {
    const { page } = seat
    await seat.goto(`/events/${event}`)
    await page.getByRole('link', { name: '为什么', exact: true }).click()
    await page.getByRole('heading', { name: /^为什么 · / }).waitFor()
    await page.getByRole('heading', { name: '规则怎么判', exact: true }).waitFor()
    const rule = page.locator('.why-rule', { hasText: '甲烷超标' }).first()
    assert.match(await rule.innerText(), /红色\s*成立\s*甲烷 55，限值 50 %LEL/)
    const told = page.getByRole('table').filter({ hasText: '周敏' })
    assert.match(await told.innerText(), /应用 \d\d:\d\d:\d\d/)
    assert.match(await told.innerText(), /等应答/)
    assert.ok((await page.locator('.why-not li').count()) > 0)
    assert.match(await page.locator('.why-not').innerText(), /还没轮到这一步/)
    assert.deepEqual(await axeFaults(seat, '/why?event'), [])
  })

  it('comes from a reading of the curve and from a person too', async () => {
    const { page } = seat
    await seat.goto(`/why?device=${firstTank}`)
    await page.locator('.why-values').getByText('甲烷').waitFor()
    await page
      .getByRole('link', { name: /^为什么 看/ })
      .first()
      .click()
    await page.waitForURL(/reading=/)
    await page.getByRole('heading', { name: '规则怎么判', exact: true }).waitFor()
    const { people } = await seat.get<{ people: { id: string }[] }>(`/search?q=${encodeURIComponent('周敏')}`)
    await seat.goto(`/why?person=${people[0]!.id}`)
    await page.getByRole('heading', { name: '为什么 · 周敏' }).waitFor()
    await seat.goto('/why')
    await page.getByRole('heading', { name: '先选一件事' }).waitFor()
    assert.deepEqual(await axeFaults(seat, '/why'), [])
  })

  it('shows the sheet of the day, balanced and compared with a fresh count', async () => {
    const { page } = seat
    await seat.goto('/evaluate?view=balance')
    const sheet = page.getByRole('table', { name: /^平衡表/ })
    await sheet.getByRole('rowheader', { name: '江北区 寸滩街道' }).waitFor()
    await page.getByText('逐件核对，没有差异').waitFor()
    await page.getByText('未封存').waitFor()
    assert.deepEqual(await axeFaults(seat, '/evaluate'), [])
    await page.getByRole('button', { name: '前一天' }).click()
    await page.getByRole('heading', { name: '这一天没有收到，也没有呼叫' }).waitFor()
    assert.deepEqual(zhili.faults(), [])
    assert.deepEqual(zhili.outside(), [])
  })
})
