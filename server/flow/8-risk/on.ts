import { system } from '../../../contract/actor.ts'
import { objectsOfKinds } from '../../city/object/store-risk.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { WorkCalendar } from '../../kernel/calendar-days.ts'
import type { FactsHandler, RecordedFact, TimersHandler } from '../../kernel/facts.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { onInspected } from './confirm.ts'
import { noteEdits } from './edits.ts'
import { forgetObjects, lookSoon, rateLocked, rateObjects } from './rate.ts'
import { groundsOf, liveModels, type ModelGround } from './rules/models-of.ts'
import { foldTallies, objectsOfEvents, objectsOfPapers, objectsOfSignals, takeUnrated } from './store.ts'
import type { RatingBy } from './store-reckoned.ts'

/** So many objects share a commit when all are rated anew. */
const mostAtOnce = 2_000
/** So many such commits at a time: while one of them is written the other is reckoned. */
const lanes = 2

/**
 * Risk: what happened at an object makes a look at it due in the transaction of the change; the look itself comes after the commit, many
 * at a time. Without a model nothing is asked of the database.
 */
export function riskHandlers({ packs, calendar }: { packs: Packs; calendar: WorkCalendar }) {
  const models = liveModels(packs)
  const rating = (): RatingBy => ({ models, calendar })
  const rated = (): string[] => [...models().keys()]

  async function lookAt(tx: Tx, objects: string[]): Promise<void> {
    await tx.setTimer(objects.map((object) => lookSoon(tx, object)))
  }

  /** Something of an object changed: what is known of it, an alarm at it. */
  const onObject: FactsHandler = {
    async atOnce(facts, tx) {
      const kinds = rated()
      if (kinds.length === 0) return
      await lookAt(tx, await objectsOfKinds(tx, namesOf(facts, 'object'), kinds))
    },
  }

  /** What the register says of an object changed: of itself, or as the paper of another. */
  const onRegister: FactsHandler = {
    async atOnce(facts, tx) {
      await onObject.atOnce(facts, tx)
      await lookAt(tx, await objectsOfTheirPapers(tx, facts))
      await noteEdits(tx, facts, models)
    },
  }

  async function objectsOfTheirPapers(tx: Tx, facts: RecordedFact[]): Promise<string[]> {
    const named: string[] = []
    for (const { kind, papers } of models().values())
      for (const paper of papers) named.push(...(await objectsOfPapers(tx, namesOf(facts, 'object'), { ...paper, kind })))
    return [...new Set(named)]
  }

  /** A signal came, or somebody decided on it. */
  const onSignal: FactsHandler = {
    async atOnce(facts, tx) {
      const kinds = [...models().values()].flatMap(({ kind, signals }) => (signals ? kind : []))
      if (kinds.length > 0) await lookAt(tx, await objectsOfSignals(tx, namesOf(facts, 'signal'), kinds))
    },
  }

  /** A case began, ended, or one of its limits passed. */
  const onCase: FactsHandler = {
    async atOnce(facts, tx) {
      const kinds = rated()
      if (kinds.length === 0) return
      await lookAt(tx, await objectsOfEvents(tx, namesOf(facts, 'event'), kinds))
    },
  }

  const onEnded: FactsHandler = {
    async atOnce(facts, tx) {
      if (rated().length === 0) return
      await forgetObjects(tx, namesOf(facts, 'object'))
      await lookAt(tx, await objectsOfTheirPapers(tx, facts))
    },
  }

  const onLook: TimersHandler = {
    async atOnce(timers, tx) {
      await rateObjects(
        tx,
        rating(),
        timers.map(({ body }) => String(body.object)),
      )
    },
  }

  return {
    onObject,
    onRegister,
    onSignal,
    onCase,
    onEnded,
    onInspected,
    onLook,
    rateStale: createRateStale(rating, () => groundsOf(packs.grounds(), models)),
  }
}
export type RiskHandlers = ReturnType<typeof riskHandlers>

/**
 * Rates what was never rated or by another model, some at a time by their codes; answers whether there may be more. When there is none, the tallies
 * are folded. Where it has come to is
 * kept in memory only to spare looking at those before once more: what was left out is found by the next round.
 */
function createRateStale(
  rating: () => RatingBy,
  grounds: () => ModelGround[],
): (spine: Pick<Spine, 'transaction'>) => Promise<boolean> {
  const reached = new Map<string, string>()
  return async (spine) => {
    for (const { model, ...ground } of grounds()) {
      const { kind, stamp } = model
      const round = `${ground.area}:${stamp}`
      const rateSome = (): Promise<string[]> =>
        spine.transaction(system, async (tx) => {
          const taken = await takeUnrated(tx, { kind, stamp, ...ground, after: reached.get(round) ?? '' }, mostAtOnce)
          if (taken.length > 0) await rateLocked(tx, rating(), taken)
          return taken.map(({ code }) => code)
        })
      // Up to the last code of any lane everything is taken by one of them.
      const lasts = (await Promise.all(Array.from({ length: lanes }, rateSome))).flatMap((codes) => codes.at(-1) ?? [])
      reached.set(round, lasts.at(-1) ?? '')
      if (lasts.length > 0) return true
    }
    await spine.transaction(system, foldTallies)
    return false
  }
}

const namesOf = (facts: RecordedFact[], name: 'object' | 'event' | 'signal'): string[] => [
  ...new Set(facts.flatMap(({ body }) => (body as Partial<Record<typeof name, string | null>>)[name] ?? [])),
]
