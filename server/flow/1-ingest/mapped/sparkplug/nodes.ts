import { type Node, newNode, type Room, sizeOf } from './rules/follow-node.ts'

/** Nodes of one feed that are followed at once, and the names of all of them together: some ten megabytes. */
export const mostNodes = 1_000
const mostNames = 50_000
const mostChars = 2_000_000
/** A node nobody has heard for so long makes room for another of its feed. */
const idleMs = 3_600_000

/** A node with the moments it was last heard, and asked for its births. */
export type Followed = Node & { heardAt: number; askedAt: number }

export type Nodes = {
  /** A node heard now. Null: its feed has no room for one more; feeds take nothing from each other. */
  hear(feed: string, name: string, now: number): Followed | null
  /** The names there is still room for, its own not counted. */
  roomFor(feed: string, node: Node): Room
}

/** Edge nodes while they live, by feed. */
export function createNodes(): Nodes {
  const feeds = new Map<string, Map<string, Followed>>()
  return {
    hear(feed, name, now) {
      const nodes = feeds.get(feed) ?? new Map<string, Followed>()
      feeds.set(feed, nodes)
      const known = nodes.get(name)
      if (!known && nodes.size >= mostNodes && !forgetOne(nodes, now)) return null
      const node = known ?? { ...newNode(), heardAt: now, askedAt: Number.NEGATIVE_INFINITY }
      node.heardAt = now
      // Behind all others in the order they are forgotten.
      nodes.delete(name)
      nodes.set(name, node)
      return node
    },
    roomFor(feed, node) {
      const room = { names: mostNames, chars: mostChars }
      for (const other of feeds.get(feed)?.values() ?? [])
        if (other !== node) {
          room.names -= sizeOf(other)
          room.chars -= other.chars
        }
      return room
    },
  }
}

/** One that went, was never born, or is long unheard. */
function forgetOne(nodes: Map<string, Followed>, now: number): boolean {
  for (const [name, { seq, heardAt }] of nodes)
    if (seq === null || now - heardAt >= idleMs) {
      nodes.delete(name)
      return true
    }
  return false
}
