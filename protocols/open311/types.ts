/** GeoReport v2 by its own names. Text that is missing or empty is null; datetimes are W3C with a zone. */
export type Service = {
  service_code: string
  service_name: string
  description: string | null
  /** Has it attributes of its own (`GET services/{code}`)? */
  metadata: boolean
  type: 'realtime' | 'batch' | 'blackbox'
  /** With commas between. */
  keywords: string | null
  group: string | null
}

export type Attribute = {
  /** false: only a text to be shown. */
  variable: boolean
  code: string
  datatype: 'string' | 'number' | 'datetime' | 'text' | 'singlevaluelist' | 'multivaluelist'
  required: boolean
  datatype_description: string | null
  order: number | null
  description: string | null
  values: { key: string; name: string }[]
}
export type Definition = { service_code: string; attributes: Attribute[] }

export type ServiceRequest = {
  service_request_id: string
  status: 'open' | 'closed'
  status_notes: string | null
  service_name: string | null
  service_code: string
  description: string | null
  agency_responsible: string | null
  service_notice: string | null
  requested_datetime: string
  updated_datetime: string | null
  /** When it can be expected to be done. */
  expected_datetime: string | null
  address: string | null
  address_id: string | null
  zipcode: string | null
  /** Degrees, WGS-84. */
  lat: number | null
  long: number | null
  media_url: string | null
}

/** What a new request is answered with, and what a token stands for: an id or a token, never both at first. */
export type Receipt = {
  service_request_id: string | null
  token: string | null
  service_notice: string | null
  account_id: string | null
}
export type Fault = { code: number; description: string }

export type Endpoint = { specification: string; url: string; changeset: string | null; type: string; formats: string[] }
export type Discovery = { changeset: string | null; contact: string | null; key_service: string | null; endpoints: Endpoint[] }

export type Open311Document =
  | { kind: 'services'; services: Service[] }
  | { kind: 'definition'; definition: Definition }
  | { kind: 'requests'; requests: ServiceRequest[] }
  | { kind: 'receipts'; receipts: Receipt[] }
  | { kind: 'errors'; errors: Fault[] }
  | { kind: 'discovery'; discovery: Discovery }
  /** `[]` says nothing of what it would hold. */
  | { kind: 'empty' }
