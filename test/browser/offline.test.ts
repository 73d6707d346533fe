import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EventDetail } from '../../contract/event.ts'
import { madePhoto } from './photo.ts'
import { atFirstTank, firstTank, readTank } from './tank.ts'
import { type Person, patienceMs, phone, startZhili, type Zhili } from './zhili.ts'

/** Both are called to assist at a red tank: either may accept. */
const fireClerks = ['500105-fire-a', '500105-fire-b'] as const

/** What happens in a cellar: the phone has no network, the work goes on, and afterwards everything has arrived once. */
describe('a phone without a network', { timeout: 240_000 }, () => {
  let zhili: Zhili

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      await readTank(zhili.url, firstTank, 55)
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  it('starts cold, shows the orders of today and takes what is done; later all of it arrives once, in order', {
    timeout: 90_000,
  }, async () => {
    const worker = await zhili.newPerson('cuntan-post', { viewport: phone, place: atFirstTank })
    const { page } = worker
    await openInstalled(worker)
    await goOffline(worker)
    await page.getByRole('link', { name: /沼气超标/ }).waitFor()

    await page.getByRole('button', { name: '签收' }).click()
    await page.getByRole('link', { name: /沼气超标/ }).click()
    await page.getByRole('button', { name: '我已到场' }).waitFor()
    await page.getByRole('button', { name: '说一句' }).click()
    await page.getByRole('textbox', { name: '说一句' }).fill('井口有气泡，已退到上风向')
    await page.getByRole('button', { name: '存好' }).click()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('region', { name: '补充' }).getByRole('button', { name: '拍照' }).click()
    await (await chooser).setFiles(madePhoto())
    await page.getByText('3 待上传').waitFor()
    await page.getByText('3 待上传').click()
    await page.getByRole('listitem').filter({ hasText: '签收' }).filter({ hasText: '等待' }).waitFor()
    assert.deepEqual(await factsOf(worker), [], 'nothing has left the phone')

    await worker.context.setOffline(false)
    await page.getByText('已送达 3 件').waitFor()
    assert.deepEqual(await factsOf(worker), ['work-order.accepted', 'call.answered', 'work-order.progressed', 'evidence.added'])
    const { evidence } = await eventOf(worker)
    assert.equal(evidence.filter(({ kind }) => kind === 'photo').length, 1)
  })

  it('is told who was quicker, and keeps what it wanted to send', { timeout: 90_000 }, async () => {
    const late = await zhili.newPerson(fireClerks[0], { viewport: phone })
    const quick = await zhili.newPerson(fireClerks[1])
    await openInstalled(late)
    await goOffline(late)
    await late.page.getByRole('button', { name: '签收' }).click()
    await late.page.getByText('1 待上传').waitFor()

    const { rows } = await quick.get<{ rows: { id: string }[] }>('/work-orders?view=mine')
    assert.equal((await quick.post(`/work-orders/${rows[0]!.id}/accept`, {})).status, 200)
    await late.context.setOffline(false)
    await late.page.getByText('1 件被退回').click()
    const item = late.page.getByRole('listitem').filter({ hasText: '签收' })
    await item.getByText(/许晓怡 已于 .+ 签收/).waitFor()
    await item.getByRole('button', { name: '再试一次' }).waitFor()
    assert.deepEqual(zhili.outside(), [])
    assert.deepEqual(zhili.faults(), [])
  })
})

/** The session of a phone may end while it lies in a pocket: it is online, and what waits on it is its person's. */
describe('a phone whose session has ended', { timeout: 240_000 }, () => {
  let zhili: Zhili

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      await readTank(zhili.url, firstTank, 55)
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  it('says that one has to sign in again, not that it is offline, and sends what waited once one has', {
    timeout: 90_000,
  }, async () => {
    const worker = await zhili.newPerson('cuntan-post', { viewport: phone, place: atFirstTank })
    const { page } = worker
    await openInstalled(worker)
    assert.equal((await worker.context.request.delete(`${zhili.url}/api/v1/session`)).status(), 204)
    const banner = page.getByRole('status').filter({ hasText: '登录已过期' })
    await banner.getByText('没上传的仍在手机上').waitFor()
    assert.equal(await page.getByText(/^离线/).count(), 0)

    // what is pressed meanwhile stays on the phone; the sender meets the door at once
    await page.getByRole('button', { name: '签收' }).click()
    await page.getByText('登录已过期，请重新登录').waitFor()
    await page.getByText('1 件未上传的仍在手机上，登录后接着传。').waitFor()
    const sent = page.waitForResponse((one) => one.url().endsWith('/accept') && one.ok())
    await page.getByRole('button', { name: /^周敏/ }).click()
    await sent
    const duty = await zhili.newPerson('jiangbei-duty')
    const { rows } = await duty.get<{ rows: { id: string }[] }>(`/events?view=open&q=${encodeURIComponent('沼气超标')}`)
    const { workOrders } = await duty.get<EventDetail>(`/events/${rows[0]!.id}`)
    assert.deepEqual(
      workOrders.filter(({ role }) => role === 'lead').map(({ state, holderName }) => `${state} ${holderName}`),
      ['accepted 周敏'],
    )
  })

  it('is at the door by one press of 重新登录', { timeout: 90_000 }, async () => {
    const worker = await zhili.newPerson(fireClerks[0], { viewport: phone })
    await openInstalled(worker)
    assert.equal((await worker.context.request.delete(`${zhili.url}/api/v1/session`)).status(), 204)
    await worker.page.getByRole('button', { name: '重新登录' }).click()
    await worker.page.getByText('登录已过期，请重新登录').waitFor()
    assert.deepEqual(zhili.outside(), [])
  })
})

/** Opens the app as after installing it: its service worker has the page, and the list of today was read through it. */
async function openInstalled(person: Person): Promise<void> {
  await person.goto('/field/')
  await person.page.getByRole('button', { name: '签收' }).waitFor()
  await person.page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
  await person.page.evaluate(async () => {
    const answers = await caches.open('zhili-answers')
    const isKept = async () => (await answers.keys()).some(({ url }) => url.includes('/work-orders'))
    while (!(await isKept())) await new Promise((resolve) => requestAnimationFrame(resolve))
  })
}

async function goOffline({ context, page }: Person): Promise<void> {
  await context.setOffline(true)
  await page.reload({ waitUntil: 'load', timeout: patienceMs })
}

async function eventOf(person: Person): Promise<EventDetail> {
  const { rows } = await person.get<{ rows: { event: string }[] }>('/work-orders?view=mine')
  return person.get<EventDetail>(`/events/${rows[0]!.event}`)
}

/** What the holder of the lead order did, oldest first. */
async function factsOf(person: Person): Promise<string[]> {
  const event = await eventOf(person)
  return event.facts.filter(({ actor }) => actor.name === '周敏').map(({ kind }) => kind)
}
