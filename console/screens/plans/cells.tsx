import type { KeyboardEvent, ReactNode } from 'react'
import { Icon } from '../../../ui/icons.tsx'
import { t } from '../../messages.ts'
import { lengthWords } from '../../parts/length-words.ts'

/** What a cell of the plan's table is given; without `onChange` it is only read. */
type Cell<T> = { label: string; value: T; onChange?: ((value: T) => void) | undefined; fault?: string | null }

const marks = (fault: string | null | undefined) =>
  fault ? { className: 'cell err', 'aria-invalid': true, title: fault } : { className: 'cell' }

export function TextCell({ label, value, onChange, fault }: Cell<string>): ReactNode {
  if (!onChange) return value
  return <input aria-label={label} value={value} {...marks(fault)} onChange={(e) => onChange(e.target.value.slice(0, 200))} />
}

const units = ['s', 'm', 'h', 'd'] as const

/** A length of time; an empty field means that there is none, where that is possible. */
export function LengthCell({ label, value, onChange, fault, none = false }: Cell<string | null> & { none?: boolean }): ReactNode {
  if (!onChange) return value === null ? '—' : lengthWords(value)
  const [, digits = '', unit = 'm'] = /^(\d+)(s|m|h|d)$/.exec(value ?? '') ?? []
  const write = (given: string) => {
    const clean = given.replace(/\D/g, '').slice(0, 5)
    onChange(clean === '' && none ? null : `${clean || '0'}${unit}`)
  }
  return (
    <span className="len">
      <input aria-label={label} inputMode="numeric" value={digits} {...marks(fault)} onChange={(e) => write(e.target.value)} />
      <select
        aria-label={t('rules.part.unit-of', { of: label })}
        className="cell"
        value={unit}
        disabled={value === null}
        onChange={(e) => onChange(`${digits || '0'}${e.target.value}`)}
      >
        {units.map((one) => (
          <option key={one} value={one}>
            {t(`rules.unit.${one}`)}
          </option>
        ))}
      </select>
    </span>
  )
}

export function ChoiceCell({
  label,
  value,
  onChange,
  choices,
  fault,
}: Cell<string> & { choices: readonly { id: string; label: string }[] }): ReactNode {
  if (!onChange) return choices.find(({ id }) => id === value)?.label ?? value
  return (
    <select aria-label={label} value={value} {...marks(fault)} onChange={(e) => onChange(e.target.value)}>
      {choices.map((choice) => (
        <option key={choice.id} value={choice.id}>
          {choice.label}
        </option>
      ))}
    </select>
  )
}

export function TickCell({ label, value, onChange }: Cell<boolean>): ReactNode {
  if (!onChange) return value ? t('plans.yes') : '—'
  return <input type="checkbox" aria-label={label} checked={value} onChange={(e) => onChange(e.target.checked)} />
}

type RowActs = { name: string; at: number; of: number; onMove?: ((to: number) => void) | undefined; onRemove: () => void }

/** Up, down, away; the same with Alt and the arrows while the row has the focus. */
export function RowButtons({ name, at, of, onMove, onRemove }: RowActs): ReactNode {
  return (
    <span className="row-acts">
      {onMove && (
        <>
          <button type="button" aria-label={t('plans.up', { name })} disabled={at === 0} onClick={() => onMove(at - 1)}>
            ↑
          </button>
          <button type="button" aria-label={t('plans.down', { name })} disabled={at === of - 1} onClick={() => onMove(at + 1)}>
            ↓
          </button>
        </>
      )}
      <button type="button" aria-label={t('plans.remove', { name })} onClick={onRemove}>
        <Icon name="bin" size={14} />
      </button>
    </span>
  )
}

/** Moves the row a key was pressed in: Alt with an arrow. */
export const moveByKey =
  (at: number, of: number, onMove: ((to: number) => void) | undefined) =>
  (e: KeyboardEvent): void => {
    if (!e.altKey || !onMove || (e.key !== 'ArrowUp' && e.key !== 'ArrowDown')) return
    e.preventDefault()
    const to = e.key === 'ArrowUp' ? at - 1 : at + 1
    if (to >= 0 && to < of) onMove(to)
  }

/** A list with one of its rows elsewhere. */
export const moved = <T,>(rows: readonly T[], from: number, to: number): T[] => {
  const rest = rows.toSpliced(from, 1)
  return rest.toSpliced(to, 0, rows[from]!)
}
