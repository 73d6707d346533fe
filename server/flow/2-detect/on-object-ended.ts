import type { Packs } from '../../city/pack/packs.ts'
import type { Handler } from '../../kernel/facts.ts'
import { devicesOfObject } from '../1-ingest/store.ts'
import { applyChanges, type Said } from './on-change.ts'
import { lockRules, objectKey, saveRules } from './store.ts'

/**
 * An object is there no more: what rules said of it and its devices is taken back, and their memory is emptied, in the same
 * transaction. Its devices are not heard any more afterwards, so nothing would ever clear its alarms.
 */
export function objectEndedHandler({ packs }: { packs: Packs }): Handler<'object.ended'> {
  return async (fact, tx) => {
    const devices = await devicesOfObject(tx, fact.body.object)
    const [first] = devices
    if (!first) return
    const rows = [...(await lockRules(tx, [...devices.map(({ id }) => id), objectKey(fact.body.object)])).values()]
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
}
