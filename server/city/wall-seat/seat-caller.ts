import type { FastifyRequest } from 'fastify'
import type { Caller } from '../../kernel/http.ts'
import { senderOf } from '../../kernel/sliding-window.ts'
import type { Spine } from '../../kernel/spine.ts'
import { graceMs, isGood } from './rules/keys.ts'
import { twoInUse } from './rules/machines.ts'
import { type SeatRow, seatByKey, takeKey } from './store.ts'
import { pruneMachines, touchSeat } from './store-machines.ts'
import { tellRefused, tellTwo } from './telling.ts'
import type { From } from './types.ts'

/** The cookie in which a machine holds its key. */
export const seatCookie = 'zhili_wall'
/** Browsers keep no cookie longer than 400 days; each night's new key sets it anew. */
const keepS = 400 * 86_400
export const seatCookieHeader = (key: string, secure: boolean): string =>
  `${seatCookie}=${key}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${keepS}${secure ? '; Secure' : ''}`

/** When a machine was last heard is written down this often, ms. */
const touchMs = 15_000

const personOf = (seat: string): string => `wall:${seat}`
/** Is it this seat that calls? */
export const isSeat = ({ person }: Pick<Caller, 'person'>, seat: string): boolean => person === personOf(seat)

/** A seat as a caller: it sees its area and may look at walls, nothing else. */
export const callerOfSeat = ({ id, name, paths }: Pick<SeatRow, 'id' | 'name' | 'paths'>): Caller => ({
  actor: { kind: 'device', id, name },
  person: personOf(id),
  post: '',
  postKind: 'wall',
  unit: '',
  scope: paths,
  sight: 'area',
  permits: new Set(['cockpit.read']),
  session: 'wall',
})

/** An address may change each day: machines beyond these are forgotten now and then. */
const mostKnown = 40
/** What of a browser's own name is kept. */
const agentLength = 200

/** From where a request comes. */
export const fromOf = ({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): From => ({
  address: senderOf(ip),
  agent: (headers['user-agent'] ?? '').slice(0, agentLength),
})

/** Who holds a machine's key; null for one nobody let in, that was ended, or whose key another machine changed. */
export async function identifySeat(spine: Spine, key: string, from: From): Promise<Caller | null> {
  const seat = await seatByKey(spine, key, from)
  const now = spine.clock.now()
  if (!seat || seat.endedAt) return null
  if (!isGood(seat.keyKind, seat, from.agent, now)) {
    await tellRefused(spine, seat, from)
    return null
  }
  const rate = spine.clock.rate()
  if (seat.keyKind === 'next') await takeKey(spine, { id: seat.id, key, now, until: new Date(now.getTime() + graceMs * rate) })
  if (spine.hasRoom() && now.getTime() - (seat.seenAt?.getTime() ?? 0) > touchMs * rate) await seen(spine, seat, from, now)
  return callerOfSeat(seat)
}

/** Writes down from where a seat is used. Of two machines at once who let it in is told, once for each pair. */
async function seen(spine: Spine, seat: SeatRow, from: From, now: Date): Promise<void> {
  const known = await touchSeat(spine, seat.id, from, now)
  if (known < 2) return
  if (known > mostKnown) await pruneMachines(spine, seat.id)
  const at = { now, rate: spine.clock.rate() }
  await tellTwo(spine, seat, (machines) => twoInUse(machines, at))
}
