import type { ReactNode } from 'react'
import type { Value } from '../../../contract/condition.ts'
import type { RuleVocabulary } from '../../../contract/rules.ts'
import { t } from '../../messages.ts'
import { ChoicePart, NumberPart, named, type Part } from './form-parts.tsx'
import { ReadingForm } from './reading-form.tsx'
import { freshTrend, TrendForm } from './trend-form.tsx'

type Shape = 'number' | 'reading' | 'trend' | Extract<Value, { op: string }>['op']
const shapes: readonly Shape[] = ['number', 'reading', 'trend', 'add', 'subtract', 'multiply', 'divide', 'least', 'most']

function shapeOf(value: Value): Shape {
  if (typeof value === 'number') return 'number'
  if ('reading' in value) return 'reading'
  return 'trend' in value ? 'trend' : value.op
}

/** A number of a condition: a constant, a reading, or arithmetic on these. */
export function ValueForm({ label, value, onChange, words }: Part<Value> & { label: string; words: RuleVocabulary }): ReactNode {
  const readings = named(words.readings)
  const become = (shape: Shape): void => {
    if (shape === shapeOf(value)) return
    if (shape === 'number') onChange(0)
    else if (shape === 'reading') onChange({ reading: readings[0]?.id ?? '' })
    else if (shape === 'trend')
      onChange({
        trend: freshTrend(typeof value === 'object' && 'reading' in value ? value : { reading: readings[0]?.id ?? '' }),
      })
    else onChange({ op: shape, of: typeof value === 'object' && 'op' in value ? value.of : [value, 1] })
  }
  const choices = shapes.map((id) => ({ id, label: t(`rules.value.${id}`) }))
  return (
    <div className="row top wrap">
      <ChoicePart label={label} value={shapeOf(value)} onChange={become} choices={choices} />
      {typeof value === 'number' && <NumberPart label={t('rules.value.number')} value={value} onChange={onChange} />}
      {typeof value === 'object' && 'reading' in value && <ReadingForm value={value} onChange={onChange} words={words} />}
      {typeof value === 'object' && 'trend' in value && (
        <TrendForm value={value.trend} onChange={(trend) => onChange({ trend })} words={words} />
      )}
      {typeof value === 'object' && 'op' in value && (
        <div className="branch">
          <ValueForm
            label={t('rules.part.first')}
            value={value.of[0]}
            words={words}
            onChange={(one) => onChange({ ...value, of: [one, value.of[1]] })}
          />
          <ValueForm
            label={t('rules.part.second')}
            value={value.of[1]}
            words={words}
            onChange={(one) => onChange({ ...value, of: [value.of[0], one] })}
          />
        </div>
      )}
    </div>
  )
}
