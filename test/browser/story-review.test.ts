import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EventDetail } from '../../contract/event.ts'
import type { ReviewList } from '../../contract/review.ts'
import { axeFaults } from './axe.ts'
import { madePhoto } from './photo.ts'
import { storyShot } from './story-shots.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

const step = { timeout: 40_000 }
const desk = { viewport: { width: 1280, height: 800 } }
const place = { lon: 106.6106, lat: 29.6287 }

async function done(person: Person, path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await person.post(path, body)
  assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`)
  return answer.body as Record<string, unknown>
}

/** A missing manhole cover, serious: reported, worked on, checked and closed; then what was learned of it. */
describe('a review of a serious case', { timeout: 240_000 }, () => {
  let zhili: Zhili
  let duty: Person
  let event = ''
  let review = ''

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      duty = await zhili.newPerson('jiangbei-duty', desk)
      const [town, checker] = [await zhili.newPerson('cuntan-post', desk), await zhili.newPerson('jiangbei-check', desk)]
      const told = await done(duty, '/signals', {
        type: 'city.manhole',
        title: '井盖缺失',
        content: '路中间少了一块井盖',
        ...place,
      })
      event = String((await done(duty, `/signals/${String(told.signal)}/open`, { grade: 'serious' })).event)
      const { workOrders } = await duty.get<EventDetail>(`/events/${event}`)
      const order = `/work-orders/${workOrders.find(({ role }) => role === 'lead')!.id}`
      await done(town, `${order}/accept`, {})
      await done(town, `${order}/arrive`, { ...place, accuracyM: 8 })
      const { buffer } = madePhoto()
      const begun = await done(town, '/files', { size: buffer.length })
      const sent = await town.context.request.put(`${zhili.url}/api/v1/files/${String(begun.id)}?offset=0`, {
        data: buffer,
        headers: { 'content-type': 'application/octet-stream', origin: zhili.url },
      })
      assert.equal(sent.status(), 200)
      await done(town, `${order}/progress`, { item: 'after', file: begun.id })
      await done(town, `${order}/submit`, { result: '已补装新井盖并加固，周边围挡撤除', cause: '井盖老化被车辆压碎' })
      // The case closes after the list was read and before its stream is open.
      const closed = Promise.withResolvers<void>()
      const isRead = duty.page.waitForResponse((answer) => answer.url().includes('/api/v1/reviews'))
      await duty.page.route('**/api/v1/live*', async (route) => {
        await closed.promise
        await route.continue()
      })
      await duty.goto('/reviews')
      await isRead
      await done(checker, `/events/${event}/check`, { passed: true })
      while ((await duty.get<ReviewList>(`/reviews?event=${event}`)).rows.length === 0);
      closed.resolve()
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  it('opens by itself when the case closes, and the event shows the way', step, async () => {
    await duty.page.getByRole('row', { name: /井盖/ }).waitFor()
    review = (await duty.get<ReviewList>(`/reviews?event=${event}`)).rows[0]!.id
    assert.deepEqual(await axeFaults(duty, '/reviews'), [])
    await duty.goto(`/events/${event}`)
    await duty.page.getByRole('link', { name: /复盘 \d+：待填写/ }).click()
    await duty.page.getByRole('heading', { name: '复盘单' }).waitFor()
  })

  it('is written, discussed, and what follows is set with a unit and a day', step, async () => {
    const { page } = duty
    await page.getByRole('button', { name: '填写' }).click()
    await page.getByLabel('做得好的').fill('网格员 10 分钟内到场，先围挡再上报')
    await page.getByLabel('差距 · 感知').fill('这条路段没有井盖传感器，靠人看见')
    await storyShot(page, 'review-1-write')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('button', { name: '已讨论' }).click()
    await page.getByRole('button', { name: '布置整改' }).waitFor()
    const due = new Date(Date.now() + 7 * 86_400_000).toISOString()
    const { workOrders } = await duty.get<EventDetail>(`/events/${event}`)
    await page.getByRole('button', { name: '布置整改' }).click()
    await page.getByRole('button', { name: /改什么/ }).click()
    await page.getByRole('option', { name: '改预案' }).click()
    await page.getByRole('searchbox', { name: '改哪一项' }).fill('井盖')
    await page.getByRole('option', { name: /井盖/ }).first().click()
    await page.getByText(/井盖.*（现为随包原版）/).waitFor()
    await page.getByRole('searchbox', { name: '责任单位' }).fill('寸滩')
    await page.getByRole('option', { name: /寸滩/ }).first().waitFor()
    await storyShot(page, 'review-5-action')
    const target = { what: 'plan', type: 'city.manhole' }
    const action = { kind: 'plan', target, words: '井盖缺失的预案加一条：先围挡，再等补装', unit: workOrders[0]!.unit, due }
    await done(duty, `/reviews/${review}/actions`, action)
    await duty.goto(`/reviews/${review}`)
    await page.getByText('先围挡，再等补装').first().waitFor()
    const close = page.getByRole('button', { name: /办结复盘.*还有 1 项整改没有完成/ })
    assert.equal(await close.getAttribute('aria-disabled'), 'true', 'what is missing is said before it is pressed')
    assert.ok(!(await close.getAttribute('class'))?.split(' ').includes('pri'), 'and it is not what the page asks for')
    await page.locator('.meta', { hasText: '由布置人以外的人移交' }).waitFor()
    await page.getByRole('button', { name: '完成', exact: true }).click()
    await page
      .getByText(/复盘开始以来“.*井盖.*”还没有发布过改动/)
      .first()
      .waitFor()
    await storyShot(page, 'review-2-actions')
    assert.deepEqual(await axeFaults(duty, '/reviews/$id'), [])
  })

  it('is played from its facts, by keys, with the moment in the address', step, async () => {
    const { page } = duty
    await duty.goto(`/replay/${event}`)
    const slider = page.getByRole('slider', { name: '时刻' })
    await slider.focus()
    await page.keyboard.press('Home')
    const unopened = await page.locator('.rp-head').getByText('还没有立案').count()
    assert.equal(await page.locator('.rp-head .badge').count(), unopened ? 0 : 1, 'a grade from its opening on, none before')
    await page.keyboard.press('.')
    await page
      .getByText(/签收 剩/)
      .first()
      .waitFor()
    assert.match(page.url(), /at=20\d\d/)
    await storyShot(page, 'review-3-replay')
    assert.deepEqual(await axeFaults(duty, '/replay/$id'), [])
    await page.keyboard.press('End')
    await page.getByText('已结案').first().waitFor()
  })

  it('stands in the evaluation of the month, whose figures open their cases', step, async () => {
    const { page } = duty
    await duty.goto('/evaluate')
    await page.getByRole('table', { name: '比率' }).waitFor()
    await storyShot(page, 'review-4-evaluate')
    assert.deepEqual(await axeFaults(duty, '/evaluate'), [])
    await page
      .getByRole('row', { name: /一次核查通过/ })
      .first()
      .getByRole('link')
      .last()
      .click()
    await page.getByText(/一次核查通过 · 计入/).waitFor()
    await page
      .getByRole('row', { name: /井盖缺失/ })
      .first()
      .waitFor()
    assert.deepEqual(zhili.faults(), [])
  })
})
