import type { HaulBoardRow } from '../../../contract/haul-effect.ts'
import type { Pack } from '../../../contract/pack.ts'
import type { Db } from '../../kernel/spine.ts'
import { type After, type Baseline, namesOfAreas, readAfter, readBaselines } from './store-baseline.ts'

const tenths = (n: number | null): number | null => (n === null ? null : Math.round(n * 10) / 10)
const isDistrictPath = (path: string): boolean => path.split('/').filter(Boolean).length === 2

/** Districts before and after, those with cases, with a baseline, or asked about as such; by their codes. */
export async function boardOf(db: Db, pack: Pack, scope: readonly string[]): Promise<HaulBoardRow[]> {
  const after = new Map(
    (
      await readAfter(
        db,
        scope,
        pack.types.map(({ id }) => id),
      )
    ).map((one) => [one.area, one]),
  )
  const before = new Map((await readBaselines(db, scope, pack.id)).map((one) => [one.area, one]))
  const areas = [...new Set([...after.keys(), ...before.keys(), ...scope.filter(isDistrictPath)])].sort()
  const names = await namesOfAreas(db, areas)
  return areas.map((area) => ({
    ...{ area, areaName: names.get(area) ?? area },
    before: beforeOf(before.get(area)),
    after: afterOf(after.get(area)),
  }))
}

function beforeOf(one: Baseline | undefined): HaulBoardRow['before'] {
  if (!one) return null
  const { from_day: from, to_day: to, found, handled, hours, source, made_name: byName, made_at } = one
  return { from, to, found, handled, hours: tenths(hours), source, byName, at: made_at.toISOString() }
}

const afterOf = (one: After | undefined): HaulBoardRow['after'] =>
  one ? { since: one.since.toISOString(), found: one.opened, handled: one.closed, hours: tenths(one.hours) } : null
