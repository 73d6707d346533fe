import type { Locator, Page } from 'playwright-core'

/** What a person waits for or does at a place of a page. */
const acts = ['waitFor', 'click', 'fill', 'press', 'hover', 'focus', 'innerText', 'getAttribute', 'setInputFiles'] as const
/** So much of what a page shows goes into a failure (characters). */
const most = 2_500

const told = new WeakSet<object>()

/**
 * From now on whatever was waited for in vain says with its failure where the page stood and what it showed: a race that comes once in a full
 * run is over when somebody looks.
 */
export function tellPages(page: Page): void {
  const prototype = Object.getPrototypeOf(page.locator('body')) as Record<string, (...args: unknown[]) => Promise<unknown>>
  if (told.has(prototype)) return
  told.add(prototype)
  for (const act of acts) {
    const plain = prototype[act]!
    prototype[act] = async function (this: Locator, ...args: unknown[]) {
      try {
        return await plain.apply(this, args)
      } catch (error) {
        if (error instanceof Error && error.name === 'TimeoutError') await addTo(error, this.page())
        throw error
      }
    }
  }
}

/** The stack repeats the message as it was when the error was made, and is what reporters print. */
async function addTo(error: Error, page: Page): Promise<void> {
  const { message, stack = message } = error
  error.message = `${message}${await shown(page)}`
  error.stack = stack.replace(message, () => error.message)
}

async function shown(page: Page): Promise<string> {
  const words = await page
    .evaluate(() => document.body.innerText)
    .catch((error: unknown) => `nothing that can be read: ${String(error)}`)
  return `\n${page.url()} showed:\n${words.replaceAll(/\s*\n\s*/g, ' | ').slice(0, most)}`
}
