// Set-up for the two commands: `node tools/ensure.mjs start|test`. Runs on Node 20 with nothing installed, so plain JavaScript
// without dependencies. Does only what is missing, and tells what it does and how long it took.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { chromiumAdvice, findChromium, hasChineseFont, headlessShell } from './chromium.mjs'
import { hashOf } from './hash.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const installStamp = join(root, 'node_modules', '.zhili-installed')
const buildStamp = join(root, 'dist', '.zhili-built')
const webSources = ['ui', 'console', 'cockpit', 'field', 'contract', 'public', 'vite.config.ts', 'package-lock.json']

const mode = process.argv[2]
if (mode !== 'start' && mode !== 'test') {
  console.error('usage: node tools/ensure.mjs start|test')
  process.exit(2)
}

installPackages()
buildWeb()
if (mode === 'test') installPrograms()

function installPackages() {
  const wanted = hashOf(root, ['package.json', 'package-lock.json'])
  if (stampIs(installStamp, wanted)) return
  if (!matchesLock())
    step('安装依赖 npm ci', () =>
      run(
        npm(),
        ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
        '请检查网络后再运行。 Check the network and run it again.',
      ),
    )
  stamp(installStamp, wanted)
}

/** Whether what is installed is what the lock file says: then somebody ran `npm ci` by hand. */
function matchesLock() {
  const installed = read(join(root, 'node_modules', '.package-lock.json'))
  const locked = read(join(root, 'package-lock.json'))
  if (!installed || !locked) return false
  const here = JSON.parse(installed).packages
  return Object.entries(JSON.parse(locked).packages).every(([path, wanted]) => {
    if (path === '') return true
    const found = here[path]
    return found ? found.version === wanted.version : Boolean(wanted.optional || wanted.devOptional || wanted.peer)
  })
}

function buildWeb() {
  if (!existsSync(join(root, 'vite.config.ts'))) return
  const wanted = hashOf(root, webSources)
  if (stampIs(buildStamp, wanted)) return
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  step('构建页面 vite build', () =>
    run([newestNode()], [vite, 'build', '--logLevel', 'warn'], '页面没有建成。 The web apps were not built.'),
  )
  stamp(buildStamp, wanted)
}

function installPrograms() {
  const found = findChromium()
  const apt = process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0
  const others = [...(hasChineseFont() ? [] : ['fonts-noto-cjk']), ...neighbours()]
  if (apt && (wantsBrowser(found) || others.length > 0))
    step('安装 apt-get install', () => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
      const options = { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] }
      spawnSync('apt-get', ['update', '-qq'], options)
      const wanted = [...(wantsBrowser(found) ? browserPackages(found) : []), ...others]
      console.log(`· ${wanted.join(' ')}`)
      if (wanted.length > 0) spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], options)
    })
  // Not a reason to stop here: all other tests can run, and the browser group then fails with the same sentence.
  if (!findChromium()) console.log(chromiumAdvice)
  else if (!hasChineseFont())
    console.log(
      '没有中文字体，截图会缺字。 No Chinese font found (apt-get install fonts-noto-cjk): texts will be drawn as boxes.',
    )
}

/** Whether one has to be installed; in CI the light one also where another is. */
function wantsBrowser(found) {
  return !found || Boolean(process.env.CI && !process.env.CHROMIUM_PATH && !found.endsWith(headlessShell))
}

/** The light one where the distribution has it. */
function browserPackages(found) {
  if (spawnSync('apt-cache', ['show', headlessShell], { stdio: 'ignore' }).status === 0) return [headlessShell]
  return found ? [] : ['chromium']
}

/** Other people's clients that are asked to read what we say; without them their tests are skipped. Large, so only where CI is set. */
function neighbours() {
  if (!process.env.CI) return []
  const packages = {
    ogrinfo: 'gdal-bin',
    mosquitto_pub: 'mosquitto-clients',
    gpsdecode: 'gpsd-clients',
    xmllint: 'libxml2-utils',
  }
  return Object.keys(packages).flatMap((program) =>
    spawnSync('which', [program], { stdio: 'ignore' }).status === 0 ? [] : [packages[program]],
  )
}

function newestNode() {
  const shipped = join(root, 'node_modules', '.bin', 'node')
  return existsSync(shipped) ? shipped : process.execPath
}

/** The npm that runs this script, else the one on the path. */
function npm() {
  return process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm']
}

function run([program, ...before], args, advice) {
  const { status, error } = spawnSync(program, [...before, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status === 0) return
  console.error(`${error?.message ?? `${program} ended with ${status}`}. ${advice}`)
  process.exit(1)
}

function step(what, work) {
  const began = performance.now()
  console.log(`· ${what} …`)
  work()
  console.log(`· ${what}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

function stampIs(path, wanted) {
  return read(path).trim() === wanted
}

function stamp(path, value) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${value}\n`)
}
