import type { Field } from '../layout.ts'
import type { dataTypes } from './data.ts'

/** Command byte: `send` is to be acknowledged, or the device repeats. */
export type Command = 'control' | 'send' | 'ack' | 'request' | 'answer' | 'reject'

type DataTypes = typeof dataTypes
type ItemOf<L> = L extends readonly [number, Field<infer T>] ? T : never
/** What the data of a message hold: their type by name, and the objects. */
export type Data =
  | { [N in keyof DataTypes]: { type: N; number: number; items: ItemOf<DataTypes[N]>[] } }[keyof DataTypes]
  | { type: null; number: number; items: []; hex: string }

export type Message = {
  /** Counts up with every message of a device; its answer has the same. */
  serial: number
  version: { main: number; user: number }
  /** The sender's clock, with offset +08:00; null when there is no such moment. */
  time: string | null
  /** Addresses as twelve hex digits, highest byte first. */
  source: string
  target: string
  command: Command | null
  commandNumber: number
  /** Absent when the message has none: acknowledgements. */
  data?: Data
  /** Hex of bytes after the last object. */
  rest?: string
}

export type Tolerance = { checksum?: boolean }
