import type { Actor } from '../../../contract/actor.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { FactsHandler, TimersHandler } from '../../kernel/facts.ts'
import type { Timer, Tx } from '../../kernel/spine.ts'
import { devicesById, devicesOfObjects, statesOf } from '../1-ingest/store.ts'
import type { DeviceRow } from '../1-ingest/types.ts'
import { lanesOf } from './lanes-of.ts'
import { applyChanges, type Said } from './on-change.ts'
import { deviceRetiredHandler, objectEndedHandler } from './on-object-ended.ts'
import { publishedHandlers } from './on-published.ts'
import { deafSince, type Listening } from './rules/deaf-since.ts'
import { standingOf } from './rules/levels.ts'
import type { Rules } from './rules/look.ts'
import { type InForce, rulesOf } from './rules-of.ts'
import { lockRules, lockRulesIfFree, objectKey, type RuleRow, saveRules } from './store.ts'
import { readAround, staleMs } from './store-around.ts'
import type { Around, Look } from './types.ts'

type Values = Record<string, number>

const busyMs = 100

/** A reading that may feed the rules, as ingest hands it on. */
type Fed = { device: DeviceRow; values: Values; at: Date; heardAt: Date | null; measuredAt?: Date | null }
/** Rules that look, whose memory they use, and the device their changes are told with. */
type Looking = { rules: Rules; row: RuleRow; device: DeviceRow; wake: { device: string } | { object: string }; actor?: Actor }
/** Word of a command of a device. */
type Word = Pick<Look, 'receipt' | 'unanswered'>
/** A device to look at, by whom and by which word; nobody's: only time went on. */
type Asked = { id: string; actor?: Actor; word?: Word }
/** The rules in force, and the looks of one transaction. */
type Batching = { rules: InForce; batch: ReturnType<typeof startBatch> }

