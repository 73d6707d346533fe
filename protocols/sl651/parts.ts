import { fromHex } from '../bytes.ts'
import { type Decoded, decoded, type Rejected, rejected } from '../decoded.ts'
import { createCollector, type Limits } from '../parts.ts'
import { readBody } from './decode.ts'
import type { Message } from './types.ts'

export type Joiner = {
  /** The whole message with its last part, null while parts are missing; others come back as they are. */
  add(message: Message, now: number): Decoded<Message> | null
  /** Gives up what has waited too long: the numbers to ask for again (NAK). */
  expire(now: number): (Rejected & { station: string; function: string; missing: number[] })[]
}

/** Joins messages sent in parts (SYN), by station, function and number of parts. */
export function createJoiner(limits: Limits = {}): Joiner {
  const collector = createCollector<Message>(limits)
  return {
    add(message, now) {
      const { part } = message
      if (!part) return decoded(message)
      const key = `${message.station} ${message.function} ${part.total}`
      const found = collector.add({ ...part, key, content: message.body, message }, now)
      return found?.ok ? decoded(whole(found.value.first, found.value.contents.join(''))) : found
    },
    expire: (now) =>
      collector.expire(now).map(({ first, missing }) => ({
        ...rejected('part-missing', missing.length),
        station: first.station,
        function: first.function,
        missing,
      })),
  }
}

function whole(first: Message, hex: string): Message {
  const { part: _, ...message } = first
  return { ...message, end: 'etx', ...readBody(fromHex(hex)!, first.function, { down: first.direction === 'down', whole: true }) }
}
