import { columns, headingOf } from '../../../contract/object-columns.ts'
import { leastReason } from '../../../contract/rated-change.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { type Entry as Looked, turnOf } from '../../flow/8-risk/rules/turn-of.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { ok, type Refusal, type Result } from '../../kernel/result.ts'
import { type Kind, kindOf } from './kinds.ts'
import { modelsAt, ratedOf } from './rated.ts'
import type { Change } from './rules/change-entry.ts'
import { needReason } from './rules/need-reason.ts'
import type { Entry, Registered } from './types.ts'

/** What whoever changes something says of it: why, and files that prove it. */
export type Given = { reason?: string | null | undefined; evidence?: readonly string[] | undefined }
/** What is kept of that with each change. */
export type Said = { rated: string[]; reason: string | null }
export type Edited = { before: Registered; entry: Entry; changes: readonly Change[] }
type Around = { packs: Packs; now: Date }

/** Why several objects are changed, object by object. Refused where a model rates what is changed and the reason, or the evidence, is missing. */
export function sayWhy(edits: readonly Edited[], given: Given, around: Around): Result<Map<string, Said>> {
  const said = new Map<string, Said>()
  for (const edit of edits) {
    const one = sayWhyOf(edit, given, around)
    if (!one.ok) return one
    said.set(edit.before.id, one.value)
  }
  return ok(said)
}

/** The same of one object; `bySheet`: a row of a sheet, which carries no file. */
export function sayWhyOf(edit: Edited, given: Given, { packs, now }: Around, bySheet = false): Result<Said> {
  const { before, changes } = edit
  const kind = kindOf(packs, before.kind)
  const words = plainText(given.reason ?? '').trim()
  const { rated, lacks } = needReason({
    ...{ changes, details: kind.details, rated: ratedOf(packs, kind.kind), reason: words },
    evidence: (given.evidence?.length ?? 0) > 0,
    turn: (change) => turnBy(edit, change, { packs, now }),
  })
  if (!lacks) return ok({ rated, reason: words === '' ? null : words })
  const code = lacks.what === 'reason' ? 'object.reason-needed' : bySheet ? 'object.proof-not-by-sheet' : 'object.proof-needed'
  return { ok: false, refusal: { code, details: { ...fieldsSaid(kind, lacks.fields), least: leastReason } } }
}

/** Which way one field alone turns the risk of its object; `unknown`: it has no model of its own. */
function turnBy({ before }: Edited, { field, to }: Change, { packs, now }: Around) {
  const model = modelsAt(packs, before.area).get(before.kind)
  if (!model) return 'unknown' as const
  const was: Looked = { details: before.details, owner: before.ownerKind }
  if (field === 'ownerKind') return turnOf(model, was, { ...was, owner: to as Looked['owner'] }, now)
  const { [field.replace(/^details\//, '')]: _, ...others } = before.details
  const details = to === null ? others : { ...others, [field.replace(/^details\//, '')]: to }
  return turnOf(model, was, { ...was, details }, now)
}

/** Fields by their headings, in the words of both languages. */
function fieldsSaid({ details }: Kind, fields: readonly string[]): NonNullable<Refusal['details']> {
  const said = (language: 'zh' | 'en') => (field: string) => {
    const detail = field.startsWith('details/') ? details[field.slice('details/'.length)] : undefined
    return detail ? headingOf(detail, language) : columns[field as 'ownerKind'][language]
  }
  return { fields: fields.join(' '), zh: fields.map(said('zh')).join('、'), en: fields.map(said('en')).join(', ') }
}
