/** One measured element. */
export type Element = {
  /** Identifier in hex: `39`, or `ff03` with its prefix. */
  code: string
  /** Of the table; null for others. */
  name: { zh: string; en: string } | null
  unit: string | null
  /** null when the station sends none (all F, all A), or bytes that are no digits: then `hex` holds them. */
  value: number | null
  /** Bytes of the value and digits after the point, as the station says. */
  size: number
  decimals: number
  hex?: string
}

/** Several values of one element at even times. */
export type Series = {
  code: string
  name: { zh: string; en: string } | null
  unit: string | null
  stepMinutes: number
  /** Oldest first; null where there is none. */
  values: (number | null)[]
}

/** What stands between serial number and end of a message that carries data. */
export type Data = {
  /** Five BCD bytes as ten hex digits; absent when the message does not repeat it. */
  station?: string
  /** Kind of station by its letter (P rain, H river, K reservoir, Z gate, D pump, T tide, M soil, G groundwater, Q water quality, I intake, O outlet). */
  class?: string
  /** Of the measurement, to the minute, with offset +08:00. */
  observedAt?: string | null
  elements: Element[]
  series: Series[]
  /** Alarm and state word, names of the set bits (element 45). */
  states?: { bits: number; names: string[] }
  /** Text set by hand (35), software version (45). */
  text?: string
  /** Picture (36) in hex. */
  picture?: string
  /** Settings (40–43): identifier and bytes. */
  settings?: { id: string; hex: string }[]
  /** What a query of the centre asks for: identifiers, and the period (38) to the hour. */
  asked?: string[]
  from?: string | null
  until?: string | null
  /** Bytes that are no whole element. */
  rest?: string
}

export type Message = {
  direction: 'up' | 'down'
  /** Address of the centre, of the station (ten hex digits, BCD; of the last bytes a number for large addresses), and the password (four hex digits). */
  centre: number
  station: string
  password: string
  /** Function code in hex, and the word for it; null for others. */
  function: string
  name: string | null
  /** Only in messages in parts. */
  part?: { total: number; number: number }
  /** What ends it: `etx` last, `etb` more follows; down `enq` `eot` `ack` `nak` `esc`. */
  end: 'etx' | 'etb' | 'enq' | 'eot' | 'ack' | 'nak' | 'esc'
  serial: number | null
  /** When it was sent, with offset +08:00; null when impossible or when there is none. */
  sentAt: string | null
  data: Data
  /** The body as sent. */
  body: string
}

export type Tolerance = { checksum?: boolean }
