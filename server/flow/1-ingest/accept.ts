import { performance } from 'node:perf_hooks'
import { system } from '../../../contract/actor.ts'
import type { ReadingIn, ReceiptIn } from '../../../contract/reading.ts'
import { followRules } from '../../city/pack/live-rules.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { isOutside } from '../../kernel/outside.ts'
import type { Refusal } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { createGroupCommit, type GroupCommit } from './group-commit.ts'
import { createPressure, type Pressure } from './pressure.ts'
import { createReceipts } from './receipts.ts'
import type { SystemWords } from './rules/hear-systems.ts'
import { futureMs } from './rules/judge-reading.ts'
import { judgeWhole } from './rules/judge-whole.ts'
import { type KeptValues, keep, keptAt, type Moment } from './rules/kept-values.ts'
import { nextQuota, paceBounds } from './rules/pace.ts'
import { rememberReading } from './rules/remember-reading.ts'
import { devicesById, insertReadings, lockStates, quarantine, type StoredReading, saveStates, valuesAt } from './store.ts'
import { insertEventIds, knownEventIds } from './store-event-ids.ts'
import { type Accepted, type DeviceRow, type DeviceState, type Lane, lanesInOrder, type Quarantined } from './types.ts'

/** A reading, and what of it single systems behind its device say of themselves. */
export type Reading = ReadingIn & { systems?: SystemWords }

/** One message of one device, with the raw text for the quarantine. */
export type Message = {
  device: string
  channel: 'mqtt' | 'http' | 'tcp' | 'udp' | 'file'
  source: string
  payload: string
  readings: Reading[]
  /** the key that brought it; those of one key take turns. The device itself when left out */
  via?: string
  /** it tells of this moment, whatever its device's clock says; single readings over MQTT do when left out */
  live?: boolean
  /** of a CloudEvent (`eventIdOf`): taken once, whatever it says the next time */
  event?: string
  /** of the device, where the door knows it */
  kind?: string
  /** where it waits, where the door has asked already */
  lane?: Lane
}
type Laned = Message & { lane: Lane }

/** A reading in order, with those of its values that may be used; `heardAt`: when the device last sent one that could be used whole. */
/** `measuredAt`: of a buffer that came at once, its own time; null: now, whatever the device's clock says. */
export type FedReading = {
  device: DeviceRow
  values: Record<string, number>
  at: Date
  heardAt: Date | null
  measuredAt?: Date | null
}
/** Answers how many alarms changed. */
export type OnReadings = (tx: Tx, fed: FedReading[]) => Promise<number>

export type Ingest = {
  /** Stores a message and lets the rules look, in one group commit. Resolves once committed; throws only when the database is down or the disk is full. */
  accept(message: Message): Promise<Accepted>
  /** Keeps a message that never became one (bad JSON, unknown device …). */
  refuse(refused: Quarantined): Promise<void>
  receipt(device: string, channel: Message['channel'], receipt: ReceiptIn): Promise<Accepted>
  laneOf(message: Pick<Message, 'kind' | 'readings'>): Lane
  pressure: Pressure
  waiting(): number
  waitingIn(lane: Lane): number
  oldestIn(lane: Lane): number | null
}

const maxBatch = 1000
const dayMs = 86_400_000

type Deps = {
  spine: Spine
  packs: Packs
  onReadings: OnReadings
  /** READINGS_KEEP_DAYS: what is older is not taken */
  keepDays: number
  /** by the limits of the rules of a device kind; nobody can tell when left out */
  laneOf?: LaneOf
  /** INGEST_MEMORY_MB: how much of what waits may be held in memory */
  memoryMb?: number
}
/** How heavy values of a device kind may be. */
export type LaneOf = (kind: string, values: Record<string, number>) => Lane

