import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { BaseMap } from '../../contract/basemap.ts'
import { fromWgs84 } from '../../server/kernel/crs.ts'
import { axeFaults } from './axe.ts'
import { storyShot } from './story-shots.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

type Position = [number, number]
const winding = (n: number, at: (i: number) => Position): Position[] =>
  Array.from({ length: n }, (_, i) => at(i)).map(([lon, lat]) => fromWgs84('GCJ-02', { lon, lat }))
const feature = (type: string, coordinates: unknown, properties: object) => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
})

/** Two rivers that meet, streets and woods, as no survey has them; in GCJ-02, as a city's web map exports it. */
function invented() {
  const bank = (from: number, falls: number, wide: number) => {
    const along = (i: number): Position => [106.5 + i * 0.003, from + falls * i + 0.004 * Math.sin(i / 6)]
    const back = winding(80, (i) => along(79 - i)).map(([lon, lat]): Position => [lon, lat + wide])
    const ring = [...winding(80, along), ...back]
    return [[...ring, ring[0]!]]
  }
  const streets = Array.from({ length: 24 }, (_, i) =>
    winding(60, (n) => (i % 2 ? [106.52 + i * 0.007, 29.56 + n * 0.0022] : [106.5 + n * 0.0035, 29.565 + i * 0.005])),
  )
  const woods = Array.from({ length: 6 }, (_, i) => {
    const [lon, lat] = [106.53 + i * 0.03, 29.6 + (i % 3) * 0.02]
    const ring = winding(5, (n) => [lon + (n === 1 || n === 2 ? 0.012 : 0), lat + (n === 2 || n === 3 ? 0.009 : 0)])
    return [ring]
  })
  return {
    type: 'FeatureCollection',
    features: [
      feature('Polygon', bank(29.6, 0.0005, 0.006), { waterway: 'riverbank' }),
      feature('Polygon', bank(29.66, -0.0004, 0.004), { 图层: '水系面' }),
      ...streets.map((line) => feature('LineString', line, { highway: 'primary' })),
      ...woods.map((rings) => feature('Polygon', rings, { landuse: 'forest' })),
      feature('Point', fromWgs84('GCJ-02', { lon: 106.61, lat: 29.62 }), { place: 'suburb', name: '寸滩街道沿江片区' }),
    ],
  }
}
const fileOf = (name: string, document: object) => ({
  name,
  mimeType: 'application/geo+json',
  buffer: Buffer.from(JSON.stringify(document)),
})

/** A base map comes as GeoJSON: its system is asked, it is looked at, put in force and drawn under everything; a wrong one says where it is wrong. */
describe('a base map of GeoJSON', { timeout: 240_000 }, () => {
  let zhili: Zhili
  let keeper: Person
  before(
    async () => {
      zhili = await startZhili({ simulator: false })
      keeper = await zhili.newPerson('jiangbei-data')
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())
  const pane = () => keeper.page.getByRole('complementary', { name: '底图' })

  async function send(name: string, crs: string, file: ReturnType<typeof fileOf>): Promise<void> {
    const { page } = keeper
    for (const [label, words] of [
      ['名称', name],
      ['来源', '区规划自然资源局（测试，编造）'],
      ['使用许可', '政务内部使用'],
      ['署名', '© 编造，不是测绘成果'],
    ] as const)
      await pane().getByRole('textbox', { name: label }).fill(words)
    await pane()
      .getByRole('button', { name: /坐标系/ })
      .click()
    await page.getByRole('option', { name: crs, exact: true }).click()
    await pane().getByLabel('底图文件').setInputFiles(file)
    await pane().getByRole('button', { name: '上传并检查' }).click()
  }

  it('is brought in with its system, previewed and put in force', async () => {
    const { page } = keeper
    await keeper.goto('/scene')
    await page.getByRole('button', { name: '底图…' }).click()
    await pane().getByText('还没有上传过底图').waitFor()
    assert.deepEqual(await axeFaults(keeper, '/scene base'), [])
    for (const [n, value] of ['2026', '02', '20'].entries()) {
      await pane().getByRole('spinbutton').nth(n).click()
      await page.keyboard.type(value)
    }
    await send('江北沿江水系道路与绿地（二〇二六年二月修订，供值班室使用）', 'GCJ-02', fileOf('沿江.geojson', invented()))
    await pane().getByText('待启用').waitFor()
    await pane().getByRole('button', { name: '预览', exact: true }).click()
    await page.locator('.base-look[aria-busy=false]').waitFor({ timeout: 60_000 })
    await pane().getByText('待启用').scrollIntoViewIfNeeded()
    await storyShot(page, 'basemap-1-preview')
    await pane().getByRole('button', { name: '启用', exact: true }).click()
    await pane().getByText('使用中').waitFor()
    const seat = await zhili.newPerson('jiangbei-duty')
    const base = await seat.get<BaseMap>('/map/base')
    assert.ok(base.state === 'there' && base.layers.includes('water') && base.layers.includes('road'))
    await seat.goto('/map?look=106.61,29.62,12.6')
    await seat.page.locator('.libre[aria-busy=false]').waitFor({ timeout: 60_000 })
    await storyShot(seat.page, 'basemap-3-map')
  })

  it('that is in another system than was said is refused, with where', async () => {
    const { page } = keeper
    const metres = {
      type: 'FeatureCollection',
      features: [
        feature(
          'LineString',
          [
            [500_000, 3_270_000],
            [500_400, 3_270_300],
          ],
          {},
        ),
      ],
    }
    await send('江北道路（CGCS2000 平面坐标）', 'WGS-84', fileOf('道路.geojson', metres))
    await pane().getByText('坐标超出所选坐标系的范围').waitFor()
    await pane().getByText('位置 #1: 500000, 3270000').waitFor()
    await pane().getByText('不能用').scrollIntoViewIfNeeded()
    await storyShot(page, 'basemap-2-refused')
    assert.deepEqual(zhili.faults(), [])
  })
})
