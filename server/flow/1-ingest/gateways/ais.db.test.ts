import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { encodeMessage } from '../../../../protocols/ais/encode.ts'
import type { LongRangeMessage, PositionMessage, VoyageMessage } from '../../../../protocols/ais/types.ts'
import { until } from '../../../../test/crash/city.ts'
import { fieldPacks, fieldStory } from '../../../../test/field-devices.ts'
import { peer, stored, verdicts } from '../../../../test/field-peer.ts'
import type { Story } from '../../../../test/story.ts'
import { createPacks } from '../../../city/pack/packs.ts'
import { trying } from '../patience.ts'
import { createPlots } from '../plots/keep.ts'
import { createAisConversation } from './ais.ts'
import { takeAisFile } from './ais-file.ts'
import { createBounds } from './bounds.ts'
import { createFrames } from './frames.ts'
import { replayFrames } from './replay.ts'
import { createAllowance } from './rules/allowance.ts'
import { createSenders } from './senders.ts'

const mmsi = 413_999_001
const ship: PositionMessage = {
  ...{ type: 1, repeat: 0, mmsi, status: 0, turn: 0, speed: 10, accuracy: true, lon: 106.55, lat: 29.56, course: 90 },
  ...{ heading: 91, second: 58, maneuver: 0, raim: false, radio: 0 },
} as PositionMessage
const voyage = {
  ...{ type: 5, repeat: 0, mmsi, aisVersion: 0, imo: null, callsign: 'BZLD1', shipname: 'YU DEMO 1', shiptype: 70 },
  ...{ toBow: 60, toStern: 20, toPort: 5, toStarboard: 7, epfd: 1, eta: null, draught: 3.2, destination: 'CUNTAN', dte: true },
} as unknown as VoyageMessage
const far = {
  ...{
    type: 27,
    repeat: 0,
    mmsi: mmsi + 1,
    accuracy: false,
    raim: false,
    status: 0,
    lon: 106.6,
    lat: 29.6,
    speed: 8,
    course: 45,
    late: false,
  },
} as unknown as LongRangeMessage
const said = (message: Parameters<typeof encodeMessage>[0], options = {}): string =>
  `${encodeMessage(message, options).join('\r\n')}\r\n`
/** A tag block with its checksum. */
function tagged(inside: string, line: string): string {
  const sum = [...inside].reduce((all, letter) => all ^ letter.charCodeAt(0), 0)
  return `\\${inside}*${sum.toString(16).padStart(2, '0')}\\${line}`
}
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')

/** Listening, with what has become of all that came; `counted` waits for so many. */
async function station(t: TestContext) {
  const story = await fieldStory(t)
  const port = await story.zhili.gateways.listen('ais', { port: 0, host: '127.0.0.1' })
  const counted = async (n: number): Promise<Record<string, number>> => {
    const all = await until(async () => {
      const found = await verdicts(story)
      return Object.values(found).reduce((sum, one) => sum + one, 0) >= n ? found : null
    }, `${n} sentences`)
    return all
  }
  const udp = createSocket('udp4')
  t.after(() => udp.close())
  return { story, port, counted, datagram: (text: string) => udp.send(bytes(text), port, '127.0.0.1') }
}
const plots = (story: Story) =>
  story.sql<{ number: string; at: Date; lon: number; speed: number; station: string }>(
    'select number, at, lon, speed, station from plots order by number, at',
  )

