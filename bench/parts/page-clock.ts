import type { Page } from 'playwright-core'

/** The clock Playwright put into a page, as far as it is moved here. */
type Inner = { fastForward(ms: number): Promise<void>; runFor(ms: number): Promise<void> }
export type PageClock = { forward(ms: number): Promise<void>; runFor(ms: number): Promise<void> }

const kept = 'bench.at'

/**
 * The clock of a page that stands from `at` (ms) on and is moved by hand, some ten thousand times. `page.clock` keeps every move for ever, as a script
 * of its own that each new document runs, in the driver, the browser and the page: some of it was taken for memory of the wall.
 * Here a page that opens itself anew reads the one moment from its own store.
 */
export async function pageClock(page: Page, at: number): Promise<PageClock> {
  await page.clock.pauseAt(new Date(at))
  await page.addInitScript((name) => {
    const inner = (
      globalThis as unknown as { __pwClock: { controller: { log(type: string, time: number, param: number): void } } }
    ).__pwClock.controller
    const moved = Number(globalThis.location?.origin === 'null' ? 0 : localStorage.getItem(name))
    if (moved > 0) inner.log('pauseAt', 0, moved)
  }, kept)
  let now = at
  const move = async (how: keyof Inner, ms: number): Promise<void> => {
    now += ms
    const moving = page.evaluate(
      ([name, to, way, by]) => {
        localStorage.setItem(name, String(to))
        return (globalThis as unknown as { __pwClock: { controller: Inner } }).__pwClock.controller[way](by)
      },
      [kept, now, how, ms] as const,
    )
    // It opened itself anew in that very step: the new document stands at its end.
    await moving.catch((error: unknown) => {
      if (!/context was destroyed|navigation/i.test(String(error))) throw error
    })
  }
  return { forward: (ms) => move('fastForward', ms), runFor: (ms) => move('runFor', ms) }
}
