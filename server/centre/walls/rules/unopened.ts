import {
  shippedLayout,
  type WallLayout,
  type WallPanelId,
  wallPanelIds,
  wallRatios,
  wallSlotIds,
} from '../../../../contract/wall-kinds.ts'

type Count = { tile: string; opens: number; last: string }
type Row = { tile: string; opens: number; last: string | null; since: string | null; unopened: boolean }

/** A composition that was put up, and on which day; `body` null: the shipped one again. */
export type PutUp = { day: string; body: WallLayout | null }
/** The compositions of one wall, the oldest first. `follows`: what it showed before the first (and shows with `body` null); null: nothing of its own. */
export type Composed = { versions: readonly PutUp[]; follows: WallLayout | null }

const isPanel = (tile: string): tile is WallPanelId => (wallPanelIds as readonly string[]).includes(tile)
const stands = (layout: WallLayout | null, tile: WallPanelId): boolean =>
  layout !== null &&
  (Object.keys(wallRatios) as (keyof typeof wallRatios)[]).some((ratio) =>
    wallSlotIds.some((slot) => layout[ratio][slot].includes(tile)),
  )

/** Since which day a panel has stood on one wall without a break; null: it does not. The map and the screens are on every wall. */
function standsSince(tile: string, { versions, follows }: Composed, began: string): string | null {
  if (!isPanel(tile)) return began
  const shown = [{ day: began, body: follows }, ...versions.map(({ day, body }) => ({ day, body: body ?? follows }))]
  const without = shown.findLastIndex(({ body }) => !stands(body, tile))
  return shown[without + 1]?.day ?? null
}

const earliest = (days: readonly (string | null)[]): string | null => days.filter((day) => day !== null).toSorted()[0] ?? null

/**
 * When the walls of an area began. Machines that show it say it best; where none ever did, whoever was signed in looked from the first day of the
 * platform on. What was opened or composed before shows that there was a wall; never that there was none.
 */
export function wallBegan({
  seat,
  opened,
  composed,
  platform,
}: Record<'seat' | 'opened' | 'composed' | 'platform', string | null>): string | null {
  return earliest([seat ?? platform, opened, composed])
}

type Asked = {
  /** of the area, then of its machines that have one of their own */
  walls: readonly Composed[]
  /** the first day of the month looked back */
  from: string
  began: string | null
}

/**
 * Every tile with how often it was opened since `from`, those nobody opened first. One counts as unopened when it has stood on a wall since `from` or
 * before and was not opened once: each has a month of its own, and what is opened beside it does not begin it anew. Days as YYYY-MM-DD.
 */
export function tilesOf(tiles: readonly string[], counts: readonly Count[], { walls, from, began }: Asked): Row[] {
  const known = new Map(counts.map((count) => [count.tile, count]))
  const rows = tiles.map((tile): Row => {
    const { opens = 0, last = null } = known.get(tile) ?? {}
    const since = began === null ? null : earliest(walls.map((wall) => standsSince(tile, wall, began)))
    return { tile, opens, last, since, unopened: since !== null && since <= from && opens === 0 }
  })
  const rank = ({ unopened, since }: Row): number => (unopened ? 0 : since === null ? 2 : 1)
  return rows.toSorted((a, b) => rank(a) - rank(b) || a.opens - b.opens || (a.last ?? '').localeCompare(b.last ?? ''))
}

/** What an area's wall shows where nobody composed one. */
export const shipped: Composed['follows'] = shippedLayout
