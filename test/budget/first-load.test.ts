import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { desk, phone, startZhili, type Viewport, wall, type Zhili } from '../browser/zhili.ts'

type Sizes = Record<string, { jsKb: number; budgetKb: number }>

const sizes = JSON.parse(readFileSync(new URL('../../dist/sizes.json', import.meta.url), 'utf8')) as Sizes

/** Pages a person waits for, with the app that sets the budget of their first scripts. */
const pages: { app: string; path: string; account: string | null; viewport: Viewport }[] = [
  { app: 'console', path: '/inbox', account: 'jiangbei-duty', viewport: desk },
  { app: 'cockpit', path: '/cockpit/', account: 'city-leader', viewport: wall },
  { app: 'field', path: '/field/', account: 'cuntan-post', viewport: phone },
  { app: 'leader', path: '/leader', account: 'jiangbei-leader', viewport: phone },
  { app: 'public', path: '/public', account: null, viewport: phone },
]

/** Time of the largest thing painted so far, ms after the navigation began. */
const largestPaint = (): Promise<number> =>
  new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1)!.startTime)).observe({
      type: 'largest-contentful-paint',
      buffered: true,
    })
  })

/** All scripts so far, those fetched beforehand too, as they came over the wire. */
const scriptsOnTheWire = (): number =>
  (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    .filter(({ name }) => name.endsWith('.js'))
    .reduce((sum, { transferSize }) => sum + transferSize / 1024, 0)

describe('the first load of every app', { timeout: 120_000 }, () => {
  let zhili: Zhili
  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      // The browser has drawn something before, as everybody's has: starting it and reading its fonts is not the page's doing.
      const anybody = await zhili.newPerson(null, { viewport: phone })
      await anybody.goto('/public')
      await anybody.page.getByRole('heading').first().waitFor()
      await anybody.context.close()
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  it('has a budget, and there is no app without one', () => {
    assert.deepEqual(
      pages.map(({ app }) => app).sort(),
      Object.keys(sizes)
        .filter((app) => app !== 'gallery')
        .sort(),
    )
  })

  for (const { app, path, account, viewport } of pages)
    it(`of ${app} stays within its scripts, and paints`, async (t) => {
      const { jsKb, budgetKb } = sizes[app]!
      assert.ok(jsKb <= budgetKb, `${jsKb} KB gzip, budget ${budgetKb}`)
      const person = await zhili.newPerson(account, { viewport })
      await person.goto(path)
      await person.page.getByRole('heading').first().waitFor()
      const paintMs = await person.page.evaluate(largestPaint)
      const wireKb = await person.page.evaluate(scriptsOnTheWire)
      assert.ok(wireKb < 1.7 * budgetKb, `${wireKb} KB came over the wire: scripts are sent unpacked`)
      // How long it takes is for the reader: a busy machine is no fault of the page.
      t.diagnostic(`largest paint of ${app}: ${Math.round(paintMs)} ms; scripts ${jsKb} KB gzip`)
      assert.ok(paintMs > 0)
      await person.context.close()
    })
})
