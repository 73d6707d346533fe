/** Edition by the version bits of Flag: 0 or no Flag 2005, 1 2017; others (8 is seen in the field) are null. */
export type Edition = 2005 | 2017 | null

/** One factor of a telegram. Numbers are null where the telegram gives none; absent where it has no such part. */
export type Item = {
  /** As sent: `a34004`, `011`, `SB1`. */
  code: string
  /** From the factor table; null for codes it does not have. */
  name: { zh: string; en: string } | null
  /** Unit of the standard; null where it is the device's own or unknown. */
  unit: string | null
  /** Momentary value, and the converted one. */
  rtd?: number | null
  zsRtd?: number | null
  min?: number | null
  zsMin?: number | null
  avg?: number | null
  zsAvg?: number | null
  max?: number | null
  zsMax?: number | null
  /** Sum over the period: volume, mass, count. */
  cou?: number | null
  /** State of the instrument as sent, and the word for it. */
  flag?: string
  state?: string | null
  /** When the sample was taken, with offset. */
  sampleTime?: string | null
  /** Other parts and numbers that are none, as text: `RS`, `RT`, `Info`, `EFlag`. */
  other?: Record<string, string>
}

export type Telegram = {
  /** 17 digits, the number of the request; null when there is none (2005). */
  qn: string | null
  /** The moment in `qn` to the millisecond, with offset +08:00; null when it is none. */
  time: string | null
  /** System code, and the word for it. */
  st: string
  system: string | null
  /** Command code, and the word for it. */
  cn: string
  command: string | null
  pw: string | null
  /** Device number: 24 characters in 2017, 14 in 2005; as sent. */
  mn: string
  flag: number | null
  edition: Edition
  /** The host must answer: 9014 to data, 9013 to a notice. */
  answerWanted: boolean
  part?: { total: number; number: number }
  /** Of `DataTime`, with offset; null when missing or impossible. */
  dataTime: string | null
  items: Item[]
  /** What else stands in CP, as text: `RtdInterval`, `QnRtn`, `BeginTime`. */
  params: Record<string, string>
  /** CP as sent, between `&&` and `&&`. */
  cp: string
}

/** Faults of a device that are let pass, each by its own switch. */
export type Tolerance = { crlf?: boolean; checksum?: boolean; length?: boolean }
