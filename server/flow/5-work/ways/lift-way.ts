import type { z } from 'zod'
import type { AskLiftBody, HandOverBody, LiftBody, WayAction } from '../../../../contract/way-closure.ts'
import type { Caller } from '../../../kernel/http.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { orRefuse, RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import type { EventRecord } from '../../3-event/types.ts'
import { ordersOfEvent } from '../store.ts'
import { allowedOf, isCalm, mayAskLift } from './rules/way.ts'
import { changeWay, type WayRow } from './store.ts'
import { type CaseWay, handOf, standing, waysOf } from './store-ways.ts'

/** A closing of a case somebody sees, the case locked; `event`: what its own case was merged into, where it was. */
export type Seen = { caller: Caller; event: EventRecord; row: WayRow }

/** The way with its plan, if this person may do that with it now. Only the newest closing of a block is spoken of. */
async function wayFor(tx: Tx, { caller, event, row }: Seen, verb: WayAction): Promise<CaseWay> {
  const way = (await waysOf(tx, [event.id])).get(event.id)?.find((one) => one.row?.id === row.id)
  if (!way) throw new RefusalError({ code: 'thing.not-found' })
  const hand = handOf(caller, way, await ordersOfEvent(tx, event.id), tx.now)
  if (allowedOf(way.wanted, standing(row), hand).includes(verb)) return way
  // everything is as it should be but the person
  if ((verb === 'lift' || verb === 'refuse-lift') && row.state === 'lifting') throw new RefusalError({ code: 'way.second' })
  if (verb === 'ask-lift' && row.state === 'closed') throw new RefusalError({ code: 'way.not-yours' })
  throw new RefusalError({ code: 'way.state', details: { state: row.state } })
}

const about = ({ event, row }: Seen) => ({ subject: event.id, area: event.area, unit: row.unit })
const said = ({ event, row: { id, name, way_name } }: Seen) => ({ closure: id, event: event.id, name, wayName: way_name })

/** Whoever ordered it thinks it may be passed again. */
export async function askLift(tx: Tx, seen: Seen, { checks, note: written }: z.infer<typeof AskLiftBody>): Promise<void> {
  const { row } = seen
  const way = await wayFor(tx, seen, 'ask-lift')
  orRefuse(mayAskLift(way.block, checks, way.case.standing))
  const note = plainText(written)
  const lift = { at: tx.now.toISOString(), byName: tx.actor.name ?? null, note, checks: way.block.checks.map(({ id }) => id) }
  await changeWay(tx, row, { state: 'lifting', lift, lift_by: seen.caller.person })
  await tx.record({ kind: 'way.lift-asked', ...about(seen), body: { ...said(seen), note } })
}

/** A second person says yes, or no with a reason; what was calm when it was asked has to be calm still. */
export async function liftWay(tx: Tx, seen: Seen, { passed, reason }: z.infer<typeof LiftBody>): Promise<void> {
  const { row } = seen
  const way = await wayFor(tx, seen, passed ? 'lift' : 'refuse-lift')
  if (!passed) {
    if (!reason) throw new RefusalError({ code: 'reason.missing' })
    await changeWay(tx, row, { state: 'closed', lift: null, lift_by: null })
    await tx.record({ kind: 'way.lift-refused', ...about(seen), body: { ...said(seen), reason: plainText(reason) } })
    return
  }
  orRefuse(isCalm(way.block, way.case.standing))
  await changeWay(tx, row, { state: 'open', ended_at: tx.now, ended_name: tx.actor.name ?? null })
  await tx.record({ kind: 'way.opened', ...about(seen), body: said(seen) })
}

/** It stays closed, and somebody else sees to it: the case may close. */
export async function handOver(tx: Tx, seen: Seen, body: z.infer<typeof HandOverBody>): Promise<void> {
  const { row } = seen
  await wayFor(tx, seen, 'hand-over')
  const [to, reason] = [plainText(body.to), plainText(body.reason)]
  await changeWay(tx, row, { handed: { to, reason, at: tx.now.toISOString(), byName: tx.actor.name ?? null } })
  await tx.record({ kind: 'way.handed-over', ...about(seen), body: { ...said(seen), to, reason } })
}
