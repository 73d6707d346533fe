import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Browser, BrowserContext } from 'playwright-core'
import { StartError } from '../kernel/config.ts'
import { chromiums, flags, webGl } from './browser-flags.ts'

type Shot = { name: string; account: string | null; path: string; width: number; height: number; dark?: boolean }

/** The pictures of README and guides: each page as one of the demo people sees it. `{event}` is the gravest open event they see, `{order}` the first order of theirs. */
const shots: Shot[] = [
  { name: 'sign-in', account: null, path: '/', width: 1440, height: 900 },
  { name: 'inbox', account: 'jiangbei-duty', path: '/inbox', width: 1440, height: 900 },
  { name: 'event', account: 'jiangbei-duty', path: '/events/{event}', width: 1440, height: 900 },
  { name: 'events', account: 'jiangbei-duty', path: '/events', width: 1440, height: 900 },
  { name: 'map', account: 'city-duty', path: '/map', width: 1440, height: 900 },
  { name: 'map-dark', account: 'city-duty', path: '/map', width: 1440, height: 900, dark: true },
  { name: 'dispatch', account: 'jiangbei-duty', path: '/dispatch', width: 1440, height: 900 },
  { name: 'check', account: 'jiangbei-check', path: '/check', width: 1440, height: 900 },
  { name: 'feeds', account: 'jiangbei-duty', path: '/feeds', width: 1440, height: 900 },
  { name: 'cockpit', account: 'city-duty', path: '/cockpit/?push=off', width: 1920, height: 1080 },
  { name: 'war', account: 'jiangbei-leader', path: '/cockpit/#/event/{event}', width: 1920, height: 1080 },
  { name: 'field-order', account: 'cuntan-post', path: '/field/#/order/{order}', width: 390, height: 844 },
  { name: 'field-today', account: 'cuntan-post', path: '/field/', width: 390, height: 844 },
  { name: 'leader', account: 'jiangbei-leader', path: '/leader', width: 390, height: 844 },
  { name: 'public', account: null, path: '/public', width: 390, height: 844 },
]

/** A map drawn without a graphics card on a busy machine takes its time, its points more than its page. */
const patienceMs = 90_000
const mapMs = 15_000

/** `zhili shots --url http://localhost:8080 [--only inbox,event]`: takes the documents' screenshots from a running demo. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { url: { type: 'string', default: 'http://localhost:8080' }, only: { type: 'string' }, out: { type: 'string' } },
  })
  const executablePath = chromiums().find((path) => existsSync(path))
  if (!executablePath)
    throw new StartError('没有找到 Chromium：请安装或设置 CHROMIUM_PATH / no Chromium: install it or set CHROMIUM_PATH')
  const out = values.out ?? fileURLToPath(new URL('../../docs/shots/', import.meta.url))
  await mkdir(out, { recursive: true })
  const { chromium } = await import('playwright-core')
  const browser = await chromium.launch({ executablePath, args: [...flags, ...webGl] })
  const wanted = values.only?.split(',')
  try {
    for (const shot of shots.filter(({ name }) => !wanted || wanted.includes(name))) {
      await take(browser, values.url, shot, `${out}/${shot.name}.png`)
      console.log(`${shot.name}.png`)
    }
  } finally {
    await browser.close()
  }
  return 0
}

async function take(browser: Browser, url: string, shot: Shot, file: string): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: shot.width, height: shot.height },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: shot.dark ? 'dark' : 'light',
    deviceScaleFactor: shot.width < 500 ? 2 : 1,
  })
  let path = shot.path
  if (shot.account) {
    const answer = await context.request.post(`${url}/api/v1/demo/session`, { data: { account: shot.account } })
    if (!answer.ok()) throw new StartError(`${url} 不是演示模式 / not in demo mode`)
    // The field app opens without a network and so remembers by itself who it was.
    await context.addInitScript((kept) => localStorage.setItem('zhili.field.session', kept), await answer.text())
    path = path.replace('{event}', path.includes('{event}') ? await first(context, `${url}/api/v1/events?view=open`) : '')
    path = path.replace('{order}', path.includes('{order}') ? await first(context, `${url}/api/v1/work-orders?view=mine`) : '')
  }
  const page = await context.newPage()
  if (shot.dark) await page.addInitScript(() => localStorage.setItem('zhili.theme', 'dark'))
  await page.goto(`${url}${path}`, { waitUntil: 'load' })
  // The live stream never goes idle; the skeletons' end is the sign that the page has its data.
  await page.waitForFunction(() => !document.querySelector('.sk') && document.readyState === 'complete', undefined, {
    timeout: patienceMs,
  })
  await page.waitForTimeout(shot.path === '/map' ? mapMs : 1_500)
  await page.screenshot({ path: file })
  await context.close()
}

/** Id of the first extraordinary row of a list, else of its first row; nothing for an empty list. */
async function first(context: BrowserContext, url: string): Promise<string> {
  const { rows } = (await (await context.request.get(url)).json()) as { rows: { id: string; grade: string }[] }
  return (rows.find(({ grade }) => grade === 'extraordinary') ?? rows[0])?.id ?? ''
}
