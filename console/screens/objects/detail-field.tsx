import type { ReactNode } from 'react'
import type { Detail } from '../../../contract/detail.ts'
import { DateField } from '../../../ui/date-field.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { say, t } from '../../messages.ts'
import { dayOf } from '../../rules/city-day.ts'

type Props = { detail: Detail; value: string; onChange: (text: string) => void; error: string | null }

/** One thing a pack keeps, to be written in: its value as the text a sheet would hold; empty is not known. */
export function DetailField({ detail, value, onChange, error }: Props): ReactNode {
  const shared = {
    ...{ label: say(detail.name), required: detail.required, error },
    ...(detail.hint ? { hint: say(detail.hint) } : {}),
  }
  switch (detail.kind) {
    case 'number':
      return (
        <TextField
          {...shared}
          label={detail.unit ? `${shared.label} (${detail.unit})` : shared.label}
          hint={shared.hint ?? t('objects.between', { min: detail.min, max: detail.max })}
          kind="number"
          value={value}
          onChange={onChange}
          maxLength={24}
        />
      )
    case 'text':
      return <TextField {...shared} value={value} onChange={onChange} maxLength={detail.max} />
    case 'object':
      return <TextField {...shared} hint={shared.hint ?? t('objects.code-of')} value={value} onChange={onChange} maxLength={60} />
    case 'date':
      return (
        <DateField
          {...shared}
          withTime={false}
          value={value ? `${value}T00:00:00+08:00` : null}
          onChange={(iso) => onChange(iso ? dayOf(iso) : '')}
        />
      )
    default:
      return (
        <SelectField
          {...shared}
          choices={[{ id: unknown, label: t('objects.unknown') }, ...choicesOf(detail)]}
          value={value || unknown}
          onChange={(id) => onChange(id === unknown ? '' : id)}
        />
      )
  }
}

const unknown = '-'
const choicesOf = (detail: Extract<Detail, { kind: 'choice' | 'yes' }>) =>
  detail.kind === 'choice'
    ? Object.entries(detail.choices).map(([id, words]) => ({ id, label: say(words) }))
    : [
        { id: 'yes', label: t('objects.yes') },
        { id: 'no', label: t('objects.no') },
      ]
