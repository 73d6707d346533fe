import type { EventAction } from '../../../contract/event.ts'
import type { OrderAction } from '../../../contract/work-order.ts'

/** One thing a form asks. `key` is its name in the body that is sent. */
export type FieldSpec =
  | { key: string; kind: 'text'; label: FieldLabel; lines: number; least: number; most: number }
  | { key: string; kind: 'unit'; label: FieldLabel; required: boolean }
  | { key: string; kind: 'date'; label: FieldLabel; required: boolean }
  | { key: 'grade'; kind: 'grade'; label: FieldLabel }
  | { key: 'reason'; kind: 'return-reason'; label: FieldLabel }
  | { key: 'into'; kind: 'event'; label: FieldLabel }
  | { key: string; kind: 'tick'; label: FieldLabel }
  | { key: string; kind: 'choice'; label: FieldLabel; choices: readonly { id: string; label: string }[]; optional?: true }

export type FieldLabel =
  | 'reason'
  | 'words'
  | 'note'
  | 'result'
  | 'cause'
  | 'basis'
  | 'unit'
  | 'lead'
  | 'proposed'
  | 'to'
  | 'until'
  | 'until-public'
  | 'grade'
  | 'return-reason'
  | 'into'
  | 'mandatory'
  | 'rule'
  | 'district'
  | 'lead-district'
  | 'evidence'
  | 'as'

export const text = (key: string, label: FieldLabel, least: number, most = 500): FieldSpec => ({
  key,
  kind: 'text',
  label,
  lines: 2,
  least,
  most,
})
/** One of a few that are given. */
export const choice = (key: string, label: FieldLabel, choices: readonly { id: string; label: string }[]): FieldSpec => ({
  key,
  kind: 'choice',
  label,
  choices,
})
const reason = text('reason', 'reason', 2)
const words = text('words', 'words', 1, 200)
const note = text('note', 'note', 1)
export const unit = (key: string, label: FieldLabel, required = true): FieldSpec => ({ key, kind: 'unit', label, required })
const date = (label: FieldLabel, required: boolean): FieldSpec => ({ key: 'until', kind: 'date', label, required })

/** What a verb on an event asks; an empty list runs at once. `check` has a screen of its own. */
export const eventSpecs: Readonly<Record<EventAction, readonly FieldSpec[]>> = {
  dispatch: [],
  undo: [],
  split: [],
  resume: [],
  'approve-pause': [],
  'refuse-pause': [],
  check: [],
  grade: [{ key: 'grade', kind: 'grade', label: 'grade' }, reason],
  merge: [{ key: 'into', kind: 'event', label: 'into' }],
  suspend: [reason, date('until', false)],
  park: [reason, date('until-public', true)],
  'false-alarm': [reason],
  'report-false-alarm': [reason],
  dispute: [reason],
  reopen: [reason],
  urge: [words],
  support: [unit('unit', 'unit'), reason, { key: 'mandatory', kind: 'tick', label: 'mandatory' }],
  raise: [reason, unit('to', 'to', false)],
  'hand-down': [reason, unit('to', 'to', false)],
}

/** What a verb on a work order asks. */
export const orderSpecs: Readonly<Record<OrderAction, readonly FieldSpec[]>> = {
  accept: [],
  arrive: [],
  resume: [],
  'approve-extend': [],
  'refuse-extend': [],
  progress: [note],
  return: [
    { key: 'reason', kind: 'return-reason', label: 'return-reason' },
    text('basis', 'basis', 4, 300),
    unit('proposed', 'proposed'),
  ],
  arbitrate: [unit('unit', 'unit'), reason, { key: 'rule', kind: 'tick', label: 'rule' }],
  transfer: [unit('unit', 'unit'), reason],
  suspend: [reason, date('until', false)],
  extend: [date('until', true), reason],
  support: [note],
  submit: [text('result', 'result', 1, 2000), text('cause', 'cause', 0, 200)],
  excuse: [reason],
  urge: [words],
}

export type Values = Readonly<Record<string, string | boolean | null>>

/** The first thing that is still missing, or null: what keeps the button from being pressed. */
export function firstMissing(fields: readonly FieldSpec[], values: Values): FieldSpec | null {
  const lacks = (f: FieldSpec): boolean => {
    const value = values[f.key]
    if (f.kind === 'tick' || (f.kind === 'choice' && f.optional)) return false
    if (f.kind === 'text') return (typeof value === 'string' ? value.trim().length : 0) < f.least
    if (f.kind === 'unit' || f.kind === 'date') return f.required && !value
    return !value
  }
  return fields.find(lacks) ?? null
}

/** The body to send: what was filled in, trimmed; empty things that may be left out are left out. */
export function bodyOf(fields: readonly FieldSpec[], values: Values): Record<string, string | boolean> {
  const body: Record<string, string | boolean> = {}
  for (const f of fields) {
    const value = values[f.key]
    const kept = typeof value === 'string' ? value.trim() : value
    if (f.kind === 'tick') body[f.key] = value === true
    else if (kept) body[f.key] = kept
  }
  return body
}
