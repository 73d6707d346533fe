import type { ReactNode } from 'react'
import type { RuleVocabulary } from '../../../contract/rules.ts'
import type { Trend } from '../../../contract/trend.ts'
import { type TrendIs, trendKinds } from '../../../contract/trend-kinds.ts'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { t } from '../../messages.ts'
import { ChoicePart, DurationPart, NumberPart, type Part } from './form-parts.tsx'
import { ReadingForm, type ReadingOf } from './reading-form.tsx'

/** The growth of a reading in a day, half of which must have been seen. */
export const freshTrend = (of: ReadingOf): Trend => ({ is: 'change', of, within: '24h', points: 12 })

/** The trend as another kind; the uniform stage of an angle is two weeks to begin with. */
function turned(trend: Trend, is: TrendIs): Trend {
  const { of, within, points, still } = trend
  const common = { of, within, points, ...(still === undefined ? {} : { still }) }
  return is === 'angle' ? { is, ...common, base: '14d', least: 0.5 } : { is, ...common }
}

/** How a reading has moved: by how much, how fast, ever faster, at which angle. */
export function TrendForm({ value, onChange, words }: Part<Trend> & { words: RuleVocabulary }): ReactNode {
  const { still, ...without } = value
  return (
    <div className="branch row top wrap">
      <ChoicePart<TrendIs>
        label={t('rules.part.trend')}
        value={value.is}
        choices={trendKinds.map((id) => ({ id, label: t(`rules.trend.${id}`) }))}
        onChange={(is) => onChange(turned(value, is))}
      />
      <ReadingForm value={value.of} onChange={(of) => onChange({ ...value, of })} words={words} />
      <DurationPart label={t('rules.part.within')} value={value.within} onChange={(within) => onChange({ ...value, within })} />
      <NumberPart label={t('rules.part.slots')} value={value.points} onChange={(points) => onChange({ ...value, points })} />
      {value.is === 'angle' && (
        <>
          <DurationPart label={t('rules.part.base')} value={value.base} onChange={(base) => onChange({ ...value, base })} />
          <NumberPart label={t('rules.part.least')} value={value.least} onChange={(least) => onChange({ ...value, least })} />
        </>
      )}
      <Checkbox value={still !== undefined} onChange={(on) => onChange(on ? { ...value, still: '12h' } : (without as Trend))}>
        {t('rules.part.still')}
      </Checkbox>
      {still !== undefined && (
        <DurationPart label={t('rules.part.still')} value={still} onChange={(next) => onChange({ ...value, still: next })} />
      )}
    </div>
  )
}
