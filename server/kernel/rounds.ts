/** Items in rounds: no key comes twice in a round, and those of a key keep their order. What does not hang together can so be done at once. */
export function rounds<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const made: T[][] = []
  const had = new Map<string, number>()
  for (const item of items) {
    const key = keyOf(item)
    const round = had.get(key) ?? 0
    had.set(key, round + 1)
    if (round === made.length) made.push([item])
    else made[round]!.push(item)
  }
  return made
}
