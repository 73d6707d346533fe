/** Something to do, and what it touches: nobody else may touch that in between. */
export type Touching<Item> = { item: Item; touches: readonly string[] }

/** Groups of what touches the same, directly or through others; in the order of the first of each, and so within each. */
export function together<Item>(all: readonly Touching<Item>[]): Item[][] {
  const above = new Map<string, string>()
  const topOf = (name: string): string => {
    let top = name
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next
    // Next time the way is short.
    if (top !== name) above.set(name, top)
    return top
  }
  for (const { touches } of all)
    for (const name of touches) {
      const [top, first] = [topOf(name), topOf(touches[0]!)]
      if (top !== first) above.set(top, first)
    }
  const groups = new Map<string, Item[]>()
  all.forEach(({ item, touches }, at) => {
    const top = touches.length > 0 ? topOf(touches[0]!) : `alone ${at}`
    const group = groups.get(top)
    if (group) group.push(item)
    else groups.set(top, [item])
  })
  return [...groups.values()]
}
