/** The piece of work that has waited longest in a lane of the scheduler: `n` are past their moment by more than the bound. */
export type Oldest = { lane: string; key: string; due: Date; n: number }
/** A look: its moment, and the lateness in milliseconds beyond which a piece is late. */
export type Look = { now: Date; bound: number }
/** What stands still: a whole lane that is late, or one piece that failed for good. `key` tells it apart from others. */
export type Trouble = { key: string; what: string; why: 'late' | 'failed'; n: number; since: Date; error: string | null }

/** Nobody has measured whether another bound would do better: it is far beyond any second the loops need. */
const lateMs = 60_000

/** How late by the city's clock counts as late: the loops work by the wall's time, and a demo's clock may run `rate` times as fast. */
export const boundMs = (rate: number): number => lateMs * rate

/**
 * The lanes that stand still: their oldest piece is late, and it is the very same that was oldest at the look before. A city whose
 * clock was moved ahead has much that is late and none that stays.
 */
export function lateLanes(
  seen: { before: readonly Oldest[]; present: readonly Oldest[]; told: readonly Trouble[] },
  look: Look,
): Trouble[] {
  const stays = (one: Oldest): boolean =>
    seen.before.some((was) => was.lane === one.lane && was.key === one.key && was.due.getTime() === one.due.getTime())
  // What was told goes on until the lane is within its bound again: also for one who looks for the first time after a start.
  const wasTold = (one: Oldest): boolean => seen.told.some(({ key }) => key === keyOf(one))
  return seen.present
    .filter((one) => look.now.getTime() - one.due.getTime() > look.bound && (stays(one) || wasTold(one)))
    .map((one) => ({ key: keyOf(one), what: one.lane, why: 'late', n: one.n, since: one.due, error: null }))
}

const keyOf = ({ lane }: Oldest): string => `lane:${lane}`

/** What is to be told: troubles that are new, and those told before that are over. */
export function troubleNews(told: readonly Trouble[], present: readonly Trouble[]): { stalled: Trouble[]; resumed: Trouble[] } {
  const keys = (list: readonly Trouble[]): Set<string> => new Set(list.map((one) => one.key))
  const [before, after] = [keys(told), keys(present)]
  return { stalled: present.filter((one) => !before.has(one.key)), resumed: told.filter((one) => !after.has(one.key)) }
}
