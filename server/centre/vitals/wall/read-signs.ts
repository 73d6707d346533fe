import { vitalTiers } from '../../../../contract/vital-kinds.ts'
import type { WallVitals } from '../../../../contract/wall-vitals.ts'
import { lineUp } from '../../../flow/7-evaluate/vitals/rules/line-up.ts'
import type { LiveTree } from '../../../flow/7-evaluate/vitals/store-live-tree.ts'
import { type VitalRecord, vitalsByCode } from '../../../flow/7-evaluate/vitals/store-registry.ts'
import { countRegistry, signsOfBoards } from '../../../flow/7-evaluate/vitals/store-signs.ts'
import { type Asking, curvesOf, rowsOf, type StandingRows } from '../../../flow/7-evaluate/vitals/store-standing.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db, Spine } from '../../../kernel/spine.ts'
import { editionFor, layoutOf } from '../../walls/store.ts'
import { askingOf } from '../asking.ts'
import { chooseSigns } from './rules/choose-signs.ts'

type Deps = { spine: Spine; zone: string; tree: LiveTree }
type Found = Pick<StandingRows, 'records' | 'rows' | 'newest'>

/**
 * The panel 体征 of a wall: the vitals its tier chose, else the first ones of its boards, as `/vitals` shows them, and how much of the registry is
 * connected. Nothing is read of vitals that are not looked at: a few dozen of thousands.
 */
export async function readSigns(deps: Deps, caller: Caller, area: string | undefined): Promise<WallVitals> {
  const { spine } = deps
  const { edition, walls } = await editionFor(spine, caller, area)
  const asking = await askingOf(deps, caller, edition.code)
  const homes = lineUp(asking.tree, asking.node.code)
  const [layout, counts] = await Promise.all([layoutOf(spine, walls), countRegistry(spine, homes)])
  const codes = layout?.body.vitals ?? []
  const found = codes.length > 0 ? await chosenOf(spine, codes, { homes, asking }) : await firstOf(spine, homes, asking)
  const curves = await curvesBy(spine, found, asking)
  return {
    rows: found.rows.map((row, i) => ({ ...row, ...curves.get(found.records[i]!.id) })),
    ...{ chosen: codes.length > 0, ...counts },
  }
}

/** Cadence by cadence: the 24 periods of a yearly vital reach back further than all hours there ever were. */
async function curvesBy(db: Db, { records, newest }: Found, asking: Asking): Promise<Awaited<ReturnType<typeof curvesOf>>> {
  const groups = [...Map.groupBy(records, ({ definition }) => definition.cadence).values()]
  const curves = await Promise.all(groups.map((of) => curvesOf(db, of, newest, asking)))
  return new Map(curves.flatMap((one) => [...one]))
}

/** What the tier chose, in its order; one that is nobody's here (another town's own) is left out. */
async function chosenOf(
  db: Db,
  codes: readonly string[],
  { homes, asking }: { homes: readonly string[]; asking: Asking },
): Promise<Found> {
  const known = await vitalsByCode(db, codes)
  const records = codes.flatMap((code): VitalRecord[] => {
    const record = known.get(code)
    return record && (record.home === null || homes.includes(record.home)) ? [record] : []
  })
  return rowsOf(db, records, 'all', asking)
}

async function firstOf(db: Db, homes: readonly string[], asking: Asking): Promise<Found> {
  // Values are told at a vital's own tier and add up above it: below it there is never a cell.
  const tiers = vitalTiers.slice(0, vitalTiers.indexOf(asking.node.tier) + 1)
  const { records, rows, newest } = await rowsOf(db, await signsOfBoards(db, homes, tiers), 'all', asking)
  const candidates = rows.map((row, i) => ({ board: row.board, told: row.cell !== null, row, record: records[i]! }))
  const signs = chooseSigns(candidates)
  return { records: signs.map(({ record }) => record), rows: signs.map(({ row }) => row), newest }
}
