import type { By, Part } from '../types.ts'

/** What was told or counted by the first version says nothing of it: so is most, and neither row nor memory grows by it. */
const first: By = [1, 1]

/** Whatever was told or counted by one version. */
export const byOne = (version: number | null): Pick<Part, 'by'> =>
  version === null || version === 1 ? {} : { by: [version, version] }

export const byOf = ({ by }: Pick<Part, 'by'>): By => by ?? first

/** The versions within two parts that are added to each other. */
export function joinBy(one: Pick<Part, 'by'>, other: Pick<Part, 'by'>): { by: By } {
  const [[from, to], [otherFrom, otherTo]] = [byOf(one), byOf(other)]
  return { by: [Math.min(from, otherFrom), Math.max(to, otherTo)] }
}

export const sameBy = (one: By = first, other: By = first): boolean => one[0] === other[0] && one[1] === other[1]

/**
 * The versions within the children of a family as its row keeps them: null of the first for all, `2` of one for all, else each child's in
 * the order of the children, `1-2` where values of several are within.
 */
export function writeBy(by: readonly By[] | null): string | null {
  if (by === null) return null
  const texts = by.map(([from, to]) => (from === to ? String(to) : `${from}-${to}`))
  if (!by.every((one) => sameBy(one, by[0]))) return texts.join(',')
  return texts[0] === undefined || texts[0] === '1' ? null : texts[0]
}

/** The versions within so many children, as `writeBy` wrote them. */
export const readBy = (text: string | null, count: number): By[] | null =>
  text === null ? null : Array.from({ length: count }, (_, place) => byOf(byAt(text, place)))

/** The versions within the child at a place of its family. */
export function byAt(text: string | null, place: number): Pick<Part, 'by'> {
  if (text === null) return {}
  const one = text.includes(',') ? text.split(',')[place] : text
  const [from, to] = (one ?? '').split('-').map(Number)
  if (!from) throw new Error(`no version at ${place} of ${text}`)
  return from === 1 && !to ? {} : { by: [from, to ?? from] }
}
