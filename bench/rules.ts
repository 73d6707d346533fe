// Which of a thousand rules hold for a reading: our compiled trees beside json-rules-engine and zen-engine, and what ten times as
// many rules cost where they are of other kinds of device.
import { peersOf } from './parts/peers.ts'
import { publish } from './parts/publish.ts'
import { jsonRulesEngine, makeReadings, makeRules, ours, type Reading, type RuleEngine, zenEngine } from './parts/rule-work.ts'
import { inTurns, median, quick, ratios, say, short } from './parts/run.ts'

const perKind = 1_000
const readings = quick ? 2_000 : 50_000
/** A thousand rules of one kind look at so many of them a round. */
const crowded = quick ? 500 : 5_000
/** json-rules-engine needs about 20 ms a reading here, zen-engine about one: their rates come from as many as take some seconds. */
const asked = { ours: crowded, 'json-rules-engine': quick ? 20 : 200, 'zen-engine': quick ? 100 : 2_000 }
const compared = quick ? 50 : 500
const rounds = quick ? 2 : 6

/** Looks at so many readings; answers readings a second. */
async function rate(engine: RuleEngine, given: readonly Reading[]): Promise<number> {
  const began = performance.now()
  for (const reading of given) {
    const hits = engine(reading)
    if (hits instanceof Promise) await hits
  }
  return (1000 * given.length) / (performance.now() - began)
}

async function hitsOf(engine: RuleEngine, given: readonly Reading[]): Promise<string[]> {
  const lines: string[] = []
  for (const reading of given) lines.push((await engine(reading)).join(' '))
  return lines
}

const one = makeRules(perKind, 1)
const same = makeReadings(crowded, 1)
const engines = { ours: ours(one), 'json-rules-engine': await jsonRulesEngine(one), 'zen-engine': await zenEngine(one) }
const answers = await hitsOf(engines.ours, same.slice(0, compared))
const hits = answers.reduce((sum, line) => sum + line.split(' ').filter(Boolean).length, 0)
const wrong: string[] = []
for (const peer of ['json-rules-engine', 'zen-engine'] as const) {
  const theirs = await hitsOf(engines[peer], same.slice(0, compared))
  const different = answers.filter((line, i) => line !== theirs[i]).length
  say(`${peer}: ${different} of ${compared} hit lists differ; ${hits} hits`)
  if (different > 0) wrong.push(`${peer}: ${different} different`)
}

const names = ['ours', 'json-rules-engine', 'zen-engine'] as const
const rates = await inTurns(names, rounds, (name) => rate(engines[name], same.slice(0, asked[name])))
// The same number of rules for each kind of device: ten times as many rules, of ten times as many kinds.
const many = { engine: ours(makeRules(10_000, 200)), given: makeReadings(readings, 200) }
const spread = {
  '1,000 rules of 20 kinds': { engine: ours(makeRules(1_000, 20)), given: makeReadings(readings, 20) },
  '10,000 rules of 200 kinds': many,
  // The same rules, the same readings: only what lies in the cache of the processor differs.
  '10,000 rules, readings kind by kind': { ...many, given: many.given.toSorted((a, b) => a.kind.localeCompare(b.kind)) },
}
const flat = await inTurns(Object.keys(spread) as (keyof typeof spread)[], rounds, (name) =>
  rate(spread[name].engine, spread[name].given),
)
const against = (peer: (typeof names)[number]) => ratios(rates.ours, rates[peer])
const cost = ratios(flat['1,000 rules of 20 kinds'], flat['10,000 rules of 200 kinds'])
const sorted = ratios(flat['1,000 rules of 20 kinds'], flat['10,000 rules, readings kind by kind'])
publish({
  bench: 'rules',
  title: 'which rules hold for a reading',
  work: `1,000 rules (thresholds, and, or; ${(hits / compared).toFixed(1)} hold for a reading) all of one kind of device, so that no index helps anybody; readings of six values. Rates are readings/s: times 1,000 for rules/s. Then ${short(readings)} readings over kinds of device, fifty rules a kind.`,
  same: `Answers compared: hit lists of ${compared} readings, ${wrong.length === 0 ? 'all equal' : wrong.join(', ')}`,
  versions: peersOf('rules').versions,
  figures: [
    { what: 'different hit lists', runs: [wrong.length], bar: { says: '0', held: wrong.length === 0 } },
    ...names.map((name) => ({ what: name, runs: rates[name], unit: 'readings/s' })),
    {
      what: 'ours against json-rules-engine',
      runs: against('json-rules-engine'),
      unit: '×',
      bar: { says: '≥ 200×', held: median(against('json-rules-engine')) >= 200 },
    },
    {
      what: 'ours against zen-engine',
      runs: against('zen-engine'),
      unit: '×',
      bar: { says: '≥ 5×', held: median(against('zen-engine')) >= 5 },
    },
    ...Object.entries(flat).map(([what, runs]) => ({ what: `ours, ${what}`, runs, unit: 'readings/s' })),
    { what: '10,000 rules cost, against 1,000', runs: cost, unit: '×', bar: { says: '≤ 2×', held: median(cost) <= 2 } },
    { what: 'the same, readings kind by kind', runs: sorted, unit: '×' },
  ],
  notes: [
    'json-rules-engine: one engine kept, a rule an event. zen-engine: one decision kept, a table that collects, a rule an expression; both get numbers only.',
    'What ten times as many rules cost beyond the readings kind by kind is waiting for memory, not work: each reading is of another kind than the last, whose rules have left the cache since.',
    'Most of what is left of ours are the rules that hold: for each it makes the state to be remembered and the change with its numbers, where the peers answer a name.',
    'Ours is asked as a device that remembers nothing, so that what holds is what changes; in the server it also keeps holds, clears and the newest values.',
  ],
})
