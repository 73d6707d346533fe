import type { Warning } from '../../../contract/warning.ts'
import { warningColours } from '../../../contract/warning-colours.ts'
import { shortTime } from '../../../ui/format.ts'
import { lang, t as word } from '../../../ui/t.ts'
import { t } from '../../messages.ts'

/** 暴雨橙色预警; of a cancellation 解除…. */
export function warningName({ kind, event, colour }: Pick<Warning, 'kind' | 'event' | 'colour'>): string {
  const words = { event: event.replace(/预警(信号)?$/, ''), colour: word(`warning-colour.${colour}`) }
  return t(kind === 'cancel' ? 'warnings.cancel-name' : 'warnings.name', words)
}

/** From when to when it holds; an end nobody said is told as such; of a cancellation when it was sent. */
export function spanWords({ kind, sentAt, from, to }: Pick<Warning, 'kind' | 'sentAt' | 'from' | 'to'>, now: number): string {
  if (kind === 'cancel') return t('warnings.at', { time: shortTime(sentAt, now, lang()) })
  const begin = shortTime(from, now, lang())
  return to === null
    ? t('warnings.open-end', { from: begin })
    : t('warnings.span', { from: begin, to: shortTime(to, now, lang()) })
}

/** In force, and no exercise. */
export const holds = ({ state, exercise }: Warning): boolean => state === 'now' && !exercise

/** Of those that hold the one of the heaviest colour, the newest of these. */
export const gravest = (rows: readonly Warning[]): Warning | undefined =>
  rows.filter(holds).toSorted((a, b) => warningColours.indexOf(a.colour) - warningColours.indexOf(b.colour))[0]
