import { type DocumentStanding, documentLeadDays } from '../../../../../contract/document-kinds.ts'
import { fromLocal } from '../../../../kernel/calendar.ts'

const dayMs = 86_400_000
/** People are told at nine in the morning of the city: at their desks, with the day before them. */
const tellAtMs = 9 * 3_600_000

/** How a paper stands on a day: valid through its last day, `soon` from thirty days before it on. */
export function standingOn(today: string, validUntil: string | null): DocumentStanding {
  if (validUntil === null) return 'undated'
  if (validUntil < today) return 'expired'
  return Date.parse(validUntil) - Date.parse(today) <= documentLeadDays * dayMs ? 'soon' : 'valid'
}

/** The moments at which a paper is told of: thirty days before its last day, and the morning after it; those that are past are left out. */
export function tellMoments(validUntil: string, now: Date, zone: string): { soon: Date | null; expired: Date | null } {
  const morning = (days: number): Date => fromLocal(Date.parse(validUntil) + days * dayMs + tellAtMs, zone)
  const [soon, expired] = [morning(-documentLeadDays), morning(1)]
  // Brought when it is about to expire already: whoever answers for it is told now.
  return { soon: expired <= now ? null : soon < now ? now : soon, expired: expired <= now ? null : expired }
}
