import type { VitalList, VitalRow, VitalTrack } from '../../../contract/vital.ts'
import { lineUp } from '../../flow/7-evaluate/vitals/rules/line-up.ts'
import { countTracks } from '../../flow/7-evaluate/vitals/store-registry.ts'
import {
  type Asking,
  curvesOf,
  isConnected,
  type StandingWish,
  standingRows,
  standsAs,
} from '../../flow/7-evaluate/vitals/store-standing.ts'
import type { Db } from '../../kernel/spine.ts'

type Wish = StandingWish & { limit: number; offset: number }

/** Vitals of an area: the newest cell of each, those that want attention chosen on the server, a page with its curves. */
export async function listVitals(db: Db, wish: Wish, asking: Asking): Promise<VitalList> {
  const { node, now } = asking
  const { records, rows, newest } = await standingRows(db, wish, asking)
  const chosen = rows.flatMap((row, i) => (isWished(row, wish.standing) ? [{ record: records[i]!, row }] : []))
  const page = chosen.slice(wish.offset, wish.offset + wish.limit)
  const curves = await curvesOf(
    db,
    page.map(({ record }) => record),
    newest,
    asking,
  )
  return {
    area: { code: node.code, name: node.name },
    tracks: tracksOf(await countTracks(db, lineUp(asking.tree, node.code))),
    rows: page.map(({ record, row }) => ({ ...row, ...curves.get(record.id) })),
    ...{ total: chosen.length, at: new Date(now).toISOString() },
  }
}

function isWished(row: VitalRow, standing: Wish['standing']): boolean {
  if (standing === 'all') return true
  // Connected and silent is stale as well: nothing is there where something should be.
  if (standing === 'stale') return isConnected(row) && (row.cell === null || row.cell.stale)
  return standsAs(row) === standing
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
