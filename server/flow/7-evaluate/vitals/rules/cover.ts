import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { Cover, Part } from '../types.ts'
import { overTimeOf, type Timed } from './over-kind.ts'

type Covered = Timed & Pick<VitalDefinition, 'tier' | 'count'>

/** How far a part is covered: of a vital by those who tell it, of a formula by those of each of its vitals. */
export const coversOf = (definition: Covered, part: Part | null): readonly Cover[] =>
  part?.covers ?? [
    {
      ...{ tier: definition.tier, how: part?.over?.how ?? overTimeOf(definition), n: part?.n ?? 0 },
      ...(definition.count ? { counted: true as const } : {}),
    },
  ]

/** `n` of `of`: the least covered says how far a number is. `due`: how many there should be. */
export function coverage(definition: Covered, part: Part | null, due: (cover: Cover) => number): { n: number; of: number } {
  const share = ({ n, of }: { n: number; of: number }): number => (of === 0 ? 1 : n / of)
  return coversOf(definition, part)
    .map((cover) => ({ n: cover.n, of: due(cover) }))
    .reduce((least, one) => (share(one) < share(least) ? one : least))
}

/** The covers of several vitals as one list: of each tier and way the least. */
export function joinCovers(lists: readonly (readonly Cover[])[]): Cover[] {
  const least = new Map<string, Cover>()
  for (const cover of lists.flat()) {
    const key = `${cover.tier} ${cover.how} ${cover.counted ?? ''}`
    const known = least.get(key)
    if (!known || cover.n < known.n) least.set(key, cover)
  }
  return [...least.values()]
}
