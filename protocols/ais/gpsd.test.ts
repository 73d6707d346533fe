import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { withoutTool } from '../../test/foreign-tool.ts'
import type { ErrorCode } from '../decoded.ts'
import { encodeMessage, type Writable } from './encode.ts'
import { createReceiver } from './receiver.ts'
import type { Received } from './types.ts'

type Row = Record<string, unknown> & { type: number; mmsi: number }

const compared = new Set([1, 2, 3, 4, 5, 9, 11, 12, 14, 18, 19, 21, 24, 27])
/** gpsd's own book-keeping, and words for numbers that are compared. */
const leftOut = (name: string): boolean => ['class', 'device', 'scaled'].includes(name) || name.endsWith('_text')

function textOf(file: string): string {
  const bytes = readFileSync(new URL(`corpus/${file}`, import.meta.url))
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1')
}

/** Whole lines, as gpsdecode reads them: what has no line end (the last of kystverket-1000) is left. */
const linesOf = (file: string): string[] =>
  textOf(file)
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))

function receive(file: string): { messages: Received[]; errors: Partial<Record<ErrorCode, number>> } {
  const receiver = createReceiver()
  const messages: Received[] = []
  const errors: Partial<Record<ErrorCode, number>> = {}
  linesOf(file).forEach((line, i) => {
    const answer = receiver.push(line, i)
    if (!answer.ok) errors[answer.error] = (errors[answer.error] ?? 0) + 1
    else if (!('pending' in answer.value)) messages.push(answer.value)
  })
  return { messages, errors }
}

/** gpsd answers the two halves of message 24 as one, when the second comes. */
function joinHalves(messages: Received[]): Row[] {
  const names = new Map<number, unknown>()
  return messages.flatMap((message) => {
    const row = message as unknown as Row
    if (row.type !== 24) return [row]
    if (row.part === 'A') names.set(row.mmsi, row.shipname)
    if (row.part !== 'B' || !names.has(row.mmsi)) return []
    const shipname = names.get(row.mmsi)
    names.delete(row.mmsi)
    return [{ ...row, shipname }]
  })
}

/** Our name of a field of gpsd's; kept, because a day asks a million times. */
const names = new Map<string, string | null>()
function nameOf(name: string): string | null {
  let own = names.get(name)
  if (own === undefined) {
    own = leftOut(name) ? null : (alias[name] ?? name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()))
    names.set(name, own)
  }
  return own
}
const between = (low: number, high: number) => (given: unknown) => Number(given) >= low && Number(given) <= high
/** What gpsd prints where we say null. */
const unknown: Record<string, (given: unknown) => boolean> = {
  turn: (given) => given === 'nan',
  speed: (given) => given === 'nan' || given === 1023 || given === 63,
  lat: (given) => Math.abs(Number(given)) > 90,
  lon: (given) => Math.abs(Number(given)) > 180,
  course: (given) => Number(given) >= 360,
  heading: between(360, 511),
  second: between(60, 60),
  status: (given) => given === 15 || given === 'Not defined',
  alt: between(4095, 4095),
  ...Object.fromEntries(['epfd', 'shiptype', 'imo', 'draught', 'aid_type'].map((name) => [name, between(0, 0)])),
  ...Object.fromEntries(['to_bow', 'to_stern', 'to_port', 'to_starboard'].map((name) => [name, between(0, 0)])),
  ...Object.fromEntries(
    ['shipname', 'callsign', 'destination', 'name', 'text', 'vendorid'].map((name) => [name, (given: unknown) => given === '']),
  ),
  timestamp: (given) => Number.isNaN(Date.parse(String(given))),
}
/** Message 27 says its state in words only. */
const statuses = ['Under way using engine', 'At anchor', 'Not under command', 'Restricted manoeuverability']
const alias: Record<string, string> = { gnss: 'late' }

function same(name: string, given: unknown, row: Row): boolean {
  const own = row[nameOf(name)!]
  if (name === 'eta') return sameEta(String(given), own as Record<string, number | null> | null)
  if (own === undefined) return false
  if (own === null) return unknown[name]?.(given) ?? false
  if (name === 'status' && typeof given === 'string') return statuses[own as number] === given
  if (typeof own !== 'number') return own === given
  const slack = name === 'lat' || name === 'lon' ? (row.type === 27 ? 0.05001 : 1e-6) : name === 'turn' ? 0.501 : 1e-9
  // gpsd 3.22 prints the rate of turn without its sign; the standard says negative is to port.
  return Math.abs((name === 'turn' ? Math.abs(own) : own) - Number(given)) <= slack
}

