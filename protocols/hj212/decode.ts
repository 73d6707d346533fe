import { chinaMomentOf } from '../china-time.ts'
import { type Decoded, decoded, type ErrorCode, rejected } from '../decoded.ts'
import { fromGbk } from '../gbk.ts'
import { commands, systems } from './codes.ts'
import { crc16 } from './frame.ts'
import { readData } from './items.ts'
import type { Edition, Telegram, Tolerance } from './types.ts'

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

/**
 * One telegram `##LLLL…CRC` with its line end. Refused: `bad-start`, `too-short`, `bad-length` (four digits that are
 * the length of the segment), `bad-checksum`, `bad-end` (no CR LF), `missing-field` (`CN`, `MN`, `CP`), `bad-value`.
 */
export function decode(input: Uint8Array | string, tolerance: Tolerance = {}): Decoded<Telegram> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input
  if (bytes[0] !== 0x23 || bytes[1] !== 0x23) return rejected('bad-start')
  if (bytes.length < 10) return rejected('too-short', bytes.length)
  const end = lineEnd(bytes)
  if (end.length !== 2 && !tolerance.crlf) return rejected('bad-end')
  const digits = text(bytes.subarray(2, 6))
  if (!/^\d{4}$/.test(digits)) return rejected('bad-length', digits)
  const body = bytes.subarray(6, end.at)
  if (body.length < 4) return rejected('too-short', bytes.length)
  const segment = body.subarray(0, -4)
  if (Number(digits) !== segment.length && !tolerance.length) return rejected('bad-length', segment.length)
  const crc = text(body.subarray(-4))
  if (!tolerance.checksum && (!/^[0-9a-f]{4}$/i.test(crc) || Number.parseInt(crc, 16) !== crc16(segment)))
    return rejected('bad-checksum', crc)
  return decodeSegment(segmentText(segment))
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Texts are UTF-8 by the standard of 2017; what is not is taken for GBK, which older devices send. */
function segmentText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return fromGbk(bytes.map((byte) => byte || 0x20))
  }
}

function lineEnd(bytes: Uint8Array): { at: number; length: number } {
  let at = bytes.length
  if (bytes[at - 1] === 10) at--
  if (bytes[at - 1] === 13) at--
  return { at, length: bytes.length - at }
}

/** The data segment: `QN=…;ST=…;…;CP=&&…&&`. */
export function decodeSegment(segment: string): Decoded<Telegram> {
  const from = segment.indexOf('CP=&&')
  if (from < 0) return rejected('missing-field', 'CP')
  const until = segment.indexOf('&&', from + 5)
  if (until < 0) return rejected('missing-field', 'CP')
  const head = new Map<string, string>()
  for (const pair of segment.slice(0, from).split(/[;,]/)) {
    const at = pair.indexOf('=')
    if (at <= 0) continue
    const key = pair.slice(0, at).trim()
    if (head.has(key)) return rejected('duplicate-field', key)
    head.set(key, pair.slice(at + 1).trim())
  }
  const wrong = refusal(head)
  if (wrong) return rejected(wrong.error, wrong.field)
  return decoded(telegram(head, segment.slice(from + 5, until)))
}

function refusal(head: Map<string, string>): { error: ErrorCode; field: string } | undefined {
  for (const field of ['CN', 'MN']) if (!head.get(field)) return { error: 'missing-field', field }
  if (!/^\d{4}$/.test(head.get('CN')!)) return { error: 'bad-value', field: 'CN' }
  const flag = head.get('Flag')
  if (flag && (!/^\d{1,3}$/.test(flag) || Number(flag) > 255)) return { error: 'bad-value', field: 'Flag' }
  const [total, number] = [Number(head.get('PNUM') ?? 1), Number(head.get('PNO') ?? 1)]
  const counts = Number.isInteger(total) && Number.isInteger(number) && number >= 1 && number <= total && total <= 9999
  return counts ? undefined : { error: 'bad-value', field: 'PNO' }
}

const editions: Record<number, Edition> = { 0: 2005, 1: 2017 }

function telegram(head: Map<string, string>, cp: string): Telegram {
  const word = (key: string): string => head.get(key) ?? ''
  const flag = head.get('Flag') ? Number(head.get('Flag')) : null
  const edition = flag === null ? 2005 : (editions[flag >> 2] ?? null)
  const made: Telegram = {
    qn: head.get('QN') || null,
    time: moment(word('QN')),
    st: word('ST'),
    system: systems[word('ST')] ?? null,
    cn: word('CN'),
    command: commands[word('CN')] ?? null,
    pw: head.get('PW') ?? null,
    mn: word('MN'),
    flag,
    edition,
    answerWanted: flag !== null && (flag & 1) === 1,
    ...readData(cp, edition),
    cp,
  }
  if (head.has('PNUM') && head.has('PNO')) made.part = { total: Number(head.get('PNUM')), number: Number(head.get('PNO')) }
  return made
}

/** `YYYYMMDDhhmmsszzz` and nothing shorter. */
const moment = (qn: string): string | null => (/^\d{17}$/.test(qn) ? chinaMomentOf(qn) : null)
