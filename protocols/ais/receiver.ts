import { type Decoded, decoded, rejected } from '../decoded.ts'
import { readMessage } from './message.ts'
import { readSentence } from './sentence.ts'
import { mostGroups, unarmour } from './six-bit.ts'
import type { Received, Sentence } from './types.ts'

/** A part of a message that is not complete yet. */
export type Pending = { pending: true; number: number; total: number }
export type Receiver = { push(line: string, now: number): Decoded<Received | Pending> }

type Open = { first: Sentence; groups: Uint8Array; used: number; next: number; since: number }

/** A receiver writes the parts of a message one after another: what has waited that long belongs to nothing. */
const waitMs = 30_000
/** Ten numbers on two channels of a few stations; beyond that the oldest is dropped. */
const mostOpen = 256

/**
 * Joins the sentences of one source into messages. Parts come in order, as gpsd demands: one whose first part is not there is
 * refused (`part-missing`), a new first part drops an unfinished message of the same number.
 * `now` in milliseconds, of any clock that does not run backwards.
 */
export function createReceiver({ timeoutMs = waitMs, limit = mostOpen } = {}): Receiver {
  const open = new Map<string, Open>()
  const single = new Uint8Array(mostGroups)
  let previous = { name: '', source: '' }

  function join(sentence: Sentence, now: number): Decoded<Received | Pending> {
    const name = nameOf(sentence)
    // Many receivers name the station only at the first part: the parts that follow at once are its.
    const follows = sentence.number > 1 && previous.name === name
    previous = { name, source: sentence.tag?.source ?? (follows ? previous.source : '') }
    const key = `${name}/${previous.source}`
    const before = open.get(key)
    open.delete(key)
    const held = sentence.number === 1 ? opened(sentence, now) : before
    if (!held || held.next !== sentence.number || now - held.since > timeoutMs) return rejected('part-missing', sentence.number)
    const added = unarmour(sentence.payload, held.groups, held.used)
    if (added < 0) return rejected('bad-text')
    held.used += added
    held.next++
    if (sentence.number === sentence.total) return finish(held.groups, held.used, sentence, held.first)
    open.set(key, held)
    if (open.size > limit) open.delete(open.keys().next().value!)
    return decoded({ pending: true, number: sentence.number, total: sentence.total })
  }

  return {
    push(line, now) {
      const read = readSentence(line)
      if (!read.ok) return read
      const sentence = read.value
      if (sentence.total > 1) return join(sentence, now)
      previous = { name: '', source: '' }
      const used = unarmour(sentence.payload, single, 0)
      return used < 0 ? rejected('bad-text') : finish(single, used, sentence, sentence)
    },
  }
}

const opened = (first: Sentence, since: number): Open => ({
  first,
  groups: new Uint8Array(mostGroups),
  used: 0,
  next: 1,
  since,
})

/** A group of a tag block names the message better than the number 0 to 9; talkers behind one line use the same numbers. */
function nameOf({ tag, talker, seq, channel, total, own }: Sentence): string {
  if (tag?.group) return `g${tag.group.id}/${total}`
  return `${talker}${own ? 'o' : 'm'}${seq ?? ''}/${channel ?? ''}/${total}`
}

function finish(groups: Uint8Array, used: number, { fill }: Sentence, first: Sentence): Decoded<Received> {
  const read = readMessage({ groups, bits: used * 6 - fill })
  if (!read.ok) return read
  const { talker, own, channel, tag } = first
  const message = read.value as Received
  message.talker = talker
  message.own = own
  message.channel = channel
  message.tag = tag
  return decoded(message)
}
