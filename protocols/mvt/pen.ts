/** Writes protocol buffers: the five ways a vector tile needs. Lengths are written before what they measure. */
export type Pen = {
  uint(field: number, value: number): void
  double(field: number, value: number): void
  text(field: number, value: string): void
  packed(field: number, values: readonly number[]): void
  message(field: number, write: (inner: Pen) => void): void
  bytes(): Uint8Array
}

const [varint, fixed64, delimited] = [0, 1, 2]
const words = new TextEncoder()

export function createPen(): Pen {
  const paper = createPaper()
  const { number } = paper
  const field = (id: number, kind: number): void => number(id * 8 + kind)
  const block = (id: number, content: Uint8Array): void => {
    field(id, delimited)
    number(content.length)
    paper.copy(content)
  }
  return {
    uint(id, value) {
      field(id, varint)
      number(value)
    },
    double(id, value) {
      field(id, fixed64)
      paper.double(value)
    },
    text: (id, value) => block(id, words.encode(value)),
    packed(id, values) {
      field(id, delimited)
      number(values.reduce((sum, value) => sum + lengthOf(value >>> 0), 0))
      for (const value of values) number(value >>> 0)
    },
    message(id, write) {
      const inner = createPen()
      write(inner)
      block(id, inner.bytes())
    },
    bytes: paper.bytes,
  }
}

/** Bytes one after the other, in a buffer that grows. */
function createPaper() {
  let buffer = new Uint8Array(256)
  let used = 0
  const room = (more: number): void => {
    if (used + more <= buffer.length) return
    const wider = new Uint8Array(Math.max(buffer.length * 2, used + more))
    wider.set(buffer.subarray(0, used))
    buffer = wider
  }
  return {
    /** Not negative, below 2⁵³: seven bits a byte, the low ones first. */
    number(value: number): void {
      room(8)
      let rest = value
      while (rest > 0x7f) {
        buffer[used++] = (rest % 0x80) | 0x80
        rest = Math.floor(rest / 0x80)
      }
      buffer[used++] = rest
    },
    double(value: number): void {
      room(8)
      new DataView(buffer.buffer).setFloat64(used, value, true)
      used += 8
    },
    copy(content: Uint8Array): void {
      room(content.length)
      buffer.set(content, used)
      used += content.length
    },
    bytes: (): Uint8Array => buffer.subarray(0, used),
  }
}

const lengthOf = (value: number): number =>
  value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : value < 0x1000_0000 ? 4 : 5
