import type { HaulCheck } from '../../../../contract/haulage.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Words } from '../../../../contract/words.ts'

/** Why a finding of haulage is put off; those of `ends` are gone when their time is over, the others come before a person then. */
export type Off = { reason: 'ticket-late' | EndsBy; forMs: number; ends: boolean; because: Words }
/** Reasons of what ends by itself: it came before nobody unless somebody looked for it. */
export const ending = ['stood-at-wash', 'loads-known', 'as-before'] as const
type EndsBy = (typeof ending)[number]

/**
 * What is known of a place whose volumes do not match: loads that left it without a ticket and were found, `each` of so much as its tickets say; and
 * what tickets had taken when the same was found last, of the same permitted volume (null: never).
 */
export type Known = { untold: number; each: number; before: number | null }
type Evidence = Readonly<Record<string, unknown>>

const dayMs = 86_400_000
/** Long enough that whoever looks through what is put off once a week sees it. */
const weekMs = 7 * dayMs

/** Is a finding put off instead of coming before a person at once? `known`: of a volume only. */
export function offOf(check: HaulCheck, evidence: Evidence, known: Known | null): Off | null {
  if (check.kind === 'no-ticket') {
    const forMs = durationMs(check.late)
    const because = { zh: '等联单补传', en: 'Waits for a late ticket' }
    return forMs > 0 ? { reason: 'ticket-late', forMs, ends: false, because } : null
  }
  if (check.kind === 'unwashed') return washedOf(check, evidence)
  return check.kind === 'volume' && known ? volumeOf(evidence, known) : null
}

/** A wash its gate did not see but its carrier's own places did: for as long as it would count at all. */
function washedOf(check: Extract<HaulCheck, { kind: 'unwashed' }>, { stood, sampled }: Evidence): Off | null {
  if (typeof stood !== 'number' || sampled === true) return null
  const because = { zh: '车辆定位显示在冲洗点停过', en: 'Its own places say it stood at the wash' }
  return { reason: 'stood-at-wash', forMs: durationMs(check.within), ends: true, because }
}

/** Less than permitted, and the loads that are cases already make up for it; or found before, and no more than a tolerance has gone since. */
function volumeOf({ taken, permitted, limit }: Evidence, { untold, each, before }: Known): Off | null {
  if (typeof taken !== 'number' || typeof permitted !== 'number' || typeof limit !== 'number') return null
  const off = (reason: EndsBy, because: Words): Off => ({ reason, forMs: weekMs, ends: true, because })
  const share = limit / 100
  if (before !== null && Math.abs(taken - before) <= permitted * share)
    return off('as-before', { zh: '与上次发现相比没有新变化', en: 'As it was when it was found last' })
  if (taken >= permitted || untold === 0 || taken + untold * each < permitted * (1 - share)) return null
  return off('loads-known', {
    zh: `差额与已发现的 ${untold} 车无联单相符`,
    en: `The ${untold} loads already found without a ticket make up for it`,
  })
}

/** Is a signal that was put off for this gone when its time is over? */
export const endsByItself = (reason: string | null): boolean => ending.some((one) => one === reason)
