import type { Crs } from '../../../../contract/crs.ts'
import type { Protocol } from '../../../../contract/protocols.ts'
import type { Decoded, Framer } from '../../../../protocols/decoded.ts'
import type { Reading } from '../accept.ts'
import type { SystemWords } from '../rules/hear-systems.ts'

/**
 * A device under its number in a protocol. `code`: what it proves itself with; null: nothing is asked, or not given yet. `lenient`: its
 * frames are read despite a wrong check sum, declared length or line end.
 */
export type Sender = {
  device: string
  kind: string
  pack: string
  area: string
  code: string | null
  crs: Crs | null
  lenient: boolean
}

/** Faults of a frame that are left aside, one at a time; each codec knows those it can have. */
export type Tolerance = { checksum?: boolean; length?: boolean; crlf?: boolean }

/**
 * What became of a frame: `taken`, `repeated`, `heard` (nothing to keep as readings), `waiting` (a part), `lenient-` before one of these
 * (read despite its fault), an error of the codec, or a refusal.
 */
export type Verdict = string

/**
 * How a sender shows who it is: `register` asks for a code and names the terminal, `sign-in` brings it, `signed-in` must have done so on this connection,
 * `password` brings it with every frame, `none` is believed by its number.
 */
export type Proof =
  | { by: 'register'; terminal: string }
  | { by: 'sign-in'; code: string }
  | { by: 'signed-in' }
  | { by: 'password'; code: string }
  | { by: 'none' }

/** One value as measured, under the name of a reading, or a position still in the system of its sender. */
export type Measured = {
  at: string | null
  values: Record<string, number>
  position?: { lon: number; lat: number }
  /** what of it single systems behind the device say of themselves; `values` holds the highest of these */
  systems?: SystemWords
}

/** The outcome a reply is made from. `code`: what a registration is given. `kept`: as readings, or as it came; false: it was only counted. */
export type Outcome = { verdict: Verdict; code: string | null; kept: boolean }

/** One frame, understood. */
export type Said = {
  number: string
  proof: Proof
  /** the moment it came is that of the measurement: nothing was buffered */
  live: boolean
  /**
   * What was measured, null for a part of a message whose others are missing. Asked only for senders that may go on: parts are held in
   * memory until the last is there, or until `now` says that it will not come.
   */
  measure(now: Date): Decoded<Measured[] | null>
  /** What the standard wants said back, made only after the commit; empty when it wants nothing. */
  reply(outcome: Outcome, now: Date): Uint8Array[]
}

/** A message whose parts have not all come: its sender is asked for them once (`ask`), or it is given up (null). */
export type Lapsed = { number: string; ask: Uint8Array[] | null }

/** One connection of a protocol: its framer, and what it remembers of messages in parts; `lapse` says which have waited too long. */
export type Line = {
  framer: Framer
  read(frame: Uint8Array, tolerance?: Tolerance): Decoded<Said>
  lapse?(now: number): Lapsed[]
}

/** A field protocol as the gateway needs it. */
export type Speaker = { protocol: Protocol; open(): Line }

/** Readings of one frame that its device's pack knows, and what was wrong with its positions. */
export type Mapped = { readings: Reading[]; flags: ('position-untagged' | 'position-impossible')[] }

/** A frame as it is kept. */
export type KeptFrame = {
  at: Date
  protocol: Protocol
  number: string | null
  device: string | null
  area: string | null
  peer: string
  raw: Uint8Array
  verdict: Verdict
}
