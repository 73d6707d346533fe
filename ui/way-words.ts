import type { EventWay } from '../contract/way-closure.ts'
import { number } from './format.ts'

/** `655.5–657.5 km`; null where nobody said which kilometres. */
export const reachWords = ({ fromKm, toKm }: { fromKm: number | null; toKm: number | null }): string | null =>
  fromKm === null || toKm === null ? null : `${number(fromKm, 1)}–${number(toKm, 1)} km`

/** Is it closed now, whatever was asked? */
export const isShut = ({ closure }: Pick<EventWay, 'closure'>): boolean =>
  closure?.state === 'closed' || closure?.state === 'lifting'

const gravest = ['red', 'orange', 'yellow', 'blue'] as const
/** Does an alarm stand that keeps it from being lifted? */
export const isLoud = ({ standing, below }: Pick<EventWay, 'standing' | 'below'>): boolean =>
  standing !== null && gravest.indexOf(standing) <= gravest.indexOf(below)
