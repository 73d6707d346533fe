import { decoded } from '../../../../protocols/decoded.ts'
import { decode } from '../../../../protocols/jt808/decode.ts'
import { encode, messageTo } from '../../../../protocols/jt808/encode.ts'
import { createFramer } from '../../../../protocols/jt808/frame.ts'
import type { Location } from '../../../../protocols/jt808/location.ts'
import { createJoiner, type Joiner } from '../../../../protocols/jt808/parts.ts'
import type { Bodies, Message, MessageName } from '../../../../protocols/jt808/types.ts'
import { chinaTime } from './rules/china-time.ts'
import type { Line, Measured, Outcome, Proof, Said, Speaker } from './types.ts'
import { vehicleFlags } from './vehicle-flags.ts'

/** 8001: 0 taken, 1 failed. 8100: 0 registered, 1 by another terminal, 4 no such terminal. */
const done = 0
const failed = 1
const anotherTerminal = 1
const noSuchTerminal = 4

/** Vehicle terminals, JT/T 808: register → code → sign in → positions; every message is answered once it is kept. */
export const jt808: Speaker = {
  protocol: 'jt808',
  open(): Line {
    const joiner = createJoiner({ open: 16, length: 400_000, again: true })
    let serial = 0
    const send = <N extends keyof Bodies>(to: Message, name: N, body: Bodies[N]): Uint8Array[] => {
      const frames = encode(messageTo(to, serial, name, body))
      serial = (serial + frames.length) & 0xffff
      return frames
    }
    return {
      framer: createFramer(),
      read(frame, tolerance) {
        const read = decode(frame, tolerance)
        return read.ok ? decoded(saidOf(read.value, joiner, send)) : read
      },
      lapse: (now) =>
        joiner.expire(now).map(({ phone, again, first, resend }) => ({
          number: phone,
          ask: again ? send(first, 'resend', resend) : null,
        })),
    }
  },
}

type Send = <N extends keyof Bodies>(to: Message, name: N, body: Bodies[N]) => Uint8Array[]

function saidOf(message: Message, joiner: Joiner, send: Send): Said {
  let whole: Message | null = null
  return {
    number: message.phone,
    proof: proofOf(message),
    live: message.name === 'location',
    measure(now) {
      const joined = joiner.add(message, now.getTime())
      if (joined && !joined.ok) return joined
      whole = joined?.value ?? null
      return decoded(whole && placesOf(whole).map(measuredOf))
    },
    reply: (outcome, now) => replyTo(message, { outcome, now, send, whole }),
  }
}

function proofOf(message: Message): Proof {
  if (message.name === 'register') {
    const { maker, terminalId } = message.body as Bodies['register']
    return { by: 'register', terminal: `${maker} ${terminalId}` }
  }
  if (message.name === 'authenticate') return { by: 'sign-in', code: message.body.code }
  return { by: 'signed-in' }
}

/** What a terminal is told has failed. A reading that is refused for what it says is kept all the same: it would come for ever. */
const refusals = ['unknown-sender', 'not-signed-in', 'wrong-code', 'no-value', 'bad-frame']
/** Photos and films, also their parts. */
const media = '0801'
/** Terminals never answer an answer: that would go on for ever. */
const unanswered: readonly MessageName[] = ['terminalReply']

type Reply = { outcome: Outcome; now: Date; send: Send; whole: Message | null }

function replyTo(to: Message, { outcome, now, send, whole }: Reply): Uint8Array[] {
  const { verdict, code, kept } = outcome
  if (to.name === 'register') {
    const result = code !== null ? done : verdict === 'other-terminal' ? anotherTerminal : noSuchTerminal
    const body = { answers: to.serial, result, ...(code === null ? {} : { code }) }
    return send(to, 'registerAnswer', body as Bodies['registerAnswer'])
  }
  // Of a photo nothing is left that was not kept; what a heartbeat says is known once it was heard.
  const taken = !refusals.includes(verdict) && (kept || to.id !== media)
  if (to.name === 'timeQuery' && taken) return send(to, 'timeAnswer', { time: chinaTime(now) } as Bodies['timeAnswer'])
  if (unanswered.includes(to.name)) return []
  // A photo or film that is whole has an answer of its own; its parts have the usual one.
  if (whole?.name === 'media' && taken)
    return send(to, 'mediaReceived', { mediaId: whole.body.mediaId } as Bodies['mediaReceived'])
  return send(to, 'platformReply', {
    answers: to.serial,
    message: Number.parseInt(to.id, 16),
    result: taken ? done : failed,
  } as Bodies['platformReply'])
}

function placesOf(message: Message): Location[] {
  if (message.name === 'location') return [message.body as Location]
  if (message.name === 'locations') return (message.body as { items: Location[] }).items
  return []
}

const loadOf = { empty: 0, half: 50, full: 100, reserved: null } as const

function measuredOf(place: Location): Measured {
  const { time, speedKmh, direction, status, latitude, longitude, extras } = place
  const load = loadOf[status.load]
  const values = {
    speed: speedKmh,
    direction,
    acc: status.acc ? 1 : 0,
    ...vehicleFlags(place),
    ...(load === null ? {} : { load }),
    ...(typeof extras.mileageKm === 'number' ? { mileage: extras.mileageKm } : {}),
  }
  // Without a fix the place is the last one, or none.
  return status.positioned && !status.encrypted
    ? { at: time, values, position: { lon: longitude, lat: latitude } }
    : { at: time, values }
}
