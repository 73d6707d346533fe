export type Status = 'Actual' | 'Exercise' | 'System' | 'Test' | 'Draft'
export type MsgType = 'Alert' | 'Update' | 'Cancel' | 'Ack' | 'Error'
export type Scope = 'Public' | 'Restricted' | 'Private'
export type Category = (typeof categories)[number]
export type ResponseType = (typeof responseTypes)[number]
export type Urgency = 'Immediate' | 'Expected' | 'Future' | 'Past' | 'Unknown'
export type Severity = 'Extreme' | 'Severe' | 'Moderate' | 'Minor' | 'Unknown'
export type Certainty = 'Observed' | 'Likely' | 'Possible' | 'Unlikely' | 'Unknown'

export const statuses = ['Actual', 'Exercise', 'System', 'Test', 'Draft'] as const
export const msgTypes = ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] as const
export const scopes = ['Public', 'Restricted', 'Private'] as const
export const categories = [
  ...(['Geo', 'Met', 'Safety', 'Security', 'Rescue', 'Fire'] as const),
  ...(['Health', 'Env', 'Transport', 'Infra', 'CBRNE', 'Other'] as const),
] as const
export const responseTypes = [
  ...(['Shelter', 'Evacuate', 'Prepare', 'Execute', 'Avoid'] as const),
  ...(['Monitor', 'Assess', 'AllClear', 'None'] as const),
] as const
export const urgencies = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const
export const severities = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const
export const certainties = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const

/** A message this one is about. `sent` as it was written there. */
export type Reference = { sender: string; identifier: string; sent: string }
export type Pair = { valueName: string; value: string }
/** Latitude and longitude in degrees, WGS-84. */
export type Point = [lat: number, lon: number]
export type Circle = { lat: number; lon: number; radiusKm: number }

export type Resource = {
  resourceDesc: string
  mimeType: string
  /** Bytes. */
  size: number | null
  uri: string | null
  /** Base64 of the content. */
  derefUri: string | null
  /** SHA-1. */
  digest: string | null
}

export type Area = {
  areaDesc: string
  /** Rings, the first point again at the end. */
  polygon: Point[][]
  circle: Circle[]
  geocode: Pair[]
  /** Feet above mean sea level. */
  altitude: number | null
  ceiling: number | null
}

export type Info = {
  /** RFC 3066; en-US when the document says nothing. */
  language: string
  category: Category[]
  event: string
  responseType: ResponseType[]
  urgency: Urgency
  severity: Severity
  certainty: Certainty
  audience: string | null
  eventCode: Pair[]
  /** Times as written: `2026-11-22T10:00:00+08:00`. */
  effective: string | null
  onset: string | null
  expires: string | null
  senderName: string | null
  headline: string | null
  description: string | null
  instruction: string | null
  web: string | null
  contact: string | null
  parameter: Pair[]
  resource: Resource[]
  area: Area[]
}

/** A CAP 1.2 alert, the names of the standard. Missing text is null, missing lists are empty. */
export type Alert = {
  identifier: string
  sender: string
  sent: string
  status: Status
  msgType: MsgType
  source: string | null
  scope: Scope
  restriction: string | null
  addresses: string[]
  code: string[]
  note: string | null
  references: Reference[]
  incidents: string[]
  info: Info[]
}

/** What the standard says in words and the schema cannot: which rule, and where. */
export type Breach = { rule: string; at: string }

/** A read alert: `signed` when an XML signature is in it (it is not verified), and which rules in words it breaks. */
export type ReadAlert = Alert & { signed: boolean; breaches: Breach[] }
