// A wall that runs for seven days, in minutes: the clocks of server and page are moved by hand, the page stays the same. Days roll, the line
// breaks, events turn red and are accepted, the playlist turns. Memory must stay bounded, and no figure may be old without its mark.
// `--days N` for another length.
import { existsSync, readFileSync } from 'node:fs'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type BrowserServer, type CDPSession, chromium, type Page } from 'playwright-core'
import { chromiums, flags } from '../server/commands/browser-flags.ts'
import { leadOrder } from '../test/scenario/septic.ts'
import { firstDevice, type Story, startStory } from '../test/story.ts'
import { WALL_BANNER, WALL_OLD } from '../ui/old-after.ts'
import { familyOf } from './parts/launch.ts'
import { type PageClock, pageClock } from './parts/page-clock.ts'
import { publish } from './parts/publish.ts'
import { median, quick, say, short } from './parts/run.ts'
import { growthOf, type Sample } from './parts/slope.ts'

const asked = process.argv.indexOf('--days')
const days = asked > 0 ? Number(process.argv[asked + 1]) : quick ? 0.25 : 7
if (!(days > 0)) throw new Error('--days takes a number above 0')
/** Seconds of the city in a step: below the 45 s of silence after which a page takes its line for broken. */
const stepS = 40
const perHour = 3600 / stepS
const steps = Math.round(days * 24 * perHour)
/** Each six hours a tank is red, for twenty minutes nobody accepts; each twelve hours the line is down for half an hour. */
const [redEvery, redFor] = [6 * perHour, perHour / 3]
const [downEvery, downFor] = [12 * perHour, perHour / 2]
/** A panel asks each minute and says so half a minute later; a step and its request come on top. */
const freshMs = 90_000 + 2 * stepS * 1000
const mostMb = 600
const home = { after: () => undefined } as unknown as TestContext

const afters: (() => Promise<void> | void)[] = []
const story = await startStory({ ...home, after: (end: () => Promise<void>) => afters.push(end) } as unknown as TestContext, {
  web: true,
})
/** The clock of a story is moved by hand. */
const clock = story.zhili.spine.clock as typeof story.zhili.spine.clock & { set(to: Date): void }
const found = { reloads: 0, oldUnmarked: 0, downUnmarked: 0, redUnseen: 0, looks: 0, screens: new Set<string>() }
const memory: Sample[] = []
const ofPage: Sample[] = []
const heap: Sample[] = []
let browser: BrowserServer | null = null
try {
  const url = await story.zhili.app.listen({ port: 0, host: '127.0.0.1' })
  await setPlaylist(story)
  browser = await chromium.launchServer({
    executablePath: fileURLToPath(new URL('parts/unobserved-chromium.mjs', import.meta.url)),
    env: { ...process.env, CHROMIUM_PATH: chromiums().find((path) => existsSync(path))! },
    args: [...flags, '--disable-gpu'],
  })
  const { page, turn, cdp, offline } = await openWall(browser, url)
  page.on('load', () => found.reloads++)
  await run(page, { turn, cdp, offline, pid: browser.process().pid! })
  tell()
} finally {
  await browser?.close()
  for (const end of afters.toReversed()) await end()
}

async function setPlaylist({ as }: Story): Promise<void> {
  const turn = (screen: string, seconds: number, when = 'always') => ({ screen, area: null, seconds, when, hours: null })
  const body = {
    turns: [turn('overview', 300), turn('check-up', 120), turn('risk', 120, 'quiet'), turn('event', 60, 'red-open')],
  }
  const { status } = await as('chenli').post('/api/v1/walls/playlist', { area: '990101', body })
  if (status !== 200) throw new Error(`the playlist was not taken: ${status}`)
}

