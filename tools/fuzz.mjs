// `npm run fuzz -- [codec …|all] [--frames N] [--seed S] [--from N]`: changed messages for every codec of protocols/fuzz.ts, each in a
// worker of its own. Reports frames a second of processor time, the slowest frame and how much memory is held more at the end than after a quarter;
// ends 1 when something crashed, hung or grew. A fault names its case: `--from CASE --frames 1` plays it again.
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { needTypeScript } from './node.mjs'

/** A frame that takes more processor time is a hang. */
const slowMs = 1_000
/** A codec that says nothing for so long is stopped. */
const silentMs = 60_000
/** Held more at the end than after a quarter. */
const growthMb = 8

needTypeScript()
if (isMainThread) await main()
else await work(workerData)

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { frames: { type: 'string' }, seed: { type: 'string' }, from: { type: 'string' } },
  })
  const { fuzzed } = await import('../protocols/fuzz.ts')
  const all = Object.keys(fuzzed)
  const chosen = positionals.length === 0 || positionals.includes('all') ? all : positionals
  const numbers = [values.frames ?? '100000', values.seed ?? '1', values.from ?? '0'].map(Number)
  const [frames, seed, first] = numbers
  const unknown = chosen.filter((name) => !all.includes(name))
  if (unknown.length > 0 || numbers.some((number) => !Number.isSafeInteger(number) || number < 0)) {
    console.error(`npm run fuzz -- [all|${all.join('|')}] [--frames N] [--seed S] [--from N]`)
    process.exitCode = 2
    return
  }
  let failed = 0
  for (const name of chosen) if (!(await runOne({ name, frames, seed, first }))) failed++
  console.log(`${chosen.length - failed} of ${chosen.length} codecs without a fault, ${frames} frames each, seed ${seed}`)
  process.exitCode = failed > 0 ? 1 : 0
}

/** True when nothing crashed, hung or grew. */
function runOne(job) {
  const at = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(new URL(import.meta.url), { workerData: { ...job, at } })
  return new Promise((done) => {
    let seen = -1
    let since = performance.now()
    const watch = setInterval(() => {
      if (at[0] !== seen) {
        seen = at[0]
        since = performance.now()
      } else if (performance.now() - since > silentMs) {
        console.log(`${job.name}: hangs at case ${seen} of seed ${job.seed}`)
        finish(false)
      }
    }, 1_000)
    const finish = (good) => {
      clearInterval(watch)
      worker.terminate()
      done(good)
    }
    worker.once('message', (report) => finish(tell(job, report)))
    worker.once('error', (error) => {
      console.log(`${job.name}: ${error.stack}`)
      finish(false)
    })
  })
}

function tell({ name, seed }, { report, heldMb }) {
  const grown = heldMb.at(-1) - heldMb[0]
  const refused = Object.values(report.refused).reduce((sum, count) => sum + count, 0)
  console.log(
    `${name}: ${report.frames} frames, ${report.framesPerS}/s, ${report.accepted} accepted, ${refused} refused, ` +
      `slowest ${report.slowestMs.toFixed(2)} ms, held ${heldMb.map((mb) => mb.toFixed(1)).join(' → ')} MB`,
  )
  for (const { at, hex, fault } of report.faults) console.log(`  case ${at} of seed ${seed}: ${fault}\n  ${hex.slice(0, 400)}`)
  if (report.slowestMs > slowMs) console.log(`  too slow: ${report.slowestHex}`)
  if (grown > growthMb) console.log(`  memory grew by ${grown.toFixed(1)} MB`)
  return report.faults.length === 0 && report.slowestMs <= slowMs && grown <= growthMb
}

/** Four quarters; what is held is measured after each, when the collector has run. */
async function work({ name, frames, seed, first, at }) {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  const { fuzzed } = await import('../protocols/fuzz.ts')
  const { runFuzz } = await import('../protocols/fuzz-run.ts')
  const heldMb = []
  let report
  for (let quarter = 0; quarter < 4; quarter++) {
    const from = first + Math.floor((frames * quarter) / 4)
    const part = runFuzz(fuzzed[name], {
      frames: first + Math.floor((frames * (quarter + 1)) / 4) - from,
      seed,
      first: from,
      now: processorMs,
      onCase: (index) => Atomics.store(at, 0, index),
    })
    report = report ? added(report, part) : part
    collect()
    heldMb.push(process.memoryUsage().heapUsed / 1e6)
  }
  parentPort.postMessage({ report, heldMb })
}

/** Processor time of this thread: another's work on the machine makes no frame slow. */
function processorMs() {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

function added(a, b) {
  const refused = { ...a.refused }
  for (const [error, count] of Object.entries(b.refused)) refused[error] = (refused[error] ?? 0) + count
  const slower = a.slowestMs > b.slowestMs ? a : b
  return {
    ...slower,
    frames: a.frames + b.frames,
    accepted: a.accepted + b.accepted,
    refused,
    framesPerS: b.framesPerS || a.framesPerS,
    faults: [...a.faults, ...b.faults],
  }
}
