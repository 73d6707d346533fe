import type { Packs } from '../../city/pack/packs.ts'
import type { RecordedFact, TimerHandler } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { devicesById } from '../1-ingest/store.ts'
import { applyChanges, type Said } from './on-change.ts'
import { doubtsOf } from './rules/doubt.ts'
import { alarmById, lockRules } from './store.ts'
import { type DoubtRow, endDoubt, insertDoubt, lockDoubt, raisesOf } from './store-doubts.ts'

/** 误报记忆: what a verdict makes of the sensors that raised an alarm, and how they are believed again. */
export function doubtHandlers({ packs }: { packs: Packs }) {
  /** Their alarm was called false: those that raised it alone are believed less for a while, from this very alarm on. */
  async function onFalseAlarm({ body, area }: RecordedFact<'event.false-alarm'>, tx: Tx): Promise<void> {
    const alarm = body.alarm ? await alarmById(tx, body.alarm) : null
    if (!alarm) return
    // With the settings of its district: how long is one of them.
    const rules = new Map(packs.rulesAt(packs.byId(alarm.pack), alarm.area).map((rule) => [rule.id, rule]))
    const doubts = doubtsOf(await raisesOf(tx, alarm.id), rules, tx.now)
    for (const doubt of doubts) {
      const id = await insertDoubt(tx, { ...doubt, pack: alarm.pack, event: body.event, reason: body.reason, area: alarm.area })
      const kept = (await lockDoubt(tx, id))!
      await tx.setTimer({ key: `doubt:${id}`, kind: 'doubt.over', dueAt: kept.until, body: { doubt: id } })
      await tx.record({
        kind: 'sensor.doubted',
        subject: body.event,
        area: area ?? alarm.area,
        body: { ...named(kept), cap: kept.cap, until: kept.until.toISOString(), reason: body.reason },
      })
    }
    await lookAgain(
      tx,
      doubts.map(({ device }) => device),
    )
  }

  /** From now on the sensor is believed: its days are over, or somebody says what was repaired. What it says already counts at once. */
  async function believe(tx: Tx, doubt: DoubtRow, why: 'over' | 'repaired', reason: string | null): Promise<void> {
    await endDoubt(tx, doubt.id, why)
    await tx.cancelTimer(`doubt:${doubt.id}`)
    await tx.record({ kind: 'sensor.believed', subject: doubt.event, area: doubt.area, body: { ...named(doubt), why, reason } })
    await lookAgain(tx, [doubt.device])
  }

  const onDoubtOver: TimerHandler = async (body, tx) => {
    const doubt = await lockDoubt(tx, String(body.doubt))
    if (doubt) await believe(tx, doubt, 'over', null)
  }

  /** What rules of these devices hold is folded into their alarms anew. */
  async function lookAgain(tx: Tx, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    const devices = await devicesById(tx, [...ids])
    const rows = await lockRules(tx, [...ids].sort())
    const said = [...rows.values()].flatMap((row): Said[] => {
      const device = devices.get(row.device)
      if (!device) return []
      const rules = packs.byId(device.pack).detect
      return Object.entries(row.states).flatMap(([id, { level }]) => {
        const rule = rules.find((one) => one.id === id)
        if (!rule || level === null) return []
        const change = { rule: id, family: rule.family, pack: device.pack, from: level, to: level }
        const nothing = { reading: null, value: null, limit: null }
        return [
          {
            device,
            by: row.device,
            version: packs.rulesVersion(device.pack),
            actor: tx.actor,
            change: { ...change, ...nothing },
          },
        ]
      })
    })
    await applyChanges(tx, packs, said)
  }

  return { onFalseAlarm, onDoubtOver, believe }
}

const named = ({ id, device, device_name, object, object_name, family }: DoubtRow) => ({
  ...{ doubt: id, device, name: device_name, object, label: object_name, family },
})
