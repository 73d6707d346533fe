// AIS beside the two decoders npm has, on the day of a shore station that gpsd decoded; then every codec alone on its corpus.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { createReceiver } from '../protocols/ais/receiver.ts'
import { fuzzed } from '../protocols/fuzz.ts'
import { peersOf } from './parts/peers.ts'
import { publish } from './parts/publish.ts'
import { inTurns, median, quick, ratios, say, short } from './parts/run.ts'

const rounds = quick ? 2 : 6
/** Processor time of all threads, the collector's too, in ms: another's work on the machine makes nobody slow. */
function processorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const day = gunzipSync(readFileSync(new URL('../protocols/ais/corpus/seine-vernon.log.gz', import.meta.url))).toString('latin1')
/** Without the receiver's clock, which only ours reads past. */
const lines = day
  .split('\n')
  .filter(Boolean)
  .map((line) => line.slice(line.indexOf('!')).trim())
  .slice(0, quick ? 5_000 : undefined)

type Fix = { mmsi: number; lat: number | null; lon: number | null; speed: number | null }
/** Takes all sentences; answers how many messages it read, and gives each position to `fix` with its (last) sentence. */
type Side = (given: readonly string[], fix?: (line: string, position: Fix) => void) => number | Promise<number>

const ours: Side = (given, fix) => {
  const receiver = createReceiver()
  let messages = 0
  given.forEach((line, at) => {
    const answer = receiver.push(line, at)
    if (!answer.ok || 'pending' in answer.value) return
    messages++
    const message = answer.value
    if (fix && 'lat' in message && 'speed' in message) fix(line, message)
  })
  return messages
}

/** The stream of the peer gives JSON texts; so does this. */
const oursAsJson: Side = (given) => {
  const receiver = createReceiver()
  let length = 0
  given.forEach((line, at) => {
    length += JSON.stringify(receiver.push(line, at)).length
  })
  return length > 0 ? given.length : 0
}

type Stream = { on(event: 'data' | 'end', take: (text: string) => void): void; write(line: string): boolean; end(): void }
const { default: streamModule } = await peersOf('ais').load<{
  default: { default: new (options: { silent: boolean }) => Stream }
}>('ais-stream-decoder')
const aisStreamDecoder: Side = (given, fix) => {
  const stream = new streamModule.default({ silent: true })
  let messages = 0
  stream.on('data', (text) => {
    messages++
    if (!fix) return
    const { mmsi, lat, lon, speedOverGround: speed, sentences } = JSON.parse(text) as StreamFix
    if (speed !== undefined) fix(sentences.at(-1)!, { mmsi, lat, lon, speed })
  })
  for (const line of given) stream.write(line)
  stream.end()
  return new Promise((done) => {
    stream.on('end', () => done(messages))
  })
}
type StreamFix = Fix & { speedOverGround?: number | null; sentences: string[] }

type Decoded = { valid: boolean; aistype: number; immsi: number; lat?: number; lon?: number; sog?: number }
const { default: gg } = await peersOf('ais').load<{ default: { AisDecode: new (line: string, session: object) => Decoded } }>(
  'ggencoder',
)
const ggencoder: Side = (given, fix) => {
  const session = {}
  let messages = 0
  for (const line of given) {
    const found = new gg.AisDecode(line, session)
    if (!found.valid) continue
    messages++
    if (fix && found.lat !== undefined && found.sog !== undefined)
      fix(line, { mmsi: found.immsi, lat: found.lat, lon: found.lon ?? null, speed: found.sog })
  }
  return messages
}

/** Positions of a peer that are not ours, and how many of ours it has. */
async function compare(peer: Side): Promise<{ wrong: number; both: number }> {
  const own = new Map<string, Fix>()
  await ours(lines, (line, position) => own.set(line, position))
  let both = 0
  let wrong = 0
  await peer(lines, (line, { mmsi, lat, lon, speed }) => {
    const fix = own.get(line)
    if (fix?.lat == null || fix.lon === null || lat === null || lon === null) return
    both++
    const speeds =
      speed === null || fix.speed === null ? speed === fix.speed || (speed ?? 0) >= 102.3 : Math.abs(speed - fix.speed) < 1e-6
    if (mmsi !== fix.mmsi || Math.abs(lat - fix.lat) > 2e-6 || Math.abs(lon - fix.lon) > 2e-6 || !speeds) wrong++
  })
  return { wrong, both }
}

