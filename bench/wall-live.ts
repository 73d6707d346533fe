// The wall of Chongqing at its true size: when the largest part of console and cockpit is painted in an empty browser, and how long a red reading
// takes until its case stands on the district's wall, and a value that is told until it stands in its panel 体征 and on the screen of that vital, while
// 2,000 other readings come in every second. The city is not made here: DATA_DIR names a folder that `npx zhili seed --scale chongqing --seed 1` filled.
import { existsSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiums, flags } from '../server/commands/browser-flags.ts'
import type { Inventory, InventoryDevice } from '../simulator/inventory.ts'
import { launch } from './parts/launch.ts'
import { enter } from './parts/listen.ts'
import { type MqttLine, obey, openLine } from './parts/mqtt-line.ts'
import { publish } from './parts/publish.ts'
import { quantile, quick, say } from './parts/run.ts'
import { shownAfter, tellAll, tellerOf, watchNumbers } from './parts/wall-vitals.ts'

const perSecond = 2_000
const warmS = 10
const cases = quick ? 5 : 40
const everyMs = 2_500
const loads = quick ? 2 : 10
const tickMs = 20
const district = '500105'
/** A painted page is looked at for this long: what comes later would be larger only by mistake. */
const settleMs = 1_500

type Opened = { app: string; path: string; account: string; bar: number }
const pages: Opened[] = [
  { app: 'console, a district’s duty officer', path: '/inbox', account: 'jiangbei-duty', bar: 1_800 },
  { app: 'console, the city’s duty officer', path: '/inbox', account: 'city-duty', bar: 1_800 },
  { app: 'cockpit of a district', path: '/cockpit/', account: 'jiangbei-duty', bar: 3_000 },
  { app: 'cockpit of the city', path: '/cockpit/', account: 'city-leader', bar: 3_000 },
]

async function visit(browser: Browser, url: string, { path, account }: Opened): Promise<{ page: Page; close(): Promise<void> }> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' })
  await context.request.post(`${url}/api/v1/demo/session`, { data: { account } })
  const page = await context.newPage()
  await page.goto(`${url}${path}`)
  return { page, close: () => context.close() }
}

const largest = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const told = (list: PerformanceObserverEntryList): void => resolve(list.getEntries().at(-1)!.startTime)
        new PerformanceObserver(told).observe({ type: 'largest-contentful-paint', buffered: true })
      }),
  )

async function paints(browser: Browser, url: string, opened: Opened): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n <= loads; n++) {
    const { page, close } = await visit(browser, url, opened)
    await page.getByRole('heading').first().waitFor()
    await pause(settleMs)
    if (n > 0) times.push(await largest(page))
    await close()
  }
  return times
}

/** Notes when the wall's number of unaccepted orders first said each of its values, by the clock of the machine; what it says at first is the base. */
const watchUnaccepted = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const seen: Record<number, number> = {}
    Object.assign(globalThis, { seen })
    const look = (): number => {
      const value = Number(document.querySelector('.figs [data-figure=unaccepted] .n')?.textContent)
      seen[value] ??= Date.now()
      return value
    }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
    return look()
  })

type Pair = { line: MqttLine; device: InventoryDevice }

function send({ line, device }: Pair, values: Record<string, number>, acked: () => void): void {
  line.publish(`zhili/v1/devices/${device.id}/readings`, JSON.stringify({ at: new Date().toISOString(), values }), acked)
}

/** Normal readings in turn, `perSecond` a second. */
function startLoad(pairs: Pair[]) {
  const began = performance.now()
  let [sent, acked] = [0, 0]
  const timer = setInterval(() => {
    for (const due = ((performance.now() - began) / 1000) * perSecond; sent < due; sent++)
      send(pairs[sent % pairs.length]!, { ch4: 2 + (sent % 30) / 10, h2s: 0.5, o2: 20.9, co: 2 }, () => acked++)
  }, tickMs)
  return () => {
    clearInterval(timer)
    return { perS: (1000 * sent) / (performance.now() - began), acked: acked / sent }
  }
}

/** Values of a vital of the district, told while the load goes on: to the panel of the wall that is open, and to the screen of the vital on a second one. */
async function measureNumbers(browser: Browser, url: string, wall: Page): Promise<{ panel: number[]; screen: number[] } | null> {
  const [reader, teller] = await Promise.all([enter(url, 'jiangbei-duty'), enter(url, 'jiangbei-data')])
  const area = `50/${district}/`
  const told = await tellerOf({ url, reader, teller, area, code: district })
  if (!told) return null
  say(`told: ${told.row.code}`)
  const hash = `#/vital/${encodeURIComponent(told.row.code)}/${encodeURIComponent(area)}`
  const alone = await visit(browser, url, { ...pages[2]!, path: `/cockpit/?push=off${hash}` })
  await alone.page.locator('.vp-big b').waitFor()
  await wall.locator('.signs li').first().waitFor()
  await Promise.all([watchNumbers(wall, told.row.name.zh), watchNumbers(alone.page, null)])
  const values = await tellAll(told, cases, everyMs)
  await pause(3_000)
  const found = { panel: await shownAfter(wall, values, everyMs), screen: await shownAfter(alone.page, values, everyMs) }
  await alone.close()
  say(`panel ${found.panel.map(Math.round).join(' ')} · screen ${found.screen.map(Math.round).join(' ')}`)
  return found
}

