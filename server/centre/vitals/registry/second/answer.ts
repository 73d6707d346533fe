import { system } from '../../../../../contract/actor.ts'
import { type Answer, answerRequest, answersOf, requestDue, type SecondPerson } from '../../../../city/second-person/requests.ts'
import type { Waiting } from '../../../../city/second-person/types.ts'
import { RefusalError } from '../../../../kernel/result.ts'
import type { Tx } from '../../../../kernel/spine.ts'
import { type Keeping, keepTracksOf, mayChange, oneByOne, orUnfit, putInForce } from '../registry.ts'
import { dropDraft, registeredByCode } from '../store.ts'
import { timer } from './ask.ts'
import { codeOf, type RequestRow, vitalRequests } from './store.ts'

export type Answering = { person: string; keeping: Keeping }

type Of = Waiting & Pick<RequestRow, 'home'>

/** By whom a definition that opens events is answered: whoever may define vitals there as well. */
const vitalAnswers = {
  codes: { state: 'vital.request-state', own: 'vital.request-own', second: 'vital.request-second' },
  isSecond: (_verb: 'confirm' | 'refuse', { home }: Of, { keeping }: Answering) => mayChange(keeping, home),
} as const

const second: SecondPerson<RequestRow, Answering> = {
  ...vitalAnswers,
  kept: vitalRequests,
  timer,
  sees: ({ home }, { keeping }) => mayChange(keeping, home),
  confirm,
  tellUndone: async (tx, row, { state, note }) => {
    const about = { subject: row.code, area: row.area, ...(state === 'lapsed' && { actor: system }) }
    await tx.record({
      kind: `vital.publish-${state}`,
      ...about,
      body: { vital: row.code, name: row.name, request: row.id, note },
    })
  },
}

/** Answers a definition that waits, or takes it back. */
export async function answerAsked(tx: Tx, answer: Answer, keeping: Keeping) {
  // The vital before its request, as whoever publishes does: two never wait for each other.
  const code = await codeOf(tx, answer.id)
  if (code !== null) await registeredByCode(tx, [code], true)
  const { row, state } = await answerRequest(tx, second, answer, { person: keeping.caller.person, keeping })
  return { id: row.id, code: row.code, state }
}

export const vitalRequestDue = requestDue(second)

/** What was asked for, by the law of any other publishing. Refused: another version is in force by now. */
async function confirm(tx: Tx, row: RequestRow, { keeping }: Answering): Promise<void> {
  const vital = (await registeredByCode(tx, [row.code], true)).get(row.code)!
  if (vital.version !== row.version) throw new RefusalError({ code: 'vital.request-stale' })
  await oneByOne(tx, [row.definition])
  await keepTracksOf(tx, [row.definition])
  await orUnfit(tx, vital, row.definition, keeping)
  await dropDraft(tx, vital.id)
  await putInForce(tx, vital, row.definition, {
    ...keeping,
    asked: { by: row.askedBy, byName: row.askedByName, request: row.id },
  })
}

/** A definition that waits as a reader sees it, with what they may do about it. */
export const answersFor = (row: Of, keeping: Keeping) =>
  answersOf(vitalAnswers, row, { person: keeping.caller.person, keeping }, mayChange(keeping, row.home))
