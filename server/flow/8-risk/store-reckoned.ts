import type { Risk } from '../../../contract/scales.ts'
import { objectsToRate, type RatedObject } from '../../city/object/store-risk.ts'
import type { WorkCalendar } from '../../kernel/calendar-days.ts'
import type { Tx } from '../../kernel/spine.ts'
import { lookedAt } from './rules/looked-at.ts'
import { rateObject } from './rules/rate-object.ts'
import { dayMs } from './rules/score-source.ts'
import { type Before, lastLooks, readKnown } from './store.ts'
import { readInspected } from './store-inspected.ts'
import type { KindModel, Rating } from './types.ts'

export type Models = ReadonlyMap<string, KindModel>
/** What objects are rated by: the models at a place (without one: of the city), and the calendar their inspections are due by. */
export type RatingBy = { models: (area?: string) => Models; calendar: WorkCalendar }

export type Rated = { object: RatedObject; model: KindModel; rating: Rating; was: Before | null }

/** The rating of objects by all that is known of them in this transaction; nothing is written. */
export async function reckon(tx: Tx, { models: at, calendar }: RatingBy, objects: RatedObject[]): Promise<Rated[]> {
  // Settings of districts lift floors at other times; what a model looks at, and how far back, is the same everywhere.
  const models = at()
  const keys = objects.map(({ id }) => id)
  const before = await lastLooks(tx, keys)
  const days = Math.max(...[...models.values()].map((one) => one.days))
  const span = { from: new Date(tx.now.getTime() - days * dayMs), now: tx.now }
  const known = await readKnown(tx, keys, { ...span, ...lookedAt(objects, models) })
  const inspected = await readInspected(tx, { objects, models, calendar })
  return objects.map((object): Rated => {
    const [model, was] = [at(object.area).get(object.kind)!, before.get(object.id) ?? null]
    const held = Object.entries(was?.floors ?? {}).map(([floor, since]) => [floor, new Date(since)] as const)
    const { details, owner } = object
    const about = { ...known.get(object.id)!, details, owner, inspections: inspected(object) }
    return { object, model, was, rating: rateObject(model.model, about, Object.fromEntries(held), tx.now) }
  })
}

/** The level objects would have now, by what this transaction sees; nothing is written and nobody is told. Those without a model are left out. */
export async function levelsNow(tx: Tx, by: RatingBy, ids: string[]): Promise<Map<string, { level: Risk; name: string }>> {
  const objects = await objectsToRate(tx, ids, [...by.models().keys()])
  if (objects.length === 0) return new Map()
  return new Map(
    (await reckon(tx, by, objects)).map(({ object, rating }) => [object.id, { level: rating.level, name: object.name }]),
  )
}
