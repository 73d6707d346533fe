import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { SavedViews } from '../../contract/saved-view.ts'
import { axeFaults } from './axe.ts'
import { firstTank, readTank } from './tank.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

const own = '特大本班'
const shared = '特大事件'
const later = '交班要看'

/** Views of the list of events that people keep: as tabs with their filter, for oneself or for the unit. */
describe('saved views of the list of events', { timeout: 300_000 }, () => {
  let zhili: Zhili
  let duty: Person
  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      await readTank(zhili.url, firstTank, 12)
      await readTank(zhili.url, firstTank, 55)
      duty = await zhili.newPerson('jiangbei-duty')
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  const tab = (name: string | RegExp, { page } = duty) => page.getByRole('tab', { name })
  const rows = () => duty.page.getByRole('grid').getByRole('row')
  const nothing = () => duty.page.getByText('没有符合条件的事件')
  const said = (words: string) => duty.page.getByText(words).first().waitFor()
  const kept = async () => (await duty.get<SavedViews>('/event-views')).rows.map(({ name, shared }) => [name, shared])

  async function save(name: string, forUnit: boolean): Promise<void> {
    const { page } = duty
    await page.getByRole('button', { name: '存为视图' }).click()
    const dialog = page.getByRole('dialog', { name: '把当前筛选存为视图' })
    await dialog.getByLabel('名称').fill(name)
    if (forUnit) await dialog.getByText('本单位都能看到').click()
    await dialog.getByRole('button', { name: '保存' }).click()
  }
  async function manage(entry: string): Promise<void> {
    await duty.page.getByRole('button', { name: '管理视图' }).click()
    await duty.page.getByRole('menuitem', { name: entry }).click()
  }

  it('are the filter as it stands, under a name, as a tab that is open at once and again after a reload', async () => {
    const { page } = duty
    await duty.goto('/events?grade=extraordinary')
    await rows().filter({ hasText: '塔山公园公厕' }).first().waitFor()
    await save(own, false)
    await said(`已保存视图“${own}”`)
    await page.waitForURL(/saved=/)
    assert.equal(await tab(own).getAttribute('aria-selected'), 'true')
    await tab(/^已结案/).click()
    await page.waitForURL((url) => !url.search.includes('saved='))
    await tab(own).click()
    await page.waitForURL(/grade=extraordinary/)
    await page.reload()
    await tab(own).waitFor()
    assert.equal(await tab(own).getAttribute('aria-selected'), 'true')
    await rows().filter({ hasText: '塔山公园公厕' }).first().waitFor()
    assert.deepEqual(await axeFaults(duty, '/events?saved'), [])
  })

  it('refuse a name one has already, in words, and keep what was typed', async () => {
    await duty.goto('/events?view=overdue')
    await save(own, false)
    const dialog = duty.page.getByRole('dialog', { name: '把当前筛选存为视图' })
    await dialog.getByText(new RegExp(own)).waitFor()
    assert.equal(await dialog.getByLabel('名称').inputValue(), own)
    await dialog.getByRole('button', { name: '先不办' }).click()
    assert.deepEqual(await kept(), [[own, false]])
  })

  it('of a unit come first for everybody in it, and are changed only by who may share', async () => {
    await duty.goto('/events?grade=extraordinary')
    await save(shared, true)
    await said(`已保存视图“${shared}”`)
    await tab(`${shared}（本单位）`).waitFor()
    assert.deepEqual(await kept(), [
      [shared, true],
      [own, false],
    ])
    const colleague = await zhili.newPerson('jiangbei-check')
    await colleague.goto('/events')
    await tab(`${shared}（本单位）`, colleague).click()
    await colleague.page.waitForURL(/grade=extraordinary/)
    assert.equal(await tab(own, colleague).count(), 0, 'what one keeps for oneself is nobody else’s')
    await colleague.page.getByRole('button', { name: '管理视图' }).click()
    const rename = colleague.page.getByRole('menuitem', { name: /^改名…/ })
    await rename.getByText('本单位共享，由值班岗位管理').waitFor()
    assert.equal(await rename.getAttribute('aria-disabled'), 'true')
    await colleague.context.close()
  })

  it('take another filter, another name and another place, and are thrown away', async () => {
    const { page } = duty
    await duty.goto('/events')
    await tab(own).click()
    await page.waitForURL(/grade=extraordinary/)
    await duty.page.goto(page.url().replace('grade=extraordinary', 'grade=ordinary'))
    await nothing().or(rows().nth(1)).first().waitFor()
    await manage('更新为当前筛选')
    await said(`已更新视图“${own}”`)
    const mine = async () => (await duty.get<SavedViews>('/event-views')).rows.find(({ shared }) => !shared)
    assert.equal((await mine())?.filter.grade, 'ordinary')
    await manage('改名…')
    const dialog = page.getByRole('dialog', { name: '视图改名' })
    await dialog.getByLabel('名称').fill(later)
    await dialog.getByRole('button', { name: '保存' }).click()
    await tab(later).waitFor()
    await save('第二个', false)
    await tab('第二个').waitFor()
    const order = async () => (await page.getByRole('tab').allInnerTexts()).slice(-2)
    assert.deepEqual(await order(), [later, '第二个'])
    await manage('左移')
    await page.waitForFunction(() => [...document.querySelectorAll('[role=tab]')].at(-1)?.textContent === '交班要看')
    await manage('删除')
    await said('已删除视图“第二个”')
    await page.waitForURL((url) => !url.search.includes('saved='))
    await tab('第二个').waitFor({ state: 'detached' })
    assert.deepEqual(await kept(), [
      [shared, true],
      [later, false],
    ])
    assert.deepEqual(zhili.outside(), [])
  })
})
