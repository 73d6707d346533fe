import { number } from '../../ui/format.ts'
import { t } from '../messages.ts'

/** `3/12 · 25%`; of nothing there is no share. */
export function both(part: number, whole: number): string {
  return whole === 0 ? t('rules.of-none') : `${number(part)}/${number(whole)} · ${Math.round((part / whole) * 100)}%`
}
