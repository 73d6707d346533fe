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
    reply({ verdict, kept }, now) {
      if (message.command !== 'send') return []
      return [(verdict === 'unknown-sender' || !kept ? reject : acknowledge)(message, chinaTime(now))]
    },
  }
}

type Values = Record<string, number>
type Named = { names: string[] }

const has = ({ names }: Named, ...some: string[]): boolean => some.some((name) => names.includes(name))
const bit = (set: boolean): number => (set ? 1 : 0)

/** A system behind the transmitter by its kind and address; the transmitter itself, and the handle on it, are systems of their own. */
const systemOf = ({ system, systemAddress }: { system: { number: number }; systemAddress: number }): string =>
  `${system.number}.${systemAddress}`

type Word = { at: string | null; system: string; says: Values; own?: Values }

/**
 * What a message says of the systems behind its transmitter, what is of one moment together. A part tells of itself: it can raise in its
 * system, never take back what another part raised. The system as a whole, or a reset of it, takes back, and no other system's state does.
 */
function measuredOf({ data, time }: Message): Measured[] {
  if (!data || data.type === null) return []
  const words = wordsOf(data).map((word) => ({ ...word, at: word.at ?? time }))
  if (words.length === 0) return [{ at: time, values: { link: 1 } }]
  return [...Map.groupBy(words, ({ at }) => at)].map(([at, said]) => together(at, said))
}

function wordsOf(data: Extract<NonNullable<Message['data']>, { type: string }>): Word[] {
  switch (data.type) {
    case 'system-state':
      return data.items.map((one) => ({ at: one.time, system: systemOf(one), says: ofSystem(one.state) }))
    case 'part-state':
      return data.items.map((one) => ({ at: one.time, system: systemOf(one), says: ofPart(one.state) }))
    case 'part-value':
      return data.items.map((one) => ({ at: one.time, system: systemOf(one), says: {}, own: ofMeasured(one) }))
    case 'operation':
      return data.items.map((one) => ({ at: one.time, system: systemOf(one), says: ofOperation(one.operation) }))
    case 'transmitter-state':
      return data.items.map(({ state, time: at }) => ({ at, system: 'transmitter', ...ofTransmitter(state) }))
    case 'transmitter-operation':
      return data.items.map(({ operation, time: at }) => ({ at, system: 'handle', says: ofHandle(operation) }))
    default:
      return []
  }
}

/** Words of one moment as one reading: of one system the last one of those that say the same thing. */
function together(at: string | null, words: Word[]): Measured {
  const systems: Record<string, Values> = {}
  const values: Values = { link: 1 }
  for (const { system, says, own } of words) {
    if (Object.keys(says).length > 0) systems[system] = { ...systems[system], ...says }
    // of several tanks the lowest
    for (const [name, value] of Object.entries(own ?? {}))
      values[name] = lowCounts.has(name) ? Math.min(value, values[name] ?? value) : value
  }
  for (const says of Object.values(systems))
    for (const [name, value] of Object.entries(says)) values[name] = Math.max(value, values[name] ?? 0)
  return Object.keys(systems).length > 0 ? { at, values, systems } : { at, values }
}

/** Measured values of which the low one is the grave one. */
const lowCounts: ReadonlySet<string> = new Set(['tank-level', 'water-pressure'])
const waterSystems: ReadonlySet<string> = new Set(['hydrant', 'sprinkler'])
type Measurement = {
  system: { kind: string | null }
  part: { kind: string | null }
  analog: { kind: string | null; unit: string | null; value: number }
}

/** Level of a fire-water tank in m, pressure of hydrants and sprinklers in MPa; what else a part measures has no reading here. */
function ofMeasured({ system, part, analog }: Measurement): Values {
  if (part.kind === 'fire-water-tank' && analog.kind === 'height') return { 'tank-level': analog.value }
  if (analog.kind !== 'pressure' || !waterSystems.has(system.kind ?? '')) return {}
  return { 'water-pressure': analog.unit === 'kPa' ? analog.value / 1_000 : analog.value }
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

/** Its own fault is nobody else's; its fire is that of its lamp. */
const ofTransmitter = (state: Named): Pick<Word, 'says' | 'own'> => ({
  says: { fire: bit(has(state, 'fire')) },
  own: {
    'transmitter-fault': bit(has(state, 'fault', 'main-power-fault', 'backup-power-fault', 'no-communication', 'line-fault')),
  },
})

function ofOperation(operation: Named): Values {
  if (has(operation, 'manual-alarm')) return { fire: 1 }
  if (has(operation, 'reset')) return { fire: 0, fault: 0, shielded: 0 }
  return has(operation, 'alarm-cleared') ? { fire: 0 } : {}
}

/** Its state does not tell of the handle: only who works at the transmitter takes that back. */
function ofHandle(operation: Named): Values {
  if (has(operation, 'manual-alarm')) return { fire: 1 }
  return has(operation, 'reset', 'alarm-cleared') ? { fire: 0 } : {}
}
