import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { ObjectRisk, RiskRegister } from '../../contract/object-risk.ts'
import type { ObjectRow } from '../../contract/register.ts'
import { axeFaults } from './axe.ts'
import { madePhoto } from './photo.ts'
import { storyShot } from './story-shots.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

/** A tower without water is mended: its register is changed at a desk, with the reason and a photo, a second person confirms it, and the city sees that nobody went there. */
describe('a colour that gets better at a desk', { timeout: 240_000 }, () => {
  let zhili: Zhili
  let keeper: Person
  let city: Person
  let second: Person
  let tower: ObjectRow

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      keeper = await zhili.newPerson('jiangbei-data')
      city = await zhili.newPerson('city-duty')
      second = await zhili.newPerson('jiangbei-duty')
      tower = await dryTower()
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())
  /** One that the missing water alone lifts: mended, its level is another. */
  async function dryTower(): Promise<ObjectRow> {
    const { rows } = await keeper.get<{ rows: ObjectRow[] }>('/objects?kind=building&limit=200')
    for (const row of rows.filter(({ details }) => details.water === 'none')) {
      const { rated } = await keeper.get<ObjectRisk>(`/objects/${row.id}/risk`)
      if (rated?.floors.length === 1 && rated.byScore !== rated.level) return row
    }
    throw new Error('no dry tower')
  }
  const pane = () => keeper.page.getByRole('complementary', { name: tower.name })

  it('is asked why, and for evidence, before anything is changed', async () => {
    const { page } = keeper
    await keeper.goto(`/objects?kind=building&q=${encodeURIComponent(tower.code)}`)
    await page.getByRole('row').filter({ hasText: tower.code }).first().dblclick()
    await pane().getByRole('button', { name: '变更', exact: true }).click()
    const water = pane().getByRole('button', { name: /消火栓与喷淋水压/ })
    await water.click()
    await page.getByRole('option', { name: '水量水压正常' }).click()
    const why = pane().getByRole('region', { name: '变更原因' })
    await why.getByText('往好的方向改，须附凭证').waitFor()
    await why.getByRole('textbox', { name: '原因' }).fill('水泵已修好，末端试水合格')
    await why.scrollIntoViewIfNeeded()
    await pane().getByRole('button', { name: '保存变更' }).click()
    await pane().getByText('往好的方向改，须附凭证（照片或已上传的图纸资料）').waitFor()
    await storyShot(page, 'rated-1-asked')
    await why.getByLabel(/^照片/).setInputFiles(madePhoto('末端试水.jpg'))
    await why.getByRole('button', { name: '去掉 末端试水.jpg' }).waitFor()
    assert.deepEqual(await axeFaults(keeper, '/objects why'), [])
    await pane().getByRole('button', { name: '保存变更' }).click()
    await page.getByText(`“${tower.name}”会因此离开红、橙：已提请，待同级或上级的第二人确认`).waitFor()
  })

  it('is not agreed to without a reason, which whoever asked reads; asked again', async () => {
    const { page } = second
    await second.goto(`/objects?kind=building&id=${tower.id}`)
    const asked = page.getByRole('region', { name: '待第二人确认的台账变更' })
    await asked.getByRole('button', { name: '不同意…' }).click()
    const refusing = asked.getByRole('region', { name: '不同意' })
    assert.deepEqual(await axeFaults(second, '/objects refusing'), [])
    await refusing.getByRole('textbox').fill('末端试水照片看不清压力表，请重拍')
    await refusing.getByRole('button', { name: '不同意', exact: true }).click()
    await page.getByText(`已不同意，“${tower.name}”的台账不变`).waitFor()
    const kept = keeper.page
    await keeper.goto(`/objects?kind=building&id=${tower.id}`)
    await pane().getByText('原因：末端试水照片看不清压力表，请重拍').first().waitFor()
    await pane().getByRole('button', { name: '变更', exact: true }).click()
    await pane()
      .getByRole('button', { name: /消火栓与喷淋水压/ })
      .click()
    await kept.getByRole('option', { name: '水量水压正常' }).click()
    const why = pane().getByRole('region', { name: '变更原因' })
    await why.getByRole('textbox', { name: '原因' }).fill('水泵已修好，末端试水合格')
    await why.getByLabel(/^照片/).setInputFiles(madePhoto('压力表.jpg'))
    await why.getByRole('button', { name: '去掉 压力表.jpg' }).waitFor()
    await pane().getByRole('button', { name: '保存变更' }).click()
    await kept.getByText(`“${tower.name}”会因此离开红、橙：已提请，待同级或上级的第二人确认`).first().waitFor()
  })

  it('waits for a second person, since the tower would leave red or orange by it', async () => {
    const { page } = second
    await second.goto('/objects?kind=building')
    await page.getByText('待第二人确认 1').waitFor()
    await page.getByRole('link', { name: tower.name }).first().click()
    const asked = page.getByRole('region', { name: '待第二人确认的台账变更' })
    await asked.getByText('无水 → 水量水压正常').waitFor()
    await asked.getByText(/^确认后风险由.+变为.+/).waitFor()
    assert.deepEqual(await axeFaults(second, '/objects waiting'), [])
    await storyShot(page, 'rated-4-second')
    await asked.getByRole('button', { name: '确认变更' }).click()
    await page.getByText(`“${tower.name}”的变更已确认并写入台账`).waitFor()
    await asked.waitFor({ state: 'detached' })
  })

  it('keeps the reason, the evidence and what became of the level', async () => {
    const { page } = keeper
    await keeper.goto(`/objects?kind=building&id=${tower.id}`)
    await pane().getByText('原因：水泵已修好，末端试水合格').first().waitFor()
    await pane()
      .getByText(/^风险：.+ → .+/)
      .first()
      .waitFor()
    await pane().getByText('风险正在评定').waitFor({ state: 'detached' })
    await pane().getByText('原因：水泵已修好，末端试水合格').first().scrollIntoViewIfNeeded()
    await storyShot(page, 'rated-2-history')
    await pane().getByRole('button', { name: '看凭证 1' }).first().click()
    await page.getByRole('dialog').getByRole('img').waitFor()
    await page.keyboard.press('Escape')
  })

  it('is marked for the tier above, with who wrote it and why', async () => {
    const { page } = city
    await city.goto(`/risk?kind=building&by=desk&object=${tower.id}`)
    const { desk } = await city.get<RiskRegister>('/risks?kind=building')
    assert.ok(desk > 0)
    await page.getByRole('button', { name: `台账改好 ${desk}` }).waitFor()
    const why = page.getByRole('complementary', { name: tower.name })
    await why.getByText('原因：水泵已修好，末端试水合格').waitFor()
    await why.getByText('水量水压正常').first().waitFor()
    await why.getByRole('heading', { name: '台账变更' }).scrollIntoViewIfNeeded()
    assert.deepEqual(await axeFaults(city, '/risk desk'), [])
    await storyShot(page, 'rated-3-risk')
    assert.deepEqual(zhili.faults(), [])
  })
})
