import type { Condition } from '../../../../../contract/condition.ts'
import { offsetMs } from '../../../../kernel/calendar.ts'
import type { Build, Node, Place } from './node.ts'
import { wakeAt } from './scene.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
const minuteOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
/** 1 Monday … 7 Sunday; the first day of 1970 was a Thursday. */
const weekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

/** The clock of the city between two times of day. */
export function during(condition: Extract<Condition, { op: 'during' }>, build: Build, { path }: Place): Node {
  const [from, to] = [minuteOf(condition.from), minuteOf(condition.to)]
  const days = condition.days && new Set(condition.days)
  build.restless++
  const on = (day: number): boolean => !days || days.has(weekday(day))
  const local = (now: number): number => now + offsetMs(new Date(now), build.zone)
  const inside = (at: number): boolean => {
    const day = Math.floor(at / dayMs)
    const minute = (at - day * dayMs) / minuteMs
    if (from === to) return on(day)
    if (from < to) return minute >= from && minute < to && on(day)
    return (minute >= from && on(day)) || (minute < to && on(day - 1))
  }
  /** The next time of day at which the answer may change; midnight where whole days are meant. */
  const edges = from === to ? [0] : [from, to]
  const nextEdge = (at: number): number => {
    const day = Math.floor(at / dayMs) * dayMs
    return Math.min(
      ...[0, dayMs].flatMap((later) => edges.map((edge) => day + later + edge * minuteMs)).filter((edge) => edge > at),
    )
  }
  return {
    op: 'during',
    path,
    of: [],
    test(scene) {
      const at = local(scene.now)
      wakeAt(scene, scene.now + nextEdge(at) - at)
      return inside(at) ? 1 : -1
    },
    numbers: () => ({ from: condition.from, to: condition.to }),
  }
}