/** Detection: readings, the time going on, receipts and missing receipts in; alarm facts out. All in the caller's transaction. */
export function detectHandlers({ packs, zone, listening }: { packs: Packs; zone: string; listening?: Listening }) {
  const all = rulesOf(packs, zone)
  /** How long nobody could hear a device, of the time since it was last heard. */
  const deaf = (lastAt: number | null): number => (listening ? deafSince(listening, lastAt) : 0)

  async function onReadings(tx: Tx, given: Fed[]): Promise<number> {
    const rules = await all.inForce(tx)
    const fed = given.filter(
      ({ device }) => rules.device(device.kind, device.area) || rules.object(device.object_kind, device.area),
    )
    if (fed.length === 0) return 0
    // The last to speak stands for its object.
    const objects = new Map(
      fed.filter(({ device }) => rules.object(device.object_kind, device.area)).map(({ device }) => [device.object, device]),
    )
    const keys = new Set([...fed.map(({ device }) => device.id), ...[...objects.keys()].map(objectKey)])
    const rows = await lockRules(tx, [...keys].sort())
    const around = await readAround(
      tx,
      fed.flatMap(({ device }) => askingOf(rules, device)),
      tx.now,
    )
    const batch = startBatch(tx, rules, 'follow')
    for (const { device, values, heardAt, measuredAt } of fed) {
      const ready = rules.device(device.kind, device.area)
      if (!ready) continue
      const look = {
        values,
        lastAt: heardAt?.getTime() ?? null,
        measuredAt: measuredAt?.getTime(),
        around: around.get(device.object),
        staleMs: staleMs(device.interval_s),
      }
      batch.look({ rules: ready, row: rows.get(device.id)!, device, wake: { device: device.id } }, look, values)
    }
    for (const [object, device] of objects) {
      refreshLevels(around.get(object), rows)
      const look = { values: null, lastAt: null, around: around.get(object) }
      const row = rows.get(objectKey(object))!
      batch.look({ rules: rules.object(device.object_kind, device.area)!, row, device, wake: { object } }, look, {})
    }
    return batch.end(packs)
  }

  /** Whose surroundings the rules of a device and of its object ask for. */
  const askingOf = (rules: InForce, device: DeviceRow) =>
    [rules.device(device.kind, device.area)?.needs, rules.object(device.object_kind, device.area)?.needs].flatMap((needs) =>
      needs ? [{ device, needs }] : [],
    )

  /** Devices, each with the rules of its own: only time went on, or word of a command came. */
  async function lookAtDevices(tx: Tx, { rules, batch }: Batching, asked: Asked[]): Promise<void> {
    const found = await devicesById(
      tx,
      asked.map(({ id }) => id),
    )
    const devices = [...found.values()].filter(({ kind, area }) => rules.device(kind, area))
    if (devices.length === 0) return
    const known = devices.map(({ id }) => id).sort()
    const rows = await lockRules(tx, known)
    const states = await statesOf(tx, known)
    const around = await readAround(
      tx,
      devices.map((device) => ({ device, needs: rules.device(device.kind, device.area)!.needs })),
      tx.now,
    )
    for (const { id, actor, word } of asked) {
      const device = found.get(id)
      const ready = device && rules.device(device.kind, device.area)
      if (!ready) continue
      const state = states.get(id)
      const { receipt, unanswered } = word ?? {}
      const lastAt = state?.lastFed?.getTime() ?? null
      const look = {
        ...{ values: null, lastAt, deafMs: deaf(lastAt) },
        ...{ around: around.get(device.object), staleMs: staleMs(device.interval_s) },
        ...{ unanswered, receipt: receipt && { ...receipt, values: state?.lastValues } },
      }
      const looking = { rules: ready, row: rows.get(id)!, device, wake: { device: id }, ...(actor ? { actor } : {}) }
      batch.look(looking, look, state?.lastValues ?? {})
    }
  }

  async function lookAtObjects(tx: Tx, { rules, batch }: Batching, objects: string[]): Promise<void> {
    const found = [...(await devicesOfObjects(tx, objects))].flatMap(([object, devices]) => {
      const ready = rules.object(devices[0]!.object_kind, devices[0]!.area)
      return ready ? [{ object, devices, ready }] : []
    })
    if (found.length === 0) return
    const rows = await lockRules(tx, found.map(({ object }) => objectKey(object)).sort())
    const around = await readAround(
      tx,
      found.map(({ devices, ready }) => ({ device: devices[0]!, needs: ready.needs })),
      tx.now,
    )
    for (const { object, devices, ready } of found) {
      const beside = around.get(object)
      const device = devices.find(({ id }) => id === lastHeard(beside?.members ?? [])) ?? devices[0]!
      const row = rows.get(objectKey(object))!
      batch.look({ rules: ready, row, device, wake: { object } }, { values: null, lastAt: null, around: beside }, {})
    }
  }

  /**
   * Holds may be over, devices silent. The timers' rows are locked already, a batch of readings locks the rules first: so what is
   * busy is not waited for.
   */
  const onWake: TimersHandler = {
    async atOnce(timers, tx) {
      // Before anything of the rules is locked, as a batch of readings does it.
      const rules = await all.inForce(tx)
      const free = await lockRulesIfFree(
        tx,
        timers.map(({ body }) => wakeKey(body)),
      )
      const now = timers.filter(({ body }) => free.has(wakeKey(body)))
      const busy = timers.filter(({ body }) => !free.has(wakeKey(body)))
      const named = (what: 'device' | 'object') =>
        now.flatMap(({ body }) => (body[what] === undefined ? [] : [String(body[what])]))
      const batching = { rules, batch: startBatch(tx, rules, 'wake') }
      await lookAtDevices(
        tx,
        batching,
        named('device').map((id) => ({ id })),
      )
      await lookAtObjects(tx, batching, named('object'))
      await batching.batch.end(packs)
      const dueAt = new Date(tx.now.getTime() + busyMs)
      await tx.setTimer(busy.map(({ key, body }) => ({ key, kind: 'detect.wake', dueAt, body, bulk: true })))
    },
  }
  async function hear(tx: Tx, asked: Asked[]): Promise<void> {
    const rules = await all.inForce(tx)
    const batch = startBatch(tx, rules, 'wake')
    await lookAtDevices(tx, { rules, batch }, asked)
    await batch.end(packs)
  }
  const onReceipted: FactsHandler<'command.receipted'> = {
    atOnce: (facts, tx) =>
      hear(
        tx,
        facts.map(({ body, actor }) => ({ id: body.device, actor, word: { receipt: { command: body.name, ok: true } } })),
      ),
  }
  const onUnanswered: FactsHandler<'command.unanswered'> = {
    atOnce: (facts, tx) =>
      hear(
        tx,
        facts.map(({ body, actor }) => ({ id: body.device, actor, word: { unanswered: { command: body.name } } })),
      ),
  }

  const onObjectEnded = objectEndedHandler({ packs })
  const onDeviceRetired = deviceRetiredHandler({ packs })
  return {
    ...{ onReadings, laneOf: lanesOf(packs), onWake, onReceipted, onUnanswered, onObjectEnded, onDeviceRetired },
    ...publishedHandlers({ packs }),
  }
}

