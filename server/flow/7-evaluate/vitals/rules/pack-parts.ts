import type { VitalAggregation } from '../../../../../contract/vital-kinds.ts'
import type { By, Family, Part, Parts } from '../types.ts'
import { byOf, joinBy, readBy, sameBy } from './by-version.ts'

/** num, den, n, newest, oldest: five float8, little-endian, a child. Reading them as arrays of PostgreSQL cost more than all else together. */
const perChild = 40

export const noParts: Parts = { bytes: Buffer.alloc(0), by: null }

/** Parts of one version as the bytes of their row. */
export function packParts(parts: readonly Part[]): Buffer {
  const bytes = Buffer.allocUnsafe(parts.length * perChild)
  const view = viewOf(bytes)
  parts.forEach(({ num, den, n, newest, oldest }, place) => {
    const at = place * perChild
    view.setFloat64(at, num, true)
    view.setFloat64(at + 8, den, true)
    view.setFloat64(at + 16, n, true)
    view.setFloat64(at + 24, newest, true)
    view.setFloat64(at + 32, oldest, true)
  })
  return bytes
}

/** The parts of a row, with the versions within as it keeps them (null, as where nobody asks: the first). Throws when the bytes are not whole. */
export function partsIn(bytes: Buffer, byVersions: string | null = null): Parts {
  if (bytes.length % perChild !== 0) throw new Error(`${bytes.length} bytes are no parts`)
  return { bytes, by: readBy(byVersions, bytes.length / perChild) }
}

const viewOf = (bytes: Buffer): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length)

const isFirst = ({ by }: Pick<Part, 'by'>): boolean => sameBy(by, undefined)

const bysOf = (parts: readonly Pick<Part, 'by'>[]): By[] | null => (parts.every(isFirst) ? null : parts.map(byOf))

export const countOf = ({ bytes }: Parts): number => bytes.length / perChild

/** The part at a place; it must be there. */
export const partAt = (parts: Parts, place: number): Part => readAt(viewOf(parts.bytes), parts, place)

export function listOf(parts: Parts): Part[] {
  const view = viewOf(parts.bytes)
  return Array.from({ length: countOf(parts) }, (_, place) => readAt(view, parts, place))
}

/** One literal a part: with spreads it took most of the time of a round. */
function readAt(view: DataView, { by }: Parts, place: number): Part {
  const at = place * perChild
  // biome-ignore format: five numbers side by side as they lie in the row
  const part: Part = { num: view.getFloat64(at, true), den: view.getFloat64(at + 8, true), n: view.getFloat64(at + 16, true), newest: view.getFloat64(at + 24, true), oldest: view.getFloat64(at + 32, true) }
  const own = by?.[place]
  if (own && !isFirst({ by: own })) part.by = own
  return part
}

/** The parts with some others at a place: `gone` of them are taken out there. What was given stays as it was. */
export function splicedAt(parts: Parts, place: number, gone: number, others: readonly Part[]): Parts {
  const bytes = spliced(parts.bytes, [place * perChild, (place + gone) * perChild], packParts(others))
  if (parts.by === null && others.every(isFirst)) return { bytes, by: null }
  const by = parts.by ? [...parts.by] : Array.from({ length: countOf(parts) }, () => byOf({}))
  by.splice(place, gone, ...others.map(byOf))
  return { bytes, by: bysOf(by.map((one) => ({ by: one }))) }
}

function spliced(bytes: Buffer, [from, to]: readonly [number, number], others: Buffer): Buffer {
  const whole = Buffer.allocUnsafe(from + others.length + bytes.length - to)
  bytes.copy(whole, 0, 0, from)
  others.copy(whole, from)
  bytes.copy(whole, from + others.length, to)
  return whole
}

/**
 * The part of a parent from those of its children as their row keeps them: the twin of `combine`, which a test compares it with. A round reads many
 * parts and changes few: made into objects all of them cost an eighth of our processor time (two pairs of runs over 60 vitals).
 */
export function combineParts(aggregation: VitalAggregation, { bytes, by }: Parts): Part | null {
  if (bytes.length === 0) return null
  const view = viewOf(bytes)
  const isExtreme = aggregation === 'min' || aggregation === 'max'
  const isSum = !isExtreme && aggregation !== 'last'
  let [num, den, n] = [view.getFloat64(0, true), view.getFloat64(8, true), view.getFloat64(16, true)]
  let [newest, oldest] = [view.getFloat64(24, true), view.getFloat64(32, true)]
  for (let at = perChild; at < bytes.length; at += perChild) {
    const other = view.getFloat64(at, true)
    const seen = view.getFloat64(at + 24, true)
    if (isSum) {
      num += other
      den += view.getFloat64(at + 8, true)
    } else if (isExtreme) {
      if (aggregation === 'min' ? other < num : other > num) num = other
    } else if (seen > newest || (seen === newest && other > num)) num = other
    n += view.getFloat64(at + 16, true)
    if (seen > newest) newest = seen
    const since = view.getFloat64(at + 32, true)
    if (since < oldest) oldest = since
  }
  const part = { num, den, n, newest, oldest }
  if (by === null) return part
  return { ...part, ...by.slice(1).reduce((sum, one) => joinBy(sum, { by: one }), { by: by[0]! }) }
}

/** Where a code (of a letter at least) stands among codes with commas between; -1: nowhere. */
export function placeOf(codes: string, code: string): number {
  for (let at = codes.indexOf(code); at >= 0; at = codes.indexOf(code, at + 1)) {
    const end = at + code.length
    if ((at > 0 && codes.charCodeAt(at - 1) !== comma) || (end < codes.length && codes.charCodeAt(end) !== comma)) continue
    let place = 0
    for (let i = 0; i < at; i++) if (codes.charCodeAt(i) === comma) place++
    return place
  }
  return -1
}

const comma = 44

/** The codes of a family, in their order. */
export const codesOf = (children: string): string[] => (children === '' ? [] : children.split(','))

/** The part of a child; null: nothing was told of it. */
export function partOf({ children, parts }: Pick<Family, 'children' | 'parts'>, code: string): Part | null {
  const place = placeOf(children, code)
  return place < 0 ? null : partAt(parts, place)
}

/** All children of a family, by code. */
export const childrenOf = ({ children, parts }: Pick<Family, 'children' | 'parts'>): Map<string, Part> =>
  new Map(codesOf(children).map((code, place) => [code, partAt(parts, place)]))
