import { system } from '../../../contract/actor.ts'
import type { SeatMachine } from '../../../contract/wall-seat.ts'
import type { Spine } from '../../kernel/spine.ts'
import { browserWords } from './rules/browser.ts'
import { homeOf, refusedMs } from './rules/machines.ts'
import type { HeldSeat, SeatRow } from './store.ts'
import { lockMachines, machinesOf, markRefused, markTold } from './store-machines.ts'
import type { From, Machine } from './types.ts'

type Pair = [Machine, Machine] | null

/** Of two machines of a seat who let it in is told, once for each pair. `pick` says which, twice: before and while nobody else looks at them. */
export async function tellTwo(spine: Spine, seat: SeatRow, pick: (machines: readonly Machine[]) => Pair): Promise<void> {
  if (!isNews(pick((await machinesOf(spine, [seat.id])).get(seat.id) ?? []))) return
  await spine.transaction(system, async (tx) => {
    const two = pick(await lockMachines(tx, seat.id))
    if (!isNews(two)) return
    await markTold(tx, seat.id, two)
    const machines: SeatMachine[] = two.map(({ address, agent, firstAt, lastAt }) => ({
      ...{ address, browser: browserWords(agent), firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() },
    }))
    const body = { ...about(seat), one: wordsOf(two[0]), other: wordsOf(two[1]), machines }
    await tx.record({ kind: 'wall.two-machines', subject: seat.id, area: seat.paths[0] ?? null, body })
  })
}

/**
 * A former key was refused: it is the copy, and then it is well, or it is the wall itself, dark because a copy took the new key. Who let the seat in is told,
 * once for each machine and change, and again after a week.
 */
export async function tellRefused(spine: Spine, seat: HeldSeat, from: From): Promise<void> {
  const { changedAt, refusedAt } = seat
  const again = new Date(spine.clock.now().getTime() - refusedMs)
  if (!spine.hasRoom() || changedAt === null || (refusedAt !== null && refusedAt >= changedAt && refusedAt >= again)) return
  await spine.transaction(system, async (tx) => {
    if (!(await markRefused(tx, seat.id, from, { changedAt, again }))) return
    const home = homeOf(seat)
    const body = { ...about(seat), one: home ? wordsOf(home) : '—', other: wordsOf(from) }
    await tx.record({ kind: 'wall.key-refused', subject: seat.id, area: seat.paths[0] ?? null, body })
  })
}

const isNews = (two: Pair): two is [Machine, Machine] => two?.some(({ told }) => !told) ?? false

const wordsOf = ({ address, agent }: From): string => `${browserWords(agent)} ${address}`

const about = ({ id, name, areaName, madeByPerson: maker }: SeatRow) => ({
  seat: id,
  name,
  areaName,
  ...(maker ? { maker } : {}),
})
