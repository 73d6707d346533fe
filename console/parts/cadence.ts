import { duration } from '../../ui/format.ts'
import { lang } from '../../ui/t.ts'
import { t } from '../messages.ts'

/** What is said of it only when it is off by more than this share. */
const offBy = 0.2

/** 「1 分钟」, or with what is truly heard beside it when that differs: 「1 分钟 · 实测 5 分钟」. Unknown is “—”. */
export function cadenceWords({ intervalS, observedS }: { intervalS: number; observedS: number | null }): string {
  const set = duration(intervalS * 1000, lang())
  if (observedS === null) return t('cadence.unknown', { set })
  if (Math.abs(observedS - intervalS) <= offBy * intervalS) return set
  return t('cadence.differs', { set, observed: duration(observedS * 1000, lang()) })
}
