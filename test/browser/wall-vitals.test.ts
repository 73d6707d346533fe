import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { VitalValuesTaken } from '../../contract/vital.ts'
import { shippedLayout } from '../../contract/wall-kinds.ts'
import { type Person, startZhili, wall, type Zhili } from './zhili.ts'

const step = { timeout: 60_000 }
const district = '50/500105/'
const area = '500105'
const code = 'section.ammonia'
/** A wall asks again each minute whatever it hears: what is there sooner was heard. */
const heardMs = 20_000
/** The hour that runs, as a period of an hourly vital. */
const hour = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 13)

/** A number told by the interface stands on the walls that show it, without anybody touching them. */
describe('numbers of vitals on a wall', { timeout: 240_000 }, () => {
  let zhili: Zhili
  let data: Person
  let hall: Person
  let alone: Person

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      data = await zhili.newPerson('jiangbei-data')
      hall = await zhili.newPerson('jiangbei-duty', { viewport: wall })
      alone = await zhili.newPerson('city-leader', { viewport: wall })
      // Put up by the district itself, so that the panel has it whatever the boards begin with.
      const { status } = await hall.post('/walls/layout', { area, body: { ...shippedLayout, vitals: [code] } })
      assert.equal(status, 200)
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  const tells = async (value: number): Promise<void> => {
    const values = [{ vital: code, area, period: hour(), value, reason: '现场复测' }]
    const { body } = await data.post('/vitals/values', { values })
    assert.deepEqual((body as VitalValuesTaken).refused, [])
  }
  /** Marks the page that stands there: a page that is loaded anew has no mark. */
  const mark = (page: Page): Promise<void> => page.evaluate(() => void Object.assign(globalThis, { marked: true }))
  const isMarked = (page: Page): Promise<boolean> => page.evaluate(() => 'marked' in globalThis)

  it('stand in the panel and on the screen of the vital as soon as they are told, without a reload', step, async () => {
    await tells(0.31)
    await hall.goto(`/cockpit/?push=off#/area/${encodeURIComponent(district)}`)
    await alone.goto(`/cockpit/?push=off#/vital/${code}/${encodeURIComponent(district)}`)
    const row = hall.page.locator('.signs li').filter({ hasText: '栋梁河断面氨氮' }).locator('.n')
    const figure = alone.page.locator('.vp-big > b')
    await row.getByText('0.31').waitFor()
    await figure.getByText('0.31').waitFor()
    await Promise.all([mark(hall.page), mark(alone.page)])
    for (const value of [0.42, 0.53, 0.47]) {
      await tells(value)
      await Promise.all([
        row.getByText(String(value)).waitFor({ timeout: heardMs }),
        figure.getByText(String(value)).waitFor({ timeout: heardMs }),
      ])
    }
    assert.deepEqual([await isMarked(hall.page), await isMarked(alone.page)], [true, true], 'nobody loaded them anew')
  })

  it('are waited for before what stood there, with the bar of a red event at the top', step, async () => {
    const { page } = hall
    const top = page.getByRole('heading', { level: 1 })
    const before = await top.textContent()
    const asked = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<void>()
    await page.route(/cockpit\/vital\?/, async (route) => {
      asked.resolve()
      await answer.promise
      await route.continue()
    })
    await page.evaluate((hash) => void Object.assign(location, { hash }), `#/vital/${code}/${encodeURIComponent(district)}`)
    await asked.promise
    assert.deepEqual(
      [await top.textContent(), await page.locator('.loading-box').count()],
      [before, 0],
      'nobody looks at nothing',
    )
    answer.resolve()
    await page.locator('.vp-big > b').getByText('0.47').waitFor()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    // A wall that is opened with nothing before it is as high as ever: its bar cannot float in its middle.
    const [stage, high] = await page.evaluate(() => {
      document.querySelector('.wall')?.remove()
      return [document.querySelector('.stage')!.getBoundingClientRect().height, innerHeight]
    })
    assert.ok(Math.abs(stage! - high!) < 2, `${stage} of ${high}`)
  })

  it('are withdrawn as they were told', step, async () => {
    const values = [{ vital: code, area, period: hour(), value: null, reason: '误报' }]
    const { body } = await data.post('/vitals/values', { values })
    assert.deepEqual((body as VitalValuesTaken).refused, [])
    await alone.page.locator('.vp-big > b').getByText('0.47').waitFor({ state: 'detached', timeout: heardMs })
  })
})
