import { rejected } from '../../protocols/decoded.ts'
import { type Answer, type Feed, mostBytes } from './decode-input.ts'

/**
 * Finds the end of the document that `held` begins with, looking only at what it has not seen: how many bytes it has, 0 when
 * more must come. `ended`: nothing more will come.
 */
type Scan = (held: Buffer, ended: boolean) => number
/** A way to find the end, made anew for each document from its first bytes that are no blank; undefined when more must come. */
export type Chooser = (start: Buffer, ended: boolean) => Scan | undefined

const newline = 10
const isBlank = (byte: number | undefined): boolean => byte === 32 || byte === 9 || byte === newline || byte === 13 || byte === 0

/** Documents one after another: a NUL always ends one, else its own form does. */
export const documentFeed = (choose: Chooser, decode: (document: Buffer) => Answer): Feed => new DocumentFeed(choose, decode)

class DocumentFeed implements Feed {
  private held: Buffer = Buffer.alloc(0)
  private scan: Scan | undefined
  private skipping = false
  private readonly choose: Chooser
  private readonly decode: (document: Buffer) => Answer

  constructor(choose: Chooser, decode: (document: Buffer) => Answer) {
    this.choose = choose
    this.decode = decode
  }

  push(chunk: Uint8Array): Answer[] {
    this.held = this.held.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.held, chunk])
    return this.answers(false)
  }

  end(): Answer[] {
    return this.answers(true)
  }

  private answers(ended: boolean): Answer[] {
    const all: Answer[] = []
    for (let answer = this.next(ended); answer; answer = this.next(ended)) all.push(answer)
    return all
  }

  private next(ended: boolean): Answer | undefined {
    if (this.skipping) this.skip()
    let start = 0
    if (!this.scan) while (start < this.held.length && isBlank(this.held[start])) start++
    if (start > 0) this.held = this.held.subarray(start)
    if (this.skipping || this.held.length === 0) return undefined
    this.scan ??= this.choose(this.held, ended)
    const length = this.scan?.(this.held, ended) ?? 0
    if (length > 0) {
      const document = this.held.subarray(0, length)
      this.held = this.held.subarray(length)
      this.scan = undefined
      return length > mostBytes ? rejected('too-long', length) : this.decode(document)
    }
    if (this.held.length <= mostBytes) return undefined
    this.scan = undefined
    this.skipping = true
    return rejected('too-long', mostBytes)
  }

  /** Leaves out the rest of a document that was too long: up to a NUL or a line that begins one. */
  private skip(): void {
    const nul = this.held.indexOf(0)
    const line = this.held.indexOf('\n<?xml ')
    const end = nul >= 0 && (line < 0 || nul < line) ? nul : line
    this.skipping = end < 0
    this.held = end < 0 ? this.held.subarray(Math.max(0, this.held.length - 7)) : this.held.subarray(end + 1)
  }
}

/** One line, whatever it is. */
const line = (): Scan => {
  let at = 0
  return (held, ended) => {
    while (at < held.length && held[at] !== newline && held[at] !== 0) at++
    return at < held.length || ended ? at : 0
  }
}

/**
 * An XML document ends with the line its root ends on, or where `<?xml` begins another. With a mark of UTF-16 it is the whole
 * input. What does not begin with `<` is a line.
 */
export const xmlDocument: Chooser = (start) => {
  if (start[0] === 0xfe || start[0] === 0xff) return (held, ended) => (ended ? held.length : 0)
  if (start[0] !== 60 && start[0] !== 0xef) return line()
  let at = 1
  let root: string | undefined
  const isOver = (held: Buffer): boolean => {
    root ??= /<([A-Za-z_][\w:.-]*)/.exec(held.toString('latin1', 0, Math.min(at, 65_536)))?.[1]
    const tail = held.toString('latin1', Math.max(0, at - 200), at).trimEnd()
    return root !== undefined && (tail.endsWith(`</${root}>`) || isEmptyRoot(tail, root))
  }
  return (held, ended) => {
    for (; at < held.length; at++) {
      const byte = held[at]
      if (byte === 0 || (byte === newline && isOver(held))) return at
      if (byte !== 60 || (at + 1 < held.length && held[at + 1] !== 63)) continue
      if (at + 6 > held.length && !ended) return 0
      if (isDeclaration(held, at) && (held[at - 1] === newline || isOver(held))) return at
    }
    return ended ? held.length : 0
  }
}

/** `<?xml ` and not `<?xml-stylesheet`. */
const isDeclaration = (held: Buffer, at: number): boolean =>
  held[at + 1] === 63 && held.toString('latin1', at + 2, at + 5) === 'xml' && isBlank(held[at + 5])

/** `<requests/>`, with its attributes. */
const isEmptyRoot = (tail: string, root: string): boolean =>
  tail.endsWith('/>') && tail.slice(tail.lastIndexOf('<') + 1).startsWith(root)

/**
 * JSON on one line; or over several, when its first line ends where only a document goes on (`{`, `[`, `,`): then it ends where
 * its brackets do. So one broken line never takes the next with it.
 */
export const jsonDocument: Chooser = (start) => {
  if (start[0] !== 123 && start[0] !== 91) return line()
  let at = 0
  let depth = 0
  let inText = false
  let lines = 0
  return (held, ended) => {
    for (; at < held.length; at++) {
      const byte = held[at]
      if (byte === 0) return at
      if (byte === newline) {
        if (depth <= 0 || (lines++ === 0 && !goesOn(held, at))) return at
      } else if (inText) {
        if (byte === 92) at++
        else if (byte === 34) inText = false
      } else if (byte === 34) inText = true
      else if (byte === 123 || byte === 91) depth++
      else if (byte === 125 || byte === 93) depth--
    }
    return ended ? held.length : 0
  }
}

function goesOn(held: Buffer, end: number): boolean {
  let at = end - 1
  while (isBlank(held[at])) at--
  return held[at] === 123 || held[at] === 91 || held[at] === 44
}

export const xmlOrJson: Chooser = (start, ended) =>
  (start[0] === 60 || start[0] === 0xef || start[0]! >= 0xfe ? xmlDocument : jsonDocument)(start, ended)

const http = /^(?:[A-Z]{3,10} \S+ HTTP\/1\.[01]|HTTP\/1\.[01] \d{3}.*)$/
/** The headers of a message that is taken. */
const mostHeaders = 65_536

/** An HTTP message: headers, a blank line, and as many bytes as `Content-Length` says, else up to a NUL or the end. JSON otherwise. */
export const httpOrJson: Chooser = (start, ended) => {
  const end = start.subarray(0, 8_192).indexOf(newline)
  if (end < 0 && !ended && start.length < 8_192 && start[0] !== 123 && start[0] !== 91) return undefined
  if (!http.test(start.toString('latin1', 0, end < 0 ? start.length : end).trimEnd())) return jsonDocument(start, ended)
  let body = 0
  let length: number | undefined
  return (held, over) => {
    if (body === 0) {
      const head = held.toString('latin1', 0, mostHeaders)
      const found = /\r?\n\r?\n/.exec(head)
      if (!found) return over || head.length >= mostHeaders ? Math.min(held.length, mostHeaders) : 0
      body = found.index + found[0].length
      const said = /\ncontent-length:[ \t]*(\d{1,9})[ \t]*\r?\n/i.exec(head.slice(0, body))?.[1]
      length = said === undefined ? undefined : Number(said)
    }
    if (length !== undefined) return held.length >= body + length ? body + length : over ? held.length : 0
    const nul = held.indexOf(0, body)
    return nul >= 0 ? nul : over ? held.length : 0
  }
}
