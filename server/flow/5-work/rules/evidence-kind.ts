import type { ChecklistItem } from '../../../../contract/pack.ts'
import { ok, type Result, refuseInput } from '../../../kernel/result.ts'

/** Item name of evidence that belongs to no line of the checklist. */
export const outsideChecklist = 'other'

export type Offered = {
  item?: string | undefined
  note?: string | undefined
  file?: string | undefined
  value?: number | undefined
}
/** What becomes a row of evidence; null when the progress is only words. */
export type Taken = {
  item: string
  kind: ChecklistItem['kind']
  name: ChecklistItem['name'] | null
  value: number | string | true | null
  /** of a reading; empty where the item names none */
  unit: string
} | null

/**
 * What a step of progress gives as evidence. A line of the checklist takes only its own kind: a photo line a photo, a
 * reading line a value, a text line words; a tick needs nothing. Without a line, a photo or a value is kept beside it.
 */
export function evidenceOffered(checklist: readonly ChecklistItem[], offered: Offered): Result<Taken> {
  const { item: id, note, file, value } = offered
  if (id === undefined) {
    if (file) return ok({ item: outsideChecklist, kind: 'photo', name: null, value: null, unit: '' })
    if (value !== undefined) return ok({ item: outsideChecklist, kind: 'reading', name: null, value, unit: '' })
    return note ? ok(null) : refuseInput('/', 'evidence.nothing')
  }
  const item = checklist.find((line) => line.id === id)
  if (!item) return refuseInput('/item', 'item.unknown', { name: id })
  const wanted = { photo: file !== undefined, reading: value !== undefined, text: Boolean(note), tick: true }
  if (!wanted[item.kind]) return refuseInput('/item', `item.takes-${item.kind}`)
  const given = { photo: null, reading: value ?? null, text: note ?? null, tick: true as const }
  return ok({ item: id, kind: item.kind, name: item.name, value: given[item.kind], unit: item.unit ?? '' })
}
