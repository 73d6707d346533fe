import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EventDetail } from '../../contract/event.ts'
import { firstTank, readTank } from './tank.ts'
import { type Person, phone, startZhili, type Zhili } from './zhili.ts'

/** City seconds in a wall second: the three minutes of the first step pass in 6 s. */
const rate = 30
const limitMs = 180_000
/** How late a step may be on a busy machine, in city time. */
const lateMs = 180_000

/** A red tank, and nobody presses anything. */
describe('an order nobody answers', { timeout: 240_000 }, () => {
  let zhili: Zhili
  let first: Person
  let deputy: Person

  before(
    async () => {
      zhili = await startZhili({ rate, simulator: false, maps: false })
      first = await zhili.newPerson('cuntan-post', { viewport: phone })
      deputy = await zhili.newPerson('cuntan-post-b', { viewport: phone })
      await Promise.all([first.goto('/field/'), deputy.goto('/field/')])
      await deputy.page.getByText('今天没有要办的').waitFor()
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  it('calls the deputy at the minute of the plan, on a phone that was lying there', { timeout: 100_000 }, async () => {
    await readTank(zhili.url, firstTank, 55)
    await first.page.getByRole('link', { name: '通知，1 条未读' }).waitFor()
    assert.equal(await calls(deputy), 0, 'the deputy is not called before')
    await deputy.page.getByRole('link', { name: '通知，1 条未读' }).click({ timeout: 60_000 })
    await deputy.page.getByRole('link', { name: /上一步无人签收，轮到您/ }).click()
    await deputy.page.getByRole('button', { name: '签收' }).waitFor()
    const event = await eventOf(deputy)
    const [asked, called] = (event.plan?.steps ?? []).map((step) => Date.parse(step.at ?? ''))
    assert.ok(asked && called, 'both steps have their moment')
    assert.ok(called - asked >= limitMs, `called ${called - asked} ms after the first`)
    assert.ok(called - asked < limitMs + lateMs, `called ${called - asked} ms after the first`)
    assert.deepEqual(zhili.outside(), [])
    assert.deepEqual(zhili.faults(), [])
  })
})

/** How often this person was called, as their phone shows it. */
const calls = (person: Person): Promise<number> => person.page.getByRole('link', { name: '通知，1 条未读' }).count()

async function eventOf(person: Person): Promise<EventDetail> {
  const { rows } = await person.get<{ rows: { event: string; title: string }[] }>('/work-orders?view=mine')
  const order = rows.find(({ title }) => title.includes('沼气超标'))
  assert.ok(order, 'the deputy has the order')
  return person.get<EventDetail>(`/events/${order.event}`)
}
