// How good the shipped checks of haulage are against a truth the platform never sees: `node bench/haulage-truth.ts [--days 28] [--trucks 150] [--seed 1]`,
// or `--seeds 11-20` for the median and the spread of many. The rules are those of the server (`stepHaul`, `unbalanced`), what terminals, gates and
// scales get wrong stands in `parts/haul-told.ts`, the judge is that of the quality page. Nothing is stored: days run in a minute or two.
import { parseArgs } from 'node:util'
import { spoilTruck } from '../packs/spoil-truck/pack.ts'
import { judgeTruth, quantile, type Score, scoreTruth } from '../server/centre/truth/score.ts'
import { playOf } from '../simulator/plays.ts'
import { driven } from './parts/haul-city.ts'
import { playHaul } from './parts/haul-play.ts'
import { errors } from './parts/haul-told.ts'

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '28' },
    trucks: { type: 'string', default: '150' },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string' },
    why: { type: 'string' },
  },
})
const { model } = playOf([spoilTruck.simulator!], 'rounds')!
const fleet = driven(model.fleet!)
const haulage = spoilTruck.haulage!
const size = { trucks: Number(values.trucks), sites: 30, tips: 8, permitless: 0.03 }
const graceMs = 15 * 60_000
const say = (line: string): void => void process.stdout.write(`${line}\n`)

function play(seed: string): { scores: Score[]; turns: number } {
  const days = Number(values.days)
  const { lines, found, turns, positions } = playHaul({ seed, days, fleet, haulage, m3: model.load }, size)
  const judged = judgeTruth({ lines, watches: [] }, found, { now: new Date('2026-12-31T00:00:00Z'), graceMs })
  if (values.why) {
    const wrong = judged.found.filter(({ matter, right }) => matter === values.why && !right)
    for (const { of, at } of wrong.slice(0, 30)) say(`for nothing: ${of} ${at.toISOString()}`)
    const missed = judged.truths.filter(({ line, by }) => line.matter === values.why && !by)
    for (const { line } of missed.slice(0, 30)) say(`missed: ${line.id} ${line.from} – ${line.until}`)
  }
  say(`seed ${seed}: ${turns} turns, ${positions} positions, ${lines.length} things wrong, ${found.length} found`)
  return { scores: scoreTruth(judged), turns }
}

const share = (part: number, of: number): string => `${part}/${of} = ${(part / Math.max(1, of)).toFixed(3)}`
const seconds = (score: Score, q: number): number => (quantile(score.delays, q) ?? Number.NaN) / 1_000

function sayOne(score: Score): void {
  const { matter, right, found, caught, true: all } = score
  say(
    `${matter}: precision ${share(right, found)}; recall ${share(caught, all)}; delay median ${seconds(score, 0.5).toFixed(0)} s, 95 % ${seconds(score, 0.95).toFixed(0)} s`,
  )
}

/** Median and spread over many seeds. */
function sayMany(played: readonly { scores: Score[] }[]): void {
  const matters = [...new Set(played.flatMap(({ scores }) => scores.map(({ matter }) => matter)))].toSorted()
  for (const matter of matters) {
    const all = played.flatMap(({ scores }) => scores.filter((one) => one.matter === matter))
    const spread = (of: (score: Score) => number, digits: number): string => {
      const list = all.map(of).toSorted((a, b) => a - b)
      const middle = (list[Math.floor((list.length - 1) / 2)]! + list[Math.ceil((list.length - 1) / 2)]!) / 2
      return `${middle.toFixed(digits)} (${list[0]!.toFixed(digits)} – ${list.at(-1)!.toFixed(digits)})`
    }
    const sum = (of: 'true' | 'caught' | 'found' | 'right'): number => all.reduce((total, one) => total + one[of], 0)
    say(
      `${matter}: precision ${spread((one) => one.right / Math.max(1, one.found), 3)} ${sum('right')}/${sum('found')}; recall ${spread((one) => one.caught / Math.max(1, one.true), 3)} ${sum('caught')}/${sum('true')}; delay median ${spread((one) => seconds(one, 0.5), 0)} s, 95 % ${spread((one) => seconds(one, 0.95), 0)} s`,
    )
  }
}

say(`${JSON.stringify(size)}, ${values.days} days; wrong ${JSON.stringify(fleet.wrong)}; told with ${JSON.stringify(errors)}`)
const [from, to] = (values.seeds ?? '').split('-').map(Number)
if (from && to) sayMany(Array.from({ length: to - from + 1 }, (_, n) => play(`${from + n}`)))
else for (const score of play(values.seed).scores) sayOne(score)
