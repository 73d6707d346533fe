import type { SheetColumns } from '../../../../contract/sheet-columns.ts'
import { unguarded } from '../../../../contract/sheet-columns.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Known, UnitThere } from '../types.ts'

/** What a row says in a column: empty text where the cell is empty, undefined where the sheet has no such column. */
export type Say<C extends string> = (field: C) => string | undefined

/** A row by its columns. Texts come without control characters and without the mark that keeps a spreadsheet from running them. */
export const sayOf =
  <C extends string>(cells: readonly string[], places: ReadonlyMap<C, number>): Say<C> =>
  (field) => {
    const at = places.get(field)
    return at === undefined ? undefined : plainText(unguarded((cells[at] ?? '').trim())).trim()
  }

/** A cell, or what was there before where the sheet has no such column; an empty cell clears it. */
export const kept = (said: string | undefined, before: string | null | undefined): string | null =>
  said === undefined ? (before ?? null) : said === '' ? null : said

const codeForm = /^[A-Z0-9][A-Z0-9.-]{1,39}$/
/** A code as it is kept: half width, capitals. Null: none. */
export function readCode(said: string | undefined): string | null {
  const code = (said ?? '').normalize('NFKC').trim().toUpperCase()
  return codeForm.test(code) ? code : null
}

/** The cell is not what its column takes. */
export function wrong<C extends string>(columns: SheetColumns<C>, field: C, value: string | null | undefined): Result<never> {
  return refuse('item.sheet-cell', { column: columns[field].zh, value: value ? value.slice(0, 40) : '—' })
}

/** One of some words in either language. Null: none of them. */
export function oneOf<T extends string>(said: string, words: Readonly<Record<T, readonly string[]>>): T | null {
  const plain = said.normalize('NFKC').toLowerCase()
  return (Object.keys(words) as T[]).find((id) => id === plain || words[id].includes(plain)) ?? null
}

/** The unit a row names: by id where it says one, else by name. Refused: none, or several of that name. */
export function readUnit(id: string | null, name: string | null, known: Pick<Known, 'units'>): Result<UnitThere> {
  const words = id ?? name ?? ''
  const found = known.units(words)
  const exact = found.find((unit) => unit.id === words) ?? (found.length === 1 ? found[0] : undefined)
  if (exact) return ok(exact)
  return refuse(found.length > 1 ? 'item.unit-twice' : 'item.unit', { unit: words || '—' })
}
