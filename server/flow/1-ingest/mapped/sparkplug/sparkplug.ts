import { type Payload, readPayload, readTopic } from '../../../../../protocols/sparkplug/read.ts'
import { writeRebirth } from '../../../../../protocols/sparkplug/write.ts'
import { orRefuse, type Refusal, RefusalError } from '../../../../kernel/result.ts'
import type { Patiently } from '../../patience.ts'
import { badReading } from '../../rules/parse-readings.ts'
import type { MappedDeps } from '../deps.ts'
import { placesOf } from '../map-row.ts'
import { feedsOfKey, groupsOfKey } from '../store-feeds.ts'
import type { MappedFeed } from '../types.ts'
import { createNodes, mostNodes } from './nodes.ts'
import { follow, type Heard, type Message, mostOfName } from './rules/follow-node.ts'
import { metricColumns, metricRows, unnamedFaults } from './rules/metric-rows.ts'
import { takeMetrics } from './take-metrics.ts'

/** A node that does not answer is asked again after so long. */
const askAgainMs = 60_000
/** Their data, and what they are told. */
const heardTypes = ['NBIRTH', 'DBIRTH', 'NDATA', 'DDATA', 'NDEATH', 'DDEATH'] as const

export type Sent = { key: string; topic: string; payload: Uint8Array }
/** What a node is to be told. */
export type Told = { topic: string; payload: Uint8Array }

/** Edge nodes of Sparkplug B at the broker: what they send, by the feed whose group and key it is. */
export type Sparkplug = {
  /** The groups of a key; none: it has no business at the broker. */
  groupsOf(key: string): Promise<string[]>
  /** Takes one message in; resolves once it is committed, with what its node is asked for. Throws a RefusalError, or when it is closing. */
  take(sent: Sent, patiently: Patiently): Promise<Told | null>
}

type Read = { feed: MappedFeed; node: string; message: Message; payload: Payload }

export const isSparkplug = (topic: string): boolean => topic.startsWith('spBv1.0/')

export function createSparkplug(deps: MappedDeps): Sparkplug {
  const nodes = createNodes()
  const takeOne = async (sent: Sent, patiently: Patiently): Promise<Told | null> => {
    const read = await readSent(deps, sent, patiently)
    const { feed, node: name, message, payload } = read
    const now = deps.spine.clock.now().getTime()
    const node = nodes.hear(feed.id, name, now)
    if (!node) return refuse(badReading('/topic', 'nodes.too-many', { max: mostNodes }))
    const heard = follow(node, message, payload, () => nodes.roomFor(feed.id, node))
    if (heard.full) return refuse(badReading('/metrics', 'names.too-many'))
    await patiently(() => store(deps, read, { heard, bytes: sent.payload.length }))
    if (!heard.ask || now - node.askedAt < askAgainMs) return null
    node.askedAt = now
    return { topic: `spBv1.0/${feed.group}/NCMD/${name}`, payload: writeRebirth(now) }
  }
  const lines: Lines = new Map()
  return {
    groupsOf: (key) => groupsOfKey(deps.spine, key),
    // The broker hands on at once what came at once: what a node says is taken in its order, or numbers would seem to be missing.
    take: (sent, patiently) => inLine(lines, `${sent.key} ${nodeIn(sent.topic)}`, () => takeOne(sent, patiently)),
  }
}

/** Group and node of a topic, its other levels left out. */
const nodeIn = (topic: string): string => {
  const [, group, , node] = topic.split('/')
  return `${group}/${node}`
}

type Lines = Map<string, Promise<unknown>>

/** Does the work once all that stood in the same line before it is done, well or not. */
function inLine<T>(lines: Lines, key: string, work: () => Promise<T>): Promise<T> {
  const mine = (lines.get(key) ?? Promise.resolve()).then(work)
  const end = mine
    .catch(() => undefined)
    .then(() => {
      if (lines.get(key) === end) lines.delete(key)
    })
  lines.set(key, end)
  return mine
}

const notHeard = (topic: string): Refusal => badReading('/topic', 'topic.unknown', { name: topic.slice(0, 120) })

function refuse(refusal: Refusal): never {
  throw new RefusalError(refusal)
}

async function readSent({ spine }: MappedDeps, { key, topic, payload }: Sent, patiently: Patiently): Promise<Read> {
  const to = readTopic(topic)
  const type = heardTypes.find((one) => one === to?.type)
  if (!to || to.type === 'STATE') return refuse(notHeard(topic))
  const isTooLong = [to.node, to.device ?? ''].some(({ length }) => length > mostOfName)
  if (isTooLong || !type || (to.device !== null) !== type.startsWith('D')) return refuse(notHeard(topic))
  let feeds: MappedFeed[] = []
  await patiently(async () => {
    feeds = await feedsOfKey(spine, key, 'sparkplug')
  })
  const feed = feeds.find(({ group }) => group === to.group)
  if (!feed) return refuse({ code: 'reading.not-allowed', details: { device: `${to.group}/${to.node}`.slice(0, 120) } })
  if (!feed.on) return refuse({ code: 'feed.closed' })
  const read = readPayload(payload)
  if (!read.ok) return refuse(badReading(`/${String(read.detail ?? '')}`, 'unfit'))
  return { feed, node: to.node, message: { type, device: to.device }, payload: read.value }
}

async function store(
  deps: MappedDeps,
  { feed, node, message, payload }: Read,
  given: { heard: Heard; bytes: number },
): Promise<void> {
  const { heard, bytes } = given
  const device = message.device === null ? node : `${node}/${message.device}`
  const places = orRefuse(placesOf(feed.mapping, metricColumns))
  const of = { device, timestamp: payload.timestamp, n: 1 }
  const [rows, unnamed] = [metricRows(feed.mapping, heard.metrics, of), unnamedFaults(heard.metrics, of)]
  const news = heard.gone || heard.born ? { name: device, gone: heard.gone } : null
  await takeMetrics(deps, feed, { rows, unnamed, places, news, bytes })
}
