import type { ExerciseStep } from '../../../../contract/exercise.ts'

export type DrillOrder = {
  id: string
  unit_name: string
  role: 'lead' | 'assist'
  state: string
  asked_at: Date
  accept_by: Date
  accepted_at: Date | null
  arrive_by: Date | null
  arrived_at: Date | null
  finish_by: Date | null
  submitted_at: Date | null
  done_at: Date | null
}

/** States in which a part goes on under another order: what it left undone is counted there. */
const passedOn = new Set(['transferred', 'excused', 'returned', 'arbitration'])

/**
 * Every limit of every order against what really happened, up to `end` (when the drill ended, or now). A limit that lay behind the end of
 * its order says nothing: it is `open`, and neither kept nor broken. Pure.
 */
export const stepsOf = (orders: readonly DrillOrder[], end: Date): ExerciseStep[] =>
  orders.flatMap((order) => {
    const until = order.done_at && order.done_at < end ? order.done_at : end
    const clocks = [
      { clock: 'accept', due: order.accept_by, real: order.accepted_at },
      { clock: 'arrive', due: order.arrive_by, real: order.arrived_at },
      { clock: 'finish', due: order.finish_by, real: order.submitted_at },
    ] as const
    return clocks.flatMap(({ clock, due, real }): ExerciseStep[] => {
      if (due === null || (real === null && passedOn.has(order.state))) return []
      const verdict = real ? (real <= due ? 'in-time' : 'late') : due <= until ? 'missed' : 'open'
      const since = (at: Date): number => Math.round((at.getTime() - order.asked_at.getTime()) / 1000)
      return [
        {
          order: order.id,
          unitName: order.unit_name,
          role: order.role,
          clock,
          limitS: since(due),
          realS: real && since(real),
          verdict,
        },
      ]
    })
  })

/** Steps in time, of those that were due or done. */
export function inTime(steps: readonly ExerciseStep[]): { n: number; of: number } {
  const said = steps.filter(({ verdict }) => verdict !== 'open')
  return { n: said.filter(({ verdict }) => verdict === 'in-time').length, of: said.length }
}
