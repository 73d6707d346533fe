import { sayRefusal } from '../../../contract/refusal-words.ts'
import { AnswerVerb } from '../../../contract/second-person.ts'
import type { Words } from '../../../contract/words.ts'
import type { TimerHandler } from '../../kernel/facts.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { type Refusal, RefusalError } from '../../kernel/result.ts'
import type { Timer, Tx } from '../../kernel/spine.ts'
import { lapseMs, mayAnswer, stateAfter } from './rules/may-answer.ts'
import { endRequest, lockRequest, lockRequestIfFree } from './store.ts'
import type { RefusalCodes, RequestTable, Waiting } from './types.ts'

/** How a request ended without being done; `note`: what whoever ended it said. */
export type Undone = { state: 'refused' | 'withdrawn' | 'lapsed'; note: string | null }

/** A kind of change that waits for a second person: where it is kept, who answers it, what is done then. All that differs between kinds. */
export type SecondPerson<Row extends Waiting, Who extends { person: string }> = {
  kept: RequestTable
  timer: { key: string; kind: string }
  codes: RefusalCodes
  /** Is it of a place they answer for? Of another nobody learns that somebody asked. */
  sees: (row: Row, who: Who) => boolean
  /** Could they give this answer, had they not asked themselves? */
  isSecond: (verb: 'confirm' | 'refuse', row: Row, who: Who) => boolean
  /** Does what was asked, or refuses because what it was asked of has moved. */
  confirm: (tx: Tx, row: Row, who: Who) => Promise<void>
  /** Tells that it will not be done; `who` null: its day is over. */
  tellUndone: (tx: Tx, row: Row, how: Undone, who: Who | null) => Promise<void>
}

const timerOf = ({ timer }: { timer: { key: string; kind: string } }, id: string, dueAt: Date): Timer => ({
  key: `${timer.key}:${id}`,
  kind: timer.kind,
  dueAt,
  body: { request: id },
})

type Head = { id: string; lapsesAt: Date }
/** Keeps a new request, with a day to answer it. `taken`: how it is refused where one waits already (`insert` answers false). */
export async function keepRequest(
  tx: Tx,
  kind: { timer: { key: string; kind: string } },
  insert: (head: Head) => Promise<boolean>,
  taken: Refusal,
): Promise<Head> {
  const head = { id: tx.newId(), lapsesAt: new Date(tx.now.getTime() + lapseMs) }
  if (!(await insert(head))) throw new RefusalError(taken)
  await tx.setTimer(timerOf(kind, head.id, head.lapsesAt))
  return head
}

const may = <Row extends Waiting, Who extends { person: string }>(
  { isSecond, codes }: Pick<SecondPerson<Row, Who>, 'isSecond' | 'codes'>,
  verb: AnswerVerb,
  row: Row,
  who: Who,
) => mayAnswer(verb, row, { person: who.person, isSecond: verb !== 'withdraw' && isSecond(verb, row, who) }, codes)

export type Answer = { id: string; verb: AnswerVerb; note: string | null }

/** A second person confirms or refuses, whoever asked takes it back. Of two who press at once the second is told what became of it. */
export async function answerRequest<Row extends Waiting, Who extends { person: string }>(
  tx: Tx,
  kind: SecondPerson<Row, Who>,
  { id, verb, note }: Answer,
  who: Who,
) {
  const row = await lockRequest<Row>(tx, kind.kept, id)
  if (!row || !kind.sees(row, who)) throw new RefusalError({ code: 'thing.not-found' })
  const allowed = may(kind, verb, row, who)
  if (!allowed.ok) throw new RefusalError(allowed.refusal)
  const state = stateAfter[verb]
  const answer = note === null ? null : plainText(note)
  await endRequest(tx, kind.kept, row.id, { state, by: who.person, answer })
  await tx.cancelTimer([timerOf(kind, row.id, row.lapsesAt).key])
  if (state === 'confirmed') await kind.confirm(tx, row, who)
  else await kind.tellUndone(tx, row, { state, note: answer }, who)
  return { row, state }
}

/** What is asked for came about in another way: it waits no longer. */
export async function dropRequest(
  tx: Tx,
  kind: { kept: RequestTable; timer: { key: string; kind: string } },
  row: Waiting,
): Promise<void> {
  await endRequest(tx, kind.kept, row.id, { state: 'withdrawn', by: null, answer: null })
  await tx.cancelTimer([timerOf(kind, row.id, row.lapsesAt).key])
}

/** Somebody answers it this very second: the timer comes again, or is taken away. */
const busyMs = 1_000

/** Nobody has answered within a day: everything stays as it is. */
export const requestDue =
  <Row extends Waiting, Who extends { person: string }>(kind: SecondPerson<Row, Who>): TimerHandler =>
  async (given, tx) => {
    const id = String(given.request)
    // The timer's row is locked already, people lock the request first: so a busy one is not waited for.
    const row = await lockRequestIfFree<Row>(tx, kind.kept, id)
    if (row === 'busy') return tx.setTimer(timerOf(kind, id, new Date(tx.now.getTime() + busyMs)))
    if (row?.state !== 'waiting') return
    await endRequest(tx, kind.kept, row.id, { state: 'lapsed', by: null, answer: null })
    await kind.tellUndone(tx, row, { state: 'lapsed', note: null }, null)
  }

/** What a reader may do about a request, and why they may not confirm one that waits; `holds`: whether their post answers any. */
export function answersOf<Row extends Waiting, Who extends { person: string }>(
  kind: Pick<SecondPerson<Row, Who>, 'isSecond' | 'codes'>,
  row: Row,
  who: Who,
  holds: boolean,
): { allowed: AnswerVerb[]; why: Words | null } {
  const confirm = may(kind, 'confirm', row, who)
  return {
    allowed: holds ? AnswerVerb.options.filter((verb) => may(kind, verb, row, who).ok) : [],
    why: row.state === 'waiting' && !confirm.ok ? sayRefusal(confirm.refusal.code, confirm.refusal.details) : null,
  }
}
