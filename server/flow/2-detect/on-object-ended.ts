import type { Packs } from '../../city/pack/packs.ts'
import type { Handler } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { devicesOfObject } from '../1-ingest/store.ts'
import type { DeviceRow } from '../1-ingest/types.ts'
import { applyChanges, type Said } from './on-change.ts'
import { lockRules, objectKey, saveRules } from './store.ts'

type Deps = { packs: Packs }
/** Whose memory is taken back, and the devices it is told with. */
type Going = { devices: readonly DeviceRow[]; keys: string[] }

/**
 * An object is there no more: what rules said of it and its devices is taken back, and their memory is emptied, in the same
 * transaction. Its devices are not heard any more afterwards, so nothing would ever clear its alarms.
 */
export function objectEndedHandler({ packs }: Deps): Handler<'object.ended'> {
  return async (fact, tx) => {
    const devices = await devicesOfObject(tx, fact.body.object)
    await takeBack(tx, packs, { devices, keys: [...devices.map(({ id }) => id), objectKey(fact.body.object)] })
  }
}

/**
 * A device is heard no more: what its rules said is taken back, its silence too. Rules of the whole object look again without it; when it was
 * the last one, what they said is taken back as well.
 */
export function deviceRetiredHandler({ packs }: Deps): Handler<'device.retired'> {
  return async ({ body: { object, device: id } }, tx) => {
    const devices = await devicesOfObject(tx, object)
    const last = devices.every((one) => one.id === id)
    const going = devices.filter((one) => one.id === id)
    // Both at once, in order, as a batch of readings does; a wake-up finds only whom it can lock.
    await lockRules(tx, [id, objectKey(object)].sort())
    await takeBack(tx, packs, { devices: going, keys: last ? [id, objectKey(object)] : [id] })
    const key = `detect:${objectKey(object)}:agree`
    if (!last) await tx.setTimer([{ key, kind: 'detect.wake', dueAt: tx.now, body: { object }, bulk: true }])
  }
}

async function takeBack(tx: Tx, packs: Packs, { devices, keys }: Going): Promise<void> {
  const [first] = devices
  if (!first) return
  const rows = [...(await lockRules(tx, keys.toSorted())).values()]
  const said = rows.flatMap((row): Said[] => {
    const device = devices.find(({ id }) => id === row.device) ?? first
    const rules = packs.byId(device.pack).detect
    return Object.entries(row.states).flatMap(([id, { level }]) => {
      const rule = rules.find((one) => one.id === id)
      if (!rule || level === null) return []
      const change = { rule: id, family: rule.family, pack: device.pack, from: level, to: null, cause: 'withdrawn' as const }
      const version = packs.rulesVersion(device.pack)
      return [
        { device, by: row.device, version, actor: tx.actor, change: { ...change, reading: null, value: null, limit: null } },
      ]
    })
  })
  await applyChanges(tx, packs, said)
  await saveRules(
    tx,
    rows.map((row) => ({ ...row, states: {}, armedAt: null })),
  )
  await tx.cancelTimer(rows.map(({ device }) => `detect:${device}`))
}
