import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Person } from './zhili.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Findings = { violations: { id: string; nodes: { target: string[]; html: string }[] }[] }

/** A list steered from its search field (aria-activedescendant) scrolls with the arrows there; axe asks for a focus of its own. */
const isSteered = (id: string, html: string): boolean => id === 'scrollable-region-focusable' && html.includes('role="listbox"')

const told = (path: string, { violations }: Findings): string[] =>
  violations.flatMap(({ id, nodes }) =>
    nodes.filter(({ html }) => !isSteered(id, html)).map(({ target }) => `${path} ${id}: ${target.join(' ')}`),
  )

/** Loads sounds ahead, for the rule that asks how they begin, and no sheets of style: the one rule that reads them is off. */
export const axeOptions = { resultTypes: ['violations'], preload: { assets: ['media'] } }

/** All rules in light; what the dark theme changes are colours, so only their rule is asked again. */
export async function axeFaults({ page }: Person, path: string): Promise<string[]> {
  await page.evaluate(axe)
  const light = (await page.evaluate(`axe.run(${JSON.stringify(axeOptions)})`)) as Findings
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'dark'
  })
  const dark = (await page.evaluate(`axe.run(${JSON.stringify({ ...axeOptions, runOnly: ['color-contrast'] })})`)) as Findings
  return [...told(path, light), ...told(`dark ${path}`, dark)]
}
