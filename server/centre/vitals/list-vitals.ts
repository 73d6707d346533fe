import type { VitalList, VitalRow, VitalTrack } from '../../../contract/vital.ts'
import { wordsTyped } from '../../city/area/words-typed.ts'
import { isConnected } from '../../flow/7-evaluate/vitals/rules/is-connected.ts'
import { lineUp } from '../../flow/7-evaluate/vitals/rules/line-up.ts'
import {
  countTracks,
  findVitals,
  pageOfVitals,
  type TrackCount,
  type VitalFilter,
  type VitalRecord,
} from '../../flow/7-evaluate/vitals/store-registry.ts'
import {
  type Asking,
  curvesOf,
  isUnjudged,
  rowsOf,
  type StandingRows,
  type StandingWish,
  standingRows,
  standsAs,
} from '../../flow/7-evaluate/vitals/store-standing.ts'
import { allTracks, type Track } from '../../flow/7-evaluate/vitals/store-tracks.ts'
import { everNode } from '../../flow/7-evaluate/vitals/types.ts'
import type { Db } from '../../kernel/spine.ts'

type Wish = StandingWish & { limit: number; offset: number }

/** Vitals of an area: the newest cell of each, those that want attention chosen on the server, a page with its curves. */
export async function listVitals(db: Db, asked: Wish, asking: Asking): Promise<VitalList> {
  const { node, now } = asking
  const wish = { ...asked, q: asked.q && beyondPlace(asked.q, asking) }
  const homes = lineUp(asking.tree, node.code)
  const [{ page, newest, total }, counts, tracks] = await Promise.all([
    wish.standing === 'all' ? pageOfAll(db, { ...wish, homes }, asking) : pageOfStanding(db, wish, asking),
    countTracks(db, homes),
    allTracks(db),
  ])
  const curves = await curvesOf(
    db,
    page.map(({ record }) => record),
    newest,
    asking,
  )
  return {
    area: { code: node.code, name: node.name, tier: node.tier },
    tracks: tracksOf(counts, tracks),
    rows: page.map(({ record, row }) => ({ ...row, ...curves.get(record.id) })),
    ...{ total, at: new Date(now).toISOString() },
  }
}

type Page = { page: { record: VitalRecord; row: VitalRow }[]; newest: StandingRows['newest']; total: number }

/** Of several words those that do not only say where: 「江北 沼气」 asked of 江北区, or of a town in it, is 沼气. */
function beyondPlace(q: string, { tree, node }: Asking): string {
  const names = lineUp(tree, node.code).map((code) => everNode(tree, code)?.name ?? '')
  const typed = wordsTyped(q)
  const left = typed.filter((word) => !names.some((name) => name.includes(word)))
  return (left.length > 0 ? left : typed).join(' ')
}

/** The first vitals some words name, as a list of all would show them. */
export async function vitalsNamed(db: Db, q: string, limit: number, asking: Asking): Promise<VitalRow[]> {
  const wish = { q: beyondPlace(q, asking), homes: lineUp(asking.tree, asking.node.code) }
  const { records, rows, newest } = await rowsOf(db, await findVitals(db, wish, { limit, offset: 0 }), 'all', asking)
  const curves = await curvesOf(db, records, newest, asking)
  return rows.map((row, i) => ({ ...row, ...curves.get(records[i]!.id) }))
}

/** Whatever stands how: nothing need be known of the vitals of other pages. */
async function pageOfAll(db: Db, wish: Wish & VitalFilter, asking: Asking): Promise<Page> {
  const { records: found, total } = await pageOfVitals(db, wish, wish)
  const { records, rows, newest } = await rowsOf(db, found, 'all', asking)
  return { page: rows.map((row, i) => ({ record: records[i]!, row })), newest, total }
}

/** How each stands is known only from its cell. */
async function pageOfStanding(db: Db, wish: Wish, asking: Asking): Promise<Page> {
  const { records, rows, newest } = await standingRows(db, wish, asking)
  const chosen = rows.flatMap((row, i) => (isWished(row, wish.standing) ? [{ record: records[i]!, row }] : []))
  return { page: chosen.slice(wish.offset, wish.offset + wish.limit), newest, total: chosen.length }
}

function isWished(row: VitalRow, standing: Wish['standing']): boolean {
  // Connected and silent is stale as well: nothing is there where something should be.
  if (standing === 'stale') return isConnected(row) && (row.cell === null || row.cell.stale)
  if (standing === 'unjudged') return isUnjudged(row)
  return standsAs(row) === standing
}

/** Tracks in the order the city gave them; a town's board has those of the eight, each under itself. */
function tracksOf(counts: readonly TrackCount[], known: readonly Track[]): VitalTrack[] {
  const [names, place] = [new Map(known.map((one) => [one.code, one.name])), new Map(known.map(({ code }, n) => [code, n]))]
  const none = { sorted: 0, catalogued: 0, connected: 0, trusted: 0, stopped: 0 }
  const tracks = new Map<string, VitalTrack>()
  for (const { board, track, state, n } of counts) {
    const key = `${board}/${track}`
    const row = tracks.get(key) ?? { board, track, name: names.get(track) ?? { zh: track, en: track }, counts: { ...none } }
    row.counts[state] = n
    tracks.set(key, row)
  }
  const at = ({ track }: VitalTrack): number => place.get(track) ?? known.length
  return [...tracks.values()].toSorted((a, b) => at(a) - at(b))
}
