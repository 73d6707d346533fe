// Numbers of vitals on a wall: from the answer that a value was taken until it stands in the panel 体征 and on the screen of that vital, without a reload.
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { VitalRow, VitalValuesTaken } from '../../contract/vital.ts'
import { shownDecimals } from '../../contract/vital-digits.ts'
import type { WallPartView } from '../../contract/wall.ts'
import { number } from '../../ui/format.ts'

type Told = { code: string; text: string; at: number }
export type VitalTeller = {
  /** what is told, as the panel has it */
  row: VitalRow
  /** Tells the next value; answers how it is written, and when it was taken (ms). */
  tell(): Promise<Told>
}
type Asked = { url: string; reader: string; teller: string; area: string; code: string }

/** The first vital of a wall's panel whose value somebody may tell there; null: there is none. A value is one step of its last digit beside the one before. */
export async function tellerOf({ url, reader, teller, area, code }: Asked): Promise<VitalTeller | null> {
  const asked = `${url}/api/v1/cockpit/parts?part=vitals&area=${encodeURIComponent(area)}`
  const view = (await (await fetch(asked, { headers: { cookie: reader } })).json()) as WallPartView
  for (const row of view.vitals?.rows ?? []) {
    const { cell, normal, decimals } = row
    if (!cell || cell.value === null || cell.stale || cell.denominator !== null) continue
    const step = 10 ** -decimals
    // Within its range, so that no case is opened by it.
    const middle = normal?.least !== undefined && normal.most !== undefined ? (normal.least + normal.most) / 2 : null
    const base = middle ?? cell.value
    // Downwards where there is room: a score of 100 has none above.
    const way = base >= 9 * step ? -1 : 1
    let n = 0
    const tell = async (): Promise<Told> => {
      const value = Number((base + way * (++n % 9) * step).toFixed(decimals))
      const values = [{ vital: row.code, area: code, period: cell.period, value, reason: 'bench' }]
      const answer = await fetch(`${url}/api/v1/vitals/values`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: teller, 'idempotency-key': randomUUID() },
        body: JSON.stringify({ values }),
      })
      const taken = (await answer.json()) as VitalValuesTaken
      const at = Date.now()
      if (taken.taken !== 1) throw new Error(JSON.stringify(taken))
      return { code: row.code, text: number(value, shownDecimals(row)), at }
    }
    const works = await tell().then(
      () => true,
      () => false,
    )
    if (works) return { row, tell }
  }
  return null
}

/** Notes each number that comes to stand in the panel (`of`: the name of the vital) or on its screen, with the moment, by the clock of the machine. */
export const watchNumbers = (page: Page, of: string | null): Promise<void> =>
  page.evaluate((name) => {
    const shown: { text: string; at: number }[] = []
    Object.assign(globalThis, { shown })
    const boxOf = (): Element | null | undefined =>
      name === null
        ? document.querySelector('.vp-big b')
        : [...document.querySelectorAll('.signs li')]
            .find((row) => row.querySelector('.k')?.textContent === name)
            ?.querySelector('.n')
    const look = (): void => {
      const text = boxOf()?.firstChild?.textContent ?? ''
      if (text !== '' && text !== shown.at(-1)?.text) shown.push({ text, at: Date.now() })
    }
    look()
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
  }, of)

/** The screen of a vital writes 85.0 where the panel writes 85. */
const worth = (text: string): number => Number(text.replaceAll(',', ''))

/** How long after it was taken each value stood on a page (ms); Infinity: it never did. One that is there before its answer counts as at once. */
export async function shownAfter(page: Page, told: readonly Told[], everyMs: number): Promise<number[]> {
  const shown = await page.evaluate(() => (globalThis as unknown as { shown: { text: string; at: number }[] }).shown)
  return told.map(({ text, at }) => {
    const found = shown.find((one) => worth(one.text) === worth(text) && one.at >= at - everyMs / 2)
    return found ? Math.max(0, found.at - at) : Number.POSITIVE_INFINITY
  })
}

/** Tells so many values one after the other. */
export async function tellAll(teller: VitalTeller, count: number, everyMs: number): Promise<Told[]> {
  const told: Told[] = []
  for (let n = 0; n < count; n++) {
    told.push(await teller.tell())
    await pause(everyMs)
  }
  return told
}
