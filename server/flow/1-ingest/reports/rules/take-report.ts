import type { ReportIn } from '../../../../../contract/report.ts'
import { plainText } from '../../../../kernel/plain-text.ts'
import { ok, type Result, refuse, refuseInput } from '../../../../kernel/result.ts'
import type { ReportRow } from '../types.ts'

/** Who sends it: `person` null without an account. `scope`: areas whose objects they may name by id; left out: none. */
export type Reporter = {
  person: string | null
  maySend: boolean
  maySelfHandle: boolean
  door?: 'hotline'
  scope?: readonly string[]
}
/** `about`: the object it names, where it stands. `area`: of the place that holds (`placeOf`). */
export type Gathered = { reporter: Reporter; area: string | null; reportable: boolean; now: Date; about?: About | null }
export type About = { id: string; lon: number; lat: number; address: string | null }
/** What the doors take, and what only some ask for: an e-mail address. */
export type SentReport = ReportIn & { email?: string | null }
export type TakenReport = Omit<ReportRow, 'id' | 'code' | 'event' | 'told_at' | 'demo'>

/**
 * A report as it is kept. The place decides the grid it belongs to: outside the city means a wrong place, swapped numbers or another
 * coordinate system. What is claimed to have happened later than now happened now: phones' clocks run ahead.
 */
export function takeReport(given: SentReport, { reporter, area, reportable, now, about = null }: Gathered): Result<TakenReport> {
  if (!area) return refuse('report.place')
  if (!reportable) return refuseInput('/type', 'report.type', { name: given.type })
  const grid = reporter.person !== null && reporter.maySend
  if (given.selfHandled && !(grid && reporter.maySelfHandle)) return refuse('permit.missing', { permit: 'event.self-handle' })
  const content = plainText(given.content)
  if ([...content].length < 2) return refuseInput('/content', 'text.short')
  const place = placeOf(given, about)
  const said = about && saidOf(given)
  if (!place) return refuse('report.place')
  const happened = given.happenedAt ? new Date(given.happenedAt) : now
  return ok({
    source: reporter.door ?? (grid ? 'grid' : 'citizen'),
    type: given.type,
    content,
    area,
    ...place,
    ...{ sent_lon: said?.lon ?? null, sent_lat: said?.lat ?? null },
    object: about?.id ?? null,
    accuracy_m: given.accuracyM ?? null,
    address: plainText(given.address ?? '') || (about?.address ?? null),
    person: grid ? reporter.person : null,
    phone: given.phone?.trim() || null,
    contact_name: plainText(given.contactName ?? '') || null,
    email: plainText(given.email ?? '') || null,
    happened_at: happened > now ? now : happened,
    received_at: now,
    state: given.selfHandled ? 'closed' : 'received',
    outcome: given.selfHandled ? 'self-handled' : null,
  })
}

type Place = { lon: number; lat: number }
type Said = Pick<SentReport, 'lon' | 'lat'>

/** Where it is: where the object stands that it names, else what was given. A phone may be held, or say it is, anywhere. */
export const placeOf = (given: Said, about: Place | null): Place | null =>
  about ? { lon: about.lon, lat: about.lat } : saidOf(given)

/** What the sender's phone said; null: it said nothing. */
const saidOf = ({ lon, lat }: Said): Place | null => (lon === undefined || lat === undefined ? null : { lon, lat })
