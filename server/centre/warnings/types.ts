import type { WarningColour } from '../../../contract/scales.ts'

/** WGS-84 degrees. */
export type Corner = [lon: number, lat: number]

/** What a message of CAP says, in our words. `colour` null: a cancellation has that of what it cancels. */
export type Told = {
  kind: 'alert' | 'update' | 'cancel'
  sender: string
  identifier: string
  exercise: boolean
  restricted: boolean
  colour: WarningColour | null
  event: string | null
  headline: string | null
  description: string | null
  instruction: string | null
  publisher: string | null
  areaWords: string
  /** codes of areas as they were written */
  codes: string[]
  rings: Corner[][]
  circles: { lon: number; lat: number; radiusM: number }[]
  sentAt: Date
  /** null when nothing is said: from now on */
  from: Date | null
  to: Date | null
  /** identifiers of the same sender this message is about */
  about: string[]
}

/** A row of `warnings`. */
export type WarningRow = {
  id: string
  key: string
  sender: string
  identifier: string
  digest: Buffer
  kind: Told['kind']
  exercise: boolean
  restricted: boolean
  colour: WarningColour
  event: string
  headline: string | null
  description: string | null
  instruction: string | null
  publisher: string
  area_words: string
  areas: string[]
  sent_at: Date
  from_at: Date
  to_at: Date | null
  chain: string
  ended_at: Date | null
  ended_by: string | null
  /** what kind of message ended it */
  ended_kind: Told['kind'] | null
  received_at: Date
}
