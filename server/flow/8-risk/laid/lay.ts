import type pg from 'pg'
import type { Actor } from '../../../../contract/actor.ts'
import type { DetailValues } from '../../../../contract/detail.ts'
import { chanceFrom } from '../../../city/area/rules/chance.ts'
import { type RatedObject, saveRiskLevels } from '../../../city/object/store-risk.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { fedBy } from '../../../city/pack/rated-fields.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { dueKey, rowOf } from '../rate.ts'
import { changeOf } from '../rules/change-of.ts'
import { lookedAt } from '../rules/looked-at.ts'
import { liveModels } from '../rules/models-of.ts'
import { owesTo } from '../rules/owes-to.ts'
import { pastOf, type Stretch } from '../rules/past-of.ts'
import { dayMs } from '../rules/score-source.ts'
import { turnOf } from '../rules/turn-of.ts'
import { type Step, walk } from '../rules/walk.ts'
import { type Before, readKnown, saveRisks } from '../store.ts'
import type { Rated } from '../store-reckoned.ts'
import type { KindModel, Known, Rating } from '../types.ts'
import { inventReason } from './invent-reason.ts'
import {
  copyLaidEdits,
  copyLaidFacts,
  copyTimers,
  countVersions,
  dbOf,
  type LaidEdit,
  type LaidFact,
  readKeepers,
  readUnratedCity,
} from './store.ts'

/** So many days of risk the demo has behind it when it begins: the slider of the map shows seven. */
const laidDays = 8
const zhili: Actor = { kind: 'system', id: 'zhili' }

/** `looks`: whether what is known of it now was nothing of the past, so that it is looked at at once. */
type Laid = { object: RatedObject; model: KindModel; stretches: Stretch[]; changes: Step[]; last: Step; looks: boolean }

/**
 * Lays the risk of the last days for the demo's objects, where nothing was ever rated: ratings by the real models of what the register says
 * and, of a few, is invented to have said before; with the facts, rows and timers the running platform would have left. Answers how many
 * changes of level. The same seed and moment give the same past.
 */
export async function layRiskHistory(
  client: pg.ClientBase,
  { packs, now }: { packs: Packs; now: Date },
): Promise<{ objects: number; changes: number } | null> {
  const db = dbOf(client)
  const models = liveModels(packs)
  const objects = await readUnratedCity(db, [...models().keys()])
  if (objects.length === 0) return null
  const from = new Date(now.getTime() - laidDays * dayMs)
  const ids = objects.map(({ id }) => id)
  const known = await readKnown(db, ids, { from, now, ...lookedAt(objects, models()) })
  const keepers = await readKeepers(db)
  const laid = objects.map((object): Laid => {
    const model = models(object.area).get(object.kind)!
    // Without somebody who keeps the register nobody can have changed it.
    const turns = keeperOf(keepers, object) !== null
    const stretches = turns ? pastOf(model.model, object.details, { from, now }, chanceFrom(`risk:${object.id}`)) : []
    const past = stretches.length > 0 ? stretches : [{ at: from, details: object.details }]
    const about: Omit<Known, 'details'> = { ...known.get(object.id)!, owner: object.owner, inspections: {} }
    const looks = model.inspections.length > 0 || about.cases.length > 0
    return { object, model, looks, stretches: past, ...walk(model.model, { stretches: past, known: about, now }) }
  })
  const edits = laid.flatMap(editsOf)
  const facts = laid.flatMap((one) => [...registerFacts(one, keeperOf(keepers, one.object)), ...riskFacts(one)])
  await client.query('begin')
  await copyLaidFacts(
    client,
    facts.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
  )
  await copyLaidEdits(db, edits)
  await saveLaid(client, laid, now)
  await client.query('commit')
  return { objects: objects.length, changes: laid.reduce((sum, { changes }) => sum + changes.length - 1, 0) }
}

const keeperOf = (keepers: ReadonlyMap<string, Actor>, { area }: RatedObject): Actor | null =>
  keepers.get(`${area.split('/').slice(0, 2).join('/')}/`) ?? null

