import { lazy, type ReactNode, Suspense } from 'react'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { GradeShape } from '../../../ui/risk-shape.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { t as part } from '../../../ui/t.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { Tiles } from '../../../ui/tiles.tsx'
import { t } from '../../messages.ts'
import { EventField } from './event-field.tsx'
import type { Place } from './place.ts'
import type { FieldSpec } from './specs.ts'
import { UnitField } from './unit-field.tsx'

/** Dates bring a calendar along: only forms that ask for one pay. */
const DateField = lazy(() => import('../../../ui/date-field.tsx').then((m) => ({ default: m.DateField })))

const grades = ['extraordinary', 'major', 'serious', 'ordinary'] as const
const returnReasons = ['area', 'owner', 'function', 'insufficient', 'duplicate'] as const

type Value = string | boolean | null
type Props = { field: FieldSpec; value: Value; onChange: (value: Value) => void; place: Place }

/** One field of an act, drawn by its kind. */
export function Field({ field, value, onChange, place }: Props): ReactNode {
  const label = t(`form.${field.label}`)
  const words = typeof value === 'string' ? value : ''
  if (field.kind === 'text')
    return (
      <TextField
        label={label}
        value={words}
        onChange={onChange}
        lines={field.lines}
        maxLength={field.most}
        required={field.least > 0}
        audience="internal"
      />
    )
  if (field.kind === 'unit')
    return <UnitField label={label} required={field.required} area={place.area} value={words || null} onChange={onChange} />
  if (field.kind === 'date')
    return (
      <Suspense fallback={<span className="sk" />}>
        <DateField
          label={label}
          required={field.required}
          value={words || null}
          onChange={onChange}
          {...(field.label === 'until-public' ? { audience: 'public' as const } : {})}
        />
      </Suspense>
    )
  if (field.kind === 'grade')
    return (
      <Tiles
        label={label}
        required
        choices={grades.map((g) => ({ id: g, label: part(`grade.${g}`), mark: <GradeShape grade={g} size={20} label="" /> }))}
        value={words || null}
        onChange={onChange}
      />
    )
  if (field.kind === 'choice')
    return field.optional ? (
      <SelectField
        label={label}
        choices={[{ id: '', label: t('form.as.none') }, ...field.choices]}
        value={words}
        onChange={onChange}
      />
    ) : (
      <Tiles label={label} required choices={field.choices} value={words || null} onChange={onChange} />
    )
  if (field.kind === 'return-reason')
    return (
      <SelectField
        label={label}
        required
        choices={returnReasons.map((r) => ({ id: r, label: part(`reason.${r}`) }))}
        value={words || null}
        onChange={onChange}
      />
    )
  if (field.kind === 'event') return <EventField label={label} place={place} value={words || null} onChange={onChange} />
  return (
    <Checkbox value={value === true} onChange={onChange}>
      {label}
    </Checkbox>
  )
}
