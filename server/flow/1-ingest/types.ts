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
  skewMs: number
  gaps: number
  lost: number
  duplicates: number
  late: number
}

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
