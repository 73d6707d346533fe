import type { HaulCheck } from '../../../../../contract/haulage.ts'
import { dayRange } from './day-range.ts'
import {
  lateAt,
  lateFound,
  type PaperFinding,
  type Source,
  type Ticket,
  takenBy,
  unwashedFound,
  volumeFound,
} from './paper-findings.ts'
import type { CityTime } from './step.ts'

type Span = { from: Date; to: Date }
const isIn = ({ from, to }: Span, at: Date): boolean => at >= from && at <= to

/** What the papers of a ticket would have shown within a stretch of time: late the moment its time was over, unwashed the moment it left. */
export function ticketFindings(
  checks: readonly HaulCheck[],
  ticket: Ticket,
  place: Pick<Source, 'name'>,
  span: Span,
): PaperFinding[] {
  return checks.flatMap((check) => {
    const at = check.kind === 'open-ticket' ? lateAt(check, ticket) : ticket.openedAt
    if (!isIn(span, at)) return []
    if (check.kind === 'open-ticket') return lateFound(check, ticket, place, at) ?? []
    return check.kind === 'unwashed' ? (unwashedFound(check, ticket, place, at) ?? []) : []
  })
}

/** A month is found once: what it showed before the stretch of time was found before it. */
const monthMs = 31 * 86_400_000

/** What a site's volumes would have shown, looked at the end of each day: the running watch looks every few seconds, and finds once a month. */
export function volumeFindings(
  checks: readonly HaulCheck[],
  { source, tickets }: { source: Source; tickets: readonly Ticket[] },
  { cityTime, from, to }: Span & { cityTime: CityTime },
): PaperFinding[] {
  const volumes = checks.filter((check) => check.kind === 'volume')
  if (volumes.length === 0) return []
  const found = new Map<string, PaperFinding>()
  for (const now of dayRange({ from: new Date(from.getTime() - monthMs), to }))
    for (const check of volumes) {
      const one = volumeFound(check, source, takenBy(tickets, now), { now, day: cityTime(now).day })
      if (one && !found.has(one.key)) found.set(one.key, one)
    }
  return [...found.values()].filter(({ at }) => at >= from)
}
