import type { Severity } from '../../../contract/scales.ts'

/** What a rule remembers of one device or object. Times are milliseconds since 1970, so that the state is plain JSON. */
export type RuleState = {
  /** severity the rule holds now */
  level: Severity | null
  /** since when the value has been beyond each level's limit */
  beyond?: Since | undefined
  /** since when the value has been back behind each level's own clear limit */
  back?: Since | undefined
  /** rate: the points inside the window; flat: since when the value has not moved */
  window?: Point[]
  /** rate: since when the condition holds, or is over; flat: how many equal readings; no-receipt: when the command failed last */
  since?: number | null
  /** ineffective: the command that runs, the value when it started, and whether the device told a value since */
  running?: { since: number; from: number; heard?: boolean } | null
  /** tree: the newest value of each reading asked for, by device (`''`: its own) */
  seen?: Latest | undefined
  /** tree: memory of the conditions that look back, by what they ask */
  marks?: Record<string, Mark> | undefined
}
export type Since = Partial<Record<Severity, number>>
export type Latest = Record<string, Record<string, Point>>
export type Point = [at: number, value: number]
export type Mark = CountMark | RateMark | FenceMark | UsualMark | TrendMark
/** By the device the condition is asked of (`''` where it is asked of all): does it hold, and when did it begin to. */
export type CountMark = { count: Record<string, { on: boolean; began: number[] }> }
export type RateMark = { points: Record<string, Point[]> }
export type UsualMark = { usual: Record<string, UsualPlace & { at: number }> }
/** What is usual of a reading by hour of the day (`rules/usual.ts`), and the hour that is under way. */
export type UsualPlace = { slots: (UsualSlot | null)[]; now?: UsualHour | undefined }
/** On how many days it was seen, the mean, how far values usually stray from it. */
export type UsualSlot = [days: number, mean: number, stray: number]
export type UsualHour = { slot: number; hour: number; n: number; sum: number; strayed: number; low: number; high: number }
/** By device: the newest value and its time, and the means of the slots of time (`trend.ts`). */
export type TrendMark = { series: Record<string, TrendSeries> }
export type TrendSeries = { at: number; last: number; slots: TrendSlot[] }
export type TrendSlot = [at: number, value: number, n: number]
export type FenceMark = { fence: Record<string, FencePlace> }
/**
 * Inside or out as far as settled, since when; when a change counted that was seen; a change that has not settled; the last position's
 * time, and what was known before it.
 */
export type FencePlace = {
  inside: boolean | null
  since: number
  changed: number | null
  turn: { to: boolean; since: number } | null
  at: number
  past?: FencePlace | undefined
}

/** One look of a rule: values that came (`values`), or just the time going on (null). `lastAt`: when the last reading came that could be used. */
export type Look = {
  now: number
  values: Record<string, number> | null
  lastAt: number | null
  /** so much of the time since then nobody could be heard, because this server was not running */
  deafMs?: number | undefined
  /** when the values were measured, where they came late in a buffer: what trends go by; else now */
  measuredAt?: number | undefined
  unanswered?: { command: string } | undefined
  /** `values`: those known when it came, for the rule that waits for what its command does; to all others they are nothing new */
  receipt?: { command: string; ok: boolean; values?: Record<string, number> | null | undefined } | undefined
  /** a value older than this is not known any more (trees only) */
  staleMs?: number | undefined
  /** what is around the device or object, for the rules that ask */
  around?: Around | undefined
}
/** A look with what all rules of a kind share: their device, and the newest value of everything they ask for. */
export type SharedLook = Look & { own?: Member | undefined; latest?: Latest | undefined; scene?: Scene | undefined }

/** What the conditions of one tree see in one look. `wake`: the earliest moment at which time alone may change an answer. */
export type Scene = {
  now: number
  look: Look
  members: Member[]
  /** which device of a kind the question is about */
  focus: Record<string, Member | undefined>
  /** its own device, in a rule about a device */
  own: Member | null
  seen: Latest | undefined
  marks: Record<string, Mark> | undefined
  wake: number
}

/** The object with all its devices, and the open alarms of others near by (null: nobody asked for them). */
export type Around = { object: string; lon: number; lat: number; members: Member[]; near: NearAlarm[] | null }
/** A device of the object: its newest values and when they came, and when it was last heard. */
export type Member = {
  device: string
  kind: string
  values: Record<string, number> | null
  at: number | null
  lastAt: number | null
  measuredAt?: number | undefined
  staleMs: number
  credibility: number
  /** at which severity each of its rules stands, of those that stand; left out where no rule asks for it */
  levels?: Record<string, Severity> | undefined
}
export type NearAlarm = { object: string; family: string; since: number; lon: number; lat: number }

/** What a rule says: its new state, whether its severity changed, and when it wants to be asked again. Null: nothing is, nothing was. */
export type Verdict = { state: RuleState; change: LevelChange | null; wakeAt: number | null }
export type LevelChange = {
  from: Severity | null
  to: Severity | null
  reading?: string | null
  value: number | null
  limit: number | null
}

/** A rule made ready once: every length parsed, every level in order. Null says that it remembers and waits for nothing. */
export type Looker = (before: RuleState, look: SharedLook) => Verdict | null

/** A change of one rule on one device or object, before it is folded into the object's alarm. `withdrawn`: the rule is not in force any more. */
export type RuleChange = LevelChange & {
  rule: string
  family: string
  pack: string
  reading: string | null
  cause?: 'withdrawn'
}

/**
 * A value of a vital that opens events, as it is rolled up. `area`: the code of the area it was told or rolled up of, `path` what its people answer for;
 * `period` its start, ms; `value` null: withdrawn, or told of too few areas below. `least`, `most`, `hysteresis` in its unit, `hold` in told values.
 */
export type ToldVital = {
  vital: string
  name: string
  area: string
  areaName: string
  path: string
  period: number
  periodText: string
  value: number | null
  /** digits behind the point it is said with */
  decimals: number
  unit: string
  least: number | null
  most: number | null
  hysteresis: number
  hold: number
  type: string
  objectKind: string | null
  /** by a formula: without a number it is unknown, and ends nothing */
  reckoned: boolean
  /** of the definition it is judged by, a formula reckoned by */
  version: number
  /** how many of those that should tell it have */
  told: { n: number; due: number }
  /** how many of its bands it is beyond, and beyond or not yet back from */
  bands: { least: number; most: number }
}