const dataDir = process.env.DATA_DIR
if (!dataDir) {
  console.error('left out: DATA_DIR names no folder filled by npx zhili seed --scale chongqing --seed 1')
  process.exit(0)
}
const server = await launch(dataDir, ['--no-simulator'], { DEMO: 'true' })
const browser = await chromium.launch({
  executablePath: chromiums().find((path) => existsSync(path))!,
  args: [...flags, '--disable-gpu'],
})
const pairs: Pair[] = []
try {
  const painted = new Map<Opened, number[]>()
  for (const opened of pages) {
    painted.set(opened, await paints(browser, server.url, opened))
    say(`${opened.app}: ${painted.get(opened)!.map(Math.round).join(' ')} ms`)
  }
  const { gateways } = (await (await fetch(`${server.url}/api/v1/demo/inventory`)).json()) as Inventory
  for (const { key, secret, devices } of gateways) {
    const line = await openLine({ port: server.mqttPort, id: key, secret, onCommand: obey })
    for (const device of devices) pairs.push({ line, device })
  }
  const cookie = await enter(server.url, 'jiangbei-duty')
  // What turned red in a run before is red already.
  const isCalm = async ({ device }: Pair): Promise<boolean> => {
    const answer = await fetch(`${server.url}/api/v1/objects/${device.object}`, { headers: { cookie } })
    return ((await answer.json()) as { events: unknown[] }).events.length === 0
  }
  const reds: Pair[] = []
  for (const pair of pairs.filter(({ device }) => device.id.startsWith(`hf-${district}`)))
    if (reds.length < cases && (await isCalm(pair))) reds.push(pair)
  if (reds.length < cases) throw new Error(`only ${reds.length} tanks of the district have no open case`)
  // Without the pushing of reds the numbers stay in view.
  const { page } = await visit(browser, server.url, { ...pages[2]!, path: '/cockpit/?push=off' })
  await page.locator('.figs').waitFor()
  const base = await watchUnaccepted(page)
  const stop = startLoad(pairs.filter((pair) => !reds.includes(pair)))
  await pause(warmS * 1000)
  const sentAt: number[] = []
  for (const red of reds) {
    sentAt.push(Date.now())
    send(red, { ch4: 55, h2s: 1, o2: 20.9, co: 2 }, () => undefined)
    await pause(everyMs)
  }
  await pause(5_000)
  const numbers = await measureNumbers(browser, server.url, page)
  const load = stop()
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: Record<number, number> }).seen)
  // The nth case is on the wall as soon as its number of unaccepted ones is n more than at first: the list beside it shows the longest waiting alone.
  const after = sentAt.map((at, i) => {
    const shown = Object.entries(seen).filter(([value]) => Number(value) >= base + i + 1)
    return Math.min(Number.POSITIVE_INFINITY, ...shown.map(([, moment]) => moment - at))
  })
  say(after.map(Math.round).join(' '))
  const bar = (value: number, ms: number) => ({ says: `≤ ${ms} ms`, held: value <= ms })
  const p95 = quantile(after, 0.95)
  publish({
    bench: 'wall-live',
    title: 'pages and the wall at the true size of Chongqing',
    work: `The database of \`npx zhili seed --scale chongqing --seed 1\`. Each page ${loads} times in a browser context of its own with an empty cache, 1920 × 1080, 1.5 s after its heading stands; the first load is thrown away. Then ${perSecond.toLocaleString('en')} readings a second by MQTT from all ${gateways.length} gateways for ${Math.round((2 * cases * everyMs) / 1000)} s, and every ${everyMs / 1000} s a tank of a district turns red: from sending its reading until the wall’s number of unaccepted cases has grown by it. Then as many values of one vital of that district are told by the API, one every ${everyMs / 1000} s: from the answer that it was taken until it stands in the panel 体征 of that wall and on the screen of the vital on a second one.`,
    same: 'A case by which the wall’s number never grew counts as never shown, as does a value whose digits never stood on it',
    versions: { browser: 'Chromium headless' },
    figures: [
      ...[...painted].map(([{ app, bar: ms }, times]) => ({
        ...{ what: `${app}: largest paint`, runs: times, unit: 'ms', bar: bar(quantile(times, 0.75), ms) },
      })),
      { what: 'readings a second taken', runs: [load.perS * load.acked], unit: '' },
      { what: `red reading to the wall, ${cases} cases: p50`, runs: [quantile(after, 0.5)], unit: 'ms' },
      { what: 'p95', runs: [p95], unit: 'ms', bar: bar(p95, 2_000) },
      ...Object.entries(numbers ?? {}).flatMap(([where, times]) => [
        {
          what: `value taken to the ${where} of its vital, ${times.length} values: p50`,
          runs: [quantile(times, 0.5)],
          unit: 'ms',
        },
        { what: 'p95', runs: [quantile(times, 0.95)], unit: 'ms', bar: bar(quantile(times, 0.95), 2_000) },
      ]),
    ],
    notes: [
      ...(numbers ? [] : ['No vital of the wall’s panel could be told: its numbers were not measured.']),
      'Of the largest paint the 75th of a hundred counts, as is the custom. Server, PostgreSQL, gateways and browser share the two cores; the wall waits a second to gather what changed.',
    ],
  })
} finally {
  for (const { line } of pairs) line.close()
  await browser.close()
  await server.stop()
}
