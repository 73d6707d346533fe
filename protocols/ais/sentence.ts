import { type Decoded, decoded, rejected } from '../decoded.ts'
import type { Sentence, Tag } from './types.ts'

/** A line of IEC 61162 has 82 characters, tag blocks as many again; some receivers write longer ones. */
export const longestLine = 1_024

/**
 * One line: what stands before the sentence (a receiver's clock) and behind its checksum is left aside, tag blocks are read.
 * A tag block whose own checksum is wrong is dropped, the sentence stands for itself.
 */
export function readSentence(line: string): Decoded<Sentence> {
  if (line.length > longestLine) return rejected('too-long', line.length)
  const start = startOf(line)
  if (start < 0) return rejected('bad-start')
  const star = line.indexOf('*', start)
  if (star < 0) return rejected('bad-end')
  const given = hexByte(line, star + 1)
  if (given < 0) return rejected('bad-end')
  const sum = xor(line, start + 1, star)
  if (sum !== given) return rejected('bad-checksum', sum.toString(16).toUpperCase().padStart(2, '0'))
  return readFields(line, start, star)
}

/** The place of the last `!` before a VDM or VDO. */
function startOf(line: string): number {
  let at = line.lastIndexOf('!')
  while (at >= 0) {
    if (line.startsWith('VD', at + 3) && line[at + 6] === ',') return at
    at = at === 0 ? -1 : line.lastIndexOf('!', at - 1)
  }
  return -1
}

function readFields(line: string, start: number, star: number): Decoded<Sentence> {
  const fields = line.slice(start + 7, star).split(',', 7)
  if (fields.length !== 6) return rejected('bad-header', fields.length)
  const [totalText, numberText, seqText, channel, payload, fillText] = fields as [string, string, string, string, string, string]
  const talker = line.slice(start + 1, start + 3)
  const kind = line[start + 5]
  if (!isLetter(talker, 0) || !isLetter(talker, 1) || (kind !== 'M' && kind !== 'O'))
    return rejected('bad-header', line.slice(start, start + 6))
  const total = digit(totalText)
  const number = digit(numberText)
  const fill = digit(fillText)
  if (total < 1 || number < 1 || number > total) return rejected('bad-header', `${totalText},${numberText}`)
  if (fill < 0 || fill > 5) return rejected('bad-value', `fill ${fillText}`)
  if (payload === '') return rejected('too-short', 0)
  const seq = seqText === '' ? null : digit(seqText)
  if (seq !== null && seq < 0) return rejected('bad-header', `seq ${seqText}`)
  const tag = start === 0 ? null : tagOf(line.slice(0, start))
  return decoded({ talker, own: kind === 'O', total, number, seq, channel: channelOf(channel), payload, fill, tag })
}

const digit = (text: string): number => (text.length === 1 && text >= '0' && text <= '9' ? text.charCodeAt(0) - 48 : -1)

/** Some receivers number the channels. */
const channelOf = (text: string): string | null => (text === '1' ? 'A' : text === '2' ? 'B' : text || null)

function xor(line: string, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum ^= line.charCodeAt(i)
  return sum
}

const isLetter = (text: string, at: number): boolean => text.charCodeAt(at) >= 65 && text.charCodeAt(at) <= 90

/** Two hex digits; -1 (or less) when they are none. */
function hexByte(line: string, at: number): number {
  const [high, low] = [hexDigit(line.charCodeAt(at)), hexDigit(line.charCodeAt(at + 1))]
  return high < 0 || low < 0 ? -1 : high * 16 + low
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  const letter = code | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}

const block = /\\([^\\]*)\*([0-9a-f]{2})\\/gi

/** All tag blocks before a sentence as one; null when there is none that is whole. */
function tagOf(before: string): Tag | null {
  if (!before.includes('\\')) return null
  const tag: Tag = { time: null, source: null, destination: null, group: null, line: null, text: null }
  let whole = false
  for (const [, inside = '', sum = ''] of before.matchAll(block)) {
    if (xor(inside, 0, inside.length) !== Number.parseInt(sum, 16)) continue
    whole = true
    for (const part of inside.split(',')) setTag(tag, part)
  }
  return whole ? tag : null
}

function setTag(tag: Tag, part: string): void {
  const value = part.slice(2)
  if (part[1] !== ':' || value === '') return
  if (part[0] === 'c') tag.time = momentOf(value)
  else if (part[0] === 's') tag.source = value
  else if (part[0] === 'd') tag.destination = value
  else if (part[0] === 'g') tag.group = groupOf(value)
  else if (part[0] === 'n') tag.line = /^\d{1,9}$/.test(value) ? Number(value) : null
  else if (part[0] === 't' || part[0] === 'i') tag.text = value
}

/** Unix seconds; some receivers write milliseconds. */
function momentOf(text: string): string | null {
  if (!/^\d{1,13}$/.test(text)) return null
  const n = Number(text)
  const at = new Date(n > 99_999_999_999 ? n : n * 1000)
  return at.toISOString().replace('.000Z', 'Z')
}

function groupOf(text: string): Tag['group'] {
  const [, number, total, id] = /^(\d{1,4})-(\d{1,4})-(\w{1,16})$/.exec(text) ?? []
  return id ? { number: Number(number), total: Number(total), id } : null
}
