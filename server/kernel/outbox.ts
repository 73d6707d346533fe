import { system } from '../../contract/actor.ts'
import { createLoop, type Loop } from './loop.ts'
import type { ChannelName, Db, Spine, Tx } from './spine.ts'

export type Message = { id: string; key: string; address: string; body: Record<string, unknown>; tries: number }
/** Hands a message over; a text is what the other side answered, for whoever waits for the outcome. */
export type Send = (message: Message) => Promise<unknown>
export type Channels = Partial<Record<ChannelName, Send>>

/** What became of a message: handed over, given up with the last error, or called off because nobody wanted it any more. */
export type Outcome = { state: 'sent'; said?: string } | { state: 'failed'; error: string } | { state: 'called-off' }
export type SettledHandler = (message: Message, outcome: Outcome, tx: Tx) => Promise<void>
export type StillWanted = (message: Message, db: Db) => Promise<boolean>

/** The other side said no for good: another try would only be told the same. */
export class GivenUpError extends Error {}

/**
 * How often a channel is tried, and how long one try may take before another process may repeat it. A person waits for a call, so a call
 * gives up soon. `atOnce`: how many are taken and settled together, where handing one over costs nothing. `beside`: how many tries run
 * beside each other: twenty red calls through a gateway that takes its ten seconds each have left after twenty, not two hundred. Nobody has
 * measured whether other numbers would do better. `inTurn`: what goes to one target goes one after the other, so that a target that hangs
 * holds up itself alone; a gateway's address is a person, and people share the gateway.
 */
type Manners = { tries: number; leaseMs: number; atOnce: number; beside: number; inTurn: boolean }
const toTarget = { leaseMs: 20_000, atOnce: 1, beside: 8, inTurn: true }
const toPerson = { tries: 3, leaseMs: 20_000, atOnce: 1, beside: 16, inTurn: false }
const manners: Record<ChannelName, Manners> = {
  mqtt: { tries: 8, leaseMs: 5_000, atOnce: 50, beside: 1, inTurn: false },
  webhook: { tries: 8, ...toTarget },
  robot: { tries: 8, ...toTarget },
  // One a minute for about five hours: the other side may be away for a night's work, and its callers wait for what we say.
  hotline: { tries: 300, ...toTarget },
  portal: { tries: 300, ...toTarget },
  sms: toPerson,
  voice: toPerson,
  push: { tries: 3, ...toTarget, beside: 16 },
}

type Row = Message & { channel: ChannelName }

/**
 * Sends what waits in the channels this process has, the urgent ones first, one or a few at a time. At least once: the receiver gets the
 * key and answers the same to a repeat. Returns false when nothing waits.
 */
export async function sendOnce(spine: Spine, channels: Channels): Promise<boolean> {
  const names = Object.keys(channels) as ChannelName[]
  if (names.length === 0) return false
  const rows = await take(spine, names)
  await hand(spine, channels, rows)
  return rows.length > 0
}

/** A channel's way out of the running process: as many tries beside each other as its manners allow, each target in its turn. */
export function outboxLoop(spine: Spine, name: ChannelName, send: Send): Loop {
  const { beside, inTurn } = manners[name]
  const away = new Map<Promise<void>, Row[]>()
  const turn = async (): Promise<boolean> => {
    if (away.size >= beside) return false
    const rows = await take(spine, [name], inTurn ? [...away.values()].flat().map(({ address }) => address) : [])
    if (rows.length === 0) return false
    // What a failing database leaves unsettled comes again when its lease is over.
    const handing = hand(spine, { [name]: send }, rows)
      .catch((error: Error) => spine.log.error({ err: error, channel: name }, 'message not settled'))
      .finally(() => {
        away.delete(handing)
        loop.wake()
      })
    away.set(handing, rows)
    return true
  }
  const loop = createLoop({ name: `outbox-${name}`, idleMs: 500, log: spine.log, turn })
  return {
    wake: loop.wake,
    async stop() {
      await loop.stop()
      await Promise.all(away.keys())
    },
  }
}

