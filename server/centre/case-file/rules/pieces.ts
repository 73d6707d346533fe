import type { CasePartKind } from '../../../../contract/case-parts.ts'
import { casePartWords } from '../../../../contract/case-parts.ts'
import type { Words } from '../../../../contract/words.ts'
import type { Line, Piece } from '../types.ts'
import { codeWords } from './code-words.ts'

export const same = (value: string): Words => ({ zh: value, en: value })
/** A line, or none where nothing is known: an empty cell would look like an answer. */
export const line = (zh: string, en: string, value: string | number | Words | null | undefined): Line[] =>
  value === null || value === undefined || value === ''
    ? []
    : [{ name: { zh, en }, value: typeof value === 'object' ? value : same(String(value)) }]

export const word = (scale: string, code: string): Words => {
  const found = codeWords[`${scale}.${code}`]
  return found ? { zh: found[0], en: found[1] } : same(code)
}

type Given = { title?: Words; at?: Date | null; place?: { lon: number | null; lat: number | null } | null; lines: Line[] }
const rest = (kind: CasePartKind, { title, at = null, place = null, lines }: Given) => ({
  ...{ kind, title: title ?? casePartWords[kind], at, lines },
  ...{ lon: place?.lon ?? null, lat: place?.lat ?? null },
})

/** A piece that is written as JSON: what a person reads and, beside it, the values as they are stored. */
export function record(kind: CasePartKind, given: Given, values: unknown): Piece {
  const { title, at, lon, lat, lines } = rest(kind, given)
  const body = { kind, title, at: at?.toISOString() ?? null, lon, lat, lines, values }
  return { ...rest(kind, given), bytes: Buffer.from(`${JSON.stringify(body, null, 1)}\n`), ending: 'json' }
}

type Told = { at: Date; values: Record<string, number> }
/** Where a thing was, as a sheet: time, place and whatever else its device told. Cells are numbers and moments only. */
export function positions(told: readonly Told[], lines: Line[]): Piece {
  const others = [...new Set(told.flatMap(({ values }) => Object.keys(values)))]
    .filter((key) => key !== 'lon' && key !== 'lat')
    .sort()
  const row = ({ at, values }: Told): string =>
    [at.toISOString(), values.lon, values.lat, ...others.map((key) => values[key] ?? '')].join(',')
  const text = `${[['at', 'lon', 'lat', ...others].join(','), ...told.map(row)].join('\n')}\n`
  return { ...rest('positions', { at: told[0]?.at ?? null, lines }), bytes: Buffer.from(text), ending: 'csv' }
}

const endings = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const
type Photo = { id: string; sha256: string; size: number; kind: string; gone: boolean }
export const photo = (given: Given, { id, sha256, size, kind, gone }: Photo): Piece => ({
  ...rest('photo', given),
  photo: { id, sha256, size, gone, ending: endings[kind as keyof typeof endings] ?? 'jpg' },
})

/** So long before the first and after the last thing that was found a vehicle's places belong to its case. */
const aroundMs = 10 * 60_000
/** …and never longer than this: what was days apart is not one drive. */
const longestMs = 6 * 3_600_000

/** The span whose places prove something; null: nothing was seen or found. */
export function spanOf(moments: readonly Date[]): { from: Date; to: Date } | null {
  if (moments.length === 0) return null
  const times = moments.map((at) => at.getTime())
  const from = Math.min(...times) - aroundMs
  return { from: new Date(from), to: new Date(Math.min(Math.max(...times) + aroundMs, from + longestMs)) }
}
