import type { VitalList, VitalRow, VitalTrack } from '../../../contract/vital.ts'
import { cellOf } from '../../flow/7-evaluate/vitals/rules/cell-of.ts'
import { worthOf } from '../../flow/7-evaluate/vitals/rules/combine.ts'
import { lineUp } from '../../flow/7-evaluate/vitals/rules/line-up.ts'
import { periodStart } from '../../flow/7-evaluate/vitals/rules/period.ts'
import { standings } from '../../flow/7-evaluate/vitals/rules/standing.ts'
import type { CellRow } from '../../flow/7-evaluate/vitals/store-cells.ts'
import { cellsFrom, newestOf } from '../../flow/7-evaluate/vitals/store-formulas.ts'
import { countTracks, findVitals, type VitalRecord } from '../../flow/7-evaluate/vitals/store-registry.ts'
import { above, type TreeNode, type TreeRead } from '../../flow/7-evaluate/vitals/types.ts'
import type { Db } from '../../kernel/spine.ts'

/** Periods in the small curve of a row, the newest included. */
export const trendPeriods = 24

type Wish = {
  board?: string | undefined
  track?: string | undefined
  q?: string | undefined
  standing: 'all' | 'outside' | 'stale' | 'unconnected'
  limit: number
  offset: number
}
export type Asking = { tree: TreeRead; node: TreeNode; now: number; zone: string }

/** Vitals of an area: the newest cell of each, those that want attention chosen on the server, a page with its curves. */
export async function listVitals(db: Db, wish: Wish, asking: Asking): Promise<VitalList> {
  const { node, now } = asking
  // An area has the vitals of the city and those of every area it lies in; a town's own are nobody else's.
  const homes = lineUp(asking.tree, node.code)
  const records = await findVitals(db, { ...wish, homes })
  const newest = await newestOf(db, at(node), records, asking.zone)
  // Whether one with a hysteresis is outside its past decides: these are looked up before the page is chosen.
  const swinging = wish.standing === 'outside' ? records.filter(({ definition }) => definition.hysteresis > 0) : []
  const pasts = await curvesOf(db, swinging, newest, asking)
  const chosen = records
    .map((record) => ({ record, row: { ...rowOf(record, newest.get(record.id), asking), ...pasts.get(record.id) } }))
    .filter(({ row }) => isWished(row, wish.standing))
  const page = chosen.slice(wish.offset, wish.offset + wish.limit)
  const curves = await curvesOf(
    db,
    page.map(({ record }) => record),
    newest,
    asking,
  )
  return {
    area: { code: node.code, name: node.name },
    tracks: tracksOf(await countTracks(db, homes)),
    rows: page.map(({ record, row }) => ({ ...row, ...curves.get(record.id) })),
    ...{ total: chosen.length, at: new Date(now).toISOString() },
  }
}

const at = ({ parent, code }: TreeNode) => ({ parent: parent ?? above, area: code })
const isConnected = ({ state }: VitalRow): boolean => state === 'connected' || state === 'trusted'

function isWished(row: VitalRow, standing: Wish['standing']): boolean {
  if (standing === 'unconnected') return !isConnected(row)
  if (standing === 'outside') return row.cell?.standing === 'outside'
  // Connected and silent is stale as well: nothing is there where something should be.
  return standing === 'all' || (isConnected(row) && (row.cell === null || row.cell.stale))
}

function rowOf({ code, state, version, definition }: VitalRecord, cell: CellRow | undefined, asking: Asking): VitalRow {
  const { name, board, track, unit, decimals, cadence, tier, normal = null } = definition
  const head = { code, name, board, track, unit, decimals, state, version, cadence, tier, normal }
  return {
    ...head,
    cell: cell ? cellOf(cell.period, cell.part, about(definition, asking, worthOf(definition, cell.part))) : null,
    trend: [],
  }
}

/** Without its past a value stands by itself; the page's curves say it with their hysteresis. */
const about = (definition: VitalRecord['definition'], { tree, node, now, zone }: Asking, value: number | null) => ({
  ...{ definition, now, zone, of: tree.countUnder(node.code, definition.tier) },
  standing: standings([value], definition)[0]!,
})

/** The curves of a page: the same periods for each vital, up to its newest, a gap where nothing was told. */
async function curvesOf(
  db: Db,
  records: readonly VitalRecord[],
  newest: ReadonlyMap<number, CellRow>,
  asking: Asking,
): Promise<Map<number, Pick<VitalRow, 'trend' | 'cell'>>> {
  const told = records.flatMap((record) => {
    const cell = newest.get(record.id)
    return cell
      ? [{ record, cell, from: periodStart(record.definition.cadence, cell.period, asking.zone, 1 - trendPeriods) }]
      : []
  })
  const from = Math.min(...told.map((one) => one.from))
  const cells = Number.isFinite(from)
    ? await cellsFrom(
        db,
        at(asking.node),
        told.map(({ record }) => record),
        from,
      )
    : []
  const byVital = Map.groupBy(cells, ({ vital }) => vital)
  return new Map(
    told.map(({ record, cell }) => {
      const { definition } = record
      const known = new Map(byVital.get(record.id)?.map(({ period, part }) => [period, worthOf(definition, part)]))
      const trend = Array.from(
        { length: trendPeriods },
        (_, i) => known.get(periodStart(definition.cadence, cell.period, asking.zone, i + 1 - trendPeriods)) ?? null,
      )
      const standing = standings(trend, definition).at(-1)!
      return [record.id, { trend, cell: cellOf(cell.period, cell.part, { ...about(definition, asking, null), standing }) }]
    }),
  )
}

function tracksOf(counts: Awaited<ReturnType<typeof countTracks>>): VitalTrack[] {
  const none = { sorted: 0, catalogued: 0, connected: 0, trusted: 0, stopped: 0 }
  const tracks = new Map<string, VitalTrack>()
  for (const { board, track, state, n } of counts) {
    const key = `${board}/${track}`
    const row = tracks.get(key) ?? { board, track, counts: { ...none } }
    row.counts[state] = n
    tracks.set(key, row)
  }
  return [...tracks.values()]
}
