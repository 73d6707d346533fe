import { decoded } from '../../../../protocols/decoded.ts'
import { decode } from '../../../../protocols/sl651/decode.ts'
import { confirm } from '../../../../protocols/sl651/encode.ts'
import { createFramer } from '../../../../protocols/sl651/frame.ts'
import { createJoiner, type Joiner } from '../../../../protocols/sl651/parts.ts'
import type { Data, Message } from '../../../../protocols/sl651/types.ts'
import { chinaTime } from './rules/china-time.ts'
import type { Measured, Said, Speaker } from './types.ts'

/** Rain gauges and river stations, SL 651: each message is confirmed by the same function and serial number once it is kept. */
export const sl651: Speaker = {
  protocol: 'sl651',
  open() {
    const joiner = createJoiner({ open: 16, length: 400_000 })
    return {
      framer: createFramer(),
      read(frame, tolerance) {
        const read = decode(frame, tolerance)
        return read.ok ? decoded(saidOf(read.value, joiner)) : read
      },
      lapse: (now) => joiner.expire(now).map(({ station: number }) => ({ number, ask: null })),
    }
  },
}

/** Element → reading of the pack; of several that tell of one reading the last here counts: of a dam the level above it. */
const readingOf: Record<string, string> = {
  '1a': 'rain',
  '20': 'rain-now',
  '26': 'rain-total',
  '38': 'voltage',
  '3b': 'level',
  '39': 'level',
  '02': 'temperature',
  '18': 'humidity',
}
/** Rain of an hour in twelve steps of five minutes. */
const rainSteps = 'f4'
const stepsOfHour = 12
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
      const joined = joiner.add(message, now.getTime())
      if (joined && !joined.ok) return joined
      whole = joined?.value ?? null
      return decoded(whole && (whole.direction === 'up' ? measuredOf(whole) : []))
    },
    reply: ({ verdict, kept }, now) =>
      !kept || message.function === keepAlive || message.direction === 'down' || unanswered.includes(verdict)
        ? []
        : [confirm(whole ?? message, chinaTime(now))],
  }
}

function measuredOf({ data, sentAt }: Message): Measured[] {
  const rain = hourOfSteps(data)
  const given = new Map(data.elements.map(({ code, value }) => [code, value]))
  const values: Record<string, number> = rain === null ? {} : { rain }
  for (const [code, name] of Object.entries(readingOf)) {
    const value = given.get(code) ?? null
    if (value !== null) values[name] = value
  }
  return Object.keys(values).length > 0 ? [{ at: data.observedAt ?? sentAt, values }] : []
}

/** The rain of an hour from its steps; null unless every one of them is there: less would look like a dry hour. */
function hourOfSteps({ series }: Data): number | null {
  const steps = series.find(({ code }) => code === rainSteps)?.values ?? []
  const known = steps.filter((value) => value !== null)
  if (known.length !== stepsOfHour || steps.length !== stepsOfHour) return null
  return Math.round(known.reduce((sum, value) => sum + value, 0) * 10) / 10
}
