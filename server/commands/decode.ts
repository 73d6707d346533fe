import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { createReceiver } from '../../protocols/ais/receiver.ts'
import { readAlert } from '../../protocols/cap/read.ts'
import { StartError, UsageError } from '../kernel/config.ts'
import { documentFeed, xmlDocument } from './decode-documents.ts'
import { type Answer, type Feed, lineFeed } from './decode-input.ts'

/** What `zhili decode` reads: a protocol's name, and how its input is cut and answered. */
export const decoders: Record<string, () => Feed> = {
  ais() {
    const receiver = createReceiver()
    // A file has no clock: a tenth of a second a line lets a part wait for three hundred lines.
    return lineFeed((line, before): Answer => {
      const answer = receiver.push(line, before * 100)
      if (!answer.ok || !('pending' in answer.value)) return answer
      const { number, total } = answer.value
      return { ok: true, value: null, pending: { number, total } }
    })
  },
  cap: () => documentFeed(xmlDocument, readAlert),
}

/** `zhili decode <protocol> [FILE]`: a line or frame in, a line of JSON out. What is refused is handled too: the end is 0. */
export async function run(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true, strict: true })
  const [name = '', file, ...more] = positionals
  const make = Object.hasOwn(decoders, name) ? decoders[name] : undefined
  if (!make || more.length > 0)
    throw new UsageError(make ? '' : `there is no protocol ${name || '(none given)'}: ${Object.keys(decoders).join(' ')}`)
  if (file !== undefined && !(await isFile(file))) throw new StartError(`${file}: there is no such file`)
  await decodeAll(file === undefined ? process.stdin : createReadStream(file), make(), process.stdout)
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
