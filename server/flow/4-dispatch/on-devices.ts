import type { Pack } from '../../../contract/pack.ts'
import { severityWeight } from '../../../contract/scales.ts'
import { durationMs } from '../../../contract/time.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { FactsHandler, RecordedFact, TimersHandler } from '../../kernel/facts.ts'
import { leftAt } from '../../kernel/outbox.ts'
import type { Tx } from '../../kernel/spine.ts'
import { devicesOfObjects } from '../1-ingest/store.ts'
import type { DeviceRow } from '../1-ingest/types.ts'
import { receiptDue } from './rules/receipt-due.ts'
import {
  type CommandRow,
  insertCommands,
  lastCommands,
  lockCommandRows,
  lockCommandsIfFree,
  settleCommands,
} from './store-commands.ts'

type AlarmUp = RecordedFact<'alarm.raised'> | RecordedFact<'alarm.stepped-up'>
type AlarmFact = AlarmUp | RecordedFact<'alarm.cleared'>
type Act = Pack['acts'][number]
/** A device that is to do what its pack says, because of a fact. */
type Acting<F extends AlarmFact> = { act: Act; device: DeviceRow; fact: F }

const busyMs = 200

/** Devices act by themselves where the pack says so: command out, receipt back, and an alarm of its own when none comes. */
export function deviceHandlers({ packs }: { packs: Packs }) {
  const onAlarm: FactsHandler<'alarm.raised' | 'alarm.stepped-up'> = {
    async atOnce(facts: AlarmUp[], tx) {
      const acts = ({ body }: AlarmUp): Act[] =>
        packs
          .byId(body.pack)
          .acts.filter(({ family, at }) => family === body.family && severityWeight(body.severity) >= severityWeight(at))
      const up = facts.filter((fact) => acts(fact).length > 0)
      for (const [act, some] of await actingOf(tx, up, (fact, device) => acts(fact).filter((one) => isFor(one, device)))) {
        const last = await lastOf(tx, some, act)
        const idle = some.filter(({ device }) => {
          const command = last.get(device.id)
          return !(command?.name === act.command && (command.state === 'sent' || command.state === 'receipted'))
        })
        await command(tx, act, act.command, idle)
      }
    },
  }

  const onAlarmCleared: FactsHandler<'alarm.cleared'> = {
    async atOnce(facts, tx) {
      const acts = ({ body }: RecordedFact<'alarm.cleared'>, device: DeviceRow): Act[] =>
        packs
          .all()
          .filter(({ id, acts }) => id === device.pack || acts.some((act) => act.device === device.kind))
          .flatMap((pack) => pack.acts.filter((act) => act.family === body.family && act.off && isFor(act, device)))
      for (const [act, some] of await actingOf(tx, facts, acts)) {
        const last = await lastOf(tx, some, act)
        await command(
          tx,
          act,
          act.off!,
          some.filter(({ device }) => last.get(device.id)?.name === act.command),
        )
      }
    },
  }

  /** Which devices of the facts' objects each act is for, in the order of the facts; a device once. */
  async function actingOf<F extends AlarmFact>(
    tx: Tx,
    facts: F[],
    actsOf: (fact: F, device: DeviceRow) => Act[],
  ): Promise<Map<Act, Acting<F>[]>> {
    const devices = await devicesOfObjects(
      tx,
      facts.map(({ body }) => body.object),
    )
    const all = facts.flatMap((fact) =>
      (devices.get(fact.body.object) ?? []).flatMap((device) => actsOf(fact, device).map((act) => ({ act, device, fact }))),
    )
    const once = (some: Acting<F>[]): Acting<F>[] =>
      [...Map.groupBy(some, ({ device }) => device.id).values()].map(([first]) => first!)
    return new Map([...Map.groupBy(all, ({ act }) => act)].map(([act, some]) => [act, once(some)]))
  }

  /** The newest command of each device by which its act runs, or does not. */
  const lastOf = (tx: Tx, some: Acting<AlarmFact>[], { command, off }: Act): Promise<Map<string, CommandRow>> =>
    lastCommands(
      tx,
      some.map(({ device }) => device.id),
      [command, ...(off ? [off] : [])],
    )

  async function command(tx: Tx, act: Act, name: string, some: Acting<AlarmFact>[]): Promise<void> {
    const within = durationMs(act.receiptWithin)
    const orders = some.map(({ device, fact }) => ({ id: tx.newId(), device, fact }))
    await insertCommands(
      tx,
      orders.map(({ id, device, fact }) => ({
        ...{ id, device: device.id, object: device.object, name, alarm: fact.body.alarm, area: device.area },
      })),
    )
    await tx.send(
      orders.map(({ id, device, fact }) => ({
        key: messageOf({ id }),
        channel: 'mqtt',
        urgent: fact.kind !== 'alarm.cleared' && severityWeight(fact.body.severity) >= severityWeight('orange'),
        address: `zhili/v1/devices/${device.id}/commands`,
        body: { command: id, name, at: tx.now.toISOString() },
      })),
    )
    await tx.setTimer(
      orders.map(({ id }) => ({
        key: `receipt:${id}`,
        kind: 'command.receipt-due',
        dueAt: new Date(tx.now.getTime() + within),
        body: { command: id, within },
      })),
    )
    await tx.recordAll(
      'command.sent',
      orders.map(({ id, device, fact }) => ({
        ...{ subject: device.object, area: device.area, actor: fact.actor },
        body: { command: id, device: device.id, object: device.object, name, alarm: fact.body.alarm, cause: fact.kind },
      })),
    )
  }

  const onReceipt: FactsHandler<'receipt.received'> = {
    async atOnce(facts, tx) {
      const rows = await lockCommandRows(
        tx,
        facts.map(({ body }) => body.command),
      )
      const heard = facts.flatMap(({ body, actor }) => {
        const row = rows.get(body.command)
        return row && row.state !== 'receipted' ? [{ row, ok: body.ok, actor }] : []
      })
      if (heard.length === 0) return
      await tx.cancelTimer(heard.map(({ row }) => `receipt:${row.id}`))
      const about = ({ row, actor }: (typeof heard)[0]) => ({
        ...{ subject: row.object, area: row.area, actor },
        body: { command: row.id, device: row.device, object: row.object, name: row.name },
      })
      const failed = heard.filter(({ ok }) => !ok)
      await settleCommands(tx, failed.map(idOf), { state: 'failed', receiptedAt: tx.now })
      await tx.recordAll('command.unanswered', failed.map(about))
      // A receipt that comes late is still a receipt: the fan runs, and the alarm about it clears.
      const done = heard.filter(({ ok }) => ok)
      await settleCommands(tx, done.map(idOf), { state: 'receipted', receiptedAt: tx.now })
      await tx.recordAll(
        'command.receipted',
        done.map((one) => {
          const { body, ...head } = about(one)
          return { ...head, body: { ...body, tookMs: tx.now.getTime() - one.row.sent_at.getTime() } }
        }),
      )
    },
  }

  const onReceiptDue: TimersHandler = {
    async atOnce(timers, tx) {
      const asked = timers.map(({ key, body }) => ({ key, body, command: String(body.command) }))
      const again = (timer: (typeof asked)[0], dueAt: Date) => ({
        ...{ key: timer.key, kind: 'command.receipt-due', dueAt, body: timer.body },
      })
      const rows = await lockCommandsIfFree(
        tx,
        asked.map(({ command }) => command),
      )
      // A receipt being taken locks the command first and this timer second: waiting here would be a deadlock.
      const busy = asked.filter(({ command }) => !rows.has(command))
      await tx.setTimer(busy.map((timer) => again(timer, new Date(tx.now.getTime() + busyMs))))
      const open = asked.flatMap((timer) => {
        const row = rows.get(timer.command)
        return row?.state === 'sent' ? [{ ...timer, row }] : []
      })
      if (open.length === 0) return
      const left = await leftAt(
        tx,
        open.map(({ row }) => messageOf(row)),
      )
      const looked = open.map((timer) => {
        const leftAt = left.get(messageOf(timer.row))
        const times = { orderedAt: timer.row.sent_at, withinMs: Number(timer.body.within ?? 0), now: tx.now }
        return { ...timer, later: leftAt === undefined ? null : receiptDue({ ...times, leftAt }) }
      })
      await tx.setTimer(looked.flatMap((timer) => (timer.later ? [again(timer, timer.later)] : [])))
      const silent = looked.filter(({ later }) => !later)
      await settleCommands(tx, silent.map(idOf), { state: 'unanswered', receiptedAt: null })
      await tx.recordAll(
        'command.unanswered',
        silent.map(({ row }) => ({
          ...{ subject: row.object, area: row.area },
          body: { command: row.id, device: row.device, object: row.object, name: row.name },
        })),
      )
    },
  }

  return { onAlarm, onAlarmCleared, onReceipt, onReceiptDue }
}

/** Is an act for this device? One that names no kind is for every device of the object. */
const isFor = (act: Act, { kind }: DeviceRow): boolean => act.device === undefined || act.device === kind

/** The key under which a command leaves. */
const messageOf = ({ id }: { id: string }): string => `command:${id}`
const idOf = ({ row }: { row: CommandRow }): string => row.id
