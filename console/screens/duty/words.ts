import type { DutyGap, DutyPost } from '../../../contract/duty.ts'
import { clockTime, shortTime } from '../../../ui/format.ts'
import { lang, t as part } from '../../../ui/t.ts'
import { t } from '../../messages.ts'
import { dayAfter, dayOf } from '../../rules/city-day.ts'

/** "16:00" today, "今晚 22:00", "明天 08:00", "12月3日 08:00" later. */
export function momentWords(at: string, now: number): string {
  const [time, day, today] = [clockTime(at), dayOf(at), dayOf(now)]
  if (day === dayAfter(today, 1)) return t('duty.tomorrow', { time })
  return day === today && time >= '18:00' ? t('duty.tonight', { time }) : shortTime(at, now, lang())
}

/** A gap as an error says it; `until`: as far as was looked, beyond it nothing is known. */
export function gapWords({ from, to }: DutyGap, now: number, until: string): string {
  const open = Date.parse(to) >= Date.parse(until)
  const begun = Date.parse(from) <= now
  if (begun) return open ? t('duty.gap-open-now') : t('duty.gap-now', { to: momentWords(to, now) })
  const words = { from: momentWords(from, now), to: momentWords(to, now) }
  return t(open ? 'duty.gap-open' : 'duty.gap-later', words)
}

/** The same in a cell: from when on, and of how many gaps it is the first. */
export function firstGapWords([first, ...more]: readonly DutyGap[], now: number): string {
  if (!first) return t('duty.no-gap')
  const gap = Date.parse(first.from) <= now ? t('duty.nobody') : t('duty.gap-open', { from: momentWords(first.from, now) })
  return more.length > 0 ? t('duty.gap-more', { gap, n: more.length + 1 }) : gap
}

/** What came of the last call of a post. */
export function lastCallWords({ channel, state, answer }: NonNullable<DutyPost['lastCall']>): string {
  const way = part(`channel.${channel}`)
  return answer ? t(`duty.said.${answer}`) : t(`duty.state.${state}`, { way })
}

/** Who knows of a gap, and since when. */
export const toldWords = ({ names, at }: NonNullable<DutyGap['told']>, now: number): string =>
  names.length > 0 ? t('duty.told', { names: names.join(t('list.and')), time: momentWords(at, now) }) : t('duty.told-nobody')
