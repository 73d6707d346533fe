import { type WallLayout, type WallPanelId, type WallRatio, type WallSlot, wallSlotIds } from '../../../contract/wall-kinds.ts'

/** Where a panel stands; null: nowhere. */
export function placeOf(layout: WallLayout, ratio: WallRatio, panel: WallPanelId): { slot: WallSlot; at: number } | null {
  for (const slot of wallSlotIds) {
    const at = layout[ratio][slot].indexOf(panel)
    if (at >= 0) return { slot, at }
  }
  return null
}

/** The composition without a panel. */
export const without = (layout: WallLayout, ratio: WallRatio, panel: WallPanelId): WallLayout => ({
  ...layout,
  [ratio]: Object.fromEntries(wallSlotIds.map((slot) => [slot, layout[ratio][slot].filter((one) => one !== panel)])),
})

/** Puts a panel at the end of a slot, wherever it stood. */
export function putInto(layout: WallLayout, ratio: WallRatio, [panel, slot]: readonly [WallPanelId, WallSlot]): WallLayout {
  const rest = without(layout, ratio, panel)
  return { ...rest, [ratio]: { ...rest[ratio], [slot]: [...rest[ratio][slot], panel] } }
}

/** Moves a panel one up (-1) or down (+1) within its slot; at the end of it nothing moves. */
export function moved(layout: WallLayout, ratio: WallRatio, [panel, by]: readonly [WallPanelId, -1 | 1]): WallLayout {
  const place = placeOf(layout, ratio, panel)
  if (!place) return layout
  const list = [...layout[ratio][place.slot]]
  const to = place.at + by
  if (to < 0 || to >= list.length) return layout
  list.splice(to, 0, ...list.splice(place.at, 1))
  return { ...layout, [ratio]: { ...layout[ratio], [place.slot]: list } }
}
