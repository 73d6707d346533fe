// `npm test [-- group …] [--slowest N]`: every group with its time budget; the last line is `N passed, N failed`. With `--slowest`
// each group also names the files and tests that took longest.
// A group over its budget is shown, never failed: another machine is slower. One that hangs is stopped at its limit.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { printChecks, runChecks } from './check.mjs'
import { chromiumAdvice, findChromium } from './chromium.mjs'
import { needTypeScript, newestNode } from './node.mjs'
import { mark } from './report.mjs'
import { realTree, root } from './tree.mjs'

needTypeScript()

/** Budgets in seconds on two cores that do nothing else; together they are the bar of fifteen minutes. `testMs` ends a single test, `side` files run side by side (each in a process of its own, or `together`: that many processes share them), `first` are the long ones. Files `apart` share no process with others: they change what a process keeps for its one city. A group `beside` runs while the one before it does; `demo`: its files copy a demo laid before. */
const groups = [
  { name: 'check', budget: 30 },
  {
    name: 'unit',
    beside: true,
    budget: 30,
    testMs: 60_000,
    side: 1,
    together: true,
    takes: (path) => /\.test\.ts$/.test(path) && !/\.db\.test\.ts$|^test\//.test(path),
  },
  {
    name: 'db',
    budget: 130,
    testMs: 180_000,
    side: 2,
    together: true,
    database: true,
    takes: (path) => /\.db\.test\.ts$/.test(path),
  },
  { name: 'packs', budget: 20, testMs: 90_000, side: 2, together: true, database: true, takes: inFolder('packs') },
  {
    name: 'scenarios',
    budget: 170,
    testMs: 180_000,
    side: 2,
    together: true,
    database: true,
    apart: (path) => path.startsWith('test/scenario/area-'),
    takes: inFolder('scenario'),
  },
  { name: 'seeds', budget: 60, testMs: 300_000, side: 2, database: true, takes: inFolder('seeds') },
  {
    name: 'crash',
    budget: 120,
    testMs: 480_000,
    side: 2,
    database: true,
    first: testFiles('crash', 'kill-rounds', 'start-refused', 'calls-killed'),
    takes: inFolder('crash'),
  },
  {
    name: 'browser',
    budget: 400,
    testMs: 120_000,
    side: 2,
    database: true,
    demo: true,
    first: testFiles(
      'browser',
      'console-axe',
      'wall-and-phone-axe',
      'map-layers',
      'story-wall',
      'codes',
      'drill',
      'packs',
      'story-rock',
    ),
    takes: (path) => (inFolder('browser')(path) && !isTimed(path)) || inFolder('budget')(path),
  },
  {
    name: 'timed',
    budget: 150,
    testMs: 120_000,
    side: 1,
    database: true,
    demo: true,
    takes: (path) => isTimed(path),
  },
]

/**
 * Journeys in a city whose clock runs faster than the wall's: what a fan clears or a person answers has its seconds there. Beside another
 * browser on two cores they come too late, so each has the machine for itself.
 */
function isTimed(path) {
  return /^test\/browser\/(ladder|story|story-septic|story-tower)\.test\.ts$/.test(path)
}

function testFiles(folder, ...names) {
  return names.map((name) => `test/${folder}/${name}.test.ts`)
}

function inFolder(folder) {
  return (path) => path.startsWith(`test/${folder}/`) && path.endsWith('.test.ts') && !path.endsWith('.db.test.ts')
}

const { values: wishes, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: { slowest: { type: 'string', default: '0' } },
})
const slowest = Number(wishes.slowest)
const unknown = asked.filter((name) => !groups.some((group) => group.name === name))
if (unknown.length > 0) {
  console.error(`no group ${unknown.join(', ')}; there are ${groups.map(({ name }) => name).join(' ')}`)
  process.exit(2)
}

