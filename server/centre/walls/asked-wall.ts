import { withoutOwn } from '../../../contract/own-place.ts'
import { inScope } from '../../city/permit/scope.ts'
import { type SeatRow, seatById } from '../../city/wall-seat/store.ts'
import type { Caller } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { narrowed, orNotFound, readPrefixes } from '../desk/store-sight.ts'
import { type Edition, readEdition, seatKey } from './store.ts'

export type AskedWall = {
  area: Edition
  prefixes: string[]
  /** the wall itself first, then what it follows where it has nothing of its own */
  walls: [own: string, ...more: string[]]
  now: Date
  /** does whoever asks answer for all of what they named? */
  whole: boolean
}
/** The wall somebody means: of an area they see, or a machine's, which follows its area. */
export async function askedWall(spine: Spine, caller: Caller, { area: wish }: { area?: string | undefined }): Promise<AskedWall> {
  // A machine is its own wall.
  const seat = caller.session === 'wall' ? caller.actor.id : null
  const now = spine.clock.now()
  const wanted = await readPrefixes(spine, wish)
  const prefixes = orNotFound(narrowed(caller.scope, wanted))
  const area = await readEdition(spine, prefixes, wish)
  // Whoever answers for some towns of a district sees its wall through them, and does not keep it.
  const meant = wanted ?? (withoutOwn(prefixes).length > 1 ? ((await readPrefixes(spine, area.code)) ?? []) : prefixes)
  const whole = meant.every((prefix) => inScope(caller.scope, prefix))
  return { area, prefixes, now, whole, walls: seat ? [seatKey(seat), area.code] : [area.code] }
}

/** The same for whoever changes it: they answer for all of it. */
export async function keptWall(
  spine: Spine,
  caller: Caller,
  wish: { area?: string | undefined; seat?: string | undefined },
): Promise<AskedWall> {
  if (wish.seat !== undefined) return seatWall(spine, caller, wish.seat)
  const found = await askedWall(spine, caller, wish)
  if (!found.whole) throw new RefusalError({ code: 'thing.not-found' })
  return found
}

/** A seat in one's own areas; elsewhere it looks as if there were none. */
export async function ownSeat(spine: Spine, caller: Caller, id: string): Promise<SeatRow> {
  const seat = await seatById(spine, id)
  if (!seat?.paths.every((path) => inScope(caller.scope, path))) throw new RefusalError({ code: 'thing.not-found' })
  return seat
}

/** The wall of one machine. */
async function seatWall(spine: Spine, caller: Caller, id: string): Promise<AskedWall> {
  const { area, paths } = await ownSeat(spine, caller, id)
  const edition = await readEdition(spine, paths, area)
  return { area: edition, prefixes: paths, now: spine.clock.now(), whole: true, walls: [seatKey(id), edition.code] }
}
