import { type Decoded, decoded } from '../decoded.ts'
import { isMoment } from './fields.ts'
import type { Fault } from './types.ts'

/** What a citizen's app sends (`POST requests`), form-encoded. */
export type Submission = {
  service_code: string
  api_key: string | null
  jurisdiction_id: string | null
  /** Degrees, WGS-84; one of place, address and address id is there. */
  lat: number | null
  long: number | null
  address_string: string | null
  address_id: string | null
  email: string | null
  device_id: string | null
  account_id: string | null
  first_name: string | null
  last_name: string | null
  phone: string | null
  description: string | null
  media_url: string | null
  /** Values by the attribute's code. */
  attributes: Record<string, string[]>
}
export type Asked = { ok: true; value: Submission } | { ok: false; errors: Fault[] }

export const longestDescription = 4_000
const bad = (description: string): Fault => ({ code: 400, description })

/** Reads the body of a new request; every fault at once, as the errors of the answer. Text is kept as text: HTML is not understood. */
export function readSubmission(body: string): Asked {
  const form = new URLSearchParams(body)
  const text = (name: string): string | null => form.get(name)?.trim() || null
  const [lat, long] = [degreesOf(text('lat'), 90), degreesOf(text('long') ?? text('lon'), 180)]
  const errors: Fault[] = []
  const description = text('description')
  const submission: Submission = {
    ...{ service_code: text('service_code') ?? '', api_key: text('api_key'), jurisdiction_id: text('jurisdiction_id') },
    ...{ lat: lat ?? null, long: long ?? null, address_string: text('address_string'), address_id: text('address_id') },
    ...{ email: text('email'), device_id: text('device_id'), account_id: text('account_id') },
    ...{ first_name: text('first_name'), last_name: text('last_name'), phone: text('phone') },
    ...{ description, media_url: text('media_url'), attributes: attributesOf(form) },
  }
  if (submission.service_code === '') errors.push(bad('service_code was not provided'))
  if (lat === undefined || long === undefined) errors.push(bad('lat and long must be degrees of WGS-84'))
  else if ((lat === null) !== (long === null)) errors.push(bad('lat and long belong together'))
  const placed = lat != null && long != null
  if (!placed && !submission.address_string && !submission.address_id && errors.length === 0)
    errors.push(bad('a location is needed: lat and long, address_string or address_id'))
  if (description && description.length > longestDescription)
    errors.push(bad(`description has ${description.length} characters, at most ${longestDescription}`))
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: submission }
}

/** Null when nothing was said, undefined when it is none. */
function degreesOf(text: string | null, most: number): number | null | undefined {
  if (text === null) return null
  return /^[+-]?\d{1,3}(\.\d+)?$/.test(text) && Math.abs(Number(text)) <= most ? Number(text) : undefined
}

/** `attribute[code]=x` and `attribute[code][]=x`. */
function attributesOf(form: URLSearchParams): Record<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [name, value] of form) {
    const code = /^attribute\[([^[\]]+)\](?:\[\])?$/.exec(name)?.[1]
    if (code !== undefined) found.set(code, [...(found.get(code) ?? []), value])
  }
  return Object.fromEntries(found)
}

/** Which requests are asked for; a list of ids overrides everything else. */
export type Query = { ids: string[] | null; codes: string[] | null; status: ('open' | 'closed')[] | null; from: Date; to: Date }

const dayMs = 86_400_000
/** Longest time span, and the one that counts when nothing is said. */
export const mostDays = 90
export const mostRequests = 1_000

/** The query of `GET requests`. A span longer than 90 days is an error; without a start or an end it has 90 days. */
export function readQuery(query: string, now: Date): { ok: true; value: Query } | { ok: false; errors: Fault[] } {
  const given = new URLSearchParams(query)
  const list = (name: string): string[] | null =>
    given
      .get(name)
      ?.split(',')
      .map((one) => one.trim())
      .filter(Boolean) ?? null
  const ids = list('service_request_id')
  // Ids override everything else (GeoReport v2): what else is asked is not even read.
  if (ids) return decoded({ ids, codes: null, status: null, from: now, to: now }) as Decoded<Query> & { ok: true }
  const errors: Fault[] = []
  const moment = (name: string): Date | null => {
    const text = given.get(name)?.trim() || null
    if (text === null) return null
    // A plus in a query is a blank.
    const fixed = text.replace(/ (?=\d\d:\d\d$)/, '+')
    if (isMoment(fixed)) return new Date(fixed)
    errors.push(bad(`${name} must be a moment with a zone, 2026-11-26T10:00:00+08:00`))
    return null
  }
  const [start, end] = [moment('start_date'), moment('end_date')]
  const to =
    end ?? (start ? new Date(Math.min(start.getTime() + mostDays * dayMs, Math.max(now.getTime(), start.getTime()))) : now)
  const from = start ?? new Date(to.getTime() - mostDays * dayMs)
  if (from > to) errors.push(bad('start_date is after end_date'))
  else if (to.getTime() - from.getTime() > mostDays * dayMs) errors.push(bad(`at most ${mostDays} days at once`))
  const status = list('status')
  if (status?.some((one) => one !== 'open' && one !== 'closed')) errors.push(bad('status is open or closed'))
  if (errors.length > 0) return { ok: false, errors }
  return decoded({
    ids: null,
    codes: list('service_code'),
    status: status as Query['status'],
    from,
    to,
  }) as Decoded<Query> & { ok: true }
}