/** Rows, levels and looks as the last rating left them. */
async function saveLaid(client: pg.ClientBase, laid: readonly Laid[], now: Date): Promise<void> {
  const db = dbOf(client) as Tx
  const rows = laid.map((one) => rowOf(ratedOf(one, one.last.rating, beforeOf(one)), one.last.at))
  await saveRisks(db, rows)
  await saveRiskLevels(db, rows)
  // Of the days before nobody knows an inspection or what was open; from now on the platform does, and looks anew.
  const dueOf = ({ looks, last }: Laid): Date | null => (looks ? now : last.rating.lookAt)
  await copyTimers(
    client,
    laid.flatMap((one) => {
      const [object, dueAt] = [one.object.id, dueOf(one)]
      return dueAt ? [{ key: dueKey(object), kind: 'risk.look', dueAt, body: { object }, bulk: true }] : []
    }),
  )
  await countVersions(
    db,
    new Map(laid.flatMap(({ object, stretches }) => (stretches.length > 1 ? [[object.id, stretches.length - 1]] : []))),
  )
}

const ratedOf = ({ object, model }: Laid, rating: Rating, was: Before | null): Rated => ({ object, model, rating, was })

/** The change of level the last rating stands on: since then it has had its level. */
function beforeOf(one: Laid): Before {
  const { at, rating } = one.changes.at(-1)!
  return asBefore(one, at, rating)
}

const asBefore = (one: Laid, since: Date, rating: Rating): Before => ({
  ...rowOf(ratedOf(one, rating, null), since),
  since,
})

const riskFacts = (one: Laid): LaidFact[] =>
  one.changes.map(({ at, rating }, n) => {
    const earlier = one.changes[n - 1]
    const was = earlier ? asBefore(one, earlier.at, earlier.rating) : null
    return {
      ...{ at, kind: 'object.risk-changed', subject: one.object.id, area: one.object.area, actor: zhili, unit: null },
      body: changeOf({ object: one.object, model: one.model, rating, was }),
    }
  })

/** What was changed in the register between two stretches, by who keeps it, each with its reason. */
const registerFacts = ({ object, model, stretches }: Laid, keeper: Actor | null): LaidFact[] =>
  keeper === null
    ? []
    : stretches.slice(1).map(({ at, details }, n) => {
        const [before, changes] = [stretches[n]!.details, turnedIn(stretches[n]!.details, details)]
        const { owner } = object
        const turn = turnOf(model, { details: before, owner }, { details, owner }, at)
        const why = {
          rated: changes.map(({ field }) => field),
          reason: inventReason(turn, chanceFrom(`why:${object.id}:${n}`)()),
        }
        return {
          ...{ at, kind: 'object.changed', subject: object.id, area: object.area, actor: keeper, unit: null },
          body: {
            ...{ object: object.id, name: object.name, objectKind: object.kind, sheet: null, n: changes.length, changes },
            ...{ way: 'desk', evidence: [], ...why },
          },
        }
      })

/** What came of each of those changes with the rating of the same moment. */
const editsOf = ({ object, model, stretches, changes }: Laid): LaidEdit[] =>
  stretches.slice(1).flatMap(({ at, details }, n): LaidEdit[] => {
    const fields = turnedIn(stretches[n]!.details, details).map(({ field }) => field)
    const was = changes.findLast((one) => one.at < at)
    const is = changes.findLast((one) => one.at <= at)
    if (!was || !is) return []
    const fed = fedBy(model, { kind: object.kind, fields })
    const better = is.at.getTime() === at.getTime() && owesTo(model.model, lastOf(was.rating), is.rating, fed)
    return [{ object: object.id, at, ...fed, was: was.rating.level, level: is.rating.level, better }]
  })

const lastOf = ({ level, scores, floors }: Rating) => ({
  ...{ level, scores },
  floors: Object.fromEntries(floors.map(({ floor, since }) => [floor, since])),
})

const turnedIn = (before: DetailValues, after: DetailValues) =>
  Object.entries(after)
    .filter(([detail, to]) => before[detail] !== to)
    .map(([detail, to]) => ({ field: `details/${detail}`, personal: false, from: before[detail] ?? null, to }))
