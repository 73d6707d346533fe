import type { Values } from './fields.ts'
import type {
  aid,
  aircraft,
  classB,
  classBExtended,
  inland,
  longRange,
  position,
  staticA,
  staticB,
  staticBOfCraft,
  station,
  voyage,
} from './layouts.ts'

/** `mmsi` as a number: written out it has nine digits, zeros in front (base stations begin with 00). */
type Head<Type extends number> = { type: Type; repeat: number; mmsi: number }

/** UTC, as far as it is told; the whole is null when nothing is. */
export type Eta = { month: number | null; day: number | null; hour: number | null; minute: number | null }

type Clock = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'
type EtaFields = 'etaMonth' | 'etaDay' | 'etaHour' | 'etaMinute'
/** Maker, model and serial number read as the seven characters they were before M.1371-4. */
type Unit = { vendorid: string | null }

export type PositionMessage = Head<1 | 2 | 3> & Values<typeof position>
/** `timestamp` is ISO UTC, null unless every part of it is told and possible. */
export type StationMessage = Head<4 | 11> & { timestamp: string | null } & Omit<Values<typeof station>, Clock>
export type VoyageMessage = Head<5> & { eta: Eta | null } & Omit<Values<typeof voyage>, EtaFields>
export type AircraftMessage = Head<9> & Values<typeof aircraft>
export type ClassBMessage = Head<18> & Values<typeof classB>
export type ClassBExtendedMessage = Head<19> & Values<typeof classBExtended>
export type AidMessage = Head<21> & Values<typeof aid>
export type StaticMessage =
  | (Head<24> & { part: 'A' } & Values<typeof staticA>)
  | (Head<24> & { part: 'B' } & (Values<typeof staticB> | Values<typeof staticBOfCraft>) & Unit)
export type LongRangeMessage = Head<27> & Values<typeof longRange>
/** Binary data of an application: area code and number, the rest as hex; `inland` for DAC 200 FID 10. */
export type BinaryMessage =
  | (Head<6> & { seqno: number; destMmsi: number; retransmit: boolean; dac: number; fid: number; bits: number; hex: string })
  | (Head<8> & { dac: number; fid: number; bits: number; hex: string; inland?: Values<typeof inland> })
export type TextMessage =
  | (Head<12> & { seqno: number; destMmsi: number; retransmit: boolean; text: string | null })
  | (Head<14> & { text: string | null })
/** Everything else: what follows the MMSI, as hex. */
export type RawMessage = Head<number> & { raw: true; bits: number; hex: string }

export type KnownMessage =
  | PositionMessage
  | StationMessage
  | VoyageMessage
  | AircraftMessage
  | ClassBMessage
  | ClassBExtendedMessage
  | AidMessage
  | StaticMessage
  | LongRangeMessage
  | BinaryMessage
  | TextMessage

export type AisMessage = KnownMessage | RawMessage

/** What a receiver adds in front of a sentence (NMEA 4.10, IEC 61162-450). */
export type Tag = {
  /** `c`, as ISO UTC. */
  time: string | null
  /** `s` and `d`. */
  source: string | null
  destination: string | null
  /** `g`: sentence number, total, group. */
  group: { number: number; total: number; id: string } | null
  /** `n` and `t`. */
  line: number | null
  text: string | null
}

export type Sentence = {
  /** `AI`, `AB`, `BS` …: what kind of station received it. */
  talker: string
  /** VDO: the own ship's report, VDM: somebody else's. */
  own: boolean
  total: number
  number: number
  /** Sequential message id 0 to 9 of a message in several sentences. */
  seq: number | null
  /** `A` 161.975 MHz, `B` 162.025 MHz; null when not told. */
  channel: string | null
  payload: string
  /** Bits of the last character that do not count, 0 to 5. */
  fill: number
  tag: Tag | null
}

/** A message with how it was received. */
export type Received = AisMessage & { talker: string; own: boolean; channel: string | null; tag: Tag | null }
