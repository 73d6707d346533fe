import type { WarningColour } from '../../../contract/scales.ts'

/** WGS-84 degrees. */
export type Corner = [lon: number, lat: number]

/** What a message of CAP says, in our words: of whom, of which messages before, and each thing it warns of. */
export type Told = {
  kind: 'alert' | 'update' | 'cancel'
  sender: string
  identifier: string
  exercise: boolean
  restricted: boolean
  sentAt: Date
  /** identifiers of the same sender this message is about */
  about: string[]
  /** never empty; a cancellation that says nothing has one of nothing */
  parts: ToldPart[]
}

/** One thing warned of: red here and orange there are two. `colour` null: a cancellation has that of what it cancels. */
export type ToldPart = {
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
  /** null when nothing is said: from now on */
  from: Date | null
  to: Date | null
}

/** A row of `warnings`. */
export type WarningRow = {
  id: string
  key: string
  sender: string
  identifier: string
  /** which of the things its message warns of */
  part: number
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
