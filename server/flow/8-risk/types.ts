import type { ChargeRole } from '../../../contract/charge-role.ts'
import type { DetailValues } from '../../../contract/detail.ts'
import type { Inspection } from '../../../contract/inspection.ts'
import type { RiskModel } from '../../../contract/risk.ts'
import type { Risk, Severity } from '../../../contract/scales.ts'

/** A model with what is kept of it. `stamp`: its version and a fingerprint, so that a changed weight is never taken for the old model. */
export type KindModel = {
  pack: string
  kind: string
  model: RiskModel
  stamp: string
  days: number
  inspections: Inspection[]
  inspectedOver: number[]
  /** it looks at signals nobody has decided on */
  signals: boolean
  papers: PaperKind[]
  /** it asks who answers for an object */
  charges: boolean
}
/** Which objects are papers of those rated: their kind, the detail that names the other, and the one that says until when. */
export type PaperKind = { of: string; names: string; until: string }

/** An alarm that stands on an object. */
export type Standing = { pack: string; family: string; since: Date; severity: Severity }
/** What happened at an object in the past, as counts look at it. */
export type PastAlarm = { pack: string; family: string; at: Date }
export type PastEvent = { type: string; source: string; at: Date }
/** A case that is open; `overdue`: an order of it is over its limit. */
export type OpenCase = { overdue: boolean }
/** A signal about an object that nobody has decided on. */
export type OpenSignal = { type: string }
/** When a device of a pack was last heard; null: never. */
export type HeardDevice = { pack: string; at: Date | null }
/** A paper that names an object, and the day it ends, as the register says; null: it says none. */
export type Paper = { of: string; names: string; until: string | null }
/** Somebody answers for it in a role, or did; `to` null: still. It may begin later. */
export type Charged = { role: ChargeRole; from: Date; to: Date | null }
/** The newest value of a device that is heard. */
export type FreshReading = { pack: string; reading: string; value: number }

/**
 * How an object was inspected: the last time, and of the windows of so many days back how many ended and in how many it was done; `until`
 * (ms): when that turns by itself, `Infinity` never.
 */
export type Inspected = { last: Date | null; shares: Readonly<Record<number, { done: number; of: number; until: number }>> }

/** Everything that is known of an object, in no order. What is not known is absent. */
export type Known = {
  details: DetailValues
  alarms: readonly Standing[]
  /** packs of its devices in service */
  devices: readonly string[]
  readings: readonly FreshReading[]
  pastAlarms: readonly PastAlarm[]
  pastEvents: readonly PastEvent[]
  cases: readonly OpenCase[]
  owner: 'owned' | 'ownerless' | null
  /** its devices in service */
  heard: readonly HeardDevice[]
  signals: readonly OpenSignal[]
  papers: readonly Paper[]
  charges: readonly Charged[]
  /** by the id of the inspection */
  inspections: Readonly<Record<string, Inspected>>
}

/** What is known of an object nobody has told anything of. */
export const nothingKnown: Known = {
  ...{ details: {}, alarms: [], devices: [], readings: [], pastAlarms: [], pastEvents: [], cases: [] },
  ...{ owner: null, heard: [], signals: [], papers: [], charges: [], inspections: {} },
}

/** Which way a change of what is known turns the risk. */
export type Turn = 'better' | 'worse' | 'same'

/** Floors that hold, by id, since when. */
export type Held = Readonly<Record<string, Date>>

/** One indicator as it counts: its score (null: not known) and its points of 100. */
export type Factor = { indicator: string; score: number | null; points: number }
export type StandingFloor = { floor: string; since: Date; level: Risk }
export type Worsening = { at: Date; level: Risk }

export type Rating = {
  /** 0 good … 100 bad, two decimals */
  score: number
  level: Risk
  /** what the score alone would say */
  byScore: Risk
  /** so many of so many indicators are not known */
  unknown: number
  of: number
  /** all indicators, those that cost most first */
  factors: Factor[]
  /** how bad each is that is known, in the order of the model */
  scores: Record<string, number>
  /** the floors that hold, longest first */
  floors: StandingFloor[]
  /** the next moment the level gets worse if nothing happens */
  worsens: Worsening | null
  /** when it must be looked at again although nothing happens */
  lookAt: Date | null
}
