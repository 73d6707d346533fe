import type { AreaChangeRow } from '../contract/area-change.ts'
import { type Chance, pick } from '../server/city/area/rules/chance.ts'

/** A line of a change: an area and what takes its place. */
export const changeRow = (from: string | null, to: string | null): AreaChangeRow => ({
  ...{ from, to, name: '某镇', kind: '镇', district: null },
})

/** `living`: the codes of so many digits there are now: a town has nine, a community twelve, a grid fifteen. */
type City = { districts: readonly string[]; living(length: number): string[] }

/** Lines of one change: a town moves whole, splits, is merged into its neighbour or with it into a new one; a community is renumbered, merged, ends or begins. */
export function randomRows({ districts, living }: City, chance: Chance): AreaChangeRow[] {
  const free = (parent: string) => `${parent}${String(10 + Math.floor(chance() * 900)).padStart(3, '0')}`
  const [town, other] = [pick(living(9), chance), pick(living(9), chance)]
  const below = (code: string, length: number) => living(length).filter((one) => one.startsWith(code))
  /** What lies below goes to a new code under one of some. */
  const spread = (code: string, parts: readonly string[], length = 12) =>
    below(code, length).map((one) => changeRow(one, free(pick(parts, chance))))
  const kind = Math.floor(chance() * 8)
  if (kind === 0) return [changeRow(town, free(pick(districts, chance)))]
  if (kind === 1) {
    const parts = [free(town.slice(0, 6)), free(pick(districts, chance))] as const
    return [...parts.map((part) => changeRow(town, part)), ...spread(town, parts)]
  }
  if (kind === 2) return [changeRow(town, other), ...spread(town, [other])]
  if (kind === 3) {
    const both = free(town.slice(0, 6))
    return [changeRow(town, both), changeRow(other, both), ...spread(town, [both]), ...spread(other, [both])]
  }
  const [community, next] = [pick(living(12), chance), pick(living(12), chance)]
  if (kind === 4) return [changeRow(community, free(community.slice(0, 9)))]
  if (kind === 5) {
    const both = free(community.slice(0, 9))
    const grids = [...spread(community, [both], 15), ...spread(next, [both], 15)]
    return [changeRow(community, both), changeRow(next, both), ...grids]
  }
  if (kind === 6) return [changeRow(community, null), ...below(community, 15).map((grid) => changeRow(grid, null))]
  return [changeRow(null, free(town))]
}
