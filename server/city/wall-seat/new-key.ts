import { sessionId } from '../../kernel/ids.ts'
import type { Spine } from '../../kernel/spine.ts'
import { graceMs, wantsNewKey } from './rules/keys.ts'
import { homeAmong, homeOf, mayRenew } from './rules/machines.ts'
import { type HeldSeat, offerKey } from './store.ts'
import { machinesOf, touchSeat } from './store-machines.ts'
import { tellTwo } from './telling.ts'
import type { From, Machine } from './types.ts'

/** `upSince`: when this process began to hear machines. */
type Asked = { key: string; from: From; now: Date; upSince: Date }

/**
 * The first load of a night changes the key: a cookie that was copied ends with it. It is handed only to the machine the seat is known by (`mayRenew`); that
 * another one asked is told. The key in use stays good until the new one is used, so an answer that is lost takes no wall down; and the cookie is never set
 * to a key that was there before, which a slower answer could put in the place of the new one.
 */
export async function newKey(spine: Spine, seat: HeldSeat, { key, from, now, upSince }: Asked): Promise<string | null> {
  const rate = spine.clock.rate()
  if (!spine.hasRoom() || !wantsNewKey(seat.keyKind, seat, { now, rate })) return null
  const home = homeOf(seat)
  const machines = (await machinesOf(spine, [seat.id])).get(seat.id) ?? []
  const may = mayRenew({ home, machines }, from, { now, rate, upSince })
  if (home && may === 'other') await tellOther(spine, seat, { home, from, now })
  if (may !== 'yes') return null
  const next = sessionId()
  const waited = new Date(now.getTime() - graceMs * rate)
  return (await offerKey(spine, { id: seat.id, key, next, from, now, waited })) ? next : null
}

/** Another browser asked for the new key: the machine was changed, or the cookie copied. */
async function tellOther(
  spine: Spine,
  seat: HeldSeat,
  { home, from, now }: { home: From; from: From; now: Date },
): Promise<void> {
  await touchSeat(spine, seat.id, from, now)
  await tellTwo(spine, seat, (machines) => {
    const other = machines.find(({ address, agent }) => address === from.address && agent === from.agent)
    return other ? [homeAmong(home, machines) ?? neverSeen(home, seat.keyAt), other] : null
  })
}

/** The machine a seat was given to, of which no visit is written down. */
const neverSeen = (home: From, at: Date): Machine => ({ ...home, firstAt: at, lastAt: at, told: true, refusedAt: null })
