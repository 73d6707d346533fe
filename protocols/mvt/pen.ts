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
  const paper = new Paper()
  // One for all messages within, wiped before each: a tile has thousands.
  let within: Pen | null = null
  const block = (id: number, content: Uint8Array): void => {
    paper.field(id, delimited)
    paper.number(content.length)
    paper.copy(content)
  }
  return {
    uint(id, value) {
      paper.field(id, varint)
      paper.number(value)
    },
    double(id, value) {
      paper.field(id, fixed64)
      paper.double(value)
    },
    text(id, value) {
      if (!isPlain(value)) return block(id, words.encode(value))
      paper.field(id, delimited)
      paper.plain(value)
    },
    packed(id, values) {
      paper.field(id, delimited)
      paper.number(values.reduce((sum, value) => sum + lengthOf(value >>> 0), 0))
      paper.numbers(values)
    },
    numbers: (values) => paper.numbers(values),
    message(id, write) {
      within ??= createPen()
      within.wipe()
      write(within)
      block(id, within.bytes())
    },
    block,
    bytes: () => paper.bytes(),
    wipe: () => paper.wipe(),
  }
}

/** Short, and a byte a letter, as codes and names of fields are? Written letter by letter they cost less than the way through the encoder. */
function isPlain(value: string): boolean {
  if (value.length > 64) return false
  for (let i = 0; i < value.length; i++) if (value.charCodeAt(i) > 0x7f) return false
  return true
}

/** Bytes one after the other, in a buffer that grows. */
class Paper {
  #buffer = new Uint8Array(256)
  #used = 0

  #room(more: number): void {
    if (this.#used + more <= this.#buffer.length) return
    const wider = new Uint8Array(Math.max(this.#buffer.length * 2, this.#used + more))
    wider.set(this.#buffer.subarray(0, this.#used))
    this.#buffer = wider
  }

  field(id: number, kind: number): void {
    this.number(id * 8 + kind)
  }

  /** Not negative, below 2⁵³: seven bits a byte, the low ones first. */
  number(value: number): void {
    this.#room(8)
    const buffer = this.#buffer
    let rest = value
    while (rest > 0x7f) {
      buffer[this.#used++] = (rest % 0x80) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    buffer[this.#used++] = rest
  }

  numbers(values: readonly number[]): void {
    for (const value of values) this.number(value >>> 0)
  }

  /** A text of which every letter is a byte, with its length. */
  plain(value: string): void {
    this.number(value.length)
    this.#room(value.length)
    for (let i = 0; i < value.length; i++) this.#buffer[this.#used++] = value.charCodeAt(i)
  }

  double(value: number): void {
    this.#room(8)
    new DataView(this.#buffer.buffer).setFloat64(this.#used, value, true)
    this.#used += 8
  }

  copy(content: Uint8Array): void {
    this.#room(content.length)
    this.#buffer.set(content, this.#used)
    this.#used += content.length
  }

  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#used)
  }

  wipe(): void {
    this.#used = 0
  }
}

const lengthOf = (value: number): number =>
  value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : value < 0x1000_0000 ? 4 : 5
