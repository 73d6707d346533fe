import type { HaulBoardRow } from '../../../contract/haul-effect.ts'
import type { Pack } from '../../../contract/pack.ts'
import type { Tuning } from '../../city/pack/in-force.ts'
import { startsOf } from '../../city/pack/store-starts.ts'
import type { StartHow } from '../../city/pack/types.ts'
import { isWhole } from '../../city/permit/scope.ts'
import type { Db } from '../../kernel/spine.ts'
import { sinceOn } from './rules/since-on.ts'
import {
  type After,
  type Baseline,
  districtsWithin,
  namesOfAreas,
  pathsOfDistricts,
  readAfter,
  readAfterOfParts,
  readBaselines,
} from './store-baseline.ts'
import type { District } from './types.ts'

const tenths = (n: number | null): number | null => (n === null ? null : Math.round(n * 10) / 10)

/**
 * Operating districts before a pack was switched on and after: those that lie in a scope as a whole, a city's only with cases or a baseline. Of a district only
 * a part of which lies in it, that part's cases stand alone: what the whole district said of before is not what they are held against.
 */
export async function boardOf(db: Db, { pack, tunings, scope }: Asked): Promise<HaulBoardRow[]> {
  const types = pack.types.map(({ id }) => id)
  const own = await districtsWithin(db, scope)
  const starts = await startsOf(db, pack.id)
  const onAt = (paths: readonly string[]): On => {
    const off = tunings.some(
      (one) => one.pack === pack.id && one.off && (one.area === '' || paths.some((path) => path.startsWith(one.area))),
    )
    return { ...sinceOn(starts, paths), off }
  }
  return [
    ...(await wholeRows(db, { pack: pack.id, types, own, all: !isWhole(scope), onAt })),
    ...(await partRows(db, { types, scope, own, onAt })),
  ]
}

type Asked = { pack: Pack; tunings: readonly Tuning[]; scope: readonly string[] }
type On = { at: Date | null; how: StartHow; off: boolean }
type OnAt = (paths: readonly string[]) => On
const shownOn = ({ at, how, off }: On): HaulBoardRow['on'] => ({ at: at?.toISOString() ?? null, how, off })

type Whole = { pack: string; types: readonly string[]; own: readonly District[]; all: boolean; onAt: OnAt }

async function wholeRows(db: Db, { pack, types, own, all, onAt }: Whole): Promise<HaulBoardRow[]> {
  const codes = own.map(({ code }) => code)
  const paths = await pathsOfDistricts(db, codes)
  const on = new Map(codes.map((code) => [code, onAt(paths.get(code) ?? [])]))
  const from = codes.map((place) => ({ place, at: on.get(place)!.at }))
  const after = new Map((await readAfter(db, types, from)).map((one) => [one.place, one]))
  const before = new Map((await readBaselines(db, codes, pack)).map((one) => [one.district, one]))
  return own
    .filter(({ code }) => all || after.has(code) || before.has(code))
    .map(({ code, name }) => ({
      ...{ district: code, areaName: name, on: shownOn(on.get(code)!) },
      ...{ before: beforeOf(before.get(code)), after: afterOf(after.get(code)) },
    }))
}

type Parts = Pick<Whole, 'types' | 'own' | 'onAt'> & { scope: readonly string[] }

async function partRows(db: Db, { types, scope, own, onAt }: Parts): Promise<HaulBoardRow[]> {
  const from = scope.map((place) => ({ place, at: onAt([place]).at }))
  const parts = await readAfterOfParts(db, types, { from, notOf: own.map(({ code }) => code) })
  const names = await namesOfAreas(
    db,
    parts.map(({ place }) => place),
  )
  return parts
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
    .map((one) => ({
      ...{ district: null, areaName: names.get(one.place) ?? one.place, on: shownOn(onAt([one.place])) },
      ...{ before: null, after: afterOf(one) },
    }))
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
