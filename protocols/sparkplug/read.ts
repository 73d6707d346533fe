import { toHex } from '../bytes.ts'
import { type Decoded, decoded, rejected } from '../decoded.ts'
import { readWire, type WireField } from './protobuf.ts'

/** `spBv1.0/group/DDATA/node/device`, or a host's `spBv1.0/STATE/host`. */
export type Topic = { type: MessageType; group: string; node: string; device: string | null } | { type: 'STATE'; host: string }
export type MessageType = (typeof messageTypes)[number]
export const messageTypes = ['NBIRTH', 'NDEATH', 'DBIRTH', 'DDEATH', 'NDATA', 'DDATA', 'NCMD', 'DCMD'] as const

/** Null for another topic. */
export function readTopic(topic: string): Topic | null {
  const [space, group, type, node, device, more] = topic.split('/')
  if (space !== 'spBv1.0' || !group) return null
  if (group === 'STATE') return type && node === undefined ? { type: 'STATE', host: type } : null
  if (!messageTypes.includes(type as MessageType) || !node || device === '' || more !== undefined) return null
  return { type: type as MessageType, group, node, device: device ?? null }
}

/** Numbers of 64 bits beyond what a number holds exactly are text. */
export type MetricValue = number | string | boolean | null
export type Metric = {
  /** Null in messages after the birth: then `alias` names it. */
  name: string | null
  alias: number | string | null
  /** ISO UTC. */
  timestamp: string | null
  type: string
  /** `isHistorical` and `isTransient`, true when set. */
  historical: boolean
  transient: boolean
  /** Null when the sender says so, and for what is kept as hex. */
  value: MetricValue
  /** Bytes, data sets, templates and arrays as they came. */
  hex?: string
}
export type Payload = {
  timestamp: string | null
  seq: number | null
  uuid: string | null
  metrics: Metric[]
  body: string | null
}

export const types = [
  ...[
    'Unknown',
    'Int8',
    'Int16',
    'Int32',
    'Int64',
    'UInt8',
    'UInt16',
    'UInt32',
    'UInt64',
    'Float',
    'Double',
    'Boolean',
    'String',
  ],
  ...['DateTime', 'Text', 'UUID', 'DataSet', 'Bytes', 'File', 'Template', 'PropertySet', 'PropertySetList'],
  ...['Int8Array', 'Int16Array', 'Int32Array', 'Int64Array', 'UInt8Array', 'UInt16Array', 'UInt32Array', 'UInt64Array'],
  ...['FloatArray', 'DoubleArray', 'BooleanArray', 'StringArray', 'DateTimeArray'],
] as const

export const mostBytes = 1024 * 1024

/** Reads the payload of a message but STATE (which is JSON). Refused: `bad-value` (no protocol buffers, with the place), `too-long`. */
export function readPayload(bytes: Uint8Array): Decoded<Payload> {
  if (bytes.length > mostBytes) return rejected('too-long', bytes.length)
  const fields = readWire(bytes)
  if (!fields) return rejected('bad-value', 'payload')
  const metrics: Metric[] = []
  for (const { field, value } of fields) {
    if (field !== 2) continue
    const metric = value instanceof Uint8Array ? metricOf(value) : null
    if (!metric) return rejected('bad-value', `metrics/${metrics.length}`)
    metrics.push(metric)
  }
  const seq = number(last(fields, 3))
  return decoded({
    timestamp: moment(last(fields, 1)),
    seq: typeof seq === 'number' ? seq : null,
    uuid: text(last(fields, 4)),
    metrics,
    body: hex(last(fields, 5)),
  })
}

/** The last of a field counts (protocol buffers). */
const last = (fields: WireField[], field: number): WireField | undefined => fields.findLast((one) => one.field === field)
const text = (given: WireField | undefined): string | null =>
  given?.value instanceof Uint8Array ? new TextDecoder().decode(given.value) : null
const hex = (given: WireField | undefined): string | null => (given?.value instanceof Uint8Array ? toHex(given.value) : null)
const integer = (given: WireField | undefined): bigint | null => (typeof given?.value === 'bigint' ? given.value : null)
const exact = (value: bigint): number | string => (BigInt.asIntN(54, value) === value ? Number(value) : value.toString())

function number(given: WireField | undefined): number | string | null {
  const value = integer(given)
  return value === null ? null : exact(value)
}

/** Milliseconds since 1970, as ISO UTC. */
function moment(given: WireField | undefined): string | null {
  const value = integer(given)
  return value === null || value > 253_402_300_799_999n ? null : new Date(Number(value)).toISOString()
}

function metricOf(bytes: Uint8Array): Metric | null {
  const fields = readWire(bytes)
  if (!fields) return null
  const type = types[Number(integer(last(fields, 4)) ?? 0n)] ?? 'Unknown'
  const isNull = integer(last(fields, 7)) === 1n
  const metric: Metric = {
    name: text(last(fields, 1)),
    alias: number(last(fields, 2)),
    timestamp: moment(last(fields, 3)),
    type,
    historical: integer(last(fields, 5)) === 1n,
    transient: integer(last(fields, 6)) === 1n,
    value: null,
  }
  const given = fields.findLast(({ field }) => field >= 10 && field <= 18)
  if (isNull || !given) return metric
  if (given.field >= 16) metric.hex = hex(given) ?? ''
  else metric.value = metricValue(given, type)
  return metric
}

/** How many bits a signed type has. Int8 to Int32 come as 32-bit numbers in two's complement, Int64 as 64. */
const signed: Record<string, number> = { Int8: 8, Int16: 16, Int32: 32, Int64: 64 }

function metricValue({ field, value, wire }: WireField, type: string): MetricValue {
  if (value instanceof Uint8Array) return field === 15 ? new TextDecoder().decode(value) : null
  if (field === 14) return value !== 0n
  if (field === 12 && wire === 5) return finite(floatOf(value))
  if (field === 13 && wire === 1) return finite(doubleOf(value))
  if (field !== 10 && field !== 11) return null
  if (type === 'DateTime') return value > 253_402_300_799_999n ? null : new Date(Number(value)).toISOString()
  const bits = signed[type]
  return exact(bits ? BigInt.asIntN(bits, value) : value)
}

const view = new DataView(new ArrayBuffer(8))
function floatOf(bits: bigint): number {
  view.setUint32(0, Number(bits))
  return view.getFloat32(0)
}
function doubleOf(bits: bigint): number {
  view.setBigUint64(0, bits)
  return view.getFloat64(0)
}
/** Not a number and the infinities are no reading. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)
