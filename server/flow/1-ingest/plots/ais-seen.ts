import type { TargetKind } from '../../../../contract/plot.ts'
import type { Received } from '../../../../protocols/ais/types.ts'
import { aisMoment } from './rules/ais-moment.ts'
import type { Seen } from './types.ts'

/** 1 kn = 1.852 km/h exactly. */
const kmhOfKnots = 1.852
const kmh = (knots: number | null): number | null => (knots === null ? null : Math.round(knots * kmhOfKnots * 100) / 100)

type Heard = { received: Date; station: string }
/** What messages of one kind say beyond who it is. */
type Said = Partial<Pick<Seen, 'place' | 'height' | 'speed' | 'course' | 'heading' | 'name' | 'words'>> & {
  second?: number | null
  label?: Seen['label']
}

const nothing = { height: null, speed: null, course: null, heading: null, confidence: null, name: null } as const

/** An MMSI as it is written: nine digits. */
export const mmsiText = (mmsi: number): string => String(mmsi).padStart(9, '0')

/**
 * What a message of AIS says of its sender; null for those that say neither where nor what it is (base stations, binary and safety
 * messages), and for numbers that are none. A position at 0° 0° is left in: the caller flags it.
 */
export function aisSeen(message: Received, { received, station }: Heard): Seen | null {
  const said = saidOf(message)
  if (!said || message.mmsi === 0 || message.mmsi > 999_999_999) return null
  const { second = null, place = null, words = null, label = {}, ...rest } = said
  if (!place && !words) return null
  return {
    ...{ source: 'ais', number: mmsiText(message.mmsi), kind: kindOf(message), station },
    ...{ at: aisMoment(received, place ? second : null), vague: second === null || second > 59 },
    ...{ ...nothing, ...rest, place, words, label: { type: message.type, ...label } },
  }
}

/** By the form of its number: 111 rescue aircraft, 99 aids, 970, 972 and 974 beacons of distress. */
function kindOf({ mmsi, type }: Received): TargetKind {
  const number = mmsiText(mmsi)
  if (type === 21 || number.startsWith('99')) return 'aid'
  if (type === 9 || number.startsWith('111')) return 'aircraft'
  return /^97[024]/.test(number) ? 'beacon' : 'ship'
}

function saidOf(message: Received): Said | null {
  if ('raw' in message) return null
  switch (message.type) {
    case 1:
    case 2:
    case 3: {
      const { speed, course, heading, second, status, turn, accuracy } = message
      return { place: placeOf(message), speed: kmh(speed), course, heading, second, label: { status, turn, accuracy } }
    }
    case 9:
      return {
        place: placeOf(message),
        height: message.alt,
        speed: kmh(message.speed),
        course: message.course,
        second: message.second,
      }
    case 18:
    case 19: {
      const { speed, course, heading, second, accuracy } = message
      const own = message.type === 19 ? { name: message.shipname, words: wordsOf(message) } : {}
      return { place: placeOf(message), speed: kmh(speed), course, heading, second, label: { accuracy }, ...own }
    }
    case 27:
      return { place: placeOf(message), speed: kmh(message.speed), course: message.course, label: { status: message.status } }
    case 21: {
      const { name, aidType, offPosition, virtualAid, second } = message
      return { place: placeOf(message), second, name, words: { aidType, virtualAid }, label: { offPosition } }
    }
    case 5:
      return { name: message.shipname, words: wordsOf(message) }
    case 24:
      return { name: message.part === 'A' ? message.shipname : null, words: message.part === 'A' ? {} : wordsOf(message) }
    case 8:
      return message.inland ? { words: told({ ...message.inland }) } : null
    default:
      return null
  }
}

const placeOf = ({ lon, lat }: { lon: number | null; lat: number | null }): Seen['place'] =>
  lon === null || lat === null ? null : { lon, lat }

const shown = ['imo', 'callsign', 'shiptype', 'draught', 'destination', 'eta', 'mothership'] as const
type Sized = Partial<Record<'toBow' | 'toStern' | 'toPort' | 'toStarboard', number | null>>

/** What a ship says of itself that is told; its size as length and beam in metres. */
function wordsOf(message: object): Record<string, unknown> {
  const given = message as Record<string, unknown> & Sized
  const { toBow, toStern, toPort, toStarboard } = given
  const size =
    typeof toBow === 'number' && typeof toStern === 'number'
      ? { length: toBow + toStern, beam: (toPort ?? 0) + (toStarboard ?? 0) }
      : {}
  return told({ ...Object.fromEntries(shown.map((name) => [name, given[name]])), ...size })
}

const told = (words: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(words).filter(([, word]) => word !== null && word !== undefined && word !== 0))

/**
 * The same as readings of the device registered under the number: km/h, degrees, and a cry for help (a beacon, or status 14, which only
 * an active search-and-rescue transmitter sends).
 */
export function aisValues({ speed, course, kind, label }: Seen): Record<string, number> {
  return {
    ...(speed === null ? {} : { speed }),
    ...(course === null ? {} : { direction: course }),
    distress: kind === 'beacon' || label.status === 14 ? 1 : 0,
  }
}