/** Hands messages over one after the other, and settles them. */
async function hand(spine: Spine, channels: Channels, rows: Row[]): Promise<void> {
  const sent: (Row & { said?: string })[] = []
  for (const row of rows) {
    if ((await spine.flow.wanted?.[row.channel]?.(row, spine)) === false) {
      await settle(spine, [row], { state: 'called-off' })
      continue
    }
    try {
      const said = await channels[row.channel]!(row)
      sent.push(typeof said === 'string' ? { ...row, said } : row)
    } catch (error) {
      await sendFailed(spine, row, error as Error)
    }
  }
  if (sent.length > 0) await settle(spine, sent, { state: 'sent' })
}

/** Leases the next messages, as many as the channels take at once; none to a busy target. */
async function take(spine: Spine, names: ChannelName[], busy: string[] = []): Promise<Row[]> {
  const rows = await spine.query<Row & { urgent: boolean; due: Date }>(
    `with next as (
       select id, urgent, next_at from outbox where state = 'waiting' and next_at <= $2 and channel = any($1) and address <> all($6)
       order by urgent desc, next_at, id limit $5 for update skip locked)
     update outbox set tries = tries + 1, next_at = $2::timestamptz + lease.ms * interval '1 millisecond'
     from unnest($3::text[], $4::int[]) as lease (channel, ms), next
     where lease.channel = outbox.channel and outbox.id = next.id
     returning outbox.id, key, outbox.channel, address, body, tries, next.urgent, next.next_at as due`,
    [
      names,
      spine.clock.now(),
      names,
      names.map((name) => manners[name].leaseMs),
      Math.min(...names.map((name) => manners[name].atOnce)),
      busy,
    ],
  )
  const order = (a: (typeof rows)[0], b: (typeof rows)[0]): number =>
    Number(b.urgent) - Number(a.urgent) || a.due.getTime() - b.due.getTime() || (a.id < b.id ? -1 : 1)
  return rows.sort(order)
}

async function sendFailed(spine: Spine, row: Row, error: Error): Promise<void> {
  const now = spine.clock.now()
  const last = row.tries >= manners[row.channel].tries || error instanceof GivenUpError
  spine.log.warn({ err: error, key: row.key, tries: row.tries, last }, 'sending failed')
  if (last) return settle(spine, [row], { state: 'failed', error: error.message })
  const next = new Date(now.getTime() + Math.min(60_000, 1000 * 2 ** row.tries))
  await spine.query('update outbox set next_at = $2, last_error = $3 where id = $1', [row.id, next, String(error)])
}

/** The messages are done with, and whoever waits for their outcome hears of it in the same transaction. */
async function settle(spine: Spine, rows: (Row & { said?: string })[], outcome: Outcome): Promise<void> {
  const ids = rows.map(({ id }) => id)
  await spine.transaction(system, async (tx) => {
    if (outcome.state === 'called-off') await tx.query('delete from outbox where id = any($1)', [ids])
    else
      await tx.query(
        `update outbox set state = $2, sent_at = case when $2 = 'sent' then $3::timestamptz end, last_error = coalesce($4, last_error) where id = any($1)`,
        [ids, outcome.state, tx.now, outcome.state === 'failed' ? outcome.error : null],
      )
    for (const { said, ...row } of rows)
      await spine.flow.settled?.[row.channel]?.(row, outcome.state === 'sent' && said ? { ...outcome, said } : outcome, tx)
  })
}

/** When messages left, by their keys: null while one waits; one that was given up, or that there is not, is missing. */
export async function leftAt(db: Db, keys: string[]): Promise<Map<string, Date | null>> {
  const rows = await db.query<{ key: string; sent_at: Date | null }>(
    `select key, sent_at from outbox where key = any($1) and state <> 'failed'`,
    [keys],
  )
  return new Map(rows.map(({ key, sent_at }) => [key, sent_at]))
}

/** Gives a message that was given up its tries again. Returns false when it is not there any more. */
export async function sendAgain(spine: Spine, key: string): Promise<boolean> {
  const rows = await spine.query(
    `update outbox set state = 'waiting', tries = 0, next_at = $2 where key = $1 and state = 'failed' returning 1`,
    [key, spine.clock.now()],
  )
  return rows.length > 0
}
