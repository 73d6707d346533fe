import type { ReactNode } from 'react'
import type { MappedFeedList, TimeFormat } from '../../../contract/mapped-feed.ts'
import { SelectField } from '../../../ui/select-field.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { say } from '../../messages.ts'
import type { Draft } from './mapping-draft.ts'
import { t } from './words.ts'

type Props = {
  draft: Draft
  columns: readonly string[]
  sheets: readonly string[]
  readings: MappedFeedList['readings']
  onChange: (more: Partial<Draft>) => void
}
const formats: readonly TimeFormat[] = ['local', 'iso', 'excel', 'unix-s', 'unix-ms']
const notRead = '-'

/** Which column is the device, the time, and which reading. */
export function MappingFields({ draft, columns, sheets, readings, onChange }: Props): ReactNode {
  if (draft.text !== null)
    return (
      <TextField
        label={t('mapped.text')}
        lines={12}
        value={draft.text}
        onChange={(text) => onChange({ text })}
        maxLength={20_000}
      />
    )
  const choices = columns.map((id) => ({ id, label: id }))
  const free = columns.filter((one) => one !== draft.device && one !== draft.time)
  return (
    <>
      {sheets.length > 1 && (
        <SelectField
          label={t('mapped.sheet')}
          choices={sheets.map((id) => ({ id, label: id }))}
          value={draft.sheet ?? sheets[0] ?? null}
          onChange={(sheet) => onChange({ sheet })}
        />
      )}
      <TextField
        label={t('mapped.look')}
        kind="number"
        value={draft.heading}
        onChange={(heading) => onChange({ heading })}
        maxLength={2}
      />
      <TextField label={t('mapped.list')} value={draft.list} onChange={(list) => onChange({ list })} maxLength={200} />
      <SelectField
        label={t('mapped.device')}
        required
        choices={choices}
        value={draft.device}
        onChange={(device) => onChange({ device })}
      />
      <SelectField
        label={t('mapped.time')}
        required
        choices={choices}
        value={draft.time}
        onChange={(time) => onChange({ time })}
      />
      <SelectField
        label={t('mapped.format')}
        choices={formats.map((id) => ({ id, label: t(`mapped.format.${id}`) }))}
        value={draft.format}
        onChange={(format) => onChange({ format: format as TimeFormat })}
      />
      {draft.device && draft.time && <Values draft={draft} columns={free} readings={readings} onChange={onChange} />}
    </>
  )
}

function Values({ draft, columns, readings, onChange }: Omit<Props, 'sheets'>): ReactNode {
  const choices = [
    { id: notRead, label: t('mapped.not-read') },
    ...readings.map((one) => ({ id: one.name, label: `${say(one)}${one.unit ? ` (${one.unit})` : ''} · ${one.name}` })),
  ]
  const { values } = draft
  const choose = (column: string, reading: string) => {
    const { [column]: before, ...rest } = values
    onChange({ values: reading === notRead ? rest : { ...rest, [column]: { reading, factor: before?.factor ?? '1' } } })
  }
  return columns.map((column) => (
    <div key={column} className="col">
      <SelectField
        label={column}
        choices={choices}
        value={values[column]?.reading ?? notRead}
        onChange={(id) => choose(column, id)}
      />
      {values[column] && (
        <TextField
          label={t('mapped.factor', { name: column })}
          value={values[column].factor}
          onChange={(factor) => onChange({ values: { ...values, [column]: { ...values[column]!, factor } } })}
          maxLength={12}
        />
      )}
    </div>
  ))
}
