import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Plates } from '../../contract/object-code.ts'
import { axeFaults } from './axe.ts'
import { scan, sheetsOf } from './scan.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

const tower = 'building-500105-0001'

/** Codes of buildings: made, printed, hung; scanned by anybody and by the staff; a hazard reported through one. */
describe('codes of objects', { timeout: 300_000 }, () => {
  let zhili: Zhili
  let keeper: Person

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
    await panel.getByText('0 / 120').waitFor()
    await panel.getByRole('button', { name: '给筛选到的生成码' }).click()
    await panel.getByText('已生成 120，还剩 0').waitFor()
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
})
