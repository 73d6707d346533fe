/** States of a report; the words live in the database for ever. */
export type ReportState = 'received' | 'accepted' | 'merged' | 'rejected' | 'handling' | 'closed'

/** What a reporter is told. `self-handled`: a grid worker settled it on the spot. */
export type Told =
  | 'accepted'
  | 'handling'
  | 'merged'
  | 'rejected'
  | 'parked'
  | 'closed'
  | 'false-alarm'
  | 'reopened'
  | 'disputed'
  | 'dispute-refused'
  | 'self-handled'

/** A row of `reports`. `outcome` is the last thing told that ended or held up the matter. */
export type ReportRow = {
  id: string
  code: string
  source: 'grid' | 'citizen' | 'hotline'
  type: string
  content: string
  area: string
  lon: number
  lat: number
  /** what the sender's phone said, where the place is that of an object; it decides nothing. Null: it said nothing, or it is the place itself */
  sent_lon: number | null
  sent_lat: number | null
  /** of what the phone said, in metres */
  accuracy_m: number | null
  address: string | null
  person: string | null
  phone: string | null
  contact_name: string | null
  email: string | null
  /** the object it is about, if it names one */
  object: string | null
  happened_at: Date
  received_at: Date
  state: ReportState
  event: string | null
  outcome: Told | null
  told_at: Date | null
  demo: boolean
}
