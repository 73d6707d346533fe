// How good the shipped checks of haulage are against a truth the platform never sees: `node bench/haulage-truth.ts [--days 28] [--trucks 150] [--seed 1]`,
// or `--seeds 11-20` for the median and the spread of many. The rules are those of the server (`stepHaul`, `unbalanced`), what terminals, gates and
// scales get wrong stands in `parts/haul-told.ts`, the judge is that of the quality page. Nothing is stored: days run in a minute or two.
import { parseArgs } from 'node:util'
import { durationMs } from '../contract/time.ts'
import { spoilTruck } from '../packs/spoil-truck/pack.ts'
import { type Judged, judgeTruth, quantile, type Score, scoreTruth } from '../server/centre/truth/score.ts'
import { playOf } from '../simulator/plays.ts'
import { driven } from './parts/haul-city.ts'
import { type PlayedFound, playHaul } from './parts/haul-play.ts'
import { errors } from './parts/haul-told.ts'

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '28' },
    trucks: { type: 'string', default: '150' },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string' },
    why: { type: 'string' },
    /** people look so many minutes after something waits for them */
    looks: { type: 'string', default: '1' },
    /** no ticket: waits so long for one told late before anybody looks; left out: as shipped */
    late: { type: 'string' },
    /** unwashed: stood so long at the wash by its own places; 0s: the gate's word alone; left out: as shipped */
    stands: { type: 'string' },
  },
})
const { model } = playOf([spoilTruck.simulator!], 'rounds')!
const fleet = driven(model.fleet!)
const shipped = spoilTruck.haulage!
const haulage = {
  ...shipped,
  checks: shipped.checks.map((check) =>
    check.kind === 'unwashed' && values.stands ? { ...check, stands: values.stands } : check,
  ),
}
const size = { trucks: Number(values.trucks), sites: 30, tips: 8, permitless: 0.03 }
const graceMs = 15 * 60_000
const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** What people had to look at of a check, and what of that was so: as they opened it, and of what still stood once late tickets had come. */
type Gate = { matter: string; looks: number; right: number; stands: number; standsRight: number; true: number; caught: number }
const lateMs = durationMs(values.late ?? haulage.checks.find((check) => check.kind === 'no-ticket')!.late)

/** The gate really run: what nobody needs to look at any more is gone, what people look at they take as it is told; a ticket that comes later ends its case. */
function gateOf(judged: Judged, found: readonly PlayedFound[], score: Score): Gate {
  const { matter } = score
  const waitMs = Number(values.looks) * 60_000 + (matter === 'no-ticket' ? lateMs : 0)
  const own = found.flatMap((one, n) => (one.matter === matter ? [{ ...one, right: judged.found[n]!.right }] : []))
  const seen = own.filter(({ at, answeredAt }) => answeredAt === null || answeredAt.getTime() > at.getTime() + waitMs)
  const stood = seen.filter(({ answeredAt }) => answeredAt === null)
  const lost = new Set(own.filter((one) => !seen.includes(one)).map(({ of, at }) => `${of} ${at.getTime()}`))
  const due = judged.truths.filter(({ line, counts, by }) => line.matter === matter && counts && by)
  const right = (list: typeof own): number => list.filter((one) => one.right).length
  return {
    ...{ matter, looks: seen.length, right: right(seen), stands: stood.length, standsRight: right(stood), true: score.true },
    caught: due.filter(({ by }) => !lost.has(`${by!.of} ${by!.at.getTime()}`)).length,
  }
}

type PlayedSeed = { scores: Score[]; gates: Gate[] }

function play(seed: string): PlayedSeed {
  const days = Number(values.days)
  const { lines, found, turns, positions } = playHaul({ seed, days, fleet, haulage, m3: model.load }, size)
  const judged = judgeTruth({ lines, watches: [] }, found, { now: new Date('2026-12-31T00:00:00Z'), graceMs, earlyMs: graceMs })
  if (values.why) {
    const wrong = judged.found.filter(({ matter, right }) => matter === values.why && !right)
    for (const { of, at } of wrong.slice(0, 30)) say(`for nothing: ${of} ${at.toISOString()}`)
    const missed = judged.truths.filter(({ line, by }) => line.matter === values.why && !by)
    for (const { line } of missed.slice(0, 30)) say(`missed: ${line.id} ${line.from} – ${line.until}`)
  }
  say(`seed ${seed}: ${turns} turns, ${positions} positions, ${lines.length} things wrong, ${found.length} found`)
  const scores = scoreTruth(judged)
  return { scores, gates: scores.map((score) => gateOf(judged, found, score)) }
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
const ratio = (part: number, of: number): number => part / Math.max(1, of)
const middleOf = (list: readonly number[]): string => {
  const ordered = list.toSorted((a, b) => a - b)
  const middle = (ordered[Math.floor((ordered.length - 1) / 2)]! + ordered[Math.ceil((ordered.length - 1) / 2)]!) / 2
  return `${middle.toFixed(3)} (${ordered[0]!.toFixed(3)} – ${ordered.at(-1)!.toFixed(3)})`
}

/** After the review gate: what a look costs and what it is worth, of each check and of all together. */
function sayGates(played: readonly PlayedSeed[]): void {
  const all: Gate[][] = played.map(({ gates }) => gates)
  const sum = (list: readonly Gate[]): Gate =>
    list.reduce((a, b) => ({
      ...{ matter: 'all checks', looks: a.looks + b.looks, right: a.right + b.right, stands: a.stands + b.stands },
      ...{ standsRight: a.standsRight + b.standsRight, true: a.true + b.true, caught: a.caught + b.caught },
    }))
  const matters = [...new Set(all.flat().map(({ matter }) => matter))].toSorted()
  for (const matter of [...matters, 'all checks']) {
    const each = all.flatMap((gates) => (matter === 'all checks' ? [sum(gates)] : gates.filter((one) => one.matter === matter)))
    const total = sum(each)
    say(
      `after the gate, ${matter}: looks per true case ${middleOf(each.map((one) => ratio(one.looks, one.true)))} ${total.looks}/${total.true}; opened rightly ${middleOf(each.map((one) => ratio(one.right, one.looks)))} ${total.right}/${total.looks}; of what stands right ${middleOf(each.map((one) => ratio(one.standsRight, one.stands)))} ${total.standsRight}/${total.stands}; recall ${middleOf(each.map((one) => ratio(one.caught, one.true)))} ${total.caught}/${total.true}`,
    )
  }
}

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
if (from && to) {
  const played = Array.from({ length: to - from + 1 }, (_, n) => play(`${from + n}`))
  sayMany(played)
  sayGates(played)
} else {
  const played = play(values.seed)
  for (const score of played.scores) sayOne(score)
  sayGates([played])
}
