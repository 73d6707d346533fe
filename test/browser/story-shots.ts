import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const folder = fileURLToPath(new URL('../../docs/shots/stories/', import.meta.url))

/**
 * Keeps what the page shows as `docs/shots/stories/<name>.png`, the pictures of the guides, so that no guide shows what no test has seen.
 * Only with STORY_SHOTS=1: a run of the tests changes no file.
 */
export async function storyShot(page: Page, name: string): Promise<void> {
  if (process.env.STORY_SHOTS !== '1') return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled' })
}
