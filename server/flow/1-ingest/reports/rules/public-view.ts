import type { PublicReport } from '../../../../../contract/report.ts'
import type { ReportRow, Told } from '../types.ts'

export type ToldAt = { at: Date; outcome: Told }
export type ParkedAt = { at: Date; until: string | null }
type Step = PublicReport['steps'][number]

/** What was told, in the public's words: `reopened` is being handled again, a refused dispute leaves it closed, a false alarm or a thing settled on the spot is closed. */
const stepOf: Record<Told, Step['state']> = {
  accepted: 'accepted',
  handling: 'handling',
  merged: 'merged',
  rejected: 'rejected',
  parked: 'parked',
  closed: 'closed',
  'false-alarm': 'closed',
  reopened: 'handling',
  disputed: 'disputed',
  'dispute-refused': 'closed',
  'self-handled': 'closed',
}

/** The steps a person with the code sees, oldest first. A parked step carries its public date. */
export function publicSteps(received: Date, told: ToldAt[], parked: ParkedAt[]): Step[] {
  const steps = told.map(({ at, outcome }): Step => {
    const park = outcome === 'parked' ? parked.findLast((one) => one.at <= at) : undefined
    return { at: at.toISOString(), state: stepOf[outcome], until: park?.until ?? null }
  })
  return [{ at: received.toISOString(), state: 'received', until: null }, ...steps]
}

/** A reporter may say "not solved" for 15 days after they were told the end. The number is ours: no rule of a city was found. */
const disputeMs = 15 * 86_400_000

/** May the reporter dispute now? Once for each closing, while there is an event that can be opened again. */
export function mayDispute(report: Pick<ReportRow, 'state' | 'event' | 'outcome'>, told: ToldAt[], now: Date): boolean {
  const last = told.at(-1)
  if (report.state !== 'closed' || !report.event || !last) return false
  return (last.outcome === 'closed' || last.outcome === 'false-alarm') && now.getTime() - last.at.getTime() <= disputeMs
}

/** A look-up code as people write it: small letters, spaces, hyphens, O for 0, I or L for 1. Null when it can be none. */
export function readCode(written: string): string | null {
  const code = written.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(code) ? code : null
}
