import { decoded } from '../../../../protocols/decoded.ts'
import { decode } from '../../../../protocols/hj212/decode.ts'
import { wantedAnswer } from '../../../../protocols/hj212/encode.ts'
import { createFramer } from '../../../../protocols/hj212/frame.ts'
import { createJoiner, type Joiner } from '../../../../protocols/hj212/parts.ts'
import type { Item, Telegram } from '../../../../protocols/hj212/types.ts'
import type { Measured, Said, Speaker } from './types.ts'

/** Environmental stations, HJ 212: what they upload is read, and answered with 9014 where its Flag asks for that. */
export const hj212: Speaker = {
  protocol: 'hj212',
  open() {
    const joiner = createJoiner({ open: 16, length: 400_000 })
    return {
      framer: createFramer({ crlf: false }),
      read(frame, tolerance) {
        const read = decode(frame, tolerance)
        return read.ok ? decoded(saidOf(read.value, joiner)) : read
      },
      lapse: (now) => joiner.expire(now).map(({ mn: number }) => ({ number, ask: null })),
    }
  },
}

/** 2011 momentary values, 2051 minute, 2061 hour: what a rule looks at; days and states of pumps are heard only. */
const measuring: Record<string, 'rtd' | 'avg'> = { 2011: 'rtd', 2051: 'avg', 2061: 'avg' }

function saidOf(telegram: Telegram, joiner: Joiner): Said {
  const { cn, mn, pw } = telegram
  return {
    number: mn,
    proof: { by: 'password', code: pw ?? '' },
    live: cn === '2011',
    measure(now) {
      const whole = joiner.add(telegram, now.getTime())
      if (whole && !whole.ok) return whole
      return decoded(whole && measuredOf(whole.value))
    },
    // It says only that the telegram is kept: one that is refused is kept as well, and would come again for ever.
    reply({ kept }) {
      const answer = kept ? wantedAnswer(telegram) : null
      return answer ? [answer] : []
    },
  }
}

/** Factor → reading; dust of ambient air comes in µg/m³, pressure in kPa. Of several that tell of one reading the last here counts. */
const readingOf: Record<string, string> = {
  a34001: 'tsp',
  a34002: 'pm10',
  a34004: 'pm25',
  a01001: 'temperature',
  a01002: 'humidity',
  a01006: 'pressure',
  a01007: 'wind',
  a01008: 'wind-direction',
  // The level of this moment says less of a site than the equivalent level.
  LA: 'noise',
  a50001: 'noise',
  Leq: 'noise',
}

function measuredOf(telegram: Telegram): Measured[] {
  const part = measuring[telegram.cn]
  if (!part) return []
  const byCode = new Map(telegram.items.map((item) => [item.code, item]))
  const values = Object.fromEntries(
    Object.entries(readingOf).flatMap(([code, name]) => {
      const value = numberOf(byCode.get(code), part)
      return value === null ? [] : [[name, value] as const]
    }),
  )
  return Object.keys(values).length > 0 ? [{ at: telegram.dataTime ?? telegram.time, values }] : []
}

/** Only numbers the instrument stands by: those of a fault or a calibration are none of the air. */
function numberOf(item: Item | undefined, part: 'rtd' | 'avg'): number | null {
  if (!item) return null
  const fit = item.flag === undefined || item.state === 'normal' || item.state === 'over-range'
  return fit ? (item[part] ?? null) : null
}
