/** Writes protocol buffers: the ways a vector tile needs. Lengths are written before what they measure. */
export type Pen = {
  uint(field: number, value: number): void
  double(field: number, value: number): void
  text(field: number, value: string): void
  packed(field: number, values: readonly number[]): void
  /** without a field: what a packed one holds */
  numbers(values: readonly number[]): void
  /** what is written already */
  block(field: number, content: Uint8Array): void
  message(field: number, write: (inner: Pen) => void): void
  /** what was written; it holds until the pen writes again */
  bytes(): Uint8Array
  /** begins anew on the same paper */
  wipe(): void
}

const [varint, fixed64, delimited] = [0, 1, 2]
const words = new TextEncoder()

export function createPen(): Pen {
  const paper = createPaper()
  const { number, numbers } = paper
  // One for all messages within, wiped before each: a tile has thousands.
  let within: Pen | null = null
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
    text(id, value) {
      if (!isPlain(value)) return block(id, words.encode(value))
      field(id, delimited)
      number(value.length)
      paper.plain(value)
    },
    packed(id, values) {
      field(id, delimited)
      number(values.reduce((sum, value) => sum + lengthOf(value >>> 0), 0))
      numbers(values)
    },
    numbers,
    message(id, write) {
      within ??= createPen()
      within.wipe()
      write(within)
      block(id, within.bytes())
    },
    block,
    bytes: paper.bytes,
    wipe: paper.wipe,
  }
}

/** Short, and a byte a letter, as codes and names of fields are? Written letter by letter they cost less than the way through the encoder. */
function isPlain(value: string): boolean {
  if (value.length > 64) return false
  for (let i = 0; i < value.length; i++) if (value.charCodeAt(i) > 0x7f) return false
  return true
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
  /** Not negative, below 2⁵³: seven bits a byte, the low ones first. */
  const number = (value: number): void => {
    room(8)
    let rest = value
    while (rest > 0x7f) {
      buffer[used++] = (rest % 0x80) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    buffer[used++] = rest
  }
  return {
    number,
    numbers(values: readonly number[]): void {
      for (const value of values) number(value >>> 0)
    },
    /** a text of which every letter is a byte */
    plain(value: string): void {
      room(value.length)
      for (let i = 0; i < value.length; i++) buffer[used++] = value.charCodeAt(i)
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
    wipe(): void {
      used = 0
    },
  }
}

const lengthOf = (value: number): number =>
  value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : value < 0x1000_0000 ? 4 : 5
