/**
 * Watches the fixed headers of MQTT packets go by (3.1.1, chapter 2.2) and says false once one announces more than `most` bytes:
 * the protocol allows 256 MB, which would be held in memory before anybody could look at it.
 */
export function createPacketLimit(most: number): (chunk: Uint8Array) => boolean {
  /** bytes of the current packet still to come; null while its header is read */
  let left: number | null = null
  /** bytes of the header read so far, the packet's type included */
  let header = 0
  let length = 0

  /** One byte of a header; the last one of the length has its highest bit clear. */
  function readHeader(byte: number): void {
    if (header > 0) {
      length += (byte & 0x7f) * 128 ** (header - 1)
      // A fifth byte is no MQTT; the parser says so.
      if (byte < 0x80 || header === 4) {
        left = length
        header = -1
        length = 0
      }
    }
    header++
  }

  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      if (left === null) readHeader(chunk[at++]!)
      else {
        const taken = Math.min(left, chunk.length - at)
        left -= taken
        at += taken
      }
      if (left !== null && left > most) return false
      if (left === 0) left = null
    }
    return true
  }
}
