import { spawnSync } from 'node:child_process'

/** Chromium without a window to be drawn in: a page costs a quarter less processor time. Debian's package of that name. */
export const headlessShell = 'chromium-headless-shell'

const usual = [
  `/usr/bin/${headlessShell}`,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
]

/** The Chromium for browser tests: CHROMIUM_PATH, else where distributions put it. Only one that really starts counts. */
export function findChromium() {
  const places = process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : usual
  return places.find((path) => spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0)
}

/** Whether Chinese text can be drawn; unknown (no fontconfig) counts as no. */
export function hasChineseFont() {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  return status === 0 && stdout.trim() !== ''
}

export const chromiumAdvice =
  '没有找到 Chromium：Debian/Ubuntu 请运行 sudo apt-get install chromium-headless-shell fonts-noto-cjk（没有就装 chromium），或用 CHROMIUM_PATH 指明。\n' +
  'No Chromium found for the browser tests: sudo apt-get install chromium-headless-shell (or chromium) fonts-noto-cjk, or name one in CHROMIUM_PATH.'
