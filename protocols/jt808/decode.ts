import { Reader, toHex } from '../bytes.ts'
import { type Decoded, decoded, rejected } from '../decoded.ts'
import type { Field } from '../layout.ts'
import { checksum, shortestFrame, withoutEscapes } from './frame.ts'
import { fromPlatform } from './from-platform.ts'
import { fromTerminal } from './from-terminal.ts'
import { readHeader } from './header.ts'
import type { Header, Message, MessageName, Tolerance, Version } from './types.ts'

type Layout = readonly [number, Field<unknown>, Field<unknown>?]
const byName = { ...fromTerminal, ...fromPlatform } as unknown as Record<string, Layout>
const byId = new Map(Object.entries(byName).map(([name, layout]) => [layout[0], { name, layout }]))

export const layoutFor = (layout: Layout, version: Version): Field<unknown> =>
  (version === 2019 ? layout[2] : undefined) ?? layout[1]

/** The number and layout of a message by its name. */
export const messageLayout = (name: MessageName): Layout | undefined => byName[name]

/**
 * One frame `7E … 7E`. Refused: `bad-start`, `bad-end`, `too-short`, `bad-escape`, `bad-checksum`, `bad-length` (the
 * header says another length than the body has), and `too-short` with the message number when the body ends inside a field.
 */
export function decode(frame: Uint8Array, tolerance: Tolerance = {}): Decoded<Message> {
  if (frame[0] !== 0x7e) return rejected('bad-start')
  if (frame.length < shortestFrame) return rejected('too-short', frame.length)
  if (frame[frame.length - 1] !== 0x7e) return rejected('bad-end')
  const plain = withoutEscapes(frame.subarray(1, -1))
  if (!plain.ok) return plain
  const end = plain.value.length - 1
  if (!tolerance.checksum && checksum(plain.value, end) !== plain.value[end]) return rejected('bad-checksum', plain.value[end])
  const from = new Reader(plain.value, 0, end)
  const { length, ...header } = readHeader(from)
  if (from.failed) return rejected('too-short', end)
  if (header.part && (header.part.number < 1 || header.part.number > header.part.total)) return rejected('bad-header', 'part')
  if (length !== from.left && !tolerance.length) return rejected('bad-length', from.left)
  return decodeBody(header, from.slice(from.left))
}

/** The message of a header and its whole body. */
export function decodeBody(header: Header, body: Uint8Array): Decoded<Message> {
  const known = byId.get(Number.parseInt(header.id, 16))
  if (!known || header.encryption !== 0 || header.part) return decoded({ ...header, name: 'opaque', body: { hex: toHex(body) } })
  const { name, layout } = known
  const own = readBody(header, name, layoutFor(layout, header.version), body)
  if (own.ok || header.version === 2013 || !layout[2]) return own
  // Terminals with the header of 2019 that still send the bodies of 2013 are common.
  const older = readBody(header, name, layout[1], body)
  return older.ok ? decoded({ ...older.value, bodyVersion: 2013 }) : own
}

function readBody(header: Header, name: string, field: Field<unknown>, body: Uint8Array): Decoded<Message> {
  const from = new Reader(body)
  const value = field.read(from)
  if (from.failed) return rejected('too-short', header.id)
  const message = { ...header, name, body: value } as Message
  if (from.left > 0) message.rest = toHex(from.slice(from.left))
  return decoded(message)
}
