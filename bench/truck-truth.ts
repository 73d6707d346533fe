// How good suspicions of trucks are against a truth the platform never sees: `node bench/truck-truth.ts [--days 28] [--seed 1]`, or
// `--seeds 11-20` for the median and the spread of many. `--at 0.8` tries another likelihood for a look, `--errs 0.06` people who misread more, `--lone` a city where a truck passes one camera.
// The rules are those of the server (window, worth, gate, sample); people err as stated. Nothing is stored: days run in seconds.
import { parseArgs } from 'node:util'
import { durationMs } from '../contract/time.ts'
import { spoilTruck } from '../packs/spoil-truck/pack.ts'
import { isSame } from '../server/flow/1-ingest/cameras/rules/same-suspicion.ts'
import { gateOf, neededOf, type Said, together, worthOf } from '../server/flow/1-ingest/vetting/rules/worth.ts'
import { isSample } from '../server/kernel/sample.ts'
import { chance } from '../simulator/model/chance.ts'
import { eyeOf, type Noticed, noticedOf, type Trip, tripsOf } from '../simulator/model/truck-cameras.ts'
import { playOf } from '../simulator/plays.ts'

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '28' },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string' },
    at: { type: 'string' },
    errs: { type: 'string', default: '0.03' },
    lone: { type: 'boolean', default: false },
  },
})
const days = Number(values.days)

const types = spoilTruck.types.filter(({ sighted }) => sighted)
const eyes = playOf([spoilTruck.simulator!], 'rounds')!.model.cameras
const matters = types.map(({ id }) => id)
const shipped = types[0]!.sighted!
const sighted = shipped
/** Among 600 cameras a look takes what the pack says for many; a camera that stands alone keeps the other. */
const needed = values.at ? Number(values.at) : neededOf(sighted.gate, values.lone ? 0 : 600)
const traffic = { trucks: 400, tripsADay: 6, cameras: 600, share: 0.06, matters }
/** People look a minute after it comes before them, on average; and of a hundred pictures they read three wrongly (`--errs`). */
const people = { delayMs: 60_000, errs: Number(values.errs) }

type Sums = { real: number; unreal: number; told: number }
let seed = values.seed
let sums = new Map<string, Sums>()
const keyOf = (name: string | number, matter: string): string => `${name} ${matter}`
function saidOf(key: string): Said {
  const { real, unreal, told } = sums.get(key) ?? { real: 0, unreal: 0, told: 0 }
  return { real, unreal, told: real + unreal === 0 ? 0.5 : told / (real + unreal) }
}
function learn(key: string, isReal: boolean, told: number): void {
  const sum = sums.get(key) ?? { real: 0, unreal: 0, told: 0 }
  sums.set(key, { real: sum.real + Number(isReal), unreal: sum.unreal + Number(!isReal), told: sum.told + told })
}
const gate = (camera: number, matter: string) =>
  gateOf(sighted.gate, {
    camera: saidOf(keyOf(camera, matter)),
    model: saidOf(keyOf(eyeOf(eyes, camera).model, matter)),
    fixed: null,
  })

type Suspicion = {
  id: string
  firstAt: Date
  lastAt: Date
  matter: string
  plate: string
  seen: Noticed[]
  look: 'held' | 'open'
  openMs: number
  sampled: boolean
}
type Week = {
  trips: number
  bad: number
  sightings: number
  falseSightings: number
  suspicions: number
  looks: number
  samples: number
  looksAtTrue: number
  confirmed: number
  right: number
  found: Set<string>
  delays: number[]
}
const fresh = (): Week => ({
  trips: 0,
  bad: 0,
  sightings: 0,
  falseSightings: 0,
  suspicions: 0,
  looks: 0,
  samples: 0,
  looksAtTrue: 0,
  confirmed: 0,
  right: 0,
  found: new Set(),
  delays: [],
})

let weeks: Week[] = []
let newest = new Map<string, Suspicion>()
let serial = 0

/** The weeks of one seed, from a city in which nobody has said anything yet. */
function play(one: string): Week[] {
  seed = one
  sums = new Map()
  weeks = []
  newest = new Map()
  serial = 0
  for (let day = 0; day < days; day++) {
    if (day % 7 === 0) weeks.push(fresh())
    playDay(day, weeks.at(-1)!)
  }
  return weeks
}

const passedOf = (trip: Trip): Trip => (values.lone ? { ...trip, passes: trip.passes.slice(0, 1) } : trip)

function playDay(day: number, week: Week): void {
  const trips = new Map(tripsOf(seed, day, traffic).map((trip) => [trip.id, passedOf(trip)]))
  week.trips += trips.size
  week.bad += [...trips.values()].filter(({ matter }) => matter).length
  const noticed = [...trips.values()].flatMap((trip) => noticedOf(eyes, trip, { seed, matters })).sort((a, b) => a.atMs - b.atMs)
  const opened: Suspicion[] = []
  for (const one of noticed) {
    // What people say counts at once, for what cameras tell from then on, as on the server.
    while (opened[0] && opened[0].openMs + people.delayMs <= one.atMs) lookAt(opened.shift()!, week, trips)
    week.sightings++
    if (trips.get(one.trip)!.matter !== one.matter) week.falseSightings++
    const suspicion = fuse(one, week)
    suspicion.seen.push(one)
    if (suspicion.look === 'open') continue
    const worth = together(
      suspicion.seen.map(({ camera, confidence, matter }) => ({
        camera: `${camera}`,
        worth: worthOf(confidence, gate(camera, matter), sighted.gate),
      })),
    )
    const sampled = worth < needed && isSample(suspicion.id, sighted.gate.sample)
    if (worth < needed && !sampled) continue
    Object.assign(suspicion, { look: 'open', openMs: one.atMs, sampled })
    opened.push(suspicion)
  }
  for (const suspicion of opened) lookAt(suspicion, week, trips)
}

