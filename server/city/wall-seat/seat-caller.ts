import type { Caller } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { type SeatRow, seatByKey, touchSeat } from './store.ts'

/** The cookie in which a machine holds its key. */
export const seatCookie = 'zhili_wall'
/** Browsers keep no cookie longer than 400 days; each day's new page sets it anew. */
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

/** Who holds a machine's key; null for one nobody let in, or that was ended. */
export async function identifySeat(spine: Spine, key: string): Promise<Caller | null> {
  const seat = await seatByKey(spine, key)
  if (!seat || seat.endedAt) return null
  const now = spine.clock.now()
  const heard = seat.heardAt?.getTime() ?? 0
  if (spine.hasRoom() && now.getTime() - heard > touchMs * spine.clock.rate()) await touchSeat(spine, seat.id, now)
  return callerOfSeat(seat)
}