const { files } = realTree()
const compileCache = join(root, 'node_modules', '.cache', 'compile')
/** MB that new objects fill before V8 looks what is still needed: a test throws most of them away, and each look costs time. */
const roomForTheYoung = ['--min-semi-space-size=64', '--max-semi-space-size=64']
let server
let laying
const results = []
const chosen = groups.filter(({ name }) => asked.length === 0 || asked.includes(name))
const wholeBegan = performance.now()
for (const [i, group] of chosen.entries()) {
  if (group.beside && i > 0) continue
  const next = chosen[i + 1]?.beside ? [chosen[i + 1]] : []
  // The group before waits for starts and kills: the demo is laid meanwhile.
  if (chosen[i + 1]?.demo) laying ??= layDemo()
  results.push(...(await Promise.all([group, ...next].map(measured))))
}
const wholeS = (performance.now() - wholeBegan) / 1000
await server?.close()
printTable()
const total = (key) => results.reduce((sum, result) => sum + result[key], 0)
process.exitCode = total('failed') > 0 ? 1 : 0
console.log(`${total('passed')} passed, ${total('failed')} failed`)

async function measured(group) {
  console.log(`\n── ${group.name}`)
  if (group.demo) {
    laying ??= layDemo()
    await laying
  }
  const began = performance.now()
  const counts = group.name === 'check' ? await check() : await runGroup(group)
  return { ...counts, name: group.name, budget: group.budget, seconds: (performance.now() - began) / 1000 }
}

async function check() {
  const done = await runChecks()
  const failed = printChecks(done)
  return { passed: done.length - failed, failed, skipped: 0 }
}

async function runGroup(group) {
  const own = files.filter(group.takes)
  if (own.length === 0) return { passed: 0, failed: 0, skipped: 0, remark: 'no files yet' }
  const env = { ...process.env, NODE_COMPILE_CACHE: compileCache }
  if (group.name === 'browser' || group.name === 'timed') {
    env.CHROMIUM_PATH = findChromium()
    if (!env.CHROMIUM_PATH) return broken(chromiumAdvice)
  }
  if (group.database) {
    try {
      Object.assign(env, await databaseServer())
    } catch (error) {
      return broken(`the database server of the tests does not start: ${error.message}`)
    }
  }
  const apart = group.apart ? own.filter(group.apart) : []
  const shared = own.filter((path) => !apart.includes(path))
  const shares = group.together ? dealt(shared, group.side) : [shared]
  const results = await Promise.all(shares.map((share) => runFiles(group, share, env)))
  if (apart.length > 0) results.push(await runFiles({ ...group, together: false }, apart, env))
  return summed(results)
}

/** The demo the journeys copy, before one waits for it: the first two would lay it within the time they have to begin. */
async function layDemo() {
  const began = performance.now()
  try {
    const env = { ...process.env, ...(await databaseServer()), NODE_COMPILE_CACHE: compileCache }
    await layingOf(env)
  } catch (error) {
    console.log(`the demo is laid by the journeys themselves: ${error.message}`)
  }
  console.log(`demo laid in ${((performance.now() - began) / 1000).toFixed(1)} s`)
}

function layingOf(env) {
  const args = ['--disable-warning=ExperimentalWarning', join(root, 'test', 'browser', 'lay-demo.ts')]
  const child = spawn(newestNode(), args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] })
  return new Promise((done, refuse) => {
    child.on('error', refuse)
    child.on('close', (code) => (code === 0 ? done() : refuse(new Error(`laying ended with ${code}`))))
  })
}

/** Like cards: neighbours by name are alike in length, so each process gets its part of the long ones. */
function dealt(own, n) {
  return Array.from({ length: n }, (_, k) => own.filter((_, i) => i % n === k)).filter((share) => share.length > 0)
}

function summed(results) {
  const remark = results.find((result) => result.remark)?.remark
  const slowest = results.flatMap((result) => result.slowest ?? []).toSorted((a, b) => b.ms - a.ms)[0]
  const of = (key) => results.reduce((before, result) => before + result[key], 0)
  return {
    passed: of('passed'),
    failed: of('failed'),
    skipped: of('skipped'),
    ...(slowest && { slowest }),
    ...(remark && { remark }),
  }
}

function broken(reason) {
  console.log(reason)
  return { passed: 0, failed: 1, skipped: 0, remark: 'not run' }
}

