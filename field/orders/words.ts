import { placeWords } from '../../contract/case-place.ts'
import type { OrderCard } from '../../contract/work-order.ts'
import { lang, t as ui } from '../../ui/t.ts'
import { t } from '../t.ts'

/** The language's half of a pair of words. */
export const wordsOf = (pair: { zh: string; en: string }): string => (lang() === 'en' ? pair.en : pair.zh)

/** The area, and that it is all of it where it is. */
export const areaOf = ({ areaName, whole }: Pick<OrderCard, 'areaName' | 'whole'>): string =>
  placeWords({ areaName, whole }, lang())

/** Where, shortest first: area, then the address when there is one. */
export const placeOf = (order: Pick<OrderCard, 'areaName' | 'whole' | 'address'>): string =>
  [areaOf(order), order.address].filter((part): part is string => Boolean(part)).join(' · ')

/** State of the order in words. */
export const stateWord = (order: Pick<OrderCard, 'state'>): string => ui(`order.${order.state}`)

/** Whom to call about it: the first of the others called whose number may be shown, else the first. */
export function hubOf(
  order: Pick<OrderCard, 'contacts' | 'holderName'>,
  me: string | undefined,
): OrderCard['contacts'][number] | null {
  const others = order.contacts.filter((one) => one.name !== order.holderName && one.name !== me)
  return others.find(canCall) ?? others[0] ?? null
}

/** Is there a number to call? A hidden one is none. */
export const canCall = ({ phone }: { phone: string | null }): boolean => Boolean(phone && !phone.includes('*'))

/** Opens the phone's own map app at the place (RFC 5870, WGS-84). */
export const mapLink = (order: Pick<OrderCard, 'lon' | 'lat'>): string =>
  `geo:${order.lat},${order.lon}?q=${order.lat},${order.lon}`

const whys = [
  'rule',
  'duty-of-object',
  'plan',
  'next-step',
  'backstop',
  'person',
  'proposed',
  'arbitration',
  'support',
  'transfer',
  'tier',
  'no-answer',
  'deputy',
  'inform',
  'called-back',
  'alarm-stepped-up',
  'absorbed',
  'graver',
  'finished',
  'closed',
  'merged',
  'false-alarm',
  'reopened',
  'return',
  'second-return',
  'resumed',
  'overdue-accept',
  'overdue-confirm',
  'joined',
  'hotline-due-soon',
  'hotline-overdue',
  'part-place',
  'part-source',
  'part-sighting',
  'part-firm',
  'lead-request',
  'lead-asked',
  'lead-refused',
  'lead-silent',
  'lead-agreed',
  'lead-ruled',
  'lead-stays',
  'lead-withdrawn',
  'lead-overdue',
] as const

/** Why this unit got it: a code of the routing, else the words somebody wrote. */
export const whyWord = (why: string): string => {
  const known = whys.find((one) => one === why)
  return known ? t(`why.${known}`) : why
}