async function openWall(server: BrowserServer, url: string) {
  const client = await chromium.connect(server.wsEndpoint())
  const context = await client.newContext({
    viewport: { width: 1920, height: 1080 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  // The wall's own seat, as in a control room: a person's sign-in would end overnight.
  const asked = await context.request.post(`${url}/api/v1/wall-seats/pairing`, { data: {} })
  const { code } = (await asked.json()) as { code: string }
  const seated = await story.as('chenli').post('/api/v1/wall-seats', { code, name: '大厅', area: '990101' })
  if (seated.status !== 200) throw new Error(`the wall got no seat: ${seated.status}`)
  const page = await context.newPage()
  await page.clock.install({ time: story.now() })
  await page.goto(`${url}/cockpit/`)
  await page.locator('.wall h1').waitFor()
  // Both clocks stand at the same moment from here on.
  const at = (await page.evaluate(() => Date.now())) + 2_000
  const turn = await pageClock(page, at)
  clock.set(new Date(at))
  return { page, turn, cdp: await context.newCDPSession(page), offline: (down: boolean) => context.setOffline(down) }
}

type Wall = { turn: PageClock; cdp: CDPSession; offline: (down: boolean) => Promise<void>; pid: number }

/** Moves both clocks one step. A word nobody shows keeps the line alive, as the heartbeat does each quarter of a minute. */
async function step(turn: PageClock): Promise<void> {
  clock.set(new Date(clock.now().getTime() + stepS * 1000))
  const word = { kind: 'vital.registered', subject: 'beat', area: '99/990101/', body: { vital: 'beat', name: 'beat' } } as const
  await story.zhili.spine.transaction({ kind: 'system', id: 'bench' }, (tx) => tx.record(word))
  await turn.forward(stepS * 1000)
}

async function run(page: Page, { turn, cdp, offline, pid }: Wall): Promise<void> {
  await cdp.send('Performance.enable')
  let red: number | null = null
  let downSince: number | null = null
  for (let n = 1; n <= steps; n++) {
    await step(turn)
    if (n % redEvery === perHour) red = await turnRed(n)
    if (red !== null && n - red === redFor) red = await takeRed()
    if (n % downEvery === 3 * perHour) {
      await offline(true)
      downSince = n
    }
    if (downSince !== null && n - downSince === downFor) {
      await offline(false)
      downSince = null
    }
    if (n % 9 !== 0) continue
    if (n % 45 === 0) await readAll()
    await story.pass({ ms: 0 })
    await look(page, turn, {
      n,
      downFor: downSince === null ? 0 : (n - downSince) * stepS * 1000,
      red: red !== null && n - red > 3,
    })
    if (n % perHour === 0) await sample(page, { cdp, pid, hour: n / perHour })
  }
}

/** Every tank says that all is well, so that none is taken for silent. */
async function readAll(): Promise<void> {
  const devices = await story.sql<{ id: string }>(
    `select id from devices where state = 'online' and id <> $1 order by id limit 8`,
    [firstDevice],
  )
  for (const { id } of devices) await story.reads(id, { ch4: 2 })
}

async function turnRed(n: number): Promise<number> {
  await story.reads(firstDevice, { ch4: 55 })
  await story.pass({ ms: 0 })
  return n
}

/** Somebody takes it, and the gas is gone. */
async function takeRed(): Promise<null> {
  const lead = await leadOrder(story.as('zhoumin')).catch(() => null)
  if (lead) await story.as('zhoumin').post(`/api/v1/work-orders/${lead.id}/accept`, {})
  await story.reads(firstDevice, { ch4: 1 })
  await story.pass({ ms: 0 })
  return null
}

/** A page that opens itself anew takes its two seconds. Its clock stands; what it puts off to the next turn happens in steps of a twentieth. */
async function opened(page: Page, turn: PageClock): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    const isThere = page.locator('.wall h1').first().waitFor({ timeout: 200 })
    if (
      await isThere.then(
        () => true,
        () => false,
      )
    )
      return
    await turn.runFor(50)
  }
  throw new Error(`the wall does not open: ${page.url()} ${(await page.locator('body').innerText()).slice(0, 300)}`)
}

type Seen = { title: string; marks: { text: string; old: boolean }[]; edge: boolean; banner: boolean; red: boolean; now: string }
/** What stands on the wall, as somebody in the room reads it. */
function seen(page: Page): Promise<Seen> {
  return page.evaluate(() => ({
    title: document.querySelector('.wall h1')?.textContent ?? '',
    marks: [...document.querySelectorAll('.age-at, .age-old')].map((mark) => ({
      text: mark.textContent ?? '',
      old: mark.classList.contains('age-old'),
    })),
    edge: document.querySelector('.old-edge') !== null,
    banner: document.querySelector('.wall-age > .ban.ink') !== null,
    red: document.querySelector('.red-bar, .c2 header.red, .new .pw') !== null,
    now: '',
  }))
}

/** Seconds of the day a mark "09:42:05" stands for; null: it says how old it is in words. */
function secondsOf(text: string): number | null {
  const parts = /^(\d\d):(\d\d):(\d\d)$/.exec(text.trim())
  return parts ? Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3]) : null
}

async function look(
  page: Page,
  turn: PageClock,
  { n, downFor, red }: { n: number; downFor: number; red: boolean },
): Promise<void> {
  await opened(page, turn)
  const { title, marks, edge, banner, red: shown } = await seen(page)
  found.looks++
  found.screens.add(title)
  const city = new Date(story.now().getTime() + 8 * 3_600_000)
  const nowS = city.getUTCHours() * 3600 + city.getUTCMinutes() * 60 + city.getUTCSeconds()
  for (const { text, old } of marks) {
    const at = old ? null : secondsOf(text)
    if (at !== null && ((nowS - at + 86_400) % 86_400) * 1000 > freshMs && (nowS - at + 86_400) % 86_400 < 43_200) {
      found.oldUnmarked++
      say(`step ${n}: ${title} shows ${text} unmarked`)
    }
  }
  const slack = 3 * stepS * 1000
  if (downFor > WALL_OLD + slack && !edge) {
    found.downUnmarked++
    say(`step ${n}: ${title} no edge, down for ${downFor / 60000} min`)
  }
  if (downFor > WALL_BANNER + slack && !banner) {
    found.downUnmarked++
    say(`step ${n}: ${title} no banner, down for ${downFor / 60000} min; ${marks.map((m) => m.text).join(' ')}`)
  }
  if (red && downFor === 0 && !shown) {
    found.redUnseen++
    say(`step ${n}: a red event is not on the wall (${title})`)
  }
}

