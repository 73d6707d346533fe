import { createHash } from 'node:crypto'
import type { DegreeSystem } from '../../../../contract/crs.ts'
import type { HotlineOrderIn, HotlineReceipt, HotlineVerdict } from '../../../../contract/hotline.ts'
import type { ReportReceipt } from '../../../../contract/report.ts'
import { areaNameOf } from '../../../city/area/area-name.ts'
import { areasAlong } from '../../../city/area/store.ts'
import { toWgs84 } from '../../../kernel/crs.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { malformed, orRefuse, RefusalError } from '../../../kernel/result.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import { mayDispute } from '../reports/rules/public-view.ts'
import type { SentReport } from '../reports/rules/take-report.ts'
import { reportById, toldOf } from '../reports/store.ts'
import type { ReportRow } from '../reports/types.ts'
import { setLimit } from './limit.ts'
import { isLater, mayJudge } from './rules/may.ts'
import {
  asksOf,
  claimNo,
  insertOrder,
  lockOrder,
  orderByNo,
  setDisputed,
  setReplyBy,
  setReturned,
  settleAsk,
  setVerdict,
} from './store.ts'
import type { OrderRow } from './types.ts'

export type TakeDeps = {
  /** writes a report of the hotline (reports/) */
  receive(tx: Tx, sent: SentReport): Promise<ReportReceipt>
  /** records what a caller says against the end of their case, which it locks (6-verify) */
  dispute(tx: Tx, report: ReportRow, reason: string): Promise<void>
}
/** The hotline that speaks: `types` says what its codes are here, `crs` in which degrees it says where. */
export type Speaker = { key: string; name: string; types: Record<string, string>; crs: DegreeSystem }

/** An order becomes one report, however often it is handed over; other words under its number are refused. */
export async function takeOrder(tx: Tx, deps: TakeDeps, hotline: Speaker, given: HotlineOrderIn): Promise<HotlineReceipt> {
  const digest = digestOf(given)
  const number = { hotline: hotline.name, no: given.no }
  await claimNo(tx, number)
  const before = await orderByNo(tx, number)
  if (before && !before.digest.equals(digest)) throw new RefusalError({ code: 'hotline.changed', details: { no: given.no } })
  if (before) return receiptOf(tx, before)
  // Past already, because one of both sides was away: taken all the same, and overdue at once.
  const replyBy = new Date(given.replyBy)
  const { id } = await deps.receive(tx, sentOf(given, hotline))
  const { area } = (await reportById(tx, id))!
  const { kind, urgent, confidential } = given
  await insertOrder(tx, { ...number, report: id, kind, urgent, confidential, digest, area, reply_by: replyBy })
  await setLimit(tx, id, replyBy)
  const body = { report: id, no: given.no, hotline: hotline.name, until: replyBy.toISOString() }
  await tx.record({ kind: 'hotline.received', subject: id, area, body })
  return receiptOf(tx, (await orderByNo(tx, number))!)
}

/** Of what was sent but who called: not even a digest of those is kept with the order. */
function digestOf({ contactName: _, phone: __, ...words }: HotlineOrderIn): Buffer {
  return createHash('sha256').update(JSON.stringify(words)).digest()
}

/** Who asked for secrecy is not known here at all. */
function sentOf(given: HotlineOrderIn, { types, crs }: Speaker): SentReport {
  const { type, content, address, happenedAt, contactName, phone, confidential } = given
  const at = toWgs84(crs, [given.lon, given.lat])
  if (at.flag) throw new RefusalError(malformed('/lon', 'unfit'))
  const { lon, lat } = at
  return {
    ...{ type: (Object.hasOwn(types, type) && types[type]) || type, content, lon, lat, files: [], selfHandled: false },
    ...(address ? { address } : {}),
    ...(happenedAt ? { happenedAt } : {}),
    ...(contactName && !confidential ? { contactName } : {}),
    ...(phone && !confidential ? { phone } : {}),
  }
}

/** What a hotline may read of one of its orders: states, no words of the case. */
export async function receiptOf(db: Db, order: OrderRow): Promise<HotlineReceipt> {
  const { no, report, code, received_at, state, outcome, reply_by, answered_at, area } = order
  return {
    ...{ no, report, code, state, outcome },
    ...{ receivedAt: received_at.toISOString(), areaName: areaNameOf(await areasAlong(db, area)) },
    ...{ replyBy: reply_by.toISOString(), answeredAt: answered_at?.toISOString() ?? null },
  }
}

