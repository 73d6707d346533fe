import { fromHex } from '../bytes.ts'
import { type Decoded, decoded, type Rejected, rejected } from '../decoded.ts'
import { createCollector, type Limits } from '../parts.ts'
import { decodeBody } from './decode.ts'
import type { Message } from './types.ts'

export type Joiner = {
  /** The whole message with its last part, null while parts are missing; other messages come back as they are. */
  add(message: Message, now: number): Decoded<Message> | null
  /**
   * Gives up what has waited too long: `part-missing`, named by phone, message and the numbers to ask for again; with `again` not yet,
   * `resend` is what asks for them.
   */
  expire(now: number): (Rejected & Missing)[]
}

export type Missing = {
  phone: string
  id: string
  missing: number[]
  again: boolean
  first: Message
  resend: { firstSerial: number; parts: number[] }
}

/**
 * Joins messages sent in parts, by phone, message, number of parts and the serial number of the first: serial numbers of parts follow
 * each other, so that two photos of as many parts never become one.
 */
export function createJoiner(limits: Limits = {}): Joiner {
  const collector = createCollector<Message>(limits)
  return {
    add(message, now) {
      if (!message.part) return decoded(message)
      const key = `${message.phone} ${message.id} ${message.part.total} ${firstSerial(message.serial, message.part.number)}`
      const found = collector.add({ ...message.part, key, content: (message.body as { hex: string }).hex, message }, now)
      return found?.ok ? whole(found.value.first, found.value.contents.join('')) : found
    },
    expire: (now) =>
      collector.expire(now).map(({ first, missing, again }) => ({
        ...rejected('part-missing', missing.length),
        ...{ phone: first.phone, id: first.id, missing, again, first },
        resend: { firstSerial: firstSerial(first.serial, first.part!.number), parts: missing.slice(0, mostAsked) },
      })),
  }
}

/** What the one byte of the count of 2013 can say. */
const mostAsked = 255

const firstSerial = (serial: number, number: number): number => (serial - number + 1) & 0xffff

function whole(first: Message, hex: string): Decoded<Message> {
  const { name: _, body: __, rest: ___, part, ...header } = first
  header.serial = firstSerial(header.serial, part!.number)
  return decodeBody(header, fromHex(hex)!)
}