/** `05-15T14:00Z`; parts that are no month, day, hour or minute are null. */
function sameEta(given: string, own: Record<string, number | null> | null): boolean {
  const [month = 0, day = 0, hour = 0, minute = 0] = (given.match(/\d+/g) ?? []).map(Number)
  const told = { month: [month, 1, 12], day: [day, 1, 31], hour: [hour, 0, 23], minute: [minute, 0, 59] }
  return Object.entries(told).every(([part, [n, low, high]]) => (n! >= low! && n! <= high! ? n : null) === (own?.[part] ?? null))
}

function differences(rows: Row[], expected: Row[]): string[] {
  const lines: string[] = []
  expected.forEach((theirs, i) => {
    const row = rows[i]
    if (row?.type !== theirs.type || row.mmsi !== theirs.mmsi) lines.push(`${i}: ${JSON.stringify(theirs)} is not there`)
    else if (compared.has(theirs.type))
      for (const name in theirs)
        if (nameOf(name) !== null && !same(name, theirs[name], row))
          lines.push(`${i} ${theirs.type} ${name}: ${theirs[name]} but ${JSON.stringify(row)}`)
  })
  return lines
}

const corpora: [sentences: string, answers: string, messages: number, errors: Partial<Record<ErrorCode, number>>][] = [
  ['sample.aivdm', 'sample.aivdm.js.chk', 97, { 'bad-start': 1 }],
  ['aishub-sample.nmea', 'aishub-sample.gpsdecode.jsonl', 53, { 'too-short': 1 }],
  ['kystverket-1000.nm4', 'kystverket-1000.gpsdecode.jsonl.gz', 870, {}],
  ['seine-vernon.log.gz', 'seine-vernon.gpsdecode.jsonl.gz', 46_935, { 'bad-checksum': 159, 'part-missing': 1 }],
]

/** What gpsd prints unscaled, scaled as it would itself. */
function scaled(row: Row): Row {
  const [parts, speedParts, courseParts] = row.type === 27 ? [600, 1, 1] : [600_000, row.type === 9 ? 1 : 10, 10]
  const divided: Record<string, number> = { lat: parts, lon: parts, speed: speedParts, course: courseParts, draught: 10 }
  const next: Row = { ...row }
  for (const [name, by] of Object.entries(divided)) if (typeof row[name] === 'number') next[name] = row[name] / by
  if (row.speed === 1023) next.speed = 1023
  if (typeof row.turn === 'number')
    next.turn = { 127: 'fastright', '-127': 'fastleft', '-128': 'nan' }[row.turn] ?? (row.turn / 4.733) ** 2
  return next
}

describe('AIS beside gpsd', () => {
  it('reads sample.aivdm as gpsd does also where nothing is rounded', () => {
    const expected = textOf('sample.aivdm.ju.chk')
      .split('\n')
      .filter(Boolean)
      .map((line) => scaled(JSON.parse(line) as Row))
    assert.equal(expected.length, 97)
    assert.deepEqual(differences(joinHalves(receive('sample.aivdm').messages), expected), [])
  })

  for (const [sentences, answers, count, refused] of corpora)
    it(`reads ${sentences} as gpsd does, every field of ${count} messages`, () => {
      const { messages, errors } = receive(sentences)
      const expected = textOf(answers)
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Row)
      assert.equal(expected.length, count)
      const rows = joinHalves(messages)
      assert.deepEqual(differences(rows, expected).slice(0, 5), [])
      assert.equal(rows.length, count)
      assert.deepEqual(errors, refused)
    })

  const skip = withoutTool('gpsdecode', '-V', 'gpsd-clients')
  it('is read by the gpsdecode of this machine as we wrote it, every field', { skip }, () => {
    const told = receive('kystverket-1000.nm4').messages.filter(isWritable)
    const lines = told.flatMap((message, at) => encodeMessage(message, { seq: at }))
    const { stdout } = spawnSync('gpsdecode', ['-j'], { input: `${lines.join('\n')}\n`, maxBuffer: 1 << 26 })
    const expected = stdout
      .toString()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Row)
    const rows = joinHalves(told)
    assert.equal(expected.length, rows.length)
    assert.ok(rows.length > 700, `${rows.length} messages`)
    assert.deepEqual(differences(rows, expected).slice(0, 5), [])
  })
})

const isWritable = (message: Received): message is Received & Writable =>
  [1, 2, 3, 4, 5, 9, 11, 18, 19, 21, 24, 27].includes(message.type) && !('raw' in message)