/** The one door for readings and receipts, whatever brought them. */
export function createIngest(deps: Deps): Ingest {
  const { spine } = deps
  const laneOf = laneOfMessage(deps.laneOf ?? (() => 'open'))
  const refuse = createRefusals(spine).add
  const receipts = createReceipts(spine)
  let quota: number = paceBounds.most
  const group = createGroupCommit<Laned, Accepted>({
    most: maxBatch,
    mostHeavy: () => quota,
    ticket: (message) => ({ device: message.device, via: message.via ?? message.device, lane: message.lane }),
    async commit(messages) {
      needRoom(spine)
      const began = performance.now()
      const { results, changes } = await spine.transaction(system, (tx) => acceptBatch(tx, deps, messages))
      const heavy = messages.filter(({ lane }) => lane !== 'calm').length
      quota = nextQuota(quota, { heavy, changes, ms: performance.now() - began })
      return results
    },
    isOutside,
    onPoison: (message, error) => putPoisonAside(spine, refuse, { message, error }),
  })
  return {
    accept: (message) => group.add({ ...message, lane: message.lane ?? laneOf(message) }),
    refuse,
    receipt: (device, channel, receipt) => receipts.add({ device, channel, receipt }),
    laneOf,
    pressure: createPressure((deps.memoryMb ?? 64) * 1024 * 1024),
    waiting: group.waiting,
    waitingIn: group.waitingIn,
    oldestIn: group.oldestIn,
  }
}

type Poison = { message: Message; error: Error }

/** A message our own code stumbles over goes into the quarantine, where a person sees it with the fault. */
async function putPoisonAside(spine: Spine, refuse: Ingest['refuse'], { message, error }: Poison): Promise<Accepted> {
  const { device, channel, source, payload } = message
  spine.log.error({ err: error, device }, 'reading could not be worked on')
  const refusal = { code: 'server.fault', details: { id: device } } as const
  const details = { ...refusal.details, fault: error.message }
  await refuse({ channel, source, code: refusal.code, details, payload, area: null })
  return { ok: false, refusal }
}

/** Refused messages share commits as well: a device that sends rubbish by the thousand takes one connection, not all. */
function createRefusals(spine: Spine): GroupCommit<Quarantined, void> {
  return createGroupCommit<Quarantined, void>({
    most: maxBatch,
    ticket: ({ source }) => ({ device: source, via: source, lane: 'calm' }),
    async commit(batch) {
      needRoom(spine)
      return spine.transaction(system, async (tx) => {
        for (const one of batch) await quarantine(tx, one)
        return batch.map(() => undefined)
      })
    },
    isOutside,
    onPoison: (_one, error) => Promise.reject(error),
  })
}

/** The heaviest lane of a message's readings. */
const laneOfMessage =
  (laneOf: LaneOf) =>
  ({ kind, readings }: Pick<Message, 'kind' | 'readings'>): Lane => {
    if (kind === undefined) return 'open'
    const lanes = new Set(readings.map(({ values }) => laneOf(kind, values)))
    return lanesInOrder.find((lane) => lanes.has(lane)) ?? 'calm'
  }

/** Throws like a full disk before it really is one: the message stays with its sender. */
export function needRoom(spine: Spine): void {
  if (!spine.hasRoom()) throw Object.assign(new Error('no room on the disk'), { code: 'ENOSPC' })
}

type Batch = { results: Accepted[]; changes: number }

async function acceptBatch(tx: Tx, { packs, onReadings, keepDays }: Deps, messages: Message[]): Promise<Batch> {
  const keptSince = new Date(tx.now.getTime() - keepDays * dayMs)
  const ids = [...new Set(messages.map((message) => message.device))]
  const devices = await devicesById(tx, ids)
  if (messages.some((message) => isStrange(message, devices.get(message.device), packs))) await followRules(tx, packs)
  const states = await lockStates(tx, [...devices.keys()].sort())
  const kept = await valuesAt(tx, oldMoments(messages, states))
  // Behind the locks of their devices: whoever brings the same event at the same time waits there.
  const heard = await knownEventIds(
    tx,
    messages.flatMap(({ event }) => event ?? []),
  )
  const taken = new Set<string>()
  const stored: StoredReading[] = []
  const fed: FedReading[] = []
  const results: Accepted[] = []
  for (const message of messages) {
    const device = devices.get(message.device)
    const refusal = device
      ? take(message, device, { state: states.get(device.id)!, packs, now: tx.now, keptSince, kept, stored, fed, heard, taken })
      : ({ code: 'reading.unknown-device', details: { device: message.device } } as const)
    if (!('code' in refusal)) results.push(refusal)
    else {
      await quarantine(tx, {
        channel: message.channel,
        source: message.source,
        code: refusal.code,
        details: refusal.details ?? {},
        payload: message.payload,
        area: device?.area ?? null,
      })
      results.push({ ok: false, refusal })
    }
  }
  await insertReadings(tx, stored)
  await insertEventIds(tx, [...taken])
  await saveStates(tx, [...states.values()])
  return { results, changes: await onReadings(tx, fed) }
}

