import type { Details, DetailValue } from '../../../../contract/detail.ts'
import { type Column, ownerWords } from '../../../../contract/object-columns.ts'
import { mostReason } from '../../../../contract/rated-change.ts'
import { readDetailText } from '../../../../contract/read-detail.ts'
import type { Details as Given, ReasonCode } from '../../../../contract/refusal-reasons.ts'
import type { Entry, Registered } from '../types.ts'
import type { Fault, Wish } from './change-entry.ts'
import type { Places } from './sheet-columns.ts'

/** Where somebody may register something; units by the word a sheet calls them. */
export type Ground = {
  /** the grid of a place that lies in one's areas, else null */
  areaInside(lon: number, lat: number): string | null
  /** the unit of that id or name which answers for the place; `absent`: none is called so, `elsewhere`: none answers for it */
  unitFor(word: string, area: string): { id: string } | 'absent' | 'elsewhere'
  /** a value as it stands masked in a sheet that was handed out */
  masked(value: string): string
}
/** `reason`: why it changes what it changes; empty where the row says none. */
export type RowRead = { ok: true; wish: Wish & { code: string }; reason: string } | { ok: false; faults: Fault[] }

/** What empties a field: an empty cell leaves it as it is. */
const dashes = new Set(['—', '-', '–', '－'])
/** What a spreadsheet was kept from running as a formula, as it was before. */
const unguarded = (cell: string): string => (/^'[=+\-@\t＝＋－＠]/.test(cell) ? cell.slice(1) : cell)

const most: Partial<Record<Column, number>> = { code: 60, name: 80, address: 200, owner: 80 }

/**
 * What one row wishes of the object of its code, which stands as `held`, or of a new one. An empty cell leaves a field as it is, a dash
 * says that it is not known any more; a masked value that was handed out leaves it too. Every fault of the row is told.
 */
export function readRow(
  { details, places }: { details: Details; places: Places },
  cells: readonly string[],
  held: Registered | undefined,
  ground: Ground,
): RowRead {
  const faults: Fault[] = []
  const say = (field: string, reason: ReasonCode, given: Given = {}): void => void faults.push({ field, reason, given })
  const cell = (field: string): string => unguarded((cells[places.get(field) ?? -1] ?? '').trim()).trim()
  const plain = readPlain(cell, say)
  const place = readPlace(cell, held, ground, say)
  const area = place.area ?? held?.area ?? ''
  const units = readUnits(cell, area, ground, say)
  const values = readValues(details, { cell, say, masked: ground.masked }, held)
  const reason = cell('reason')
  if ([...reason].length > mostReason) say('reason', 'most.string', { max: mostReason })
  if (!held && !('name' in plain)) say('name', 'value.missing')
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, wish: { code: cell('code'), ...plain, ...place, ...units, details: values }, reason }
}

type Cell = (field: string) => string
type Say = (field: string, reason: ReasonCode, given?: Given) => void

function readPlain(cell: Cell, say: Say): Partial<Entry> {
  const wish: Partial<Entry> = {}
  const code = cell('code')
  if (code === '') say('code', 'value.missing')
  if ([...code].length > most.code!) say('code', 'most.string', { max: most.code! })
  for (const field of ['name', 'address', 'owner'] as const) {
    const text = cell(field)
    if (text === '') continue
    if (/[^\P{Cc}\n\t]/u.test(text) || !text.isWellFormed()) say(field, 'value.unstorable')
    else if ([...text].length > most[field]!) say(field, 'most.string', { max: most[field]! })
    else if (field === 'name') wish.name = text
    else wish[field] = dashes.has(text) ? null : text
  }
  const owned = cell('ownerKind').toLowerCase()
  if (owned === '') return wish
  const found = Object.entries(ownerWords).find(([id, { zh, en }]) => [id, zh, en.toLowerCase()].includes(owned))
  if (found) wish.ownerKind = found[0] as Entry['ownerKind']
  else if (dashes.has(owned)) wish.ownerKind = null
  else
    say('ownerKind', 'value.one-of', {
      list: Object.values(ownerWords)
        .map(({ zh }) => zh)
        .join('、'),
      listEn: Object.values(ownerWords)
        .map(({ en }) => en)
        .join(', '),
    })
  return wish
}

const degrees = /^[+-]?\d{1,3}(\.\d{1,15})?$/
const bounds = { lon: 180, lat: 90 } as const

/** A place is two cells together; one that has not moved is not looked up again. */
function readPlace(cell: Cell, held: Registered | undefined, ground: Ground, say: Say): Partial<Entry> {
  const read = (field: 'lon' | 'lat'): number | null => {
    const text = cell(field).normalize('NFKC')
    if (text === '') {
      if (!held) say(field, 'value.missing')
      return held?.[field] ?? null
    }
    const value = degrees.test(text) ? Number(text) : Number.NaN
    if (Math.abs(value) <= bounds[field]) return value
    say(field, 'row.position')
    return null
  }
  const [lon, lat] = [read('lon'), read('lat')]
  if (lon === null || lat === null || (lon === held?.lon && lat === held.lat)) return {}
  const area = ground.areaInside(lon, lat)
  if (area !== null) return { lon, lat, area }
  say('lon', 'place.outside')
  return {}
}

function readUnits(cell: Cell, area: string, ground: Ground, say: Say): Partial<Entry> {
  const wish: Partial<Entry> = {}
  for (const field of ['dutyUnit', 'maintainerUnit'] as const) {
    const word = cell(field)
    if (word === '') continue
    const unit = dashes.has(word) ? null : ground.unitFor(word, area)
    if (unit === 'absent') say(field, 'name.unknown', { name: word })
    else if (unit === 'elsewhere') say(field, 'unit.not-there')
    else wish[field] = unit?.id ?? null
  }
  return wish
}

type Sheet = { cell: Cell; say: Say; masked: Ground['masked'] }

function readValues(
  details: Details,
  { cell, say, masked }: Sheet,
  held: Registered | undefined,
): Record<string, DetailValue | null> {
  const values: Record<string, DetailValue | null> = {}
  for (const [id, detail] of Object.entries(details)) {
    const field = `details/${id}`
    const text = cell(field)
    if (text === '') {
      if (!held && detail.required) say(field, 'value.missing')
      continue
    }
    const before = held?.details[id]
    if (detail.kind === 'text' && detail.personal) {
      if (before !== undefined && text === masked(String(before))) continue
      if (text.includes('*')) {
        say(field, 'value.masked')
        continue
      }
    }
    const read = readDetailText(detail, dashes.has(text) ? '' : text)
    if (read.ok) values[id] = read.value
    else say(field, read.reason, read.given)
  }
  return values
}
