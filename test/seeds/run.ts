// `npm run city -- --seed 7`: plays one seed, or with `--seeds 200` so many one after another, and tells what did not hold.
import { parseArgs } from 'node:util'
import { breakIn } from './break-in.ts'
import type { Playing } from './play.ts'
import { regressions } from './regressions.ts'
import { type FaultName, faultNames } from './schedule.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string', default: '1' },
    hours: { type: 'string', default: '2' },
    faults: { type: 'string', default: faultNames.join(',') },
    break: { type: 'string' },
    log: { type: 'boolean', default: false },
  },
})
const faults = values.faults.split(',').filter((name) => name !== '' && name !== 'none') as FaultName[]
const unknown = faults.find((name) => !faultNames.includes(name))
if (unknown) throw new Error(`no fault ${unknown}; there are ${faultNames.join(' ')}`)

if (values.break) breakIn(values.break)
// Only now: what is loaded before is whole.
const { againOf, playSeed } = await import('./play.ts')

const [first, count] = [Number(values.seed ?? 1), Number(values.seeds)]
const asked = Array.from({ length: count }, (_, index): Playing => ({ seed: first + index, hours: Number(values.hours), faults }))
const failed: number[] = []
const total = { seeds: 0, steps: 0, ms: 0, counts: {} as Record<string, number> }
// Whoever asks for many and names none to begin with wants to know first whether an old fault is back.
for (const playing of count > 1 && values.seed === undefined ? [...regressions, ...asked] : asked) {
  const { seed } = playing
  const played = await playSeed(playing)
  console.log(
    `${played.failure ? '✖' : '✔'} seed ${seed}: ${played.steps} steps, ${seconds(played.ms)}, trace ${played.trace} · ${told(played.counts)}`,
  )
  total.seeds++
  total.steps += played.steps
  total.ms += played.ms
  for (const [name, n] of Object.entries(played.counts)) total.counts[name] = (total.counts[name] ?? 0) + n
  if (values.log || played.failure) console.log(played.log.join('\n'))
  if (played.failure) {
    failed.push(seed)
    console.log(`\nseed ${seed}, after step ${played.steps}: ${played.failure}\nagain: ${againOf(playing)}\n`)
  }
}
if (total.seeds > 1) console.log(`${total.seeds} seeds: ${total.steps} steps, ${seconds(total.ms)} · ${told(total.counts)}`)
console.log(failed.length > 0 ? `failed: ${failed.join(' ')}` : 'everything held')
process.exitCode = failed.length > 0 ? 1 : 0

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

function told(counts: Record<string, number>): string {
  return Object.entries(counts)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, n]) => `${name} ${n}`)
    .join(' · ')
}
