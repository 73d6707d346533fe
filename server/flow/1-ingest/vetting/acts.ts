import type { VettingAnswer } from '../../../../contract/vetting.ts'
import type { Caller } from '../../../kernel/http.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { settleKey, undoMs } from './on.ts'
import { letGo, lockOwn, saveAnswer, takeBack, takeNext } from './store.ts'

type By = Pick<Caller, 'person' | 'scope'>

/** Whoever takes one has it so long for themselves; then somebody else may get it. */
const holdMs = 2 * 60_000
const holdUntil = (tx: Tx): Date => new Date(tx.now.getTime() + holdMs)

/** The likeliest suspicion of one's areas nobody else holds, for oneself for two minutes; null: there is none. */
export async function takeOne(tx: Tx, by: By): Promise<{ id: string; until: Date } | null> {
  const until = holdUntil(tx)
  const id = await takeNext(tx, by, until)
  return id === null ? null : { id, until }
}

/** Says what one sees. It takes effect eight seconds later, unless taken back. Refused: decided by somebody else meanwhile, or held by them. */
export async function answerOne(tx: Tx, by: By, id: string, answer: VettingAnswer): Promise<{ until: Date }> {
  const row = await lockOwn(tx, by.scope, id)
  if (!row || row.look === 'held') throw new RefusalError({ code: 'thing.not-found' })
  if (row.look !== 'open') throw new RefusalError({ code: 'vetting.answered', details: { by: row.answered_name ?? '' } })
  const othersHold = row.holder !== null && row.holder !== by.person && row.held_until !== null && row.held_until > tx.now
  if (othersHold) throw new RefusalError({ code: 'vetting.held' })
  const until = new Date(tx.now.getTime() + undoMs)
  await saveAnswer(tx, id, { person: by.person, name: tx.actor.name ?? tx.actor.id, answer })
  await tx.setTimer({ key: settleKey(id), kind: 'suspicion.settle', dueAt: until, body: { suspicion: id } })
  await tx.record({ kind: 'suspicion.answered', subject: id, area: row.area, body: { suspicion: id, type: row.type, answer } })
  return { until }
}

/** Takes one's own answer back while nothing has come of it; it is before oneself again. */
export async function takeAnswerBack(tx: Tx, by: By, id: string): Promise<{ id: string; until: Date }> {
  const row = await lockOwn(tx, by.scope, id)
  if (!row || row.look === 'held') throw new RefusalError({ code: 'thing.not-found' })
  if (row.look !== 'answered' || row.answered_by !== by.person) throw new RefusalError({ code: 'vetting.too-late' })
  // What one was looking at when one turned back is anybody's again: one holds one at a time.
  await letGo(tx, by.person)
  const until = holdUntil(tx)
  await takeBack(tx, id, by.person, until)
  await tx.cancelTimer(settleKey(id))
  await tx.record({ kind: 'suspicion.taken-back', subject: id, area: row.area, body: { suspicion: id, type: row.type } })
  return { id, until }
}
