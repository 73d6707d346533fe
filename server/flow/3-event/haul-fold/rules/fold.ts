import type { HaulCheck } from '../../../../../contract/haulage.ts'

/** Why findings are kept together: too many within the hour, or a district that told us nothing to hold them against. */
export type FoldWhy = 'budget' | 'no-permits' | 'no-tickets'

export type Around = {
  /** findings of this check in this district that came before a person within the hour */
  opened: number
  /** the notice that already stands for them */
  standing: string | null
  /** nothing of this kind was ever entered in the district */
  permits: boolean
  tickets: boolean
}
export type FoldTo = { to: 'person' } | { to: 'standing'; notice: string } | { to: 'notice'; why: FoldWhy }

/**
 * Where a finding goes. A district without one permit (or ticket) in its register cannot be told who has none: that is one notice from the
 * first finding on, not one for each truck that drives there.
 */
export function foldTo(check: HaulCheck['kind'], { opened, standing, permits, tickets }: Around, budget: number): FoldTo {
  if (standing !== null) return { to: 'standing', notice: standing }
  if (check === 'no-permit' && !permits) return { to: 'notice', why: 'no-permits' }
  if (check === 'no-ticket' && !tickets) return { to: 'notice', why: 'no-tickets' }
  return opened >= budget ? { to: 'notice', why: 'budget' } : { to: 'person' }
}

/** 「50/500105/500105001/」→「50/500105/」: the district a path lies in. */
export const districtPath = (path: string): string => `${path.split('/').filter(Boolean).slice(0, 2).join('/')}/`

export type Folded = { why: FoldWhy; budget: number; n: number; lastAt: Date; names: readonly string[] }
const reasons = {
  budget: (budget: number) => `1 小时内已有 ${budget} 条进收件箱，达到每区每项每小时 ${budget} 条的预算。`,
  'no-permits': () => '本区台账里没有一张准运证，无从判断谁无证：请先把准运证录入对象台账。',
  'no-tickets': () => '本区没有上报过一张电子联单，无从判断谁无联单：请先接通工地、消纳场门口的联单。',
} as const

/** What a notice says of the findings kept under it; `offset`: of the city's clock, ms. */
export function sayFolded({ why, budget, n, lastAt, names }: Folded, offset: number): string {
  const time = new Date(lastAt.getTime() + offset).toISOString().slice(5, 16).replace('T', ' ')
  const who = names.length > 0 ? `，涉及 ${names.join('、')}${n > names.length ? ' 等' : ''}` : ''
  return `${reasons[why](budget)}其间同类发现只记录、不逐条提醒：已记录 ${n} 条，最近 ${time}${who}。`
}
