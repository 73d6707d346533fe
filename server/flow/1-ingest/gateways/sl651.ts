import { decoded } from '../../../../protocols/decoded.ts'
import { decode } from '../../../../protocols/sl651/decode.ts'
import { confirm } from '../../../../protocols/sl651/encode.ts'
import { createFramer } from '../../../../protocols/sl651/frame.ts'
import { createJoiner, type Joiner } from '../../../../protocols/sl651/parts.ts'
import type { Message } from '../../../../protocols/sl651/types.ts'
import { chinaTime } from './rules/china-time.ts'
import type { Measured, Said, Speaker } from './types.ts'

/** Rain gauges and river stations, SL 651: each message is confirmed by the same function and serial number once it is kept. */
export const sl651: Speaker = {
  protocol: 'sl651',
  open() {
    const joiner = createJoiner({ open: 16, length: 400_000 })
    return {
      framer: createFramer(),
      read(frame) {
        const read = decode(frame)
        return read.ok ? decoded(saidOf(read.value, joiner)) : read
      },
    }
  },
}

/** Element → reading of the pack. */
const readingOf: Record<string, string> = { '1a': 'rain', '38': 'voltage', '39': 'level', '02': 'temperature', '18': 'humidity' }
/** Wants no answer. */
const keepAlive = '2f'
/** Who it is must be put right here first; an answer would let the station forget what it sent. */
const unanswered = ['unknown-sender', 'wrong-code', 'waiting']

function saidOf(message: Message, joiner: Joiner): Said {
  let whole: Message | null = null
  return {
    number: message.station,
    proof: { by: 'password', code: message.password },
    // 34 tells of the hour before, in steps
    live: message.function !== '34',
    measure(now) {
      joiner.expire(now.getTime())
      const joined = joiner.add(message, now.getTime())
      if (joined && !joined.ok) return joined
      whole = joined?.value ?? null
      return decoded(whole && (whole.direction === 'up' ? measuredOf(whole) : []))
    },
    reply: ({ verdict }, now) =>
      message.function === keepAlive || message.direction === 'down' || unanswered.includes(verdict)
        ? []
        : [confirm(whole ?? message, chinaTime(now))],
  }
}

function measuredOf({ data, sentAt }: Message): Measured[] {
  const values = Object.fromEntries(
    data.elements.flatMap(({ code, value }) => {
      const name = readingOf[code]
      return name && value !== null ? [[name, value] as const] : []
    }),
  )
  return Object.keys(values).length > 0 ? [{ at: data.observedAt ?? sentAt, values }] : []
}