const peers = { 'ais-stream-decoder': aisStreamDecoder, ggencoder }
const counts = { ours: await ours(lines), 'ais-stream-decoder': await aisStreamDecoder(lines), ggencoder: await ggencoder(lines) }
const compared: Record<string, { wrong: number; both: number }> = {}
for (const [name, side] of Object.entries(peers)) compared[name] = await compare(side)
for (const [name, { wrong, both }] of Object.entries(compared)) say(`${name}: ${wrong} of ${both} positions differ`)
const wrong = Object.values(compared).reduce((sum, one) => sum + one.wrong, 0)

const sides = { ours, 'ours as JSON': oursAsJson, ...peers }
const names = Object.keys(sides) as (keyof typeof sides)[]
const rates = await inTurns(names, rounds, async (name) => {
  const began = processorMs()
  await sides[name](lines)
  return (1000 * lines.length) / (processorMs() - began)
})

/** Good messages of a codec's corpus again and again; frames a second. */
function rateOf(name: string): number {
  const codec = fuzzed[name]!
  const corpus = codec.corpus()
  const { take } = codec.target()
  const time = quick ? 100 : 1_000
  for (const frame of corpus) take(frame, 0)
  const began = processorMs()
  let frames = 0
  while (processorMs() - began < time)
    for (const frame of corpus) {
      take(frame, frames)
      frames++
    }
  return (1000 * frames) / (processorMs() - began)
}
const codecs = Object.keys(fuzzed)
const alone = await inTurns(codecs, quick ? 1 : 3, async (name) => rateOf(name))

const against = { stream: ratios(rates['ours as JSON'], rates['ais-stream-decoder']), gg: ratios(rates.ours, rates.ggencoder) }
publish({
  bench: 'codecs',
  title: 'messages of field protocols read on one core',
  work: `${short(lines.length)} AIS sentences of one day at a station on the Seine: ours reads ${short(counts.ours)} messages, ais-stream-decoder ${short(counts['ais-stream-decoder'])}, ggencoder ${short(counts.ggencoder)}. Then every codec over the messages of its corpus, written again where it can write.`,
  same: `Answers compared: MMSI, place and speed of ${Object.entries(compared)
    .map(([name, { both, wrong: n }]) => `${short(both)} positions with ${name} (${n} differ)`)
    .join(', ')}; ours equals gpsd in every field by its test.`,
  versions: peersOf('ais').versions,
  figures: [
    { what: 'positions that differ', runs: [wrong], bar: { says: '0', held: wrong === 0 } },
    ...names.map((name) => ({ what: `AIS, ${name}`, runs: rates[name], unit: 'sentences/s' })),
    {
      what: 'ours as JSON against ais-stream-decoder, which gives JSON',
      runs: against.stream,
      unit: '×',
      bar: { says: '≥ 1×', held: median(against.stream) >= 1 },
    },
    { what: 'ours against ggencoder', runs: against.gg, unit: '×', bar: { says: '≥ 1×', held: median(against.gg) >= 1 } },
    ...codecs.map((name) => ({ what: `${name}, its corpus`, runs: alone[name]!, unit: 'messages/s' })),
  ],
  notes: [
    'The peers get the sentences without the clock of the receiver, which they do not read past. Neither reads tag blocks; ais-stream-decoder reads types 1 to 5, 8, 18 and 24, ggencoder 1 to 5, 8, 9, 11, 18, 19, 21 and 24.',
    'Everything is timed by processor time. No decoder of JT/T 808 or HJ 212 was found on npm to stand beside ours.',
    'Codecs are timed with what the fuzzer does to a good message: read, joined, and written again by those that write.',
  ],
})
