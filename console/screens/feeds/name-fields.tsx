import type { ReactNode } from 'react'
import type { MappedFeedList } from '../../../contract/mapped-feed.ts'
import { Button } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { say } from '../../messages.ts'
import { emptyRow, type NamedKind, type NameRow, type Names } from './mapping-names.ts'
import { t } from './words.ts'

type Props = { kind: NamedKind; names: Names; readings: MappedFeedList['readings']; onChange: (names: Names) => void }

/** What the other side calls each value, and which reading it is. */
export function NameFields({ kind, names, readings, onChange }: Props): ReactNode {
  const setRow = (at: number, more: Partial<NameRow>) =>
    onChange({ ...names, rows: names.rows.map((row, i) => (i === at ? { ...row, ...more } : row)) })
  const choices = readings.map((one) => ({
    id: one.name,
    label: `${say(one)}${one.unit ? ` (${one.unit})` : ''} · ${one.name}`,
  }))
  return (
    <>
      <TextField
        label={t('mapped.prefix')}
        value={names.prefix}
        onChange={(prefix) => onChange({ ...names, prefix })}
        maxLength={120}
      />
      {names.rows.map((row, at) => (
        // Rows have no name of their own while one is typed, and none is put between others.
        <fieldset key={at} className="name-row">
          <legend className="meta">{t('mapped.said', { n: at + 1 })}</legend>
          <TextField
            label={t(`mapped.said.${kind}`)}
            required
            value={row.said}
            onChange={(said) => setRow(at, { said })}
            maxLength={120}
          />
          <SelectField
            label={t('mapped.reading')}
            required
            choices={choices}
            value={row.reading}
            onChange={(reading) => setRow(at, { reading })}
          />
          {kind === 'ngsi-ld' && (
            <TextField label={t('mapped.unit-code')} value={row.unit} onChange={(unit) => setRow(at, { unit })} maxLength={20} />
          )}
          <TextField label={t('mapped.times')} value={row.factor} onChange={(factor) => setRow(at, { factor })} maxLength={12} />
          {names.rows.length > 1 && (
            <Button small onPress={() => onChange({ ...names, rows: names.rows.filter((_, i) => i !== at) })}>
              {t('mapped.drop-name', { n: at + 1 })}
            </Button>
          )}
        </fieldset>
      ))}
      <div className="row">
        <Button small onPress={() => onChange({ ...names, rows: [...names.rows, emptyRow] })}>
          {t('mapped.add-name')}
        </Button>
      </div>
    </>
  )
}
