import { randomInt } from 'node:crypto'
import { system } from '../../../../contract/actor.ts'
import { writeCancel, writeSubscribe } from '../../../../protocols/gat1400/write.ts'
import type { Spine, Tx } from '../../../kernel/spine.ts'
import { chinaTime } from '../gateways/rules/china-time.ts'
import { type Ask, askAgainAt, nextAsk, subscriptionNumber } from './rules/subscribing.ts'
import { type DueSubscription, deleteSubscription, lockAsked, lockDue, noteAsked, noteCame } from './store-subscriptions.ts'
import { askLibrary, type LibraryAnswer } from './viid-ask.ts'

/** `receiver`: where a library of this host reaches our gateway, scheme, host and port. */
export type SubscribeDeps = {
  spine: Spine
  us: string
  patienceMs: number
  stop: AbortSignal
  receiver(host: string): Promise<string>
}
type Due = { row: DueSubscription; ask: Ask }

/** Libraries asked side by side: one that is slow must not hold the others up. */
const atOnce = 8
/** SubscribeDetail: lists of cameras, vehicles, non-motor vehicles, things. Never 11 and 12, persons and faces. */
const details = [3, 13, 14, 15]
const title = '城市治理事件线索'
const applicant = '智理'

/** Asks every view library whose time has come, once. Answers whether there may be more. */
export async function askLibraries(deps: SubscribeDeps): Promise<boolean> {
  const due = await deps.spine.transaction(system, (tx) => claim(tx, deps.us))
  await Promise.all(due.map((one) => askOne(deps, one)))
  return due.length === atOnce
}

/** Number and next time stand in the database before anything is asked: who is killed over it asks for the same again. */
async function claim(tx: Tx, us: string): Promise<Due[]> {
  const due: Due[] = []
  for (const row of await lockDue(tx, atOnce)) {
    const fresh = subscriptionNumber({ us, at: chinaTime(tx.now), serial: randomInt(100_000) })
    const ask = nextAsk(row, fresh, tx.now)
    await noteAsked(tx, row.id, ask)
    due.push({ row, ask })
  }
  return due
}

async function askOne(deps: SubscribeDeps, due: Due): Promise<void> {
  const { row, ask } = due
  const answer = ask.verb === 'take-back' ? await takeBack(deps, due) : await wish(deps, due)
  // Stopped by ourselves: nobody has said anything, and the next start asks again.
  if (deps.stop.aborted && answer.kind === 'away') return
  await deps.spine.transaction(system, async (tx) => {
    const now = await lockAsked(tx, row.id, ask.subscription)
    if (now?.wanted !== row.wanted) return
    if (ask.verb === 'take-back') await leftBehind(tx, now, answer)
    else await came(tx, now, ask, answer)
  })
}

async function wish(deps: SubscribeDeps, { row, ask }: Due): Promise<LibraryAnswer> {
  const receiver = await deps.receiver(new URL(row.address).hostname.replace(/^\[|\]$/g, '')).catch(() => null)
  if (receiver === null) return { kind: 'away', refusal: { code: 'pull.away' } }
  const now = deps.spine.clock.now()
  const body = writeSubscribe({
    ...{ id: ask.subscription, title, details, resources: [row.number], applicant, unit: applicant, intervalS: 3 },
    ...{ begin: chinaTime(now), end: chinaTime(ask.endsAt), receiver: `${receiver}/VIID/SubscribeNotifications` },
  })
  return request(deps, row, { method: ask.verb === 'renew' ? 'PUT' : 'POST', path: '/VIID/Subscribes', body })
}

/** As the standard takes one back; a library that does not know that may know how one is deleted. */
async function takeBack(deps: SubscribeDeps, { row, ask }: Due): Promise<LibraryAnswer> {
  const id = ask.subscription
  const body = writeCancel({ id, unit: applicant, person: applicant, at: chinaTime(deps.spine.clock.now()), reason: '不再需要' })
  const first = await request(deps, row, { method: 'PUT', path: `/VIID/Subscribes/${id}`, body })
  if (first.kind !== 'refused') return first
  return request(deps, row, { method: 'DELETE', path: `/VIID/Subscribes?IDList=${id}`, body: null })
}

type Said = { method: 'POST' | 'PUT' | 'DELETE'; path: string; body: string | null }
const request = ({ us, patienceMs, stop }: SubscribeDeps, { address, password }: DueSubscription, said: Said) =>
  askLibrary({ address, password, us, patienceMs, stop, ...said })

/** Whatever it answered, it is not asked again; one that is away until the subscription ends anyway is left alone. */
async function leftBehind(tx: Tx, row: DueSubscription, answer: LibraryAnswer): Promise<void> {
  if (answer.kind !== 'away' || row.ends_at === null || row.ends_at <= tx.now) return deleteSubscription(tx, row.id)
  await noteCame(tx, row.id, { ...row, failure: answer.refusal, nextAt: askAgainAt('away', row.tries, tx.now) })
}

/** A change is a fact; that it goes on is none. */
async function came(tx: Tx, row: DueSubscription, ask: Ask, answer: LibraryAnswer): Promise<void> {
  const { number, area, subscription, tries } = row
  const fact = { subject: `gat1400 ${number}`, area }
  const nextAt = askAgainAt(answer.kind, tries, tx.now)
  if (answer.kind === 'granted') {
    await noteCame(tx, row.id, { state: 'granted', subscription, ends_at: ask.endsAt, failure: null, tries: 0, nextAt })
    const until = ask.endsAt.toISOString()
    if (row.state !== 'granted') await tx.record({ kind: 'camera-subscription.granted', ...fact, body: { number, until } })
    return
  }
  const failure = answer.refusal
  // It does not know the subscription, or not how one is renewed: another one is asked for.
  if (ask.verb === 'renew' && answer.kind === 'refused')
    return noteCame(tx, row.id, { ...row, subscription: null, ends_at: null, failure: null, nextAt: tx.now })
  const ends_at = answer.kind === 'refused' ? null : row.ends_at
  await noteCame(tx, row.id, { state: answer.kind, subscription, ends_at, failure, tries, nextAt })
  const known = answer.kind === 'away' ? row.state === 'away' : row.state !== 'away' && row.failure?.code === failure.code
  if (known) return
  await tx.record({ kind: `camera-subscription.${answer.kind}`, ...fact, body: { number, code: failure.code } })
}
