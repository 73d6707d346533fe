import type { HaulBoardRow } from '../../../contract/haul-effect.ts'
import type { Pack } from '../../../contract/pack.ts'
import { isWhole } from '../../city/permit/scope.ts'
import type { Db } from '../../kernel/spine.ts'
import {
  type After,
  type Baseline,
  districtsWithin,
  namesOfAreas,
  readAfter,
  readAfterOfParts,
  readBaselines,
} from './store-baseline.ts'
import type { District } from './types.ts'

const tenths = (n: number | null): number | null => (n === null ? null : Math.round(n * 10) / 10)

/**
 * Operating districts before and after: those that lie in a scope as a whole, a city's only with cases or a baseline. Of a district only
 * a part of which lies in it, that part's cases stand alone: what the whole district said of before is not what they are held against.
 */
export async function boardOf(db: Db, pack: Pack, scope: readonly string[]): Promise<HaulBoardRow[]> {
  const types = pack.types.map(({ id }) => id)
  const own = await districtsWithin(db, scope)
  return [
    ...(await wholeRows(db, { pack: pack.id, types, own, all: !isWhole(scope) })),
    ...(await partRows(db, types, scope, own)),
  ]
}

type Whole = { pack: string; types: readonly string[]; own: readonly District[]; all: boolean }

async function wholeRows(db: Db, { pack, types, own, all }: Whole): Promise<HaulBoardRow[]> {
  const codes = own.map(({ code }) => code)
  const after = new Map((await readAfter(db, types, codes)).map((one) => [one.place, one]))
  const before = new Map((await readBaselines(db, codes, pack)).map((one) => [one.district, one]))
  return own
    .filter(({ code }) => all || after.has(code) || before.has(code))
    .map(({ code, name }) => ({
      ...{ district: code, areaName: name, before: beforeOf(before.get(code)), after: afterOf(after.get(code)) },
    }))
}

async function partRows(
  db: Db,
  types: readonly string[],
  scope: readonly string[],
  own: readonly District[],
): Promise<HaulBoardRow[]> {
  const parts = await readAfterOfParts(db, types, { paths: scope, notOf: own.map(({ code }) => code) })
  const names = await namesOfAreas(
    db,
    parts.map(({ place }) => place),
  )
  return parts
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
    .map((one) => ({ district: null, areaName: names.get(one.place) ?? one.place, before: null, after: afterOf(one) }))
}

function beforeOf(one: Baseline | undefined): HaulBoardRow['before'] {
  if (!one) return null
  const { from_day: from, to_day: to, found, handled, hours, source, made_name: byName, made_at } = one
  return { from, to, found, handled, hours: tenths(hours), source, byName, at: made_at.toISOString() }
}

const afterOf = (one: After | undefined): HaulBoardRow['after'] =>
  one
    ? { since: one.since.toISOString(), found: one.opened, handled: one.closed, parked: one.parked, hours: tenths(one.hours) }
    : null
