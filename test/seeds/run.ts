// `npm run city -- --seed 7`: plays one seed, or with `--seeds 200` so many one after another, and tells what did not hold.
import { parseArgs } from 'node:util'
import { againOf, type Playing, playSeed } from './play.ts'
import { regressions } from './regressions.ts'
import { type FaultName, faultNames } from './schedule.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    hours: { type: 'string', default: '2' },
    faults: { type: 'string', default: faultNames.join(',') },
    log: { type: 'boolean', default: false },
  },
})
const faults = values.faults.split(',').filter((name) => name !== '' && name !== 'none') as FaultName[]
const unknown = faults.find((name) => !faultNames.includes(name))
if (unknown) throw new Error(`no fault ${unknown}; there are ${faultNames.join(' ')}`)

const [first, count] = [Number(values.seed), Number(values.seeds)]
const asked = Array.from({ length: count }, (_, index): Playing => ({ seed: first + index, hours: Number(values.hours), faults }))
const failed: number[] = []
// Whoever asks for many wants to know first whether an old fault is back.
for (const playing of count > 1 ? [...regressions, ...asked] : asked) {
  const { seed } = playing
  const played = await playSeed(playing)
  const counts = Object.entries(played.counts).map(([name, n]) => `${name} ${n}`)
  console.log(
    `${played.failure ? '✖' : '✔'} seed ${seed}: ${played.steps} steps, ${(played.ms / 1000).toFixed(1)} s, trace ${played.trace} · ${counts.join(' · ')}`,
  )
  if (values.log || played.failure) console.log(played.log.join('\n'))
  if (played.failure) {
    failed.push(seed)
    console.log(`\nseed ${seed}, after step ${played.steps}: ${played.failure}\nagain: ${againOf(playing)}\n`)
  }
}
console.log(failed.length > 0 ? `failed: ${failed.join(' ')}` : 'everything held')
process.exitCode = failed.length > 0 ? 1 : 0
