import { severityWeight } from '../../../contract/scales.ts'
import { durationMs } from '../../../contract/time.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { RecordedFact, TimerHandler } from '../../kernel/facts.ts'
import { leftAt } from '../../kernel/outbox.ts'
import type { Tx } from '../../kernel/spine.ts'
import { devicesOfObject } from '../1-ingest/store.ts'
import type { DeviceRow } from '../1-ingest/types.ts'
import { receiptDue } from './rules/receipt-due.ts'
import { insertCommand, lastCommand, lockCommandIfFree, lockCommandRow, settleCommand } from './store-commands.ts'

/** Devices act by themselves where the pack says so: command out, receipt back, and an alarm of its own when none comes. */
export function deviceHandlers({ packs }: { packs: Packs }) {
  async function onAlarm(fact: RecordedFact<'alarm.raised'> | RecordedFact<'alarm.stepped-up'>, tx: Tx): Promise<void> {
    const { pack, family, severity, object, alarm } = fact.body
    for (const act of packs
      .byId(pack)
      .acts.filter((one) => one.family === family && severityWeight(severity) >= severityWeight(one.at))) {
      for (const device of await devicesOfObject(tx, object)) {
        const last = await lastCommand(tx, device.id, [act.command, ...(act.off ? [act.off] : [])])
        const runs = last?.name === act.command && (last.state === 'sent' || last.state === 'receipted')
        if (!runs)
          await command(tx, device, {
            name: act.command,
            alarm,
            within: durationMs(act.receiptWithin),
            cause: fact.kind,
            urgent: severityWeight(severity) >= severityWeight('orange'),
          })
      }
    }
  }

  async function onAlarmCleared(fact: RecordedFact<'alarm.cleared'>, tx: Tx): Promise<void> {
    for (const device of await devicesOfObject(tx, fact.body.object)) {
      for (const act of packs.byId(device.pack).acts) {
        if (act.family !== fact.body.family || !act.off) continue
        const last = await lastCommand(tx, device.id, [act.command, act.off])
        if (last?.name === act.command)
          await command(tx, device, {
            name: act.off,
            alarm: fact.body.alarm,
            within: durationMs(act.receiptWithin),
            cause: fact.kind,
          })
      }
    }
  }

  async function command(
    tx: Tx,
    device: DeviceRow,
    order: { name: string; alarm: string | null; within: number; cause: string; urgent?: boolean },
  ): Promise<void> {
    const id = tx.newId()
    await insertCommand(tx, {
      id,
      device: device.id,
      object: device.object,
      name: order.name,
      alarm: order.alarm,
      area: device.area,
    })
    await tx.send({
      key: `command:${id}`,
      channel: 'mqtt',
      urgent: order.urgent ?? false,
      address: `zhili/v1/devices/${device.id}/commands`,
      body: { command: id, name: order.name, at: tx.now.toISOString() },
    })
    await tx.setTimer({
      key: `receipt:${id}`,
      kind: 'command.receipt-due',
      dueAt: new Date(tx.now.getTime() + order.within),
      body: { command: id, within: order.within },
    })
    await tx.record({
      kind: 'command.sent',
      subject: device.object,
      area: device.area,
      body: { command: id, device: device.id, object: device.object, name: order.name, alarm: order.alarm, cause: order.cause },
    })
  }

  async function onReceipt(fact: RecordedFact<'receipt.received'>, tx: Tx): Promise<void> {
    const row = await lockCommandRow(tx, fact.body.command)
    if (!row || row.state === 'receipted') return
    await tx.cancelTimer(`receipt:${row.id}`)
    const body = { command: row.id, device: row.device, object: row.object, name: row.name }
    if (!fact.body.ok) {
      await settleCommand(tx, row.id, 'failed', tx.now)
      await tx.record({ kind: 'command.unanswered', subject: row.object, area: row.area, body })
      return
    }
    // A receipt that comes late is still a receipt: the fan runs, and the alarm about it clears.
    await settleCommand(tx, row.id, 'receipted', tx.now)
    await tx.record({
      kind: 'command.receipted',
      subject: row.object,
      area: row.area,
      body: { ...body, tookMs: tx.now.getTime() - row.sent_at.getTime() },
    })
  }

  const onReceiptDue: TimerHandler = async (timer, tx, key) => {
    const row = await lockCommandIfFree(tx, String(timer.command))
    // A receipt being taken locks the command first and this timer second: waiting here would be a deadlock.
    if (!row) return tx.setTimer({ key, kind: 'command.receipt-due', dueAt: new Date(tx.now.getTime() + 200), body: timer })
    if (row.state !== 'sent') return
    const left = await leftAt(tx, `command:${row.id}`)
    const withinMs = Number(timer.within ?? 0)
    const later = left === undefined ? null : receiptDue({ orderedAt: row.sent_at, leftAt: left, withinMs, now: tx.now })
    if (later) return tx.setTimer({ key, kind: 'command.receipt-due', dueAt: later, body: timer })
    await settleCommand(tx, row.id, 'unanswered', null)
    await tx.record({
      kind: 'command.unanswered',
      subject: row.object,
      area: row.area,
      body: { command: row.id, device: row.device, object: row.object, name: row.name },
    })
  }

  return { onAlarm, onAlarmCleared, onReceipt, onReceiptDue }
}
