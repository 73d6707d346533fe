import { type ReactNode, useState } from 'react'
import type { Severity } from '../../../contract/scales.ts'
import { SelectField } from '../../../ui/select-field.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { say, t } from '../../messages.ts'
import { sentenceLang } from './language.ts'
import type { Remark } from './rules-queries.ts'

/** What a field of a rule's form is given: its value, how it is changed. */
export type Part<T> = { value: T; onChange: (value: T) => void }

/** A number; what is none is told while it is written, and gone when the field is left. */
export function NumberPart({ label, value, onChange, unit }: Part<number> & { label: string; unit?: string }): ReactNode {
  const [text, setText] = useState<string | null>(null)
  const isNumber = (given: string): boolean => given.trim() !== '' && Number.isFinite(Number(given))
  return (
    <div className="part-s">
      <TextField
        label={unit ? `${label} ${unit}` : label}
        kind="number"
        value={text ?? String(value)}
        onLeave={() => setText(null)}
        error={text !== null && !isNumber(text) ? t('rules.no-number') : null}
        onChange={(given) => {
          setText(given)
          if (isNumber(given)) onChange(Number(given))
        }}
      />
    </div>
  )
}

/** Gravest first, as people choose. */
export const severities: readonly Severity[] = ['red', 'orange', 'yellow', 'blue']
const units = ['s', 'm', 'h', 'd'] as const

/** A length of time as rules write it: `30s`, `10m`. */
export function DurationPart({ label, value, onChange }: Part<string> & { label: string }): ReactNode {
  const [, digits = '0', unit = 's'] = /^(\d+)(ms|s|m|h|d)$/.exec(value) ?? []
  const choices = unit === 'ms' ? (['ms', ...units] as const) : units
  return (
    <div className="row top part-time">
      <TextField
        label={label}
        kind="number"
        value={digits}
        onChange={(given) => onChange(`${given.replace(/\D/g, '').slice(0, 6) || '0'}${unit}`)}
      />
      <SelectField
        label={t('rules.part.unit-of', { of: label })}
        hideLabel
        choices={choices.map((one) => ({ id: one, label: t(`rules.unit.${one}`) }))}
        value={unit}
        onChange={(one) => onChange(`${digits}${one}`)}
      />
    </div>
  )
}

/** One of some words. */
export function ChoicePart<T extends string>({
  label,
  value,
  onChange,
  choices,
}: Part<T> & { label: string; choices: readonly { id: T; label: string }[] }): ReactNode {
  // What stands in the rule is shown also when nobody offers it.
  const all = choices.some(({ id }) => id === value) ? choices : [...choices, { id: value, label: value }]
  return (
    <div className="part-s">
      <SelectField label={label} choices={all} value={value} onChange={(id) => onChange(id as T)} />
    </div>
  )
}

export function SeverityPart({ value, onChange }: Part<Severity>): ReactNode {
  const choices = severities.map((id) => ({ id, label: t(`rules.severity.${id}`) }))
  return <ChoicePart label={t('rules.part.severity')} value={value} onChange={onChange} choices={choices} />
}

/** Codes by what they are called, as choices. */
export const named = (table: Readonly<Record<string, { zh: string; en: string }>>): { id: string; label: string }[] =>
  Object.entries(table).map(([id, words]) => ({ id, label: say(words) }))

/** The faults at one place of a rule; with `below`, those of everything in it too. */
export function FaultsAt({
  faults,
  path,
  below = false,
}: {
  faults: readonly Remark[]
  path: string
  below?: boolean
}): ReactNode {
  const here = faults.filter((fault) => fault.path === path || (below && fault.path.startsWith(`${path}.`)))
  return here.map((fault) => <FieldNote key={`${fault.path} ${fault.code}`} error={fault.words[sentenceLang()]} />)
}
