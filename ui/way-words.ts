import type { EventWay } from '../contract/way-closure.ts'
import { number } from './format.ts'

/** `655.5–657.5 km`; null where nobody said which kilometres. */
export const reachWords = ({ fromKm, toKm }: { fromKm: number | null; toKm: number | null }): string | null =>
  fromKm === null || toKm === null ? null : `${number(fromKm, 1)}–${number(toKm, 1)} km`

const kilometres = (text: string): number | null => {
  const n = Number(text.trim().replace(',', '.'))
  return text.trim() === '' || !Number.isFinite(n) || n < 0 || n > 10_000 ? null : n
}

/** A reach as it is typed, and what keeps it from being ordered: it has no name, no numbers, or ends before it begins. */
export function readReach({ wayName, from, to }: { wayName: string; from: string; to: string }): {
  reach: { wayName: string; fromKm: number | null; toKm: number | null }
  fault: 'name' | 'number' | 'order' | null
} {
  const reach = { wayName: wayName.trim(), fromKm: kilometres(from), toKm: kilometres(to) }
  const { fromKm, toKm } = reach
  if (reach.wayName === '') return { reach, fault: 'name' }
  if (fromKm === null || toKm === null) return { reach, fault: 'number' }
  return { reach, fault: fromKm >= toKm ? 'order' : null }
}

/** Is it closed now, whatever was asked? */
export const isShut = ({ closure }: Pick<EventWay, 'closure'>): boolean =>
  closure?.state === 'closed' || closure?.state === 'lifting'

const gravest = ['red', 'orange', 'yellow', 'blue'] as const
/** Does an alarm stand that keeps it from being lifted? */
export const isLoud = ({ standing, below }: Pick<EventWay, 'standing' | 'below'>): boolean =>
  standing !== null && gravest.indexOf(standing) <= gravest.indexOf(below)
