import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Session } from '../../contract/person.ts'
import { chromiums, flags, webGl } from '../../server/commands/browser-flags.ts'
import { type Server, type ServerOptions, startMs, startServer } from './server.ts'
import { tellPages } from './tell-page.ts'
import { createWatch } from './watch.ts'

/** What one waits for in these tests is there in a second or two; a busy machine is given this long. */
export const patienceMs = 30_000

export const desk = { width: 1440, height: 900 }
export const wall = { width: 1920, height: 1080 }
export const phone = { width: 390, height: 844 }

export type Viewport = { width: number; height: number }
export type PersonOptions = { viewport?: Viewport; place?: { longitude: number; latitude: number } }
/** One person with a browser of their own. `api` asks the server as this person, beside the page. */
export type Person = {
  page: Page
  context: BrowserContext
  /** Opens an address of the server, e.g. `/inbox`. */
  goto(path: string): Promise<void>
  get<T>(path: string): Promise<T>
  post(path: string, body: object): Promise<{ status: number; body: unknown }>
}
export type Zhili = {
  url: string
  server: Server
  /** Signed in as a demo account; `null`: somebody without an account. */
  newPerson(account: string | null, options?: PersonOptions): Promise<Person>
  outside(): string[]
  faults(): string[]
  stop(): Promise<void>
}

/** Without maps nothing needs WebGL, whose software stand-in takes a second of its own to start. */
export type ZhiliOptions = ServerOptions & { maps?: boolean }

/** Starts the platform and one Chromium beside it. Everything of one test file happens in these two. */
export async function startZhili({ maps = true, ...options }: ZhiliOptions = {}): Promise<Zhili> {
  const began = performance.now()
  const server = await startServer(options)
  const visitors = await startVisitors(server.url, maps).catch(async (error: unknown) => {
    await server.stop()
    throw error
  })
  const stop = async (): Promise<void> => {
    await visitors.stop()
    await server.stop()
  }
  if (performance.now() - began < startMs) return { ...visitors, url: server.url, server, stop }
  await stop()
  throw new Error(`not ready after ${startMs} ms`)
}

export type Visitors = Pick<Zhili, 'newPerson' | 'outside' | 'faults' | 'stop'>

/** One Chromium whose people visit a server that runs already; `stop` closes the browser alone. */
export async function startVisitors(url: string, maps = true): Promise<Visitors> {
  const browser = await launch(maps)
  const watch = createWatch(url)
  return {
    outside: watch.outside,
    faults: watch.faults,
    async newPerson(account, asked = {}) {
      const context = await newContext(browser, asked)
      watch.follow(context, account ?? 'anybody')
      if (account) await enter(context, url, account)
      return person(context, url)
    },
    stop: () => browser.close(),
  }
}

/** The Chromium the runner found (CHROMIUM_PATH), else where distributions put it. */
export function launch(maps = true): Promise<Browser> {
  const executablePath = chromiums().find((path) => existsSync(path))
  if (!executablePath) throw new Error('no Chromium: set CHROMIUM_PATH')
  return chromium.launch({ executablePath, args: [...flags, ...(maps ? webGl : ['--disable-gpu'])] })
}

async function newContext(browser: Browser, { viewport = desk, place }: PersonOptions): Promise<BrowserContext> {
  const isPhone = viewport.width < 500
  const context = await browser.newContext({
    viewport,
    hasTouch: isPhone,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...(place ? { geolocation: { ...place, accuracy: 8 }, permissions: ['geolocation'] } : {}),
  })
  context.setDefaultTimeout(patienceMs)
  return context
}

/** Signs in with a cookie, as the sign-in page would; the phone apps also remember who it was. */
async function enter(context: BrowserContext, url: string, account: string): Promise<void> {
  const answer = await context.request.post(`${url}/api/v1/demo/session`, { data: { account } })
  if (!answer.ok()) throw new Error(`${account} cannot enter: ${answer.status()} ${await answer.text()}`)
  const session = (await answer.json()) as Session
  await context.addInitScript((kept) => {
    if (location.origin !== 'null') localStorage.setItem('zhili.field.session', kept)
  }, JSON.stringify(session))
}

async function person(context: BrowserContext, url: string): Promise<Person> {
  const page = await context.newPage()
  tellPages(page)
  return {
    page,
    context,
    async goto(path) {
      await page.goto(`${url}${path}`, { waitUntil: 'load' })
    },
    async get<T>(path: string) {
      const answer = await context.request.get(`${url}/api/v1${path}`)
      if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
      return (await answer.json()) as T
    },
    async post(path, body) {
      const answer = await context.request.post(`${url}/api/v1${path}`, {
        data: body,
        headers: { 'idempotency-key': crypto.randomUUID() },
      })
      return { status: answer.status(), body: (await answer.json().catch(() => null)) as unknown }
    },
  }
}