function fuse(one: Noticed, week: Week): Suspicion {
  const key = keyOf(one.plate, one.matter)
  const last = newest.get(key)
  const at = new Date(one.atMs)
  if (last && isSame(last, at, durationMs(sighted.within))) {
    last.lastAt = at
    return last
  }
  week.suspicions++
  const id = `00000000-0000-7000-8000-${((serial++ * 2_654_435_761) % 2 ** 32).toString(16).padStart(12, '0')}`
  const made: Suspicion = {
    id,
    firstAt: at,
    lastAt: at,
    matter: one.matter,
    plate: one.plate,
    seen: [],
    look: 'held',
    openMs: 0,
    sampled: false,
  }
  newest.set(key, made)
  return made
}

function lookAt(
  { id, matter, seen, openMs, sampled }: Suspicion,
  week: Week,
  trips: ReadonlyMap<string, { matter: string | null; passes: readonly { atMs: number }[] }>,
): void {
  const real = seen.find(({ trip }) => trips.get(trip)?.matter === matter)
  const isWrong = chance(`${seed}:person:${id}`).between(0, 1) < people.errs
  const saysReal = (real !== undefined) !== isWrong
  week.looks++
  week.samples += Number(sampled)
  week.looksAtTrue += Number(real !== undefined)
  const best = new Map<number, number>()
  for (const { camera, confidence } of seen) best.set(camera, Math.max(confidence, best.get(camera) ?? 0))
  // What they all told together is what people were asked about: a camera seconded by others is not praised for them.
  const told = together([...best].map(([camera, worth]) => ({ camera: `${camera}`, worth })))
  for (const camera of best.keys())
    for (const key of [camera, eyeOf(eyes, camera).model]) learn(keyOf(key, matter), saysReal, told)
  if (!saysReal) return
  week.confirmed++
  if (!real) return
  week.right++
  week.found.add(real.trip)
  week.delays.push(openMs + people.delayMs - trips.get(real.trip)!.passes[0]!.atMs)
}

/** All weeks after the first, in which nobody has said anything yet. */
function later(): Week {
  const sum = fresh()
  for (const w of weeks.slice(1)) {
    for (const key of ['bad', 'looks', 'looksAtTrue', 'confirmed', 'right', 'samples', 'sightings', 'falseSightings'] as const)
      sum[key] += w[key]
    for (const trip of w.found) sum.found.add(trip)
    sum.delays.push(...w.delays)
  }
  return sum
}

const share = (part: number, of: number): string => `${part}/${of} = ${(part / Math.max(1, of)).toFixed(3)}`
const minutes = (list: number[], q: number): number => list.toSorted((a, b) => a - b)[Math.floor(list.length * q)]! / 60_000
const say = (line: string): void => void process.stdout.write(`${line}\n`)

function sayWeeks(): void {
  for (const [name, w] of [...weeks.map((w, n) => [`week ${n + 1}`, w] as const), ['after the first week', later()] as const])
    say(
      `${name}: sightings right ${share(w.sightings - w.falseSightings, w.sightings)}; precision ${share(w.right, w.confirmed)}; recall ${share(w.found.size, w.bad)}; looks per true case ${share(w.looks, w.bad)} (samples ${w.samples}); looks at something real ${share(w.looksAtTrue, w.looks)}; delay median ${minutes(w.delays, 0.5).toFixed(1)} min, 95 % ${minutes(w.delays, 0.95).toFixed(1)} min`,
    )
}

/** Median and spread over many seeds. */
function sayMany(from: number, to: number): void {
  const all = Array.from({ length: to - from + 1 }, (_, n) => {
    const [first] = play(`${from + n}`)
    return [first!, later()] as const
  })
  const figures: Record<string, (w: Week) => number> = {
    precision: (w) => w.right / w.confirmed,
    recall: (w) => w.found.size / w.bad,
    'looks per true case': (w) => w.looks / w.bad,
    'delay median, min': (w) => minutes(w.delays, 0.5),
    'delay 95 %, min': (w) => minutes(w.delays, 0.95),
  }
  for (const [when, at] of [['first week', 0] as const, ['after it', 1] as const])
    for (const [name, of] of Object.entries(figures)) {
      const found = all.map((weeksOf) => of(weeksOf[at])).toSorted((a, b) => a - b)
      const middle = (found[Math.floor((found.length - 1) / 2)]! + found[Math.ceil((found.length - 1) / 2)]!) / 2
      say(`${when}, ${name}: ${middle.toFixed(3)} (${found[0]!.toFixed(3)} – ${found.at(-1)!.toFixed(3)} of ${found.length})`)
    }
}

say(
  `a look from ${needed}, gate ${JSON.stringify(sighted.gate)}, window ${sighted.within}, ${JSON.stringify({ ...traffic, matters: matters.length })}, people ${JSON.stringify(people)}`,
)
const [from, to] = (values.seeds ?? '').split('-').map(Number)
if (from && to) sayMany(from, to)
else {
  play(values.seed)
  sayWeeks()
}