/** Of a pack or with a reading this process knows nothing of: another one may have put it in force meanwhile. */
function isStrange({ readings }: Message, device: DeviceRow | undefined, packs: Packs): boolean {
  if (!device) return false
  const bounds = packs.shipped(device.pack)?.readings
  return !bounds || readings.some(({ values }) => Object.keys(values).some((name) => !Object.hasOwn(bounds, name)))
}

/** Moments not newer than what their device has sent: these may be repeats of something kept long ago. */
function oldMoments(messages: Message[], states: Map<string, DeviceState>): Moment[] {
  return messages.flatMap(({ device, readings }) => {
    const last = states.get(device)?.lastAt
    return last ? readings.map(({ at }) => ({ device, at: new Date(at) })).filter(({ at }) => at <= last) : []
  })
}

type Into = {
  state: DeviceState
  packs: Packs
  now: Date
  keptSince: Date
  kept: KeptValues
  stored: StoredReading[]
  fed: FedReading[]
  /** events that were taken before, and those of this batch */
  heard: ReadonlySet<string>
  taken: Set<string>
}

/** Several readings of which the newest is of now: the clock is right, so the others were measured when they say. */
function isBuffer(readings: Message['readings'], now: Date): boolean {
  const newest = Math.max(...readings.map(({ at }) => Date.parse(at)))
  return readings.length > 1 && now.getTime() - newest < futureMs
}

/** Judges the readings of one message and notes them; a refusal means that nothing of the message was kept. */
function take(message: Message, device: DeviceRow, into: Into): Accepted | Refusal {
  const { now, keptSince } = into
  if (message.event !== undefined && (into.heard.has(message.event) || into.taken.has(message.event))) {
    into.state.duplicates += message.readings.length
    return { ok: true, stored: 0, duplicates: message.readings.length }
  }
  const bounds = into.packs.byId(device.pack).readings
  const unknown = message.readings.flatMap(({ values }) => Object.keys(values)).find((name) => !Object.hasOwn(bounds, name))
  if (unknown !== undefined) return { code: 'reading.unknown-name', details: { name: unknown } }
  const live = (message.live ?? message.channel === 'mqtt') && message.readings.length === 1
  let draft: DeviceState = { ...into.state }
  const [stored, fed]: [StoredReading[], FedReading[]] = [[], []]
  const own: KeptValues = new Map()
  const buffered = isBuffer(message.readings, now)
  for (const reading of message.readings.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const moment = { device: device.id, at: new Date(reading.at) }
    const before = [...keptAt(into.kept, moment), ...keptAt(own, moment)]
    const { judged, values, systems } = judgeWhole(reading, { ...draft, stored: before }, bounds, { now, live, keptSince })
    draft = { ...draft, systems }
    if (!judged.keep && judged.because === 'future') return { code: 'reading.future', details: { seconds: judged.aheadS } }
    if (!judged.keep && judged.because === 'too-old') return { code: 'reading.too-old', details: { at: reading.at } }
    if (!judged.keep) {
      draft.duplicates++
      continue
    }
    const { at, quality, feeds } = judged
    stored.push({ device: device.id, at, seq: reading.seq ?? null, values, quality })
    keep(own, { device: device.id, at }, values)
    draft = rememberReading(draft, judged, reading.seq, now)
    if (feeds) fed.push({ device, values: feeds, at, heardAt: draft.lastFed, measuredAt: buffered && at < now ? at : null })
  }
  const duplicates = draft.duplicates - into.state.duplicates
  Object.assign(into.state, draft)
  for (const one of stored) keep(into.kept, one, one.values)
  into.stored.push(...stored)
  into.fed.push(...fed)
  if (message.event !== undefined) into.taken.add(message.event)
  return { ok: true, stored: stored.length, duplicates }
}
