import { duration, NONE } from '../../ui/format.ts'
import { lang } from '../../ui/t.ts'
import { t } from '../messages.ts'

/** What is said of it only when it is off by more than this share. */
const offBy = 0.2
type Cadence = { intervalS: number; observedS: number | null }

/** 「实测 5 分」: how often a device truly speaks, where that is not what it is set to; “—” while it is not known. Null where it agrees. */
export function observedWords({ intervalS, observedS }: Cadence): string | null {
  if (observedS !== null && Math.abs(observedS - intervalS) <= offBy * intervalS) return null
  return t('cadence.observed', { observed: observedS === null ? NONE : duration(observedS * 1000, lang()) })
}

/** 「1 分」 as it is set, and 「1 分 · 实测 5 分」 where it truly differs. */
export const cadenceWords = (of: Cadence): string =>
  [duration(of.intervalS * 1000, lang()), observedWords(of)].filter(Boolean).join(' · ')
