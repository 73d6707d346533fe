import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { MapView } from '../../contract/tile.ts'
import { axeFaults } from './axe.ts'
import { firstTank, otherTank, readTank } from './tank.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

/** How often the one asked most often was asked. */
const mostOften = (urls: readonly string[]): number =>
  Math.max(...urls.map((url) => urls.filter((other) => other === url).length))

/** The risk map: its legend filters, keys lead down and up, and its address brings the same back. */
describe('the risk map', { timeout: 300_000 }, () => {
  let zhili: Zhili
  let seat: Person

  before(
    async () => {
      zhili = await startZhili({ simulator: false })
      await readTank(zhili.url, firstTank, 12)
      await readTank(zhili.url, firstTank, 55)
      seat = await zhili.newPerson('jiangbei-duty')
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  const list = () => seat.page.getByRole('listbox', { name: '在视野内的监管对象' })
  const inList = () => list().getByRole('option')
  const tick = (level: string) => seat.page.locator('.lg .chk', { hasText: new RegExp(`\\d\\s*${level}$`) })
  const settled = () => seat.page.waitForURL(/look=/)

  it('hides a level in map, list and address, and says so in a chip', async () => {
    const { page } = seat
    await seat.goto('/map')
    await inList().first().waitFor()
    assert.match(await inList().first().innerText(), /塔山公园公厕 1 号池\s*红色报警/)
    await settled()
    for (const level of ['低风险', '较低风险', '一般风险', '较大风险']) await tick(level).click()
    await page.waitForURL(/hide=2,3,4,5/)
    await page.getByText('隐藏：较大风险、一般风险、较低风险、低风险').waitFor()
    // What no model rates is no low risk: it is a line of its own.
    await page.locator('.lg .chk', { hasText: '未评定' }).click()
    await page.waitForURL(/hide=0,2,3,4,5/)
    const box = new URL(page.url()).searchParams.get('look')
    assert.ok(box)
    await page.waitForFunction(() => document.querySelectorAll('.ls [role=option]').length < 20)
    const levels = await inList().locator('svg text').allTextContents()
    assert.ok(
      levels.every((level) => level === '1'),
      levels.join(),
    )
    assert.deepEqual(await axeFaults(seat, '/map'), [])
  })

  it('goes down an area by one key and up by another; reloaded, it is the same', async () => {
    const { page } = seat
    await page.getByText('辖区', { exact: true }).click()
    const parts = page.getByRole('listbox', { name: '下级辖区' })
    assert.match(await parts.getByRole('option').first().innerText(), /寸滩街道/)
    await page.locator('h1').click()
    await page.keyboard.press('.')
    await page.waitForURL(/area=50\/500105\/500105005\//)
    await page.getByText('辖区：寸滩街道').waitFor()
    await parts.getByText('兰溪社区').waitFor()
    const before = await page.waitForURL(/look=.*area=|area=.*look=/).then(() => page.url())
    const rows = await parts.getByRole('option').allInnerTexts()
    await page.reload()
    await parts.getByText('兰溪社区').waitFor()
    assert.deepEqual(await parts.getByRole('option').allInnerTexts(), rows)
    const [one, other] = [before, page.url()].map((url) => new URL(url).searchParams)
    for (const name of ['area', 'hide', 'side']) assert.equal(other!.get(name), one!.get(name), name)
    await page.locator('h1').click()
    await page.keyboard.press(',')
    await page.waitForURL((url) => !url.search.includes('area='))
  })

  it('shows how it was before the alarm, by the keyboard, and says when', async () => {
    const { page } = seat
    const { counts } = await seat.get<MapView>('/map/view?bbox=106.3,29.4,107,29.8')
    const slider = page.getByRole('slider', { name: '时间轴' })
    await slider.focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await page.waitForURL(/at=/)
    await page.getByText(/时的情况$/).waitFor()
    const at = new URL(page.url()).searchParams.get('at')
    const then = await seat.get<MapView>(`/map/view?bbox=106.3,29.4,107,29.8&at=${at}`)
    assert.equal(then.counts[1], counts[1]! - 1)
    await page.getByRole('button', { name: '回到现在' }).click()
    await page.waitForURL((url) => !url.search.includes('at='))
  })

  it('has a week behind it in a fresh demo: all that is rated now was rated then', async () => {
    const box = 'bbox=106.3,29.4,107,29.8'
    const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString()
    const now = await seat.get<MapView>(`/map/view?${box}`)
    const [week, days] = [
      await seat.get<MapView>(`/map/view?${box}&at=${day(6.9)}`),
      await seat.get<MapView>(`/map/view?${box}&at=${day(3)}`),
    ]
    assert.deepEqual([week.counts[0], days.counts[0]], [now.counts[0], now.counts[0]])
    assert.ok(week.counts[1]! < now.counts[1]!, 'what nobody mended got worse')
    assert.notDeepEqual(days.counts, week.counts)
  })

  it('asks for a tile once, and again when something in view changed', async () => {
    const { page } = seat
    const [asked, views]: [string[], string[]] = [[], []]
    page.on('request', (request) => {
      if (/tiles\/(areas|objects)\//.test(request.url())) asked.push(request.url())
      if (request.url().includes('/map/view')) views.push(request.url())
    })
    await seat.goto('/map')
    await inList().first().waitFor()
    await page.waitForFunction(() => performance.getEntriesByName('map.drawn').length > 0)
    assert.ok(asked.length > 0)
    // A clock may run out and change what is in view while the map is drawn: then both are asked again, else neither is.
    assert.ok(mostOften(asked) <= mostOften(views), `${asked.join('\n')}\n${views.join('\n')}`)
    const again = page.waitForRequest((request) => request.url() === asked.find((url) => url.includes('objects')))
    await readTank(zhili.url, otherTank, 55)
    await again
  })

  it('says what else is drawn at an object', async () => {
    const marks = seat.page.locator('.lg-marks')
    assert.match(await marks.innerText(), /正在报警[\s\S]*未结事件/)
    assert.deepEqual(
      await marks.getByRole('img').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')).slice(0, 2)),
      ['特别重大', '重大'],
    )
  })

  it('goes with the dark setting of the browser until somebody chooses by hand; the wall is dark always', async () => {
    const { page } = seat
    const theme = (is: string) => page.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, is)
    await page.emulateMedia({ colorScheme: 'dark' })
    await theme('dark')
    await page.getByRole('button', { name: '换浅色' }).click()
    await theme('light')
    await page.reload()
    await theme('light')
    await page.emulateMedia({ colorScheme: 'light' })
    await seat.goto('/cockpit/')
    await theme('dark')
  })

  it('asks nobody outside and throws nothing', () => {
    assert.deepEqual(zhili.faults(), [])
    assert.deepEqual(zhili.outside(), [])
  })
})
