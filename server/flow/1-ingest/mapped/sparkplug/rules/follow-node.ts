import type { MetricIn, PayloadIn } from '../types.ts'

/** What is known of one edge node while it lives. Aliases are the node's: no two of its devices share one (Sparkplug 3.0, 6.4.7). */
export type Node = {
  /** the names of aliases, with the device that was born with them (null: the node itself) */
  aliases: Map<string, { name: string; device: string | null }>
  /** characters of these names, and of those of its devices */
  chars: number
  /** number of the last message, 0–255; null before a birth was heard */
  seq: number | null
  /** which life this is (`bdSeq`): the last will of an earlier one comes late and means nothing */
  life: string | null
  /** devices that were born and have not died */
  devices: Set<string>
}
export const newNode = (): Node => ({ aliases: new Map(), chars: 0, seq: null, life: null, devices: new Set() })

/** Names of one node that are remembered, with their characters; a birth with more is a fault, or meant badly. */
export const mostAliases = 5_000
export const mostChars = 200_000
export const mostDevices = 1_000
/** No mapping names a metric by more characters: a longer name is known by its alias as one that is left out. */
export const mostOfName = 200
/** Names a node may have, as far as its feed has room. */
export type Room = { names: number; chars: number }

export type Message = { type: 'NBIRTH' | 'DBIRTH' | 'NDATA' | 'DDATA' | 'NDEATH' | 'DDEATH'; device: string | null }
/** A metric with its name; null when nobody has said what its alias means. */
export type Named = { metric: MetricIn; name: string | null }
export type Heard = {
  metrics: Named[]
  /** something was missed, or was never heard: the node is asked for its births */
  ask: boolean
  /** who went: the node, or one device of it */
  gone: boolean
  born: boolean
  /** a birth with more names than there is room for: nothing of it is taken */
  full: boolean
}

const nothing: Heard = { metrics: [], ask: false, gone: false, born: false, full: false }

/** Follows a node by one message; changes what is known of it. `room`: asked at births only. */
export function follow(node: Node, { type, device }: Message, payload: PayloadIn, room: () => Room): Heard {
  if (type === 'NDEATH') return died(node, payload)
  // A birth begins anew; all else goes on counting, and what does not was lost on the way.
  const isNext = type === 'NBIRTH' || (node.seq !== null && payload.seq === (node.seq + 1) % 256)
  if (type === 'NBIRTH') {
    node.aliases.clear()
    node.chars = 0
    node.devices.clear()
    node.life = lifeOf(payload)
  }
  const known = node.seq !== null || type === 'NBIRTH'
  if (known) node.seq = payload.seq
  if (type === 'DDEATH') {
    forget(node, device)
    return { ...nothing, gone: true, ask: !isNext }
  }
  const born = type === 'NBIRTH' || type === 'DBIRTH'
  if (type === 'DBIRTH') forget(node, device)
  if (born && !learn(node, device, payload, room())) return { ...nothing, full: true }
  const metrics = payload.metrics.map((metric) => ({ metric, name: nameOf(node, device, metric) }))
  const stranger = type === 'DDATA' && !node.devices.has(device!)
  return { ...nothing, metrics, born, ask: !isNext || stranger || metrics.some(({ name }) => name === null) }
}

/** A will of an earlier life comes late: the node lives. */
function died(node: Node, payload: PayloadIn): Heard {
  const life = lifeOf(payload)
  if (node.life !== null && life !== null && life !== node.life) return nothing
  Object.assign(node, newNode())
  return { ...nothing, gone: true }
}

const lifeOf = ({ metrics }: PayloadIn): string | null => {
  const found = metrics.find(({ name }) => name === 'bdSeq')?.value
  return found === undefined || found === null ? null : String(found).slice(0, mostOfName)
}

/** How many names of a node are remembered, its devices' too. */
export const sizeOf = ({ aliases, devices }: Pick<Node, 'aliases' | 'devices'>): number => aliases.size + devices.size

/** Remembers the names of a birth; false when there is no room for them. */
function learn(node: Node, device: string | null, { metrics }: PayloadIn, room: Room): boolean {
  const names = metrics.flatMap(({ name, alias }) =>
    name === null || alias === null ? [] : [{ alias: String(alias), name: name.length > mostOfName ? '' : name, device }],
  )
  const chars = node.chars + (device?.length ?? 0) + names.reduce((sum, { name }) => sum + name.length, 0)
  const count = sizeOf(node) + (device === null ? 0 : 1) + names.length
  if (count > Math.min(mostAliases, room.names) || chars > Math.min(mostChars, room.chars)) return false
  if (device !== null && node.devices.size >= mostDevices) return false
  if (device !== null) {
    node.devices.add(device)
    node.chars += device.length
  }
  for (const { alias, ...named } of names) {
    node.chars += named.name.length - (node.aliases.get(alias)?.name.length ?? 0)
    node.aliases.set(alias, named)
  }
  return true
}

function forget(node: Node, device: string | null): void {
  if (device !== null && node.devices.delete(device)) node.chars -= device.length
  for (const [alias, known] of node.aliases)
    if (known.device === device) {
      node.aliases.delete(alias)
      node.chars -= known.name.length
    }
}

function nameOf(node: Node, device: string | null, { name, alias }: MetricIn): string | null {
  if (name !== null) return name
  const known = alias === null ? undefined : node.aliases.get(String(alias))
  return known && known.device === device ? known.name : null
}
