/** The cells of a row in the order of their columns: null where what a column needs is 0 or itself unknown. Columns come after what they need. */
export function fillUnknown(
  columns: readonly { id: string; needs?: string | undefined }[],
  counts: Readonly<Record<string, number>>,
): (number | null)[] {
  const known = new Map<string, number | null>()
  return columns.map(({ id, needs }) => {
    const cell = needs !== undefined && !known.get(needs) ? null : (counts[id] ?? 0)
    known.set(id, cell)
    return cell
  })
}
