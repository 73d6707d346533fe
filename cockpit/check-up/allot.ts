/**
 * How many rows of each kind stand in a panel: each has one, then in turn another of each while it fits, so that none is cut and no kind keeps room it cannot
 * use. `rows`: how high those of each kind are, in their order.
 */
export function allot(rows: readonly (readonly number[])[], room: number): number[] {
  const shown = rows.map(() => 0)
  let left = room
  for (let more = true; more; ) {
    more = false
    rows.forEach((own, kind) => {
      const next = own[shown[kind]!]
      const isFirst = shown[kind] === 0
      if (next === undefined || (next > left && !isFirst)) return
      left -= next
      shown[kind]!++
      more = true
    })
  }
  return shown
}
