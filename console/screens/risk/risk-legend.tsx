import type { ReactNode } from 'react'
import type { RiskRegister } from '../../../contract/object-risk.ts'
import type { Risk } from '../../../contract/scales.ts'
import { Age } from '../../../ui/age.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { NONE, number } from '../../../ui/format.ts'
import { riskWord } from '../../../ui/risk-badge.tsx'
import { RiskShape } from '../../../ui/risk-shape.tsx'
import { t } from '../../messages.ts'
import { t as rated } from '../objects/why/words.ts'
import { levels } from './levels.ts'

type Props = {
  register: RiskRegister
  level: Risk | undefined
  onLevel: (level: Risk | undefined) => void
  /** only what got better by a change at a desk */
  desk: boolean
  onDesk: (desk: boolean) => void
}

/** The five levels with their counts: the legend is the filter. What is not rated stands beside them, never among the green. */
export function RiskLegend({ register, level, onLevel, desk, onDesk }: Props): ReactNode {
  const { counts, week, unknown, oldest } = register
  // A week ago nothing was rated yet: that is no zero of any level.
  const wasRated = levels.some((one) => week.before[one] > 0)
  return (
    <div className="fl">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its border around the chips */}
      <div className="row wrap" role="group" aria-label={t('risk.legend')}>
        {levels.map((one) => (
          <Chip key={one} on={level === one} onPress={() => onLevel(level === one ? undefined : one)}>
            <RiskShape risk={one} size={18} label="" />
            {t('risk.level-n', { level: riskWord(one), n: number(counts[one]) })}
            <span className="meta">{t('risk.week-before', { n: wasRated ? number(week.before[one]) : NONE })}</span>
          </Chip>
        ))}
        {(register.desk > 0 || desk) && (
          <span title={rated('desk-note')}>
            <Chip on={desk} onPress={() => onDesk(!desk)}>
              {rated('desk-n', { n: number(register.desk) })}
            </Chip>
          </span>
        )}
        {counts.unrated > 0 && (
          <span className="row" title={t('risk.unrated-note')}>
            <RiskShape risk={null} size={18} label="" />
            {t('risk.unrated', { n: number(counts.unrated) })}
          </span>
        )}
      </div>
      <p className="meta facts">
        <span>{t('risk.week', { worse: number(week.worse), better: number(week.better) })}</span>
        {week.first > 0 && <span>{t('risk.week-first', { n: number(week.first) })}</span>}
        <span>{t('risk.unknown-all', { n: number(unknown.n), of: number(unknown.of) })}</span>
        {oldest && (
          <span>
            {t('risk.rated')} <Age at={oldest} />
          </span>
        )}
      </p>
    </div>
  )
}
