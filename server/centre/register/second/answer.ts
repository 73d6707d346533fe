import { system } from '../../../../contract/actor.ts'
import type { ObjectRequestVerb } from '../../../../contract/object-requests.ts'
import { lockRegister } from '../../../city/object/store-numbers.ts'
import { inScope } from '../../../city/permit/scope.ts'
import type { TimerHandler } from '../../../kernel/facts.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { recordChanges, told } from '../record-changes.ts'
import { type Changer, checkedChange } from '../register.ts'
import { saveObjects } from '../store-write.ts'
import type { Registered } from '../types.ts'
import { mayAnswer, stateAfter } from './rules/may-answer.ts'
import { timerOf } from './save-or-ask.ts'
import { endRequest, lockRequest, lockRequestIfFree, type RequestRow, tierOfUnit } from './store.ts'

type Answer = { id: string; verb: ObjectRequestVerb; note: string | null }

/** A second person confirms or refuses, whoever asked takes it back. Of two who press at once the second is told what became of it. */
export async function answerRequest(tx: Tx, by: Changer, { id, verb, note }: Answer) {
  // Before any row, as whoever changes an object does: two never wait for each other.
  if (verb === 'confirm') await lockRegister(tx)
  const row = await lockRequest(tx, id)
  // Of an object outside one's own areas nobody learns that somebody asked.
  if (!row || !inScope(by.scope, row.area)) throw new RefusalError({ code: 'thing.not-found' })
  const may = mayAnswer(verb, row, { person: by.person, tier: await tierOfUnit(tx, by.unit) })
  if (!may.ok) throw new RefusalError(may.refusal)
  const state = stateAfter[verb]
  const answer = note === null ? null : plainText(note)
  if (verb === 'confirm') await write(tx, by, row)
  else await tellEnd(tx, row, state as 'refused' | 'withdrawn', answer)
  await endRequest(tx, row.id, { state, by: by.person, answer })
  await tx.cancelTimer([timerOf(row.id, row.lapsesAt).key])
  return { id: row.id, object: row.object, state }
}

/** The change as it was asked for, by the law of any other. Refused: what it changes is another by now. */
async function write(tx: Tx, by: Changer, row: RequestRow): Promise<void> {
  const one = await checkedChange(tx, by, row.object, row.wish)
  if (!row.changes.every((change) => change.personal || valueIn(one.before, change.field) === change.from))
    throw new RefusalError({ code: 'object.request-stale' })
  if ((await saveObjects(tx, [{ ...one.entry, id: row.object, version: one.before.version }])) === 0)
    throw new RefusalError({ code: 'object.request-stale' })
  const { rated, reason, evidence, sheet, actor } = row
  const confirmed = { actor, by: tx.actor.name ?? tx.actor.id }
  await recordChanges(tx, [{ ...one, rated, reason, evidence }], { sheet, confirmed })
}

const valueIn = (entry: Registered, field: string) =>
  field.startsWith('details/')
    ? (entry.details[field.slice('details/'.length)] ?? null)
    : (entry[field as 'ownerKind' | 'name'] as string | null)

async function tellEnd(tx: Tx, row: RequestRow, state: 'refused' | 'withdrawn' | 'lapsed', note: string | null): Promise<void> {
  const body = { ...told({ id: row.object, name: row.name, kind: row.kind }), request: row.id, note }
  const about = { subject: row.object, area: row.area, ...(state === 'lapsed' && { actor: system }) }
  await tx.record({ kind: `object.change-${state}`, ...about, body })
}

/** Somebody answers it this very second: the timer comes again, or is taken away. */
const busyMs = 1_000

/** Nobody has answered within a day: the entry stays as it is. */
export const objectRequestDue: TimerHandler = async (given, tx) => {
  const id = String(given.request)
  const row = await lockRequestIfFree(tx, id)
  if (row === 'busy') return tx.setTimer(timerOf(id, new Date(tx.now.getTime() + busyMs)))
  if (row?.state !== 'waiting') return
  await endRequest(tx, row.id, { state: 'lapsed', by: null, answer: null })
  await tellEnd(tx, row, 'lapsed', null)
}
