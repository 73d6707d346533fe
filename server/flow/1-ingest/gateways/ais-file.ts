import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { createReceiver } from '../../../../protocols/ais/receiver.ts'
import { longestLine, readSentence } from '../../../../protocols/ais/sentence.ts'
import { createLineFramer } from '../../../../protocols/lines.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { clockOfLine } from './rules/line-clock.ts'
import { type AisDeps, takeAis } from './take-ais.ts'
import type { Verdict } from './types.ts'

/** Lines that are kept together. */
const most = 1_000

/**
 * Takes in the log of a receiver: each sentence with the moment of its tag block, or with the clock the receiver wrote before it
 * (`offset` where that names no zone). A line without a moment is none of any day (`no-time`). Plots that are there already stay as
 * they are, so it may run again; no frames are kept, the file is there. Answers how many lines became what.
 */
export async function takeAisFile(
  deps: AisDeps & { spine: Spine },
  path: string,
  offset: string,
): Promise<Record<Verdict, number>> {
  const receiver = createReceiver()
  const station = basename(path)
  const counts: Record<Verdict, number> = {}
  let works: Promise<Verdict>[] = []

  async function take(text: string): Promise<Verdict> {
    const sentence = readSentence(text)
    if (!sentence.ok) return sentence.error
    const tagged = sentence.value.tag?.time
    const heard = tagged ? new Date(tagged) : clockOfLine(text, offset)
    if (!heard) return 'no-time'
    const read = receiver.push(text, heard.getTime())
    if (!read.ok) return read.error
    if ('pending' in read.value) return 'waiting'
    return (await takeAis(deps, read.value, { now: deps.spine.clock.now(), heard, station, channel: 'file', live: false }))
      .verdict
  }

  async function settle(): Promise<void> {
    for (const verdict of await Promise.all(works)) counts[verdict] = (counts[verdict] ?? 0) + 1
    works = []
  }
  const framer = createLineFramer(longestLine)
  const lines = async (pieces: ReturnType<typeof framer.push>): Promise<void> => {
    for (const piece of pieces) {
      works.push(piece instanceof Uint8Array ? take(Buffer.from(piece).toString('latin1')) : Promise.resolve(piece.error))
      if (works.length >= most) await settle()
    }
  }
  for await (const chunk of createReadStream(path)) await lines(framer.push(chunk as Buffer))
  await lines(framer.end())
  await settle()
  return counts
}