type Number = { hotline: string; no: string }
async function lockByNo(tx: Tx, number: Number): Promise<OrderRow> {
  const found = await orderByNo(tx, number)
  if (!found) throw new RefusalError({ code: 'thing.not-found' })
  return (await lockOrder(tx, found.report))!
}

type Said = { ask: string; granted: boolean; note: string; until?: string | undefined }

/** What the hotline says to a question of ours. The same said again changes nothing; a return that is granted takes the matter from our inbox (3-event). */
export async function hearAnswer(tx: Tx, number: Number, { ask: id, granted, note, until }: Said): Promise<HotlineReceipt> {
  const order = await lockByNo(tx, number)
  const ask = (await asksOf(tx, [order.report])).find((one) => one.id === id)
  if (!ask) throw new RefusalError({ code: 'thing.not-found' })
  const state = granted ? 'granted' : 'refused'
  if (ask.state === state) return receiptOf(tx, order)
  if (ask.state !== 'asked') throw new RefusalError({ code: 'hotline.settled' })
  const given = granted && ask.what === 'extension' ? (until ? new Date(until) : ask.until) : null
  if (given) {
    orRefuse(isLater(given, order))
    await setReplyBy(tx, order.report, given)
    await setLimit(tx, order.report, given)
  }
  if (granted && ask.what === 'return') await setReturned(tx, order.report)
  const words = plainText(note) || null
  await settleAsk(tx, id, { state, note: words, until: given })
  const body = { report: order.report, no: order.no, ask: id, what: ask.what, note: words }
  const about = { subject: order.event ?? order.report, area: order.area }
  if (granted) await tx.record({ kind: 'hotline.granted', ...about, body: { ...body, until: given?.toISOString() ?? null } })
  else await tx.record({ kind: 'hotline.refused', ...about, body })
  return receiptOf(tx, (await orderByNo(tx, number))!)
}

/**
 * What the caller said when called back: kept as a check of the case by its reporter. Not solved, it disputes the end where that can still
 * be disputed, and the order waits for another answer in any case. The same said again changes nothing.
 */
export async function hearVerdict(tx: Tx, deps: TakeDeps, number: Number, said: HotlineVerdict): Promise<HotlineReceipt> {
  const order = await lockByNo(tx, number)
  const verdict = { solved: said.solved, satisfied: said.satisfied, note: plainText(said.note) }
  if (isSame(order.verdict, verdict)) return receiptOf(tx, order)
  orRefuse(mayJudge(order))
  await setVerdict(tx, order.report, { ...verdict, at: tx.now.toISOString() })
  if (!verdict.solved && (await disputeEnd(tx, deps, order.report, verdict.note))) await setDisputed(tx, order.report)
  if (said.replyBy) await setReplyBy(tx, order.report, new Date(said.replyBy))
  // What was not solved waits for another answer, by this limit or the one before.
  const limit = said.replyBy ? new Date(said.replyBy) : order.reply_by
  if (said.replyBy || (!verdict.solved && limit > tx.now)) await setLimit(tx, order.report, limit)
  const { solved, ...more } = verdict
  await tx.record({
    ...{ kind: 'hotline.called-back', subject: order.event ?? order.report, area: order.area },
    body: { report: order.report, no: order.no, solved: solved ? 'solved' : 'not-solved', ...more },
  })
  return receiptOf(tx, (await orderByNo(tx, number))!)
}

type Verdict = Pick<NonNullable<OrderRow['verdict']>, 'solved' | 'satisfied' | 'note'>
const isSame = (before: OrderRow['verdict'], now: Verdict): boolean =>
  before !== null && before.solved === now.solved && before.satisfied === now.satisfied && before.note === now.note

/** False: there is no end that could be disputed, or not any more. */
async function disputeEnd(tx: Tx, { dispute }: TakeDeps, id: string, reason: string): Promise<boolean> {
  const report = (await reportById(tx, id))!
  if (!mayDispute(report, await toldOf(tx, id), tx.now)) return false
  await dispute(tx, report, reason)
  const told = { report: id, event: report.event, outcome: 'disputed' }
  await tx.record({ kind: 'reporter.told', subject: id, area: report.area, body: told })
  return true
}
