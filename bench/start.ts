// How long the first and the second start take with the whole demo city, and what the processes hold at rest.
// Installing is timed apart, because it depends on the network: `time npm ci` in a fresh clone.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { launch, memoryMb } from './parts/launch.ts'

const restS = 60

const dir = mkdtempSync(join(tmpdir(), 'zhili-bench-'))
try {
  const first = await launch(dir)
  console.log(`first start, seeding the city   ${first.readyS.toFixed(1)} s`)
  await first.stop()
  const second = await launch(dir)
  console.log(`second start                    ${second.readyS.toFixed(1)} s`)
  console.log(`memory when ready               ${JSON.stringify(memoryMb(second.pid))} MB`)
  await pause(restS * 1000)
  console.log(`memory after ${restS} s of the city   ${JSON.stringify(memoryMb(second.pid))} MB`)
  await second.stop()
  const sizes = JSON.parse(readFileSync(new URL('../dist/sizes.json', import.meta.url), 'utf8')) as Record<
    string,
    { jsKb: number }
  >
  for (const [app, { jsKb }] of Object.entries(sizes)) console.log(`first load of ${app.padEnd(18)}${jsKb} KB gzip`)
} finally {
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
}
