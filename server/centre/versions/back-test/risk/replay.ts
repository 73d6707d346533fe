import type { BacktestRisk } from '../../../../../contract/backtest-risk.ts'
import { createLiveCalendar } from '../../../../city/calendar/live-calendar.ts'
import type { RatedObject } from '../../../../city/object/store-risk.ts'
import { lookedAt } from '../../../../flow/8-risk/rules/looked-at.ts'
import { rateObject } from '../../../../flow/8-risk/rules/rate-object.ts'
import { dayMs } from '../../../../flow/8-risk/rules/score-source.ts'
import { whyWords } from '../../../../flow/8-risk/rules/why-words.ts'
import { lastLooks, readKnown } from '../../../../flow/8-risk/store.ts'
import { readInspected } from '../../../../flow/8-risk/store-inspected.ts'
import type { KindModel, Rating } from '../../../../flow/8-risk/types.ts'
import type { Db } from '../../../../kernel/spine.ts'
import { createComparison } from './rules/compare-risk.ts'
import { countRated, ratedAfter } from './store.ts'
import type { RiskGround, RiskSides } from './types.ts'

const most = { page: 2_000, examples: 40 }

type Asked = { sides: RiskSides; prefixes: readonly string[]; now: Date; zone: string }
type Tell = (progress: { done: number; of: number }) => void

/**
 * Rates every object of the areas with the settings in force and with those tried, by the very rule that runs, from what is known of it now.
 * Both ratings read once, a page of objects at a time. Writes nothing.
 */
export async function replayRisk(db: Db, { sides, prefixes, now, zone }: Asked, tell: Tell): Promise<BacktestRisk> {
  const began = performance.now()
  const kinds = sides.kinds.map(({ kind }) => kind)
  const calendar = createLiveCalendar(zone)
  await calendar.follow(db)
  const [live, tried] = [modelsAt(sides.live), modelsAt(sides.tried)]
  const city = live('')
  const from = new Date(now.getTime() - Math.max(...[...city.values()].map(({ days }) => days)) * dayMs)
  const sum = createComparison(sides.kinds, now, most.examples)
  const of = await countRated(db, { kinds, prefixes })
  tell({ done: 0, of })
  let done = 0
  for (let after = ''; ; ) {
    const objects = await ratedAfter(db, { kinds, prefixes, after }, most.page)
    const keys = objects.map(({ id }) => id)
    if (keys.length === 0) break
    const before = await lastLooks(db, keys)
    const known = await readKnown(db, keys, { from, now, ...lookedAt(objects, city) })
    const inspected = await readInspected({ query: db.query, now }, { objects, models: city, calendar })
    for (const object of objects) {
      const { details, owner } = object
      const about = { ...known.get(object.id)!, details, owner, inspections: inspected(object) }
      const held = Object.fromEntries(
        Object.entries(before.get(object.id)?.floors ?? {}).map(([floor, since]) => [floor, new Date(since)]),
      )
      const rate = ({ model }: KindModel): Rating => rateObject(model, about, held, now)
      const models = [live(object.area).get(object.kind)!, tried(object.area).get(object.kind)!] as const
      const [was, is] = [rate(models[0]), rate(models[1])]
      sum.add({ ...aboutOf(object, is, was.level === is.level ? null : models[1], now), live: was, tried: is })
    }
    done += objects.length
    tell({ done, of: Math.max(of, done) })
    after = keys.at(-1)!
  }
  return { ...sum.sum(), ms: Math.round(performance.now() - began) }
}

/** What an example says; the words of why are made only where there is one. */
function aboutOf({ id, name, kind }: RatedObject, { score, level, scores, floors }: Rating, model: KindModel | null, now: Date) {
  const standing = Object.fromEntries(floors.map(({ floor, since }) => [floor, since.toISOString()]))
  const why = model ? whyWords({ level, score, scores, floors: standing }, model.model, now) : []
  return { object: id, label: name, kind, score, why }
}

/** The models at a place: of the district that set something for itself, else of the city. */
function modelsAt(grounds: readonly RiskGround[]): (area: string) => ReadonlyMap<string, KindModel> {
  const known = grounds.map(({ area, models }) => ({ area, models: new Map(models.map((one) => [one.kind, one])) }))
  const city = known.find(({ area }) => area === '')!.models
  return (path) => known.find(({ area }) => area !== '' && path.startsWith(area))?.models ?? city
}