/** Memory of Chromium and all its processes, shared pages counted once, by their share; and the heap of the page as it stands. */
async function sample(page: Page, { cdp, pid, hour }: { cdp: CDPSession; pid: number; hour: number }): Promise<void> {
  // Without the process that stands between us and it.
  const family = familyOf(pid).slice(1)
  const mb = family.reduce((sum, one) => sum + pssMb(one), 0)
  memory.push({ at: hour, value: mb })
  ofPage.push({ at: hour, value: Math.max(...family.filter(isRenderer).map(pssMb)) })
  const { metrics } = (await cdp.send('Performance.getMetrics')) as { metrics: { name: string; value: number }[] }
  heap.push({ at: hour, value: (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1_048_576 })
  // An hour of a real wall is full of idle moments in which the browser clears up; here none of them passes.
  await cdp.send('HeapProfiler.collectGarbage')
  if (hour % 6 === 0) say(`hour ${hour}: ${mb.toFixed(0)} MB, heap ${heap.at(-1)!.value.toFixed(1)} MB, ${page.url()}`)
}

/** Is it a process in which pages live? */
function isRenderer(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')
  } catch {
    return false // ended while we were reading
  }
}

function pssMb(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0 // ended while we were reading
  }
}

function tell(): void {
  const most = Math.max(...memory.map(({ value }) => value))
  const warm = memory.filter(({ at }) => at >= Math.min(12, days * 6))
  const nights = Math.floor(days)
  const held = {
    bound: most <= mostMb,
    old: found.oldUnmarked === 0,
    down: found.downUnmarked === 0,
    red: found.redUnseen === 0,
    nights: found.reloads >= nights,
  }
  publish({
    bench: 'wall-soak',
    title: `a wall for ${days} days, its clock moved by hand`,
    work: `One page at 1920 × 1080 of a district, the same from the first hour to the last; both clocks go on by ${stepS} s at a time, ${short(steps)} times. Each 6 h a tank is red and nobody accepts for 20 minutes, each 12 h the line is down for 30 minutes, the playlist turns between overview, check-up, risk and the open event. Each 6 minutes the wall is read as somebody in the room would; each hour memory is taken: all processes of Chromium, shared pages by their share.`,
    same: `${short(found.looks)} looks at ${found.screens.size} different screens`,
    versions: { Chromium: 'headless', PostgreSQL: 'embedded' },
    figures: [
      { what: 'memory of Chromium, most', runs: [most], unit: 'MB', bar: { says: `≤ ${mostMb} MB`, held: held.bound } },
      { what: 'memory of Chromium, median', runs: [median(memory.map(({ value }) => value))], unit: 'MB' },
      { what: 'what its trend adds over the time', runs: [growthOf(warm)], unit: 'MB' },
      { what: 'memory of the process of the page, most', runs: [Math.max(...ofPage.map(({ value }) => value))], unit: 'MB' },
      { what: 'heap of the page, most', runs: [Math.max(...heap.map(({ value }) => value))], unit: 'MB' },
      { what: 'figures older than 90 s without their mark', runs: [found.oldUnmarked], bar: { says: '0', held: held.old } },
      { what: 'looks at a broken line without edge or banner', runs: [found.downUnmarked], bar: { says: '0', held: held.down } },
      { what: 'looks without the red event nobody accepted', runs: [found.redUnseen], bar: { says: '0', held: held.red } },
      { what: 'times it opened itself anew at four', runs: [found.reloads], bar: { says: `≥ ${nights}`, held: held.nights } },
    ],
    notes: [
      `Memory in thirds of the time, median: ${thirds(memory)} MB; of the page’s own process ${thirds(ofPage)} MB.`,
      'Once an hour of the city, after memory was taken, the page is asked to clear up: an hour of a real wall is full of idle moments, and here none passes. What drives the browser is kept from keeping every answer (up to 200 MB).',
    ],
  })
  if (Object.values(held).includes(false)) process.exitCode = 1
}

function thirds(samples: readonly Sample[]): string {
  const size = Math.max(1, Math.ceil(samples.length / 3))
  return [0, 1, 2].map((n) => short(median(samples.slice(n * size, (n + 1) * size).map(({ value }) => value)))).join(' → ')
}