describe('a receiver of AIS', () => {
  it('byte by byte over TCP: a place, a name, and readings of the registered ship; sentinels are no places', async (t) => {
    const { story, port, counted } = await station(t)
    await story.sql(`insert into senders (protocol, number, device) values ('ais', $1, 'truck-1')`, [String(mmsi)])
    const one = await peer(t, port)
    const nowhere = said({ ...ship, lon: null, lat: null })
    const at0 = said({ ...ship, lon: 0, lat: 0 })
    for (const byte of bytes(`$GPZDA,010203*00\r\n${said(ship)}${said(voyage)}${nowhere}${at0}`)) one.send(Uint8Array.of(byte))
    assert.deepEqual(await counted(6), { heard: 2, taken: 2, waiting: 1, 'position-impossible': 1 })
    // 09:30:00 in Chongqing; the second 58 was in the minute before
    assert.deepEqual(
      (await plots(story)).map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
      [{ number: '413999001', at: '2026-03-02T01:29:58.000Z', lon: 106.55, speed: 18.52, station: '127.0.0.1' }],
    )
    const [target] = await story.sql<Record<string, unknown>>('select kind, name, words, lon, heading from targets')
    assert.deepEqual(target, {
      ...{ kind: 'ship', name: 'YU DEMO 1', lon: 106.55, heading: 91 },
      words: { callsign: 'BZLD1', shiptype: 70, length: 80, beam: 12, draught: 3.2, destination: 'CUNTAN' },
    })
    assert.deepEqual(await stored(story), [
      { device: 'truck-1', values: { speed: 18.52, direction: 90, distress: 0, lon: 106.55, lat: 29.56 } },
    ])
    await story.end()
  })

  it('and another by UDP tell of one message: kept once, also without a second of its own; parts may come in two datagrams', async (t) => {
    const { story, port, counted, datagram } = await station(t)
    const one = await peer(t, port)
    one.send(bytes(said(ship) + said(far)))
    await counted(2)
    const [first, second] = encodeMessage(voyage, { seq: 3 })
    // no line end: a datagram ends its line
    for (const text of [said(ship, { channel: 'B' }).trim(), said(far), first!, second!]) datagram(text)
    assert.deepEqual(await counted(6), { taken: 3, repeated: 2, waiting: 1 })
    assert.equal((await plots(story)).length, 2)
    await story.pass({ s: 11 })
    datagram(said(far))
    await counted(7)
    assert.equal((await plots(story)).length, 3)
  })

  it('with its own clock is believed, as far as that lies behind; what is older than is kept is not taken', async (t) => {
    const { story, port, counted } = await station(t)
    const one = await peer(t, port)
    const seconds = (iso: string): number => Date.parse(iso) / 1000
    for (const iso of ['2026-03-02T00:30:05Z', '2026-03-02T03:00:00Z', '2026-02-01T00:00:00Z'])
      one.send(bytes(tagged(`s:cq-1,c:${seconds(iso)}`, said(ship))))
    assert.deepEqual(await counted(3), { taken: 2, 'plot.too-old': 1 })
    assert.deepEqual(
      (await plots(story)).map(({ at, station: from }) => [at.toISOString(), from]),
      [
        ['2026-03-02T00:29:58.000Z', 'cq-1'],
        ['2026-03-02T01:29:58.000Z', 'cq-1'],
      ],
    )
    const [target] = await story.sql<{ at: Date }>('select at from targets')
    assert.equal(target!.at.toISOString(), '2026-03-02T01:29:58.000Z', 'what came late does not move it back')
  })

  it('with noise on its line is refused with the reason, and nobody is called to look at it', async (t) => {
    const { story, port, counted } = await station(t)
    const one = await peer(t, port)
    one.send(bytes(`${said(ship).replace('*', '0*')}rubbish\r\n${said(ship)}`))
    assert.deepEqual(await counted(3), { 'bad-checksum': 1, 'bad-start': 1, taken: 1 })
    assert.deepEqual(await story.sql('select 1 from quarantine'), [])
    const kept = await story.sql<{ verdict: string }>('select verdict from frames order by at, id')
    assert.deepEqual(
      kept.map(({ verdict }) => verdict),
      ['bad-checksum', 'bad-start', 'taken'],
      'as they came, in their order',
    )
    await story.end()
  })

  it('is read again from its frames, once, after nothing had been understood', async (t) => {
    const { story, port, counted } = await station(t)
    const one = await peer(t, port)
    one.send(bytes(said(ship) + said(far) + said(voyage)))
    await counted(4)
    const before = await plots(story)
    for (const table of ['plots', 'targets']) await story.sql(`delete from ${table}`)
    const { spine, ingest } = story.zhili
    const deps = { spine, ingest, packs: createPacks(fieldPacks, { demo: false }), senders: createSenders(spine) }
    const again = () =>
      replayFrames(
        { ...deps, plots: createPlots(spine), plotsKeepDays: 7 },
        { protocol: 'ais', from: new Date(0), to: new Date(8.64e15) },
      )
    assert.deepEqual(await again(), { taken: 3, waiting: 1 })
    assert.deepEqual(await plots(story), before)
    assert.deepEqual(await again(), { repeated: 2, waiting: 1, taken: 1 })
    assert.deepEqual(await plots(story), before)
  })

  it('that writes a log is taken in from its file, as often as one likes', async (t) => {
    const { story } = await station(t)
    const { spine, ingest } = story.zhili
    const dir = mkdtempSync(join(tmpdir(), 'zhili-ais-'))
    t.after(() => rmSync(dir, { recursive: true, force: true }))
    const path = join(dir, 'shore.log')
    const clocked = said(voyage).replaceAll(/^(?=!)/gm, '2026-03-02 09:20:01, ')
    const seconds = Date.parse('2026-03-01T00:00:00Z') / 1000
    writeFileSync(
      path,
      `2026-03-02 09:20:01, ${said(ship)}${clocked}${tagged(`c:${seconds}`, said(ship))}${said(ship)}2016-04-11 00:00:05, ${said(ship)}2026-03-02 09:20:01, !AIVDM,x*00\n2027-01-01 00:00:05, ${said(ship)}`,
    )
    const deps = { spine, ingest, packs: createPacks(fieldPacks, { demo: false }), senders: createSenders(spine) }
    const take = () => takeAisFile({ ...deps, plots: createPlots(spine), plotsKeepDays: 7 }, path, '+08:00')
    const bad = { 'bad-checksum': 1, 'no-time': 1, 'plot.too-old': 1, 'plot.future': 1, waiting: 1 }
    assert.deepEqual(await take(), { ...bad, taken: 3 })
    assert.deepEqual(
      (await plots(story)).map(({ at, station: from }) => [at.toISOString(), from]),
      [
        ['2026-02-28T23:59:58.000Z', 'shore.log'],
        ['2026-03-02T01:19:58.000Z', 'shore.log'],
      ],
    )
    assert.deepEqual(await take(), { ...bad, repeated: 2, taken: 1 })
  })

  it('that makes up ships fills no table: beyond the portion of the day they are counted only', async (t) => {
    const { story } = await station(t)
    const { spine, ingest } = story.zhili
    const targets = createAllowance({ windowMs: 86_400_000, each: { count: 100 }, keys: 3 })
    const one = createAisConversation(
      {
        ...{ spine, ingest, packs: createPacks(fieldPacks, { demo: false }), senders: createSenders(spine), plotsKeepDays: 7 },
        ...{ plots: createPlots(spine), frames: createFrames(spine), bounds: { ...createBounds(), targets } },
        patiently: trying(spine, () => false, 'throw'),
      },
      '192.0.2.7:4711',
      'tcp',
    )
    const many = Array.from({ length: 100 }, (_, i) => said({ ...ship, mmsi: 200_000_000 + i }))
    const { known } = await one.push(bytes(many.join('')))
    assert.equal(known, 100)
    assert.deepEqual(await verdicts(story), { taken: 3, 'plot.beyond-portion': 97 })
    assert.equal((await story.sql('select 1 from targets')).length, 3)
  })
})
