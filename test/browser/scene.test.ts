import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { SceneLayers } from '../../contract/scene.ts'
import { axeFaults } from './axe.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

/** A file as a surveyor hands it over: some hydrants of the district, one that lies in another city, a name that is not kept. */
const fileOf = (n: number, [lon, lat]: [number, number]) => ({
  name: 'hydrants.geojson',
  mimeType: 'application/geo+json',
  buffer: Buffer.from(
    JSON.stringify({
      type: 'FeatureCollection',
      features: [...Array.from({ length: n }, (_, i) => [lon + i / 20_000, lat]), [116.4, 39.9]].map((at, i) => ({
        type: 'Feature',
        properties: { 类别: '消火栓', 名称: `塔山 ${i + 1} 号`, 联系人: '张三' },
        geometry: { type: 'Point', coordinates: at },
      })),
    }),
  ),
})

/** Layers of scene features: looked at, taken, replaced, brought back. */
describe('scene layers', { timeout: 240_000 }, () => {
  let zhili: Zhili
  let keeper: Person
  let place: [number, number]

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      keeper = await zhili.newPerson('jiangbei-data')
      const { lon, lat } = await keeper.get<{ lon: number; lat: number }>('/areas/500105005')
      place = [lon, lat]
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  const layer = async () =>
    (await keeper.get<SceneLayers>('/scene/layers?area=500105')).rows.find(({ name }) => name === '消防设施')

  async function take(n: number): Promise<void> {
    const { page } = keeper
    await page.getByRole('button', { name: '导入图层' }).click()
    const pane = page.getByRole('complementary', { name: '导入图层' })
    await pane.getByLabel('图层名称').fill('消防设施')
    await pane.getByLabel('来源').fill('消防站普查')
    for (const [i, value] of ['2026', '02', '20'].entries()) {
      await pane.getByRole('spinbutton').nth(i).click()
      await page.keyboard.type(value)
    }
    await pane.locator('input[type=file]').setInputFiles(fileOf(n, place))
    await pane.getByRole('button', { name: '预览' }).click()
    await pane.getByText('不在这个辖区内').waitFor()
    await pane.getByText('不收的属性：联系人').waitFor()
    await pane.getByRole('button', { name: `采用收下的 ${n} 个` }).click()
    await page.getByText(`个要素`).last().waitFor()
    await pane.waitFor({ state: 'detached' })
  }

  it('lists the demo’s towns by its rows, and says what is schematic', async () => {
    await keeper.goto('/scene')
    await keeper.page.getByText(/个镇街有实景要素/).waitFor()
    await keeper.page.getByText('示意：由演示种子生成').first().waitFor()
    assert.deepEqual(await axeFaults(keeper, '/scene'), [])
  })

  it('takes a file after a look that says what is not taken, and why', async () => {
    await take(3)
    assert.deepEqual([(await layer())?.features, (await layer())?.asOf], [3, '2026-02-20'])
  })

  it('brings a former state back', async () => {
    await take(2)
    const { page } = keeper
    // read anew: what the screen before announced is still being said
    await keeper.goto('/scene')
    await page.getByRole('button', { name: '消防设施' }).click()
    const pane = page.getByRole('complementary', { name: '消防设施' })
    await pane.getByText('第 2 版').waitFor()
    assert.deepEqual(await axeFaults(keeper, '/scene?layer'), [])
    await pane.getByRole('button', { name: '恢复第 1 版' }).click()
    await page.getByText('已恢复第 1 版：3 个要素').waitFor()
    assert.equal((await layer())?.features, 3)
    assert.deepEqual(zhili.outside(), [])
  })
})
