import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { createReceiver } from '../../protocols/ais/receiver.ts'
import { readAlert } from '../../protocols/cap/read.ts'
import { readEvent } from '../../protocols/cloudevents/event.ts'
import { readHttp, readMessage } from '../../protocols/cloudevents/read.ts'
import { type Decoded, decoded } from '../../protocols/decoded.ts'
import { decode as decodeGb26875 } from '../../protocols/gb26875/decode.ts'
import { createFramer as gb26875Framer } from '../../protocols/gb26875/frame.ts'
import { decode as decodeHj212 } from '../../protocols/hj212/decode.ts'
import { createJoiner as hj212Joiner } from '../../protocols/hj212/parts.ts'
import { decode as decodeJt808 } from '../../protocols/jt808/decode.ts'
import { createFramer as jt808Framer } from '../../protocols/jt808/frame.ts'
import { createJoiner as jt808Joiner } from '../../protocols/jt808/parts.ts'
import { readOpen311 } from '../../protocols/open311/read.ts'
import { decode as decodeSl651 } from '../../protocols/sl651/decode.ts'
import { createFramer as sl651Framer } from '../../protocols/sl651/frame.ts'
import { createJoiner as sl651Joiner } from '../../protocols/sl651/parts.ts'
import { StartError, UsageError } from '../kernel/config.ts'
import { documentFeed, httpOrJson, xmlDocument, xmlOrJson } from './decode-documents.ts'
import { type Answer, type Feed, frameFeed, lineFeed } from './decode-input.ts'

/** A file has no clock: a tenth of a second a line lets a part wait for some hundred lines. */
const msOfLine = 100
const crlf = Buffer.from('\r\n')

type Joins<M> = { add(message: M, now: number): Decoded<unknown> | null }

/** The answer to a message, or what is still missing of it. */
function joined<M extends { part?: unknown }>(joiner: Joins<M>, read: Decoded<M>, before: number): Answer {
  if (!read.ok) return read
  return joiner.add(read.value, before * msOfLine) ?? { ok: true, value: null, pending: read.value.part }
}

/** What `zhili decode` reads: a protocol's name, and how its input is cut and answered. */
export const decoders: Record<string, () => Feed> = {
  jt808() {
    const joiner = jt808Joiner()
    return frameFeed({ framer: jt808Framer, decode: (frame, before) => joined(joiner, decodeJt808(frame), before) })
  },
  hj212() {
    const joiner = hj212Joiner()
    // Whoever copies a telegram into a file seldom keeps its line end.
    return lineFeed((_line, before, bytes) => joined(joiner, decodeHj212(Buffer.concat([bytes, crlf])), before))
  },
  sl651() {
    const joiner = sl651Joiner()
    return frameFeed({ framer: sl651Framer, decode: (frame, before) => joined(joiner, decodeSl651(frame), before) })
  },
  gb26875: () => frameFeed({ framer: gb26875Framer, decode: (frame) => decodeGb26875(frame) }),
  ais() {
    const receiver = createReceiver()
    return lineFeed((line, before): Answer => {
      const answer = receiver.push(line, before * msOfLine)
      if (!answer.ok || !('pending' in answer.value)) return answer
      const { number, total } = answer.value
      return { ok: true, value: null, pending: { total, number } }
    })
  },
  cap: () => documentFeed(xmlDocument, readAlert),
  open311: () => documentFeed(xmlOrJson, readOpen311),
  cloudevents: () => documentFeed(httpOrJson, cloudEvents),
}

/** One event, or those of a batch; of a message with its headers, or of JSON alone. */
function cloudEvents(document: Buffer): Answer {
  const isJson = /^[\s\ufeff]*[[{]/.test(document.toString('utf8', 0, 64))
  const isMessage = !isJson && /^[^\n]*(?:HTTP\/1|:)/.test(document.toString('latin1', 0, 8_192))
  const message = isMessage ? readMessage(document) : decoded({ headers: { 'content-type': 'application/json' }, body: document })
  if (!message.ok) return message
  const sent = readHttp(message.value.headers, message.value.body)
  if (!sent.ok) return sent
  const { events, mode } = sent.value
  const isList = mode === 'batch' || (mode === 'plain' && document.toString('utf8').trimStart().startsWith('['))
  const read: Decoded<unknown>[] = events.map(readEvent)
  const bad = read.findIndex((one) => !one.ok)
  const first = read[bad < 0 ? 0 : bad]
  if (!isList) return first!
  if (first && !first.ok) return { ...first, detail: `/${bad}${first.detail === undefined ? '' : ` ${first.detail}`}` }
  return decoded(read.flatMap((one) => (one.ok ? [one.value] : [])))
}

/** `zhili decode <protocol> [FILE]`: a line or frame in, a line of JSON out. What is refused is handled too: the end is 0. */
export async function run(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true, strict: true })
  const [name = '', file, ...more] = positionals
  const make = Object.hasOwn(decoders, name) ? decoders[name] : undefined
  if (!make || more.length > 0)
    throw new UsageError(make ? '' : `there is no protocol ${name || '(none given)'}: ${Object.keys(decoders).join(' ')}`)
  const piped = file === undefined || file === '-'
  if (!piped && !(await isFile(file))) throw new StartError(`${file}: there is no such file`)
  await decodeAll(piped ? process.stdin : createReadStream(file), make(), process.stdout)
  return 0
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => !found.isDirectory(),
    () => false,
  )

/** Answers as the input comes, no faster than they are read; whoever stops reading (`| head`) stops the work. */
export async function decodeAll(input: Readable, feed: Feed, output: Writable): Promise<void> {
  let gone = false
  const closed = new Promise<void>((done) => {
    const stop = (): void => {
      gone = true
      input.destroy()
      done()
    }
    output.once('error', stop).once('close', stop)
  })
  const write = async (answers: Answer[]): Promise<void> => {
    if (answers.length === 0 || gone) return
    const text = answers.map((answer) => `${JSON.stringify(answer)}\n`).join('')
    if (!output.write(text)) await Promise.race([new Promise((done) => output.once('drain', done)), closed])
  }
  try {
    for await (const chunk of input as AsyncIterable<Uint8Array>) await write(feed.push(chunk))
  } catch (error) {
    if (!gone) throw error
  }
  await write(feed.end())
}
