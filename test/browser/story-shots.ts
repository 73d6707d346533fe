import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { palettePng } from './palette-png.ts'

/** Where the pictures of the guides are. */
export const shotsFolder = fileURLToPath(new URL('../../docs/shots/stories/', import.meta.url))
/** A picture of a guide is at most this large, in bytes: a clone carries every one of them. */
export const mostBytes = 250 * 1024

/**
 * Keeps what the page shows as `docs/shots/stories/<name>.png`, the pictures of the guides, so that no guide shows what no test has seen.
 * One that is too large as it comes is kept with a palette of 256 colours; throws when it is too large even so. Only with STORY_SHOTS=1:
 * a run of the tests changes no file.
 */
export async function storyShot(page: Page, name: string): Promise<void> {
  if (process.env.STORY_SHOTS !== '1') return
  await mkdir(shotsFolder, { recursive: true })
  await writeFile(`${shotsFolder}${name}.png`, fitting(await page.screenshot({ animations: 'disabled' }), name))
}

/** The picture as it is, or with a palette when only that fits. */
export function fitting(png: Buffer, name: string): Buffer {
  if (png.length <= mostBytes) return png
  const less = palettePng(png)
  if (less.length > mostBytes) throw new Error(`${name}: ${less.length} bytes with a palette, at most ${mostBytes}`)
  return less
}
