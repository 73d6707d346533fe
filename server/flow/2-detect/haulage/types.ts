import type { HaulCheck } from '../../../../contract/haulage.ts'

/** What the device of a carrier told at one moment; what it did not tell is null, never 0. */
export type Told = { at: Date; lon: number; lat: number; speed: number | null; load: number | null }
/** A registered place to load or unload at. */
export type Place = { code: string; name: string; lon: number; lat: number; radiusM: number }
/** A permit of one carrier; `hours` null: at any hour; `route` empty: by any way. Days of the calendar. */
export type HaulPermit = {
  code: string
  validFrom: string
  validUntil: string
  hours: { from: string; to: string } | null
  route: readonly (readonly [lon: number, lat: number])[]
}
export type OpenTime = { no: string; openedAt: Date; closedAt: Date | null }

/** What is known about a carrier beside what it tells. */
export type HaulContext = {
  from: readonly Place[]
  to: readonly Place[]
  permits: readonly HaulPermit[]
  tickets: readonly OpenTime[]
}

/** What was told first of a load that is gone, `at` in milliseconds. */
export type Emptied = Omit<Told, 'at'> & { at: number }
/**
 * What is remembered between two moments: since when it is on a trip, since when each check holds, what was found on this trip, in milliseconds; and
 * where its load was gone first, while it is not gone for long enough; `full`: when and where it last told that something is left; `from`: code of the
 * place it stood in when it was first told loaded.
 */
export type HaulState = {
  trip: number | null
  since: Record<string, number>
  found: string[]
  emptied?: Emptied
  full?: Pick<Emptied, 'at' | 'lon' | 'lat'>
  from?: string
}

/** Why something was found: values only, the words are made where they are shown. */
export type Evidence = {
  since: string
  at: string
  lon: number
  lat: number
  speed: number | null
  load: number | null
  /** the permit or ticket it was held against, if any */
  permit?: string
  ticket?: string
  /** without a ticket: code of the place it was loaded at, if it was told there */
  from?: string
  /** the place it was near, and how far from its middle */
  place?: string
  metres?: number
  limit?: number
  /** of a truck that left its site: the gate saw no wash */
  washed?: false
  /** and its own places say that it stood at the wash for so many seconds before it left; `sampled`: it comes before a person all the same */
  stood?: number
  sampled?: true
  /** of a volume: what tickets took, and what is permitted */
  taken?: number
  permitted?: number
}
export type Finding = { check: HaulCheck; evidence: Evidence }
