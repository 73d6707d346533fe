import type { ReportIn } from '../../../../../contract/report.ts'
import { plainText } from '../../../../kernel/plain-text.ts'
import { ok, type Result, refuse, refuseInput } from '../../../../kernel/result.ts'
import type { ReportRow } from '../types.ts'

/** Who sends it: `person` null without an account. */
export type Reporter = { person: string | null; maySend: boolean; maySelfHandle: boolean; door?: 'hotline' }
export type Gathered = { reporter: Reporter; area: string | null; reportable: boolean; now: Date }
/** What the doors take, and what only some ask for: an e-mail address. */
export type SentReport = ReportIn & { email?: string | null }
export type TakenReport = Omit<ReportRow, 'id' | 'code' | 'event' | 'told_at' | 'demo'>

/**
 * A report as it is kept. The place decides the grid it belongs to: outside the city means a wrong place, swapped numbers or another
 * coordinate system. What is claimed to have happened later than now happened now: phones' clocks run ahead.
 */
export function takeReport(given: SentReport, { reporter, area, reportable, now }: Gathered): Result<TakenReport> {
  if (!area) return refuse('report.place')
  if (!reportable) return refuseInput('/type', 'report.type', { name: given.type })
  const grid = reporter.person !== null && reporter.maySend
  if (given.selfHandled && !(grid && reporter.maySelfHandle)) return refuse('permit.missing', { permit: 'event.self-handle' })
  const content = plainText(given.content)
  if ([...content].length < 2) return refuseInput('/content', 'text.short')
  const happened = given.happenedAt ? new Date(given.happenedAt) : now
  return ok({
    source: reporter.door ?? (grid ? 'grid' : 'citizen'),
    type: given.type,
    content,
    area,
    lon: given.lon,
    lat: given.lat,
    accuracy_m: given.accuracyM ?? null,
    address: plainText(given.address ?? '') || null,
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
