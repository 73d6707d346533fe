import { fedBy } from '../../city/pack/rated-fields.ts'
import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { owesTo } from './rules/owes-to.ts'
import { type Edit, insertEdits, objectsByPaper, openEdits, settleEdits } from './store-edits.ts'
import type { Models, Rated } from './store-reckoned.ts'

type Changed = RecordedFact<'object.changed'>
const isEdit = (fact: RecordedFact): fact is Changed =>
  fact.kind === 'object.changed' && (fact as Changed).body.way === 'desk' && ((fact as Changed).body.rated?.length ?? 0) > 0

/**
 * Keeps which changes by hand touch what a model looks at, in the transaction of the change: of the object itself, and of the objects a paper
 * names. What came of each is known with the next rating (`settle`).
 */
export async function noteEdits(tx: Tx, facts: readonly RecordedFact[], models: (area?: string) => Models): Promise<void> {
  const edits = facts.filter(isEdit)
  if (edits.length === 0) return
  const own = edits.flatMap((fact): Edit[] => {
    const model = models(fact.area ?? '').get(fact.body.objectKind)
    return model ? [{ ...keyOf(fact), ...fedBy(model, fieldsOf(fact)) }] : []
  })
  await insertEdits(tx, [...own, ...(await editsOfPapers(tx, edits, models()))])
}

/** What a paper says is looked at by the model of the object it names, not by one of its own. */
async function editsOfPapers(tx: Tx, edits: readonly Changed[], models: Models): Promise<Edit[]> {
  const found: Edit[] = []
  for (const model of models.values())
    for (const paper of model.papers) {
      const ofKind = new Map(edits.filter(({ body }) => body.objectKind === paper.of).map((fact) => [fact.subject, fact]))
      if (ofKind.size === 0) continue
      const named = await objectsByPaper(tx, [...ofKind.keys()], { ...paper, kind: model.kind })
      for (const one of named) {
        const fact = ofKind.get(one.paper)!
        const fed = fedBy(model, fieldsOf(fact))
        if (fed.indicators.length + fed.floors.length > 0) found.push({ ...keyOf(fact), ...fed, object: one.object })
      }
    }
  return found
}

const keyOf = ({ id, subject, recordedAt }: Changed) => ({ object: subject, at: recordedAt, fact: id })
const fieldsOf = ({ body }: Changed) => ({ kind: body.objectKind, fields: body.rated ?? [] })

/** A rating has come after them: what they turned the level from and to, and whether it owes its being better to them. */
export async function settle(tx: Tx, rated: readonly Rated[]): Promise<void> {
  const open = await openEdits(
    tx,
    rated.map(({ object }) => object.id),
  )
  if (open.length === 0) return
  const byObject = new Map(rated.map((one) => [one.object.id, one]))
  await settleEdits(
    tx,
    open.map(({ object, at, fact, ...fed }) => {
      const { model, rating, was } = byObject.get(object)!
      return { object, at, fact, was: was?.level ?? null, level: rating.level, better: owesTo(model.model, was, rating, fed) }
    }),
  )
}