const wakeKey = (body: Record<string, unknown>): string =>
  body.object === undefined ? String(body.device) : objectKey(String(body.object))

/** The devices of an object stand as their rules have just said. */
function refreshLevels(around: Around | undefined, rows: Map<string, RuleRow>): void {
  for (const member of around?.members ?? []) {
    const row = rows.get(member.device)
    if (member.levels && row) member.levels = standingOf(row.states)
  }
}

function lastHeard(members: { device: string; lastAt: number | null }[]): string | undefined {
  return members.toSorted((a, b) => (b.lastAt ?? 0) - (a.lastAt ?? 0))[0]?.device
}

/**
 * Several looks of one transaction: what they said, whose memory changed, and when they want to be asked again. `objects`: whether they look
 * after their devices, or must be woken when what they ask of a device's rules has changed.
 */
function startBatch(tx: Tx, inForce: InForce, objects: 'follow' | 'wake') {
  const said: Said[] = []
  const changed = new Set<RuleRow>()
  const timers = new Map<string, Timer>()
  return {
    look({ rules, row, device, wake, actor = tx.actor }: Looking, look: Omit<Look, 'now'>, last: Values): void {
      const seen = rules.lookAll(row.states, { now: tx.now.getTime(), ...look })
      // A hold that ends without a new reading is told with the last value known.
      for (const change of seen.changes)
        said.push({
          device,
          by: row.device,
          actor,
          version: inForce.version(change.pack),
          change: { ...change, value: change.value ?? (change.reading ? (last[change.reading] ?? null) : null) },
        })
      if (seen.states !== row.states) changed.add(row)
      row.states = seen.states
      if (seen.changes.length > 0 && objects === 'wake' && 'device' in wake) wakeObject(device)
      const timer = armed(row, seen.wakeAt, wake)
      if (!timer) return
      changed.add(row)
      timers.set(timer.key, timer)
    },
    async end(packs: Packs): Promise<number> {
      await applyChanges(tx, packs, said)
      await saveRules(tx, [...changed])
      await tx.setTimer([...timers.values()])
      return said.length
    },
  }

  /** Beside the timer the object's own rules may have set. */
  function wakeObject({ object, object_kind }: DeviceRow): void {
    if (!inForce.object(object_kind)?.needs.levels.length) return
    const key = `detect:${objectKey(object)}:agree`
    timers.set(key, { key, kind: 'detect.wake', dueAt: tx.now, body: { object }, bulk: true })
  }

  function armed(row: RuleRow, wakeAt: number | null, body: Looking['wake']): Timer | null {
    if (row.armedAt && row.armedAt <= tx.now) {
      row.armedAt = null
      changed.add(row)
    }
    if (wakeAt === null) return null
    const dueAt = new Date(Math.max(wakeAt, tx.now.getTime()))
    // A timer that rings too early only looks again; moving it at every reading would cost a write each.
    if (row.armedAt && row.armedAt <= dueAt) return null
    row.armedAt = dueAt
    return { key: `detect:${row.device}`, kind: 'detect.wake', dueAt, body, bulk: true }
  }
}
