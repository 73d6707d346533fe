import type { FastifyRequest } from 'fastify'
import { system } from '../../../contract/actor.ts'
import type { SeatMachine } from '../../../contract/wall-seat.ts'
import type { Caller } from '../../kernel/http.ts'
import { senderOf } from '../../kernel/sliding-window.ts'
import type { Spine } from '../../kernel/spine.ts'
import { graceMs, isGood } from './rules/keys.ts'
import { browserWords, twoInUse } from './rules/machines.ts'
import { type SeatRow, seatByKey, takeKey } from './store.ts'
import { lockMachines, machinesOf, markTold, pruneMachines, touchSeat } from './store-machines.ts'
import type { From, Machine } from './types.ts'

/** The cookie in which a machine holds its key. */
export const seatCookie = 'zhili_wall'
/** Browsers keep no cookie longer than 400 days; each night's new key sets it anew. */
const keepS = 400 * 86_400
export const seatCookieHeader = (key: string, secure: boolean): string =>
  `${seatCookie}=${key}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${keepS}${secure ? '; Secure' : ''}`

/** When a machine was last heard is written down this often, ms. */
const touchMs = 15_000

/** A seat as a caller: it sees its area and may look at walls, nothing else. */
export const callerOfSeat = ({ id, name, paths }: Pick<SeatRow, 'id' | 'name' | 'paths'>): Caller => ({
  actor: { kind: 'device', id, name },
  person: `wall:${id}`,
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
  if (!seat || seat.endedAt || !isGood(seat.keyKind, seat, from.agent, now)) return null
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
  if (!isNews(twoInUse((await machinesOf(spine, [seat.id])).get(seat.id) ?? [], at))) return
  await spine.transaction(system, async (tx) => {
    const two = twoInUse(await lockMachines(tx, seat.id), at)
    if (!isNews(two)) return
    await markTold(tx, seat.id, two)
    const [one, other] = two.map(({ address, agent, firstAt, lastAt }) => ({
      ...{ address, browser: browserWords(agent), firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() },
    })) as [SeatMachine, SeatMachine]
    const { id, name, areaName, madeByPerson: maker } = seat
    const words = { one: `${one.browser} ${one.address}`, other: `${other.browser} ${other.address}` }
    const body = { seat: id, name, areaName, ...words, machines: [one, other], ...(maker ? { maker } : {}) }
    await tx.record({ kind: 'wall.two-machines', subject: id, area: seat.paths[0] ?? null, body })
  })
}

const isNews = (two: [Machine, Machine] | null): two is [Machine, Machine] => two?.some(({ told }) => !told) ?? false
