import { fromHex } from '../../protocols/bytes.ts'
import { type Framer, type Rejected, rejected } from '../../protocols/decoded.ts'
import { createLineFramer } from '../../protocols/lines.ts'

/** One line of output: a value, a part of one (`pending`, then `value` is null), or why there is none. */
export type Answer = { ok: true; value: unknown; pending?: unknown } | Rejected
/** Takes input in any chunks and answers what is complete; holds no more than one largest piece. */
export type Feed = { push(chunk: Uint8Array): Answer[]; end(): Answer[] }

/** The longest line or document that is taken. */
export const mostBytes = 4 * 1024 * 1024

const utf8 = new TextDecoder()

/** One answer for every line that is not empty; `decode` gets the line, how many there were before it, and its bytes. */
export function lineFeed(decode: (line: string, before: number, bytes: Uint8Array) => Answer): Feed {
  const framer = createLineFramer(mostBytes)
  let count = 0
  const answer = (line: Uint8Array | Rejected): Answer[] => {
    if (!(line instanceof Uint8Array)) return [line]
    const text = utf8.decode(line)
    return text.trim() === '' ? [] : [decode(text, count++, line)]
  }
  return { push: (chunk) => framer.push(chunk).flatMap(answer), end: () => framer.end().flatMap(answer) }
}

type Frames = { framer: () => Framer; decode: (frame: Uint8Array, before: number) => Answer }

/** Frames as lines of hex, or as they come on the wire: what is not plain text at the beginning is the wire. */
export function frameFeed({ framer, decode }: Frames): Feed {
  const wire = framer()
  let count = 0
  const answer = (frame: Uint8Array | Rejected): Answer => (frame instanceof Uint8Array ? decode(frame, count++) : frame)
  const ofWire: Feed = { push: (chunk) => wire.push(chunk).map(answer), end: () => wire.end?.().map(answer) ?? [] }
  const ofHex = lineFeed((line) => {
    const bytes = fromHex(line)
    return bytes ? answer(bytes) : rejected('bad-encoding')
  })
  let chosen: Feed | undefined
  return {
    push(chunk) {
      if (!chosen && chunk.length > 0) chosen = isText(chunk.subarray(0, 64)) ? ofHex : ofWire
      return chosen?.push(chunk) ?? []
    },
    end: () => chosen?.end() ?? [],
  }
}

/** Hex begins with a digit, a blank or a remark; the marks of our frames (`~`, `@`, `#`) do not. */
function isText(start: Uint8Array): boolean {
  return (
    !start.some((byte) => byte > 126 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) &&
    !'~@'.includes(String.fromCharCode(start[0]!))
  )
}
