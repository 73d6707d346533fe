import { types } from './read.ts'

/** A metric to be said: a number, truth or text of its type, by its name, its alias or both (in a birth). */
export type MetricOut = {
  name?: string
  alias?: number
  /** milliseconds since 1970 */
  timestamp?: number
  type: 'Int32' | 'Int64' | 'UInt64' | 'Double' | 'Boolean' | 'String'
  /** null: there is none now */
  value: number | string | boolean | null
}
export type PayloadOut = { timestamp: number; seq?: number; metrics: readonly MetricOut[] }

/** The payload of a message as protocol buffers; `seq` 0–255, left out of commands and of the last will. */
export function writePayload({ timestamp, seq, metrics }: PayloadOut): Uint8Array {
  return Buffer.concat([
    varintField(1, timestamp),
    ...metrics.map((metric) => bytesField(2, writeMetric(metric))),
    ...(seq === undefined ? [] : [varintField(3, seq)]),
  ])
}

/** Name of the metric of NCMD that asks a node for its births (Sparkplug 3.0, 6.4.25). */
export const rebirthName = 'Node Control/Rebirth'

/** What a node is sent so that it says its births again. */
export const writeRebirth = (timestamp: number): Uint8Array =>
  writePayload({ timestamp, metrics: [{ name: rebirthName, timestamp, type: 'Boolean', value: true }] })

function writeMetric({ name, alias, timestamp, type, value }: MetricOut): Uint8Array {
  return Buffer.concat([
    ...(name === undefined ? [] : [bytesField(1, Buffer.from(name))]),
    ...(alias === undefined ? [] : [varintField(2, alias)]),
    ...(timestamp === undefined ? [] : [varintField(3, timestamp)]),
    varintField(4, types.indexOf(type)),
    value === null ? varintField(7, 1) : valueField(type, value),
  ])
}

function valueField(type: MetricOut['type'], value: number | string | boolean): Uint8Array {
  if (type === 'Boolean') return varintField(14, value ? 1 : 0)
  if (type === 'String') return bytesField(15, Buffer.from(String(value)))
  if (type === 'Int32') return varintField(10, Number(value) >>> 0)
  if (type === 'Double') {
    const bytes = Buffer.alloc(9)
    bytes[0] = (13 << 3) | 1
    bytes.writeDoubleLE(Number(value), 1)
    return bytes
  }
  return varintField(11, BigInt.asUintN(64, BigInt(value)))
}

const varintField = (field: number, value: number | bigint): Uint8Array =>
  Buffer.concat([varint(BigInt(field << 3)), varint(BigInt(value))])
const bytesField = (field: number, bytes: Uint8Array): Uint8Array =>
  Buffer.concat([varint(BigInt((field << 3) | 2)), varint(BigInt(bytes.length)), bytes])

/** Seven bits a byte, the lowest first; the highest bit says that there is more. */
function varint(given: bigint): Uint8Array {
  const bytes: number[] = []
  let value = given
  for (; value > 127n; value >>= 7n) bytes.push(Number(value & 127n) | 128)
  return Uint8Array.of(...bytes, Number(value))
}