/** One server for the whole run, unless somebody names one (the suite also runs on PostgreSQL 15). */
async function databaseServer() {
  if (process.env.ZHILI_TEST_PG) return {}
  server ??= await startServer()
  return { ZHILI_TEST_PG: server.url, ZHILI_TEST_DIR: server.dir }
}

async function startServer() {
  const { startPostgres } = await import('../server/kernel/postgres.ts')
  const { clusterFolder, fastSettings } = await import('../test/database.ts')
  const dir = clusterFolder()
  const { url, stop } = await startPostgres({ dir, settings: fastSettings, log: (line) => console.log(line) })
  const close = async () => {
    await stop()
    rmSync(dir, { recursive: true, force: true })
  }
  return { url, dir, close }
}

/** The long ones of the group come first: begun last, one of them would be waited for alone. */
function inOrder({ first = [] }, own) {
  const gone = first.filter((path) => !own.includes(path))
  if (gone.length > 0) throw new Error(`named as long in tools/test.mjs, but no test: ${gone.join(', ')}`)
  return [...first, ...own.filter((path) => !first.includes(path))]
}

function runFiles(group, own, env) {
  const { testMs, together = false, side = 1 } = group
  const asked = { files: inOrder(group, own), side, together, testMs, slowest }
  const args = ['--disable-warning=ExperimentalWarning', ...roomForTheYoung, join(root, 'tools', 'run-group.mjs')]
  args.push(JSON.stringify(asked))
  // Its own process group, so that a hanging group goes with all it started.
  const child = spawn(newestNode(), args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  const heard = listen(child.stdout)
  const limitS = Math.max(900, 6 * group.budget)
  let stopped = false
  const end = () => process.kill(-child.pid, 'SIGKILL')
  const limit = setTimeout(() => {
    stopped = true
    end()
  }, limitS * 1000)
  process.once('exit', end)
  return new Promise((done) => {
    child.on('close', (code) => {
      clearTimeout(limit)
      process.off('exit', end)
      const running = [...heard.running].join(' · ') || 'no test'
      done(
        stopped
          ? { ...broken(`stopped: not done after ${limitS} s; still running: ${running}`), remark: 'stopped' }
          : judge(code, heard.counts),
      )
    })
  })
}

/** Passes on what the tests print, and takes out what the reporter tells us. */
function listen(stream) {
  const heard = { counts: undefined, running: new Set() }
  const take = (said) => {
    if (said.opened) heard.running.add(said.opened)
    else if (said.ended) heard.running.delete(said.ended)
    else heard.counts = said
  }
  createInterface({ input: stream }).on('line', (line) =>
    line.startsWith(mark) ? take(JSON.parse(line.slice(mark.length))) : console.log(line),
  )
  return heard
}

function judge(code, counts) {
  if (!counts) return broken(`the test runner ended with ${code} and no result`)
  if (code === 0 || counts.failed > 0) return counts
  console.log(`the test runner ended with ${code} though no test failed`)
  return { ...counts, failed: 1 }
}

function printTable() {
  const cells = (result) => [
    result.name.padEnd(10),
    String(result.passed).padStart(6),
    String(result.failed).padStart(6),
    String(result.skipped).padStart(7),
    `${result.seconds.toFixed(1)} s`.padStart(9),
    `${result.budget} s`.padStart(7),
    result.seconds > result.budget ? ' over budget' : '',
    result.remark ? ` ${result.remark}` : '',
    result.slowest ? ` (slowest: ${result.slowest.name.slice(0, 60)}, ${(result.slowest.ms / 1000).toFixed(1)} s)` : '',
  ]
  console.log(`\n${'group'.padEnd(10)} passed failed skipped      time  budget`)
  for (const result of results) console.log(cells(result).join(' ').trimEnd())
  const sum = (key) => results.reduce((before, result) => before + result[key], 0)
  console.log(
    `${'all'.padEnd(10)} ${String(sum('passed')).padStart(6)} ${String(sum('failed')).padStart(6)} ${String(sum('skipped')).padStart(7)} ${`${wholeS.toFixed(1)} s`.padStart(9)} ${'900 s'.padStart(7)}\n`,
  )
}
