import { system } from '../../../../contract/actor.ts'
import { lockRegister } from '../../../city/object/store-numbers.ts'
import { inScope } from '../../../city/permit/scope.ts'
import { type Answer, answerRequest, requestDue, type SecondPerson } from '../../../city/second-person/requests.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { recordChanges, told } from '../record-changes.ts'
import { type Changer, checkedChange } from '../register.ts'
import { saveObjects } from '../store-write.ts'
import type { Registered } from '../types.ts'
import { isSecond } from './rules/is-second.ts'
import { timer } from './save-or-ask.ts'
import { objectRequests, type RequestRow, tierOfUnit } from './store.ts'

/** `tier`: of the unit they stand for. */
export type Answering = Changer & { tier: string }

/** By whom changes are answered by which an object would leave red or orange. */
export const objectAnswers = {
  codes: { state: 'object.request-state', own: 'object.request-own', second: 'object.request-second' },
  isSecond: (_verb: 'confirm' | 'refuse', row: RequestRow, who: { tier: string }) => isSecond(row, who),
} as const

const second: SecondPerson<RequestRow, Answering> = {
  ...objectAnswers,
  kept: objectRequests,
  timer,
  sees: (row, who) => inScope(who.scope, row.area),
  confirm: write,
  tellUndone: async (tx, row, { state, note }) => {
    const body = { ...told({ id: row.object, name: row.name, kind: row.kind }), request: row.id, note }
    const about = { subject: row.object, area: row.area, ...(state === 'lapsed' && { actor: system }) }
    await tx.record({ kind: `object.change-${state}`, ...about, body })
  },
}

/** Answers a change of the register, or takes it back. */
export async function answerChange(tx: Tx, by: Changer, answer: Answer) {
  // Before any row, as whoever changes an object does: two never wait for each other.
  if (answer.verb === 'confirm') await lockRegister(tx)
  const { row, state } = await answerRequest(tx, second, answer, { ...by, tier: await tierOfUnit(tx, by.unit) })
  return { id: row.id, object: row.object, state }
}

export const objectRequestDue = requestDue(second)

/** The change as it was asked for, by the law of any other. Refused: what it changes is another by now. */
async function write(tx: Tx, row: RequestRow, by: Changer): Promise<void> {
  const one = await checkedChange(tx, by, row.object, row.wish)
  if (!row.changes.every((change) => change.personal || valueIn(one.before, change.field) === change.from))
    throw new RefusalError({ code: 'object.request-stale' })
  if ((await saveObjects(tx, [{ ...one.entry, id: row.object, version: one.before.version }])) === 0)
    throw new RefusalError({ code: 'object.request-stale' })
  const { rated, reason, evidence, sheet, actor } = row
  const confirmed = { actor, by: tx.actor.name ?? tx.actor.id, request: row.id }
  await recordChanges(tx, [{ ...one, rated, reason, evidence }], { sheet, confirmed })
}

const valueIn = (entry: Registered, field: string) =>
  field.startsWith('details/')
    ? (entry.details[field.slice('details/'.length)] ?? null)
    : (entry[field as 'ownerKind' | 'name'] as string | null)
