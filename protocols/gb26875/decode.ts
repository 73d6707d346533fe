import { Reader, toHex } from '../bytes.ts'
import { type Decoded, decoded, rejected } from '../decoded.ts'
import type { Field } from '../layout.ts'
import { clock, dataTypes } from './data.ts'
import { dataLength, faultOf, headerSize, largestData } from './frame.ts'
import type { Command, Data, Message, Tolerance } from './types.ts'

export const commandNumbers: Record<Command, number> = { control: 1, send: 2, ack: 3, request: 4, answer: 5, reject: 6 }
const commands = new Map(Object.entries(commandNumbers).map(([name, number]) => [number, name as Command]))

type Layout = readonly [number, Field<object>]
const byNumber = new Map(
  Object.entries(dataTypes as unknown as Record<string, Layout>).map(([type, [number, field]]) => [number, { type, field }]),
)

/**
 * One frame `@@…##`. Refused: `bad-start`, `too-short`, `too-long`, `bad-length`, `bad-end`, `bad-checksum`; `too-short`
 * with the data type when the data end inside an object.
 */
export function decode(frame: Uint8Array, tolerance: Tolerance = {}): Decoded<Message> {
  if (frame[0] !== 0x40 || frame[1] !== 0x40) return rejected('bad-start')
  if (frame.length < headerSize + 3) return rejected('too-short', frame.length)
  const length = dataLength(frame)
  if (length > largestData) return rejected('too-long', length)
  if (frame.length !== headerSize + length + 3) return rejected('bad-length', frame.length - headerSize - 3)
  const fault = faultOf(frame, tolerance.checksum)
  if (fault) return rejected(fault)
  const from = new Reader(frame, 2, frame.length - 3)
  const message: Message = {
    serial: from.uintLe(2),
    version: { main: from.u8(), user: from.u8() },
    time: clock.read(from),
    source: address(from),
    target: address(from),
    command: null,
    commandNumber: 0,
  }
  from.at += 2
  message.commandNumber = from.u8()
  message.command = commands.get(message.commandNumber) ?? null
  return from.left === 0 ? decoded(message) : readData(from, message)
}

/** Six bytes, low byte first on the wire. */
const address = (from: Reader): string => toHex(from.slice(6).toReversed())

function readData(from: Reader, message: Message): Decoded<Message> {
  const number = from.u8()
  const known = byNumber.get(number)
  if (!known) return decoded({ ...message, data: { type: null, number, items: [], hex: toHex(from.slice(from.left)) } })
  const items: object[] = []
  for (let left = from.u8(); left > 0 && !from.failed; left--) items.push(known.field.read(from))
  if (from.failed) return rejected('too-short', number)
  message.data = { type: known.type, number, items } as unknown as Data
  if (from.left > 0) message.rest = toHex(from.slice(from.left))
  return decoded(message)
}
