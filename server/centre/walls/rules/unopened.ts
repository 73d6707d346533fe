type Count = { tile: string; opens: number; last: string }
type Row = { tile: string; opens: number; last: string | null; unopened: boolean }

/**
 * Every tile with how often it was opened since `from`, those nobody opened first. One counts as unopened only when openings have been
 * counted since before `from`: a wall that was put up yesterday has no unopened tiles, it has no month. Days as YYYY-MM-DD.
 */
export function tilesOf(
  tiles: readonly string[],
  counts: readonly Count[],
  { from, since }: { from: string; since: string | null },
): Row[] {
  const known = new Map(counts.map((count) => [count.tile, count]))
  const aMonth = since !== null && since <= from
  const rows = tiles.map((tile): Row => {
    const found = known.get(tile)
    const opens = found?.opens ?? 0
    return { tile, opens, last: found?.last ?? null, unopened: aMonth && opens === 0 }
  })
  return rows.toSorted((a, b) => a.opens - b.opens || (a.last ?? '').localeCompare(b.last ?? ''))
}
