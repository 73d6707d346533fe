import type { MetricIn, PayloadIn } from '../types.ts'

/** What is known of one edge node while it lives. Aliases are the node's: no two of its devices share one (Sparkplug 3.0, 6.4.7). */
export type Node = {
  /** the names of aliases, with the device that was born with them (null: the node itself) */
  aliases: Map<string, { name: string; device: string | null }>
  /** number of the last message, 0–255; null before a birth was heard */
  seq: number | null
  /** which life this is (`bdSeq`): the last will of an earlier one comes late and means nothing */
  life: string | null
  /** devices that were born and have not died */
  devices: Set<string>
}
export const newNode = (): Node => ({ aliases: new Map(), seq: null, life: null, devices: new Set() })

/** Names of one node that are remembered; more are a fault, or meant badly. */
export const mostAliases = 5_000
export const mostDevices = 1_000

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
}

const nothing: Heard = { metrics: [], ask: false, gone: false, born: false }

/** Follows a node by one message; changes what is known of it. */
export function follow(node: Node, { type, device }: Message, payload: PayloadIn): Heard {
  if (type === 'NDEATH') return died(node, payload)
  // A birth begins anew; all else goes on counting, and what does not was lost on the way.
  const isNext = type === 'NBIRTH' || (node.seq !== null && payload.seq === (node.seq + 1) % 256)
  if (type === 'NBIRTH') {
    node.aliases.clear()
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
  if (born) learn(node, device, payload)
  const metrics = payload.metrics.map((metric) => ({ metric, name: nameOf(node, device, metric) }))
  const stranger = type === 'DDATA' && !node.devices.has(device!)
  return { metrics, born, gone: false, ask: !isNext || stranger || metrics.some(({ name }) => name === null) }
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
  return found === undefined || found === null ? null : String(found)
}

function learn(node: Node, device: string | null, { metrics }: PayloadIn): void {
  if (device !== null && node.devices.size < mostDevices) node.devices.add(device)
  for (const { name, alias } of metrics)
    if (name !== null && alias !== null && node.aliases.size < mostAliases) node.aliases.set(String(alias), { name, device })
}

function forget(node: Node, device: string | null): void {
  if (device !== null) node.devices.delete(device)
  for (const [alias, known] of node.aliases) if (known.device === device) node.aliases.delete(alias)
}

function nameOf(node: Node, device: string | null, { name, alias }: MetricIn): string | null {
  if (name !== null) return name
  const known = alias === null ? undefined : node.aliases.get(String(alias))
  return known && known.device === device ? known.name : null
}
