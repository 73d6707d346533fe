import type { Refusal } from '../../kernel/result.ts'

/**
 * How heavy a waiting message may be, by the limits of its device's rules: `red` and `orange` could raise such an alarm, `open` a milder
 * one (or nobody can tell), `calm` none.
 */
export type Lane = 'red' | 'orange' | 'open' | 'calm'
export const lanesInOrder: readonly Lane[] = ['red', 'orange', 'open', 'calm']

/** Does it go ahead of everything, and never over the disk? */
export const isUrgent = (lane: Lane | undefined): boolean => lane === 'red' || lane === 'orange'

/** What ingest remembers of a device between readings. Times are Dates of the server's clock unless `lastAt`, the device's own. */
export type DeviceState = {
  device: string
  lastAt: Date | null
  lastReceived: Date | null
  /** when it last sent what could be used; silence counts from here */
  lastFed: Date | null
  /** the first late reading since one in order, by its clock and by ours */
  lateAt: Date | null
  lateReceived: Date | null
  lastSeq: number | null
  lastValues: Record<string, number>
  systems: Systems
  skewMs: number
  gaps: number
  lost: number
  duplicates: number
  late: number
}

/** How each system behind a device last stood, and when it said so; empty for devices that are one thing. */
export type Systems = Record<string, { at: string; values: Record<string, number> }>

export type Quality = 'good' | 'late' | 'skewed' | 'suspect'

/** A registered device with what ingest needs of its object. */
export type DeviceRow = {
  id: string
  object: string
  kind: string
  pack: string
  gateway: string | null
  interval_s: number
  state: string
  area: string
  object_kind: string
  object_name: string
  lon: number
  lat: number
  demo: boolean
  maintainer_unit: string | null
}

/** A message refused, kept for a person to open. */
export type Quarantined = {
  channel: string
  source: string
  code: string
  details: Record<string, string | number>
  payload: string
  area: string | null
}

/** Messages of one device that had to be dropped, and why. */
export type Shed = { device: string; kind: string; reason: ShedReason; n: number }
/** `disk-full`: there was no room on the disk either. */
export type ShedReason = 'disk-full'

/** What became of a message or a receipt; refused, nothing of it was kept. */
export type Accepted = { ok: true; stored: number; duplicates: number } | { ok: false; refusal: Refusal }

/** A key as it was let in: who it is, what it is for, and the unit that has it. */
export type KeyOf = { key: string; kind: string; unit: string | null }

/**
 * Takes a message of values of vitals, once for an id of its sender. `answer`: what its sender is told, row by row; `refusal`: nothing of it
 * could be read. Throws when it could not be kept.
 */
export type VitalFeed = { take(given: { key: KeyOf; text: string }): Promise<{ answer: string; refusal: Refusal | null }> }
