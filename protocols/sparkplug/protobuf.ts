/** One field of a protocol buffers message: its number and what it holds. */
export type WireField = { field: number; value: bigint | Uint8Array; wire: 0 | 1 | 2 | 5 }

/**
 * The fields of a message in their order; null when the bytes are none (a cut field, an unknown wire type, field number 0, a
 * varint of more than ten bytes). Varints and fixed numbers are unsigned.
 */
export function readWire(bytes: Uint8Array): WireField[] | null {
  const fields: WireField[] = []
  const from = new WireReader(bytes)
  while (from.at < bytes.length) {
    const tag = from.varint()
    const field = tag === null ? 0n : tag >> 3n
    if (tag === null || field === 0n || field > 536_870_911n) return null
    const wire = Number(tag & 7n)
    const value = from.value(wire)
    if (value === null) return null
    fields.push({ field: Number(field), value, wire: wire as WireField['wire'] })
  }
  return fields
}

class WireReader {
  at = 0
  private readonly bytes: Uint8Array
  private readonly view: DataView

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  }

  varint(): bigint | null {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.bytes[this.at++]
      if (byte === undefined) return null
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return BigInt.asUintN(64, value)
    }
    return null
  }

  value(wire: number): bigint | Uint8Array | null {
    if (wire === 0) return this.varint()
    const given = wire === 2 ? this.varint() : BigInt(wire === 1 ? 8 : 4)
    if (given === null || ![1, 2, 5].includes(wire) || given > BigInt(this.bytes.length - this.at)) return null
    const start = this.at
    this.at += Number(given)
    if (wire === 2) return this.bytes.subarray(start, this.at)
    return wire === 1 ? this.view.getBigUint64(start, true) : BigInt(this.view.getUint32(start, true))
  }
}
