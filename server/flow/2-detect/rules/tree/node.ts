import type { Condition } from '../../../../../contract/condition.ts'
import type { Pack } from '../../../../../contract/pack.ts'
import type { Mark } from '../../types.ts'
import type { Scene, Truth } from './scene.ts'

/** What was compared, for the one who asks why. */
export type Numbers = Record<string, number | string | null>

/** A condition made ready. */
export type Node = {
  op: Condition['op']
  /** where it stands in the rule, as `levels.0.when.of.1` */
  path: string
  of: Node[]
  test(scene: Scene): Truth
  numbers(scene: Scene): Numbers | null
}

/** Keeps the memory of a condition that looks back. Answers the very mark given when nothing is new. */
export type Note = (mark: Mark | undefined, scene: Scene) => Mark | undefined

/** What a tree asks of its surroundings. */
/** `levels`: rules of devices whose standing is asked for. */
export type TreeNeeds = { members: boolean; near: { family: string; withinM: number; withinMs: number }[]; levels: string[] }

/** What gathers while the conditions of one rule are made ready. */
export type Build = {
  on: 'device' | 'object'
  /** the kind a reading without one belongs to */
  own: string
  zones: Pack['zones']
  /** time zone of the city */
  zone: string
  notes: Map<string, Note>
  /** readings by kind */
  asked: Map<string, Set<string>>
  /** conditions that may change without a new reading of their own */
  restless: number
  needs: TreeNeeds
}

/** Where a condition stands. `loosen`: the clear factor, when it is asked whether an alarm is over; `under`: below an odd number of nots; `apart`: asked of each device of its kind. */
export type Place = { path: string; kind: string; loosen: number | null; under: boolean; apart: boolean }

export function ask(build: Build, kind: string, reading: string): void {
  const readings = build.asked.get(kind)
  if (readings) readings.add(reading)
  else build.asked.set(kind, new Set([reading]))
  if (kind !== '') build.needs.members = true
}
