import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, it } from 'node:test'
import { chromium } from 'playwright-core'
import { apiPage } from '../../server/api-page.ts'
import { describeApi } from '../../server/describe.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Findings = { violations: { id: string; nodes: { target: string[] }[] }[] }

/** A slice with every kind of part in it: the whole page holds the same parts a hundred times, which takes axe minutes. */
async function slice() {
  const document = await describeApi()
  const kept = ['/api/v1/events', '/api/v1/events/{id}/grade', '/api/v1/files/{id}', '/api/v1/reports', '/api/v1/cloudevents']
  const paths = Object.fromEntries(kept.map((path) => [path, document.paths[path]!]))
  const schemas = Object.fromEntries(Object.entries(document.components.schemas).slice(0, 6))
  return { ...document, paths, components: { ...document.components, schemas } }
}

describe('the page of the API in a browser', () => {
  it('has no fault that axe finds, unfolded, in light and dark', { timeout: 60_000 }, async (t) => {
    const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    t.after(() => browser.close())
    const html = apiPage(await slice())
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ colorScheme })
      await page.setContent(html)
      await page.locator('details').evaluateAll((all) => {
        for (const one of all) (one as HTMLDetailsElement).open = true
      })
      await page.evaluate(axe)
      const { violations } = (await page.evaluate('axe.run()')) as Findings
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(' ')}`),
        [],
      )
      await page.close()
    }
  })
})
