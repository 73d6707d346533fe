import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Person, startZhili, type Zhili } from './zhili.ts'

/** What one administrator asks for stands on another's screen, with the buttons of those who may. */
describe('an appointment that waits', { timeout: 240_000 }, () => {
  let zhili: Zhili
  let system: Person
  let security: Person

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      system = await zhili.newPerson('admin')
      security = await zhili.newPerson('security')
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  it('is confirmed on the second administrator’s screen, not on the first one’s', { timeout: 100_000 }, async () => {
    const seat = await system.post('/admin/posts', { unit: 'unit-500105', name: '值班二', kind: 'district-duty' })
    const post = (seat.body as { id: string }).id
    const made = await system.post('/admin/people', { name: '万木春', phone: '13000000083', post })
    assert.equal((made.body as { waiting: boolean }).waiting, true, JSON.stringify(made.body))
    const row = ({ page }: Person) => page.getByRole('region', { name: '待确认' }).getByRole('row', { name: /万木春/ })
    await Promise.all([system, security].map((person) => person.goto('/admin?tab=appointments')))
    await row(system).getByRole('button', { name: '驳回' }).waitFor()
    assert.equal(await row(system).getByRole('button', { name: '确认' }).count(), 0)
    await row(security).getByRole('button', { name: '确认' }).click()
    await security.page.getByText('已确认：万木春 任 值班二').waitFor()
    await row(security).waitFor({ state: 'detached' })
    await security.page.getByRole('row', { name: /万木春/ }).waitFor()
    assert.deepEqual(zhili.outside(), [])
    assert.deepEqual(zhili.faults(), [])
  })
})
