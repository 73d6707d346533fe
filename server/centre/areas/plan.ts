import type { AreaChangePlan, AreaChangeRow, AreaFault, AreaUnit } from '../../../contract/area-change.ts'
import { sayRefusal } from '../../../contract/refusal-words.ts'
import { hasOutline } from '../../city/area/places.ts'
import { type PlannedChange, planChange } from '../../city/area/rules/plan-change.ts'
import type { Db } from '../../kernel/spine.ts'
import {
  countThere,
  districtCodes,
  groundedOf,
  groundOf,
  type Heir,
  namesOf,
  pathsOf,
  type UnitLine,
  unitFor,
  unitsOver,
} from './store.ts'

/** What the lines of a change come to on the areas as they are. */
export async function planOf(db: Db, rows: readonly AreaChangeRow[]): Promise<PlannedChange> {
  const gone = rows.flatMap(({ from, to }) => (from !== null && to === null ? [from] : []))
  const grounded = await groundedOf(db, gone, hasOutline)
  return planChange(rows, { areas: await groundOf(db, rows), districts: await districtCodes(db), grounded })
}

/** Each area that ends with each that takes its place, with their paths. */
export async function heirsOf(db: Db, { ends, begins }: PlannedChange): Promise<Heir[]> {
  const begun = new Map(begins.map(({ code, path }) => [code, path]))
  const standing = ends.flatMap(({ to }) => to).filter((code) => !begun.has(code))
  const rows = standing.length > 0 ? await pathsOf(db, standing) : []
  const paths = new Map([...begun, ...rows.map(({ code, path }) => [code, path] as const)])
  return ends.flatMap(({ area, to }) =>
    to.flatMap((code): Heir[] => {
      const path = paths.get(code)
      return path === undefined ? [] : [{ was: { code: area.code, path: area.path }, now: { code, path } }]
    }),
  )
}

/** `parent`: the unit it stands under from then on; null: as before. */
export type UnitMove = { unit: UnitLine; to: string[]; parent: { id: string; name: string } | null }

/**
 * The units of the towns and below go along with them, under the unit of the same kind that answers for the new district. One that answers for
 * towns from above (a zone, a department of a district) does so only as long as they are of the same operating district.
 */
export async function unitMoves(db: Db, plan: PlannedChange): Promise<UnitMove[]> {
  const heirs = await heirsOf(db, plan)
  const ends = new Map(plan.ends.map(({ area, to }) => [area.code, { area, to }]))
  const begins = new Map(plan.begins.map((one) => [one.code, one]))
  const units = await unitsOver(db, [...ends.keys()])
  const moves: UnitMove[] = []
  for (const unit of units) {
    const isAbove = unit.tier === 'district' || unit.tier === 'city'
    const kept = (was: string, now: string): boolean =>
      !isAbove || !begins.has(now) || begins.get(now)!.operatingDistrict === ends.get(was)!.area.operatingDistrict
    const to = unit.areas.flatMap((was) =>
      heirs.filter((one) => one.was.code === was && kept(was, one.now.code)).map(({ now }) => now.code),
    )
    moves.push({ unit, to: [...new Set(to)], parent: await parentOf(db, unit, { ends, begins }) })
  }
  return moves
}

type Ground = {
  ends: ReadonlyMap<string, PlannedChange['ends'][number]>
  begins: ReadonlyMap<string, PlannedChange['begins'][number]>
}

/** A town's unit under the unit of its new district that is of the same kind as the one above it was. */
async function parentOf(db: Db, unit: UnitLine, { ends, begins }: Ground): Promise<UnitMove['parent']> {
  const [was] = unit.areas
  const ending = ends.get(was!)
  const now = begins.get(ending?.to[0] ?? '')
  if (!ending || now?.tier !== 'town' || unit.tier !== 'town' || unit.parentKind === null) return null
  const district = now.operatingDistrict
  if (district === null || district === ending.area.operatingDistrict) return null
  const found = await unitFor(db, unit.parentKind, district)
  return found?.id === unit.parent ? null : found
}

/** What stands in its way, in words. */
export const faultsOf = ({ faults }: Pick<PlannedChange, 'faults'>): AreaFault[] =>
  faults.map(({ row, code, details }) => ({ row, ...sayRefusal(code, details) }))

/** The change as it is shown before it is taken. */
export async function describe(db: Db, plan: PlannedChange): Promise<AreaChangePlan> {
  const above = [...plan.ends.map(({ area }) => area.parent ?? ''), ...plan.begins.map(({ parent }) => parent)]
  const names = await namesOf(db, above)
  for (const { code, name } of plan.begins) names.set(code, name)
  const nameOf = (code: string | null): string => (code === null ? '' : (names.get(code) ?? code))
  const there = await countThere(
    db,
    plan.ends.map(({ area }) => area.path),
  )
  return {
    ends: plan.ends.map(({ area: { code, name, tier, parent }, to }) => ({ code, name, tier, above: nameOf(parent), to })),
    begins: plan.begins.map(({ code, name, tier, kind, parent, of }) => ({ code, name, tier, kind, above: nameOf(parent), of })),
    renames: plan.renames.map(({ area, name, kind }) => ({ code: area.code, tier: area.tier, was: area.name, name, kind })),
    units: (await unitMoves(db, plan)).map(
      ({ unit, to, parent }): AreaUnit => ({
        ...{ id: unit.id, name: unit.name, to, parentWas: unit.parentName, parentNow: parent?.name ?? null },
      }),
    ),
    ...there,
    faults: faultsOf(plan),
  }
}
