import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { BaseMap } from '../../contract/basemap.ts'
import type { CameraList, MapCameras } from '../../contract/camera-list.ts'
import type { SceneCounts } from '../../contract/scene-card.ts'
import { axeFaults } from './axe.ts'
import { driveTruck, truck, writeBaseMap } from './map-ground.ts'
import { storyShot } from './story-shots.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

/** Layers of the ground, heights, ways of vehicles and the base map, as a duty officer of a district sees them; what a link holds comes back. */
describe('layers of the risk map', { timeout: 300_000 }, () => {
  let zhili: Zhili
  let seat: Person
  const dir = mkdtempSync(join(tmpdir(), 'zhili-base-'))
  const baseFile = join(dir, 'city.pmtiles')
  before(
    async () => {
      zhili = await startZhili({ simulator: false, env: { BASE_MAP_FILE: baseFile } })
      seat = await zhili.newPerson('jiangbei-duty')
    },
    { timeout: 120_000 },
  )
  after(async () => {
    await zhili?.stop()
    rmSync(dir, { recursive: true, force: true })
  })
  const panel = () => seat.page.getByRole('region', { name: '图层' })
  const way = () => seat.page.getByRole('region', { name: '行车轨迹' })
  /** Everything in view is there and drawn. */
  const drawn = () => seat.page.locator('.libre[aria-busy=false]').waitFor({ timeout: 60_000 })

  it('are switched on with their numbers in view, kept in the address, and five at most', async () => {
    const { page } = seat
    await seat.goto('/map?look=106.6,29.62,12.5')
    await page.getByRole('button', { name: '图层' }).click()
    await panel().getByText('消火栓').click()
    await page.waitForURL(/layers=hydrant/)
    const { rows } = await seat.get<SceneCounts>('/scene/counts?bbox=106.5,29.5,106.7,29.7')
    assert.ok(rows.some(({ kind, n }) => kind === 'hydrant' && n > 0))
    await panel()
      .getByText(/^数据最早为 \d{4}-\d\d-\d\d$/)
      .waitFor()
    for (const name of ['消防水源', '道路', '避难场所', '集合点']) await panel().getByText(name).click()
    await page.waitForURL(/layers=hydrant,water,road,shelter,assembly|layers=hydrant%2Cwater/)
    await panel().getByText('同时最多看 5 层').waitFor()
    assert.equal(await panel().getByRole('checkbox', { name: '重点单位' }).isDisabled(), true)
    assert.deepEqual(await axeFaults(seat, '/map?layers'), [])
  })

  it('say in words why the base map cannot be used, and draw it once its file is there', async () => {
    const { page } = seat
    await panel().getByText('底图用不了：文件不在所配置的位置').waitFor()
    writeBaseMap(baseFile)
    await seat.goto('/map?look=106.61,29.62,13.2&layers=hydrant,water,road,shelter')
    await panel().getByText('测试底图 · 编造，不是测绘成果').waitFor()
    assert.equal((await seat.get<BaseMap>('/map/base')).state, 'there')
    await drawn()
    await storyShot(page, 'map-1-layers')
    await panel().getByText('显示底图').click()
    await page.waitForURL(/base=off/)
  })

  it('hold cameras: counted by what was said of them, one with its card and the way to the list', async () => {
    const { page } = seat
    await seat.goto('/map?look=106.63,29.62,12')
    await page.getByRole('button', { name: '图层' }).click()
    await panel().getByText('摄像机', { exact: true }).click()
    await page.waitForURL(/cameras=on/)
    await panel().getByText('在线', { exact: true }).waitFor()
    const counts = await seat.get<MapCameras>('/map/cameras?bbox=106.5,29.5,106.8,29.8')
    assert.ok(counts.on > 20 && counts.off > 0, JSON.stringify(counts))
    const { rows } = await seat.get<CameraList>('/camera-list?state=off&limit=1')
    const { protocol, number, camera, name, place } = rows[0]!
    await seat.goto(
      `/map?look=${place!.lon},${place!.lat},15&cameras=on&camera=${encodeURIComponent([protocol, number, camera].join(' '))}`,
    )
    await page.getByRole('heading', { name: name! }).waitFor()
    await drawn()
    await storyShot(page, 'map-5-cameras')
    assert.deepEqual(await axeFaults(seat, '/map?cameras'), [])
    await page.getByRole('link', { name: '在清单里打开' }).click()
    await page.getByText('列出 1 / 1 路').waitFor()
  })

  it('have a card for each feature: what is kept of it, from where and of which day', async () => {
    const { features } = await seat.get<{ features: { id: string; properties: { name: string } }[] }>(
      '/scene?bbox=106.5,29.5,106.8,29.8&kinds=hydrant&limit=1',
    )
    await seat.goto(`/map?look=106.61,29.62,14&layers=hydrant,road&feature=${features[0]!.id}`)
    const { page } = seat
    await page.getByRole('heading', { name: features[0]!.properties.name }).waitFor()
    await page.getByText('演示数据编造，不是测绘成果').waitFor()
    await page.getByText('示意：由演示种子生成').waitFor()
    await drawn()
    await storyShot(page, 'map-2-feature')
    assert.deepEqual(await axeFaults(seat, '/map?feature'), [])
    await seat.goto('/map?feature=999999999')
    await page.getByText('这个要素已不在：图层换过版本').waitFor()
  })

  it('stand up to their heights and lie down again by one key', async () => {
    const { page } = seat
    await seat.goto('/map?look=106.5945,29.6227,15.6')
    await page.getByRole('button', { name: '立体' }).waitFor()
    await page.locator('h1').click()
    await page.keyboard.press('l')
    await page.waitForURL(/tilt=on/)
    assert.equal(await page.getByRole('button', { name: '立体' }).getAttribute('aria-pressed'), 'true')
    await page.keyboard.press('l')
    await page.waitForURL((url) => !url.search.includes('tilt='))
    // opened by its address, as a colleague would: the picture waits for what is drawn
    await seat.goto('/map?look=106.5945,29.6227,15.6&tilt=on&layers=footprint')
    await drawn()
    await storyShot(page, 'map-3-heights')
  })

  it('hold the way of a vehicle whose head stands where the slider stands; what nobody told is a gap', async () => {
    const { page } = seat
    const { now } = await seat.get<{ now: string }>('/clock')
    const positions = await driveTruck(zhili.server.databaseUrl, new Date(now))
    await seat.goto(`/map?pick=${truck.device}`)
    await page.getByRole('button', { name: '看轨迹' }).click()
    await page.waitForURL(new RegExp(`track=${truck.device}`))
    await way()
      .getByRole('heading', { name: `${truck.name} 的轨迹` })
      .waitFor()
    await way().getByText(`${positions} 个位置`).waitFor()
    await way().getByText('1 处中断：没有位置，不连线').waitFor()
    await way().getByText('空车').waitFor()
    await page.getByRole('slider', { name: '时间轴' }).focus()
    // Two hours back it was loaded, an hour back nobody told anything.
    for (let n = 0; n < 8; n++) await page.keyboard.press('ArrowLeft')
    await way().getByText('重车').waitFor()
    await page.waitForURL(/at=/)
    await drawn()
    await storyShot(page, 'map-4-track')
    assert.deepEqual(await axeFaults(seat, '/map?track'), [])
    await page.getByRole('slider', { name: '时间轴' }).focus()
    for (let n = 0; n < 4; n++) await page.keyboard.press('ArrowRight')
    await way()
      .getByText(/起没有位置，.* 恢复$/)
      .waitFor()
    for (let n = 0; n < 10; n++) await page.keyboard.press('ArrowLeft')
    await way().getByText('此刻还没有位置').waitFor()
    await way().getByRole('button', { name: '收起轨迹' }).click()
    await page.waitForURL((url) => !url.search.includes('track='))
  })

  it('ask nobody outside and throw nothing', () => {
    assert.deepEqual(
      zhili.faults().filter((fault) => !fault.includes('404')),
      [],
    )
    assert.deepEqual(zhili.outside(), [])
  })
})
