import { isOwnCode, ownerOf } from '../../../../contract/own-place.ts'
import type { VitalRows, VitalSourceRow } from '../../../../contract/vital-lineage.ts'
import { countedRows, type RowSource } from '../../../flow/7-evaluate/vitals/derived/store-count.ts'
import { pathsEver } from '../../../flow/7-evaluate/vitals/rules/former.ts'
import { periodStart } from '../../../flow/7-evaluate/vitals/rules/period.ts'
import { rowsUnder } from '../../../flow/7-evaluate/vitals/rules/rows-under.ts'
import type { VitalRecord } from '../../../flow/7-evaluate/vitals/store-registry.ts'
import type { Asking } from '../../../flow/7-evaluate/vitals/store-standing.ts'
import { everNode } from '../../../flow/7-evaluate/vitals/types.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'
import { deviceRows } from './device-rows.ts'
import type { Span } from './span-of.ts'
import { linesOf, type SourceLine } from './store.ts'

type Page = { limit: number; offset: number }
export type Seen = Pick<VitalRows, 'rows' | 'total' | 'why'>
export const none = (why: VitalRows['why']): Seen => ({ rows: [], total: 0, why })
const permits = {
  events: 'event.read',
  orders: 'event.read',
  objects: 'object.read',
  readings: 'object.read',
  devices: 'object.read',
} as const

/**
 * The rows of the city a counted number comes from, by the same count that made it. What stands as it stands has no past, so only the
 * period that runs has rows; and who sees single cases only, or may not read such rows, is shown none.
 */
export async function sourceRows(
  db: Db,
  caller: Caller,
  { record, span, page }: { record: VitalRecord; span: Span; page: Page },
  { tree, node, now, zone }: Asking,
): Promise<Seen> {
  const { count, cadence, tier } = record.definition
  if (!count) return none(null)
  if (caller.sight !== 'area' || !caller.permits.has(permits[count.of])) return none('unseen')
  const { from: period } = span
  if (count.when === 'now' && period !== periodStart(cadence, now, zone)) return none('past')
  if (count.of === 'readings' || count.of === 'devices') {
    // A month of readings is not read for a list of devices.
    if (span.to > periodStart(cadence, period, zone, 1)) return none('finer')
    return deviceRows(db, { record, span: { ...span, paths: pathsEver(tree, node) }, page, zone }, (path) => nameOf(tree, path))
  }
  const found = await countedRows(
    db,
    { count, tier, ...span, now: new Date(now), ...rowsUnder(tree, node, { tier, ...span }) },
    page,
  )
  const lines = await linesOf(
    db,
    count.of as RowSource,
    found.rows.map(({ id }) => id),
  )
  const meets = new Map(found.rows.map((row) => [row.id, row.meets]))
  const rows = lines.map((line) => rowOf(line, meets.get(line.id) ?? null, nameOf(tree, line.area)))
  return { rows, total: found.total, why: null }
}

/** A grid is called by its number only, so its town is said before it; what is of no town is of the area as a whole. */
function nameOf(tree: Asking['tree'], path: string): string | null {
  const codes = path.split('/').filter(Boolean)
  const [, , town, ...below] = codes
  const inTown = town !== undefined && !isOwnCode(town)
  return (
    (inTown ? [town, below.at(-1)] : [ownerOf(codes.at(-1) ?? '')])
      .flatMap((code) => (code && everNode(tree, code)?.name) || [])
      .join(' ') || null
  )
}

function rowOf(
  { id, opens, target, no, title, state, at, unit_name, name }: SourceLine,
  meets: boolean | null,
  areaName: string | null,
) {
  const row: VitalSourceRow = {
    ...{ key: id, id: target, opens, no, title, areaName, state, meets },
    ...{ at: at?.toISOString() ?? null, unitName: unit_name, name, heard: null },
  }
  return row
}
