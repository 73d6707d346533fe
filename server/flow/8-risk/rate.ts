import { lockObjectsIfFree, objectsOfKinds, type RatedObject, saveRiskLevels } from '../../city/object/store-risk.ts'
import type { Timer, Tx } from '../../kernel/spine.ts'
import { settle } from './edits.ts'
import { changeOf } from './rules/change-of.ts'
import { forgetRisks, type RiskRow, saveRisks } from './store.ts'
import { type Rated, type RatingBy, reckon } from './store-reckoned.ts'

/** Somebody else is writing the object this very moment: it is looked at again. */
const busyMs = 1_000

/** A look at an object as soon as this transaction is over. Each has a key of its own, so that nobody waits for anybody to set it. */
export const lookSoon = (tx: Tx, object: string, inMs = 0): Timer => ({
  key: `risk-look:${object}:${tx.newId()}`,
  kind: 'risk.look',
  dueAt: new Date(tx.now.getTime() + inMs),
  body: { object },
  bulk: true,
})

/** Rates objects by their ids. Those somebody else is at work on are looked at again. Answers how many were rated. */
export async function rateObjects(tx: Tx, rating: RatingBy, ids: string[]): Promise<number> {
  const [wanted, kinds] = [[...new Set(ids)].sort(), [...rating.models().keys()]]
  const objects = await lockObjectsIfFree(tx, wanted, kinds)
  if (objects.length < wanted.length) await comeBack(tx, { wanted, kinds, taken: new Set(objects.map(({ id }) => id)) })
  if (objects.length > 0) await rateLocked(tx, rating, objects)
  return objects.length
}

/**
 * Reckons the risk of objects anew: row, level of the object, fact and the next look in one transaction. The objects are locked before
 * anything of them is read, so of two who rate one object the second sees what the first has seen and more.
 */
export async function rateLocked(tx: Tx, by: RatingBy, objects: RatedObject[]): Promise<void> {
  const rated = await reckon(tx, by, objects)
  const rows = rated.map((one) => rowOf(one, tx.now))
  await saveRisks(tx, rows)
  await saveRiskLevels(tx, rows)
  await tell(tx, rated)
  await settle(tx, rated)
  await setLooks(tx, rated)
}

async function comeBack(
  tx: Tx,
  { wanted, kinds, taken }: { wanted: string[]; kinds: string[]; taken: Set<string> },
): Promise<void> {
  const there = await objectsOfKinds(
    tx,
    wanted.filter((id) => !taken.has(id)),
    kinds,
  )
  await tx.setTimer(there.map((object) => lookSoon(tx, object, busyMs)))
}

/** What is kept of a rating; `since`: it keeps its moment while the level stays. */
export const rowOf = ({ object, model, rating, was }: Rated, now: Date): RiskRow => ({
  ...{ object: object.id, kind: object.kind, model: model.stamp },
  ...{ score: rating.score, level: rating.level, unknown: rating.unknown, indicators: rating.of },
  since: was?.level === rating.level ? was.since : now,
  rated_at: now,
  scores: rating.scores,
  floors: Object.fromEntries(rating.floors.map(({ floor, since }) => [floor, since.toISOString()])),
  worsens_at: rating.worsens?.at ?? null,
  worsens_to: rating.worsens?.level ?? null,
  look_at: rating.lookAt,
})

/** Every change of level is a fact, with what it comes from. The first rating is one too: it comes from none. */
async function tell(tx: Tx, rated: Rated[]): Promise<void> {
  const changed = rated.filter(({ rating, was }) => was?.level !== rating.level)
  await tx.recordAll(
    'object.risk-changed',
    changed.map((one) => ({ subject: one.object.id, area: one.object.area, body: changeOf(one) })),
  )
}

/** The key of the one timer an object has for what time alone changes. */
export const dueKey = (object: string): string => `risk-due:${object}`

/** An object has ended: neither its row nor its timer stays. */
export async function forgetObjects(tx: Tx, objects: string[]): Promise<void> {
  await forgetRisks(tx, objects)
  await tx.cancelTimer(objects.map(dueKey))
}

/**
 * One timer an object for what time alone changes, gone when there is nothing to wait for. Where it stands already nothing is written; one
 * that has fired lies in the past and is never the next.
 */
async function setLooks(tx: Tx, rated: Rated[]): Promise<void> {
  const turned = rated.filter(({ rating, was }) => rating.lookAt?.getTime() !== was?.look_at?.getTime())
  await tx.setTimer(
    turned.flatMap(({ object, rating }) =>
      rating.lookAt
        ? [{ key: dueKey(object.id), kind: 'risk.look', dueAt: rating.lookAt, body: { object: object.id }, bulk: true }]
        : [],
    ),
  )
  const over = turned.filter(({ rating }) => !rating.lookAt)
  if (over.length > 0) await tx.cancelTimer(over.map(({ object }) => dueKey(object.id)))
}
