import type { Layout } from './fields.ts'
import {
  aid,
  aircraft,
  classB,
  classBExtended,
  longRange,
  position,
  staticA,
  staticB,
  staticBOfCraft,
  station,
  voyage,
} from './layouts.ts'
import { armour, BitWriter } from './six-bit.ts'
import type { AidMessage, KnownMessage, StationMessage, VoyageMessage } from './types.ts'

/** What can be written: everything but binary and text messages. */
export type Writable = Exclude<KnownMessage, { type: 6 | 8 | 12 | 14 }>
type Row = Record<string, unknown>

const layouts: Partial<Record<number, Layout>> = {
  1: position,
  2: position,
  3: position,
  4: station,
  5: voyage,
  9: aircraft,
  11: station,
  18: classB,
  19: classBExtended,
  21: aid,
  27: longRange,
}

/** The sentences of a message; a long one is told in several of the same number `seq`. */
export function encodeMessage(
  message: Writable,
  { talker = 'AI', own = false, channel = 'A' as string | null, seq = 0 } = {},
): string[] {
  const to = new BitWriter()
  to.put(message.type, 6)
  to.put(message.repeat, 2)
  to.put(message.mmsi, 30)
  if (message.type === 24) to.put(message.part === 'A' ? 0 : 1, 2)
  writeFields(to, layoutOf(message), rowOf(message))
  if (message.type === 5) to.put(0, 1)
  if (message.type === 21) writeExtension(to, message)
  const { groups, fill } = to.done()
  const payload = armour(groups)
  const total = Math.max(1, Math.ceil(payload.length / mostCharacters))
  return Array.from({ length: total }, (_, i) => {
    const piece = payload.slice(i * mostCharacters, (i + 1) * mostCharacters)
    const last = i === total - 1
    const body = `${talker}VD${own ? 'O' : 'M'},${total},${i + 1},${total > 1 ? seq % 10 : ''},${channel ?? ''},${piece},${last ? fill : 0}`
    return `!${body}*${checksum(body)}`
  })
}

/** A line has at most 82 characters. */
const mostCharacters = 60

function layoutOf(message: Writable): Layout {
  if (message.type !== 24) return layouts[message.type]!
  if (message.part === 'A') return staticA
  return 'mothership' in message ? staticBOfCraft : staticB
}

function rowOf(message: Writable): Row {
  if (message.type === 4 || message.type === 11) return { ...message, ...clockOf(message as StationMessage) }
  if (message.type === 5) return { ...message, ...etaOf(message as VoyageMessage) }
  return message as unknown as Row
}

function clockOf({ timestamp }: StationMessage): Row {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/
    .exec(timestamp ?? '')
    ?.slice(1)
    .map(Number)
  const [year = null, month = null, day = null, hour = null, minute = null, second = null] = parts ?? []
  return { year, month, day, hour, minute, second }
}

function etaOf({ eta }: VoyageMessage): Row {
  return {
    etaMonth: eta?.month ?? null,
    etaDay: eta?.day ?? null,
    etaHour: eta?.hour ?? null,
    etaMinute: eta?.minute ?? null,
  }
}

function writeFields(to: BitWriter, layout: Layout, row: Row): void {
  for (const [name, field] of Object.entries(layout)) {
    if (field.kind === 'text') to.text((row[name] as string | null) ?? null, field.bits)
    else {
      const value = name.startsWith('_') ? 0 : field.write(row[name] as never)
      to.put(value < 0 ? value + 2 ** field.bits : value, field.bits)
    }
  }
}

/** What of a name goes beyond 20 characters, at most 14. */
function writeExtension(to: BitWriter, { name }: AidMessage): void {
  const rest = (name ?? '').slice(20, 34)
  if (rest !== '') to.text(rest, 6 * rest.length)
}

function checksum(body: string): string {
  let sum = 0
  for (let i = 0; i < body.length; i++) sum ^= body.charCodeAt(i)
  return sum.toString(16).toUpperCase().padStart(2, '0')
}
