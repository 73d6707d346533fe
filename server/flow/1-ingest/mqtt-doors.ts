import type { Aedes, Client } from 'aedes'
import { keyBySecret } from '../../city/sign-in/store.ts'
import { type Refusal, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import type { Ingest, Message } from './accept.ts'
import { isSparkplug, type Sparkplug, type Told } from './mapped/sparkplug/sparkplug.ts'
import type { KeyWatch } from './mqtt-keys.ts'
import { answersOf, mayTellVitals, takeVitals, vitalKeyOf } from './mqtt-vitals.ts'
import { type Patiently, trying } from './patience.ts'
import { costOf } from './pressure.ts'
import type { Aside } from './put-aside.ts'
import { badReading, parseReadings, parseReceipt } from './rules/parse-readings.ts'
import { devicesOfKey } from './store.ts'
import { isUrgent, type VitalFeed } from './types.ts'

/** `groups`: of Sparkplug B, whose nodes this connection may be. `heard`: how many changes of devices were known when its list was read. */
type Known = {
  key: string
  kind: string
  unit: string | null
  devices: Map<string, string>
  groups: readonly string[]
  loadedAt: number
  heard: number
}
/** What the broker asks before it lets anybody in, or anything through. */
export type Doors = Pick<Aedes, 'authenticate' | 'authorizeSubscribe' | 'authorizeForward' | 'authorizePublish'>

const topicOf = /^zhili\/v1\/devices\/([^/+#]{1,120})\/(readings|receipts)$/
const commandsOf = /^zhili\/v1\/devices\/([^/+#]{1,120})\/commands$/
/** A gateway's list of devices is read anew once a device is registered here or elsewhere, and after a minute in any case: none needs a reconnect. */
const listAgeMs = 60_000
/** Largest payload taken; a batch of 1,000 readings fits. */
export const maxPayload = 262_144
/** Where every message goes once it is taken or refused: nobody can subscribe to it. */
const nowhere = 'zhili/v1/taken'

/** `aside`: where messages go that nobody would send again; `closing` ends the waiting for a database that does not come back. */
export type DoorDeps = {
  spine: Spine
  ingest: Ingest
  aside: Aside | null
  sparkplug: Sparkplug
  /** what takes values of vitals */
  vitals: VitalFeed
  keys: KeyWatch
  /** hands a message of ours to whoever listens to its topic */
  tell(told: Told): Promise<void>
  closing: () => boolean
}

/** What a connection may listen to: the answers to its own values, the commands of its own devices and nodes. */
function mayListen(entry: Known | undefined, topic: string): boolean {
  if (!entry) return false
  if (mayTellVitals(entry) && topic === answersOf(entry.key)) return true
  const device = commandsOf.exec(topic)?.[1]
  return device === undefined ? mayHear(entry.groups, topic) : entry.devices.has(device)
}

/** The doors of the broker for one process. */
export function createDoors(deps: DoorDeps): Doors {
  const { spine, ingest, sparkplug, keys } = deps
  const known = new WeakMap<Client, Known>()
  const owns = (client: Client, topic: string): boolean => mayListen(known.get(client), topic)
  const take = createTake({ ...deps, known })
  return {
    authenticate(client, username, password, done) {
      void signIn({ spine, sparkplug, keys }, { client, username, password: password?.toString() }).then(
        (entry) => {
          if (entry) {
            known.set(client, entry)
            keys.entered(client, entry.key)
          }
          done(null, entry !== null)
        },
        (error: Error) => done(Object.assign(error, { returnCode: 3 }), false),
      )
    },
    authorizeSubscribe(client, subscription, done) {
      const own = subscription.topic === 'zhili/v1/devices/+/commands' || owns(client, subscription.topic)
      // A null subscription is the protocol's "refused"; `$share/…` would be granted and never deliver.
      done(null, own ? subscription : null)
    },
    // A gateway listens to `+`: it gets the commands of its own devices only.
    authorizeForward: (client, packet) => (owns(client, packet.topic) ? packet : null),
    authorizePublish(client, packet, done) {
      if (!client) return done(null)
      const { topic, payload, qos } = packet
      const release = ingest.pressure.hold(costOf(payload))
      // Devices speak to us only: nothing of theirs, nor their last will, reaches another device as a command.
      Object.assign(packet, { topic: nowhere, payload: '', retain: false })
      void take(client, { topic, payload, again: qos > 0 })
        .finally(release)
        .then(
          () => done(null),
          (error: Error) => done(error),
        )
    },
  }
}

/** Whom a key lets in. A device is its key; a gateway's connections begin with its name, so that nobody is pushed out by a stranger. */
async function signIn(
  { spine, sparkplug, keys }: Pick<DoorDeps, 'spine' | 'sparkplug' | 'keys'>,
  given: { client: Client; username: string | undefined; password: string | undefined },
): Promise<Known | null> {
  const key = await keyBySecret(spine, given.username ?? '', given.password ?? '')
  const { id } = given.client
  if (!key || !(id === key.id || (key.kind !== 'device' && id.startsWith(`${key.id}:`)))) return null
  const entry = { key: key.id, kind: key.kind, unit: key.unit, loadedAt: performance.now(), heard: keys.devicesChanged() }
  if (key.kind !== 'system') return { ...entry, devices: await devicesOfKey(spine, key), groups: [] }
  // A system has business here as the nodes of a feed of Sparkplug B, and to tell vitals of its unit's areas.
  const groups = await sparkplug.groupsOf(key.id)
  return groups.length > 0 || mayTellVitals(entry) ? { ...entry, devices: new Map(), groups } : null
}

/** Commands to the nodes of one's own groups; a word of the host, which is never said. */
const mayHear = (groups: readonly string[], topic: string): boolean =>
  groups.length > 0 &&
  (/^spBv1\.0\/STATE\//.test(topic) || groups.some((group) => /^[ND]CMD\//.test(after(`spBv1.0/${group}/`, topic))))
const after = (start: string, text: string): string => (text.startsWith(start) ? text.slice(start.length) : '')

/** Does the device belong to the key of this connection? */
async function mayPublish(
  { spine, keys }: Pick<DoorDeps, 'spine' | 'keys'>,
  entry: Known | undefined,
  device: string,
): Promise<boolean> {
  if (!entry) return false
  const heard = keys.devicesChanged()
  const isOld = entry.heard !== heard || performance.now() - entry.loadedAt > listAgeMs
  if (!entry.devices.has(device) && isOld) {
    entry.heard = heard
    entry.devices = await devicesOfKey(spine, { id: entry.key, kind: entry.kind })
    entry.loadedAt = performance.now()
  }
  return entry.devices.has(device)
}

type Taking = DoorDeps & { known: WeakMap<Client, Known> }
/** `again`: the sender keeps it until it is acknowledged (QoS 1), so it may wait as long as it has to. */
type Sent = { topic: string; payload: Buffer | string; again: boolean }

/** Takes one message in, or refuses it into the quarantine; resolves when it may be acknowledged. */
function createTake(taking: Taking) {
  const { spine, ingest, aside, keys, known, closing } = taking
  const patiently = trying(spine, closing)
  const takeMetrics = createTakeMetrics(taking, patiently)
  const takeValues = createTakeValues(taking, patiently)
  return async (client: Client, { topic, payload, again }: Sent): Promise<void> => {
    const text = payload.toString().slice(0, maxPayload)
    const source = client.id
    const match = topicOf.exec(topic)
    const refused = ({ code, details = {} }: Refusal) =>
      patiently(() => ingest.refuse({ channel: 'mqtt', source, code, details, payload: text, area: null }))
    await patiently(keys.look)
    if (keys.hasEnded(known.get(client)?.key ?? '')) return refused({ code: 'key.wrong' })
    const isNode = isSparkplug(topic) && (known.get(client)?.groups.length ?? 0) > 0
    if (isNode) return takeMetrics(client, { topic, payload: Buffer.from(payload) })
    if (vitalKeyOf(topic) !== null) return takeValues(client, { topic, payload: Buffer.from(payload) })
    if (!match) return refused(badReading('/topic', 'topic.unknown', { name: topic.slice(0, 120) }))
    const [, device, kind] = match as unknown as [string, string, 'readings' | 'receipts']
    if (!(await mayPublish(taking, known.get(client), device)))
      return refused({ code: 'reading.not-allowed', details: { device } })
    if (payload.length > maxPayload) return refused(badReading('/', 'body.too-long', { n: payload.length, max: maxPayload }))
    if (kind === 'receipts') {
      const receipt = parseReceipt(text)
      if (!receipt.ok) return refused(receipt.refusal)
      return patiently(() => ingest.receipt(device, 'mqtt', receipt.value))
    }
    const parsed = parseReadings(text)
    if (!parsed.ok) return refused(parsed.refusal)
    const { key: via, devices } = known.get(client)!
    const deviceKind = devices.get(device)!
    const about = { kind: deviceKind, readings: parsed.value }
    const lane = ingest.laneOf(about)
    const message = { device, via, channel: 'mqtt', source: device, payload: text, ...about, lane } as const
    if (aside && !again && mustWait(ingest, aside, message)) return aside.put({ device, via, kind: deviceKind, payload: text })
    await patiently(() => ingest.accept(message))
  }
}

type Metrics = { topic: string; payload: Buffer }

/** Messages of edge nodes, which are told what they are asked for once theirs are kept. */
function createTakeMetrics({ ingest, sparkplug, tell, known }: Taking, patiently: Patiently) {
  return async (client: Client, { topic, payload }: Metrics): Promise<void> => {
    const refused = ({ code, details = {} }: Refusal) => {
      const text = payload.toString('base64').slice(0, maxPayload)
      return patiently(() => ingest.refuse({ channel: 'mqtt', source: client.id, code, details, payload: text, area: null }))
    }
    if (payload.length > maxPayload) return refused(badReading('/', 'body.too-long', { n: payload.length, max: maxPayload }))
    try {
      const told = await sparkplug.take({ key: known.get(client)!.key, topic, payload }, patiently)
      if (told) await tell(told)
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error
      await refused(error.refusal)
    }
  }
}

/** Values of vitals: kept, then answered to their sender row by row; what nobody can read goes into the quarantine as well. */
function createTakeValues({ ingest, vitals, tell, known }: Taking, patiently: Patiently) {
  return async (client: Client, { topic, payload }: Metrics): Promise<void> => {
    const text = payload.toString()
    const entry = known.get(client)
    const tooLong = payload.length > maxPayload
    const refusal = tooLong
      ? badReading('/', 'body.too-long', { n: payload.length, max: maxPayload })
      : entry
        ? await takeVitals({ key: entry, topic, payload: text }, { vitals, patiently, tell })
        : { code: 'key.wrong' as const }
    if (!refusal) return
    const { code, details = {} } = refusal
    await patiently(() =>
      ingest.refuse({ channel: 'mqtt', source: client.id, code, details, payload: text.slice(0, maxPayload), area: null }),
    )
  }
}

/** Red and orange never go over the disk; the others do while it is tight, and as long as others lie there before them. */
function mustWait(ingest: Ingest, aside: Aside, message: Message): boolean {
  return !isUrgent(message.lane) && (ingest.pressure.level() !== 'free' || aside.waits())
}
