import { decoded } from '../../../../protocols/decoded.ts'
import { decode } from '../../../../protocols/gb26875/decode.ts'
import { acknowledge, reject } from '../../../../protocols/gb26875/encode.ts'
import { createFramer } from '../../../../protocols/gb26875/frame.ts'
import type { Message } from '../../../../protocols/gb26875/types.ts'
import { chinaTime } from './rules/china-time.ts'
import type { Measured, Said, Speaker } from './types.ts'

/** Fire-alarm transmitters, GB/T 26875.3: every `send` is acknowledged once it is kept, or the transmitter repeats it. */
export const gb26875: Speaker = {
  protocol: 'gb26875',
  open: () => ({
    framer: createFramer(),
    read(frame, tolerance) {
      const read = decode(frame, tolerance)
      return read.ok ? decoded(saidOf(read.value)) : read
    },
  }),
}

function saidOf(message: Message): Said {
  return {
    number: message.source,
    // The protocol knows no password: a transmitter is believed by its address.
    proof: { by: 'none' },
    live: true,
    measure: () => decoded(message.command === 'send' ? measuredOf(message) : []),
    reply({ verdict }, now) {
      if (message.command !== 'send') return []
      return [(verdict === 'unknown-sender' ? reject : acknowledge)(message, chinaTime(now))]
    },
  }
}

type Values = Record<string, number>
type Named = { names: string[] }

const has = ({ names }: Named, ...some: string[]): boolean => some.some((name) => names.includes(name))
const bit = (set: boolean): number => (set ? 1 : 0)

/**
 * What one object of a message says of the panel. A part tells of itself: it can raise, never take back what another part raised.
 * The system as a whole, or a reset, takes back.
 */
function measuredOf({ data, time }: Message): Measured[] {
  if (!data || data.type === null) return []
  const all: { at: string | null; values: Values }[] = []
  const add = (at: string | null, values: Values): void => void all.push({ at: at ?? time, values: { ...values, link: 1 } })
  if (data.type === 'system-state') for (const { state, time: at } of data.items) add(at, ofSystem(state))
  else if (data.type === 'part-state') for (const { state, time: at } of data.items) add(at, ofPart(state))
  else if (data.type === 'transmitter-state') for (const { state, time: at } of data.items) add(at, ofTransmitter(state))
  else if (data.type === 'operation') for (const { operation, time: at } of data.items) add(at, ofOperation(operation))
  else if (data.type === 'transmitter-operation')
    for (const { operation, time: at } of data.items) add(at, has(operation, 'manual-alarm') ? { fire: 1 } : {})
  else add(time, {})
  return all
}

const ofSystem = (state: Named): Values => ({
  fire: bit(has(state, 'fire')),
  fault: bit(has(state, 'fault', 'main-power-fault', 'backup-power-fault', 'bus-fault')),
  shielded: bit(has(state, 'shielded')),
})

const ofPart = (state: Named): Values => ({
  ...(has(state, 'fire') ? { fire: 1 } : {}),
  ...(has(state, 'fault', 'power-fault') ? { fault: 1 } : {}),
  ...(has(state, 'shielded') ? { shielded: 1 } : {}),
})

const ofTransmitter = (state: Named): Values => ({
  ...(has(state, 'fire') ? { fire: 1 } : {}),
  'transmitter-fault': bit(has(state, 'fault', 'main-power-fault', 'backup-power-fault', 'no-communication', 'line-fault')),
})

function ofOperation(operation: Named): Values {
  if (has(operation, 'manual-alarm')) return { fire: 1 }
  if (has(operation, 'reset')) return { fire: 0, fault: 0, shielded: 0 }
  return has(operation, 'alarm-cleared') ? { fire: 0 } : {}
}
