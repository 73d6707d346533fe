import type { z } from 'zod'
import type { LetterAct, LetterNew, LetterState } from '../../../../contract/hazard.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { limitEnds, zoneText } from '../../../kernel/calendar.ts'
import type { WorkCalendar } from '../../../kernel/calendar-days.ts'
import type { TimerHandler } from '../../../kernel/facts.ts'
import type { Caller } from '../../../kernel/http.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { eventIsOpen } from '../../3-event/life.ts'
import { lockEvent } from '../../3-event/store.ts'
import type { EventRecord } from '../../3-event/types.ts'
import { letterLife, letterRuns } from './rules/letter-life.ts'
import {
  changeLetter,
  insertLetter,
  type LetterChange,
  type LetterRow,
  lettersOf,
  lockLetter,
  lockLetterIfFree,
  markOverdue,
  nextLetter,
  recipientOf,
} from './store.ts'

export type LetterDeps = { packs: Packs; calendar: WorkCalendar }
type Done = { id: string; version: number; state: LetterState }
/** Found wrong at a busy moment it is looked at again. */
const busyMs = 1_000

const dueKey = (id: string): string => `letter-due:${id}`
const bodyOf = ({ id, no, event, object }: Pick<LetterRow, 'id' | 'no' | 'event' | 'object'>) => ({
  letter: id,
  no,
  event,
  object,
})

/** When a letter of so many days is over: with the last of them, counted from the next day. */
const dayOver = (from: Date, days: number, calendar: WorkCalendar): Date =>
  limitEnds(from, { n: days, unit: 'calendar-day', fromNextDay: true }, calendar).due

/** Writes a letter about an open hazard. Refused: no hazard, one that is over, a letter that runs already, nobody to send it to. */
export async function issueLetter(
  tx: Tx,
  { packs, calendar }: LetterDeps,
  { caller, event, given }: { caller: Caller; event: string; given: z.infer<typeof LetterNew> },
): Promise<Done> {
  const held = await lockEvent(tx, event)
  const hazard = held ? packs.typeAt(held.type, held.area)?.hazard : null
  if (!held?.object || !hazard) throw new RefusalError({ code: 'letter.no-hazard' })
  if (!eventIsOpen(held.state)) throw new RefusalError({ code: 'letter.over' })
  if ((await lettersOf(tx, event)).some(({ state }) => letterRuns(state))) throw new RefusalError({ code: 'letter.runs' })
  const named = await recipientOf(tx, held.object)
  const recipient = given.recipient ? plainText(given.recipient) : named?.name
  if (!recipient) throw new RefusalError({ code: 'letter.nobody' })
  const days = given.days ?? hazard.days[held.grade] ?? hazard.otherwise
  const [id, no] = [tx.newId(), letterNumber(tx.now, calendar.zone, await nextLetter(tx))]
  const row = { id, no, event, object: held.object, area: held.area, due_at: dayOver(tx.now, days, calendar) }
  await insertLetter(tx, {
    ...row,
    ...{ charge: given.recipient ? null : (named?.charge ?? null), recipient, demand: plainText(given.demand) },
    ...{ basis: hazard.basis, consequence: hazard.consequence ?? null, state: 'issued', issued_at: tx.now },
    ...{ issued_by: caller.person, issued_name: tx.actor.name ?? tx.actor.id, unit: caller.unit, demo: held.demo },
  })
  await tx.setTimer({ key: dueKey(id), kind: 'letter.due', dueAt: row.due_at, body: { letter: id } })
  await tx.record({ kind: 'letter.issued', ...about(held), body: { ...bodyOf(row), until: row.due_at.toISOString() } })
  return { id, version: 1, state: 'issued' }
}

/** 整改〔2026〕000012 号: the year in the city and the running number. */
export const letterNumber = (at: Date, zone: string, n: number): string =>
  `整改〔${zoneText(at, zone).slice(0, 4)}〕${String(n).padStart(6, '0')}号`

const about = ({ id, area }: Pick<EventRecord, 'id' | 'area'>) => ({ subject: id, area })

/** Does something with a letter. Refused: one that has ended, a verb its state does not know, somebody was quicker. */
export async function actOnLetter(
  tx: Tx,
  { calendar }: LetterDeps,
  { caller, id, act }: { caller: Caller; id: string; act: LetterAct },
): Promise<Done> {
  const letter = await lockLetter(tx, id)
  if (!letter) throw new RefusalError({ code: 'thing.not-found' })
  if (letter.version !== act.version) throw new RefusalError({ code: 'version.stale', details: { version: letter.version } })
  if (!letterLife[letter.state].includes(act.verb)) throw new RefusalError({ code: 'letter.state' })
  const change = changeOf(letter, act, { tx, calendar, person: caller.person })
  await changeLetter(tx, id, change)
  if (change.due_at) await tx.setTimer({ key: dueKey(id), kind: 'letter.due', dueAt: change.due_at, body: { letter: id } })
  if (change.ended_at) await tx.cancelTimer([dueKey(id)])
  await tell(tx, { ...letter, ...change }, act)
  return { id, version: letter.version + 1, state: change.state ?? letter.state }
}

type By = { tx: Tx; calendar: WorkCalendar; person: string }
function changeOf(letter: LetterRow, act: LetterAct, { tx, calendar, person }: By): LetterChange {
  switch (act.verb) {
    case 'deliver': {
      const claimed = act.at ? new Date(act.at) : tx.now
      const at = claimed > tx.now || claimed < letter.issued_at ? tx.now : claimed
      return {
        state: 'delivered',
        delivered_at: at,
        delivered_how: act.how,
        delivered_note: act.note ? plainText(act.note) : null,
      }
    }
    case 'refuse':
      return { state: 'refused', delivered_at: tx.now, delivered_how: 'refused', delivered_note: plainText(act.note) }
    case 'extend': {
      const from = letter.due_at > tx.now ? new Date(letter.due_at.getTime() - 1) : tx.now
      return { due_at: dayOver(from, act.days, calendar), extended: letter.extended + 1, overdue_at: null }
    }
    case 'reinspect':
      return { state: act.kept ? 'kept' : 'not-kept', ended_at: tx.now, ended_by: person, ended_note: plainText(act.note) }
    case 'withdraw':
      return { state: 'withdrawn', ended_at: tx.now, ended_by: person, ended_note: plainText(act.note) }
  }
}

async function tell(tx: Tx, letter: LetterRow, act: LetterAct): Promise<void> {
  const place = { subject: letter.event, area: letter.area }
  const body = bodyOf(letter)
  switch (act.verb) {
    case 'deliver':
      return void (await tx.record({
        kind: 'letter.delivered',
        ...place,
        occurredAt: letter.delivered_at!,
        body: { ...body, how: act.how },
      }))
    case 'refuse':
      return void (await tx.record({ kind: 'letter.refused', ...place, body: { ...body, reason: act.note } }))
    case 'extend':
      return void (await tx.record({
        kind: 'letter.extended',
        ...place,
        body: { ...body, until: letter.due_at.toISOString(), reason: act.note },
      }))
    case 'reinspect':
      return void (await tx.record({
        kind: act.kept ? 'letter.kept' : 'letter.broken',
        ...place,
        body: { ...body, note: act.note },
      }))
    case 'withdraw':
      return void (await tx.record({ kind: 'letter.withdrawn', ...place, body: { ...body, reason: act.note } }))
  }
}

/** Its day is over and nobody has looked at it again: overdue, once. */
export const onLetterDue: TimerHandler = async (given, tx, key) => {
  const letter = await lockLetterIfFree(tx, String(given.letter))
  if (!letter) return tx.setTimer({ key, kind: 'letter.due', dueAt: new Date(tx.now.getTime() + busyMs), body: given })
  if (!letterRuns(letter.state) || letter.due_at > tx.now || letter.overdue_at) return
  await markOverdue(tx, letter.id)
  const body = { ...bodyOf(letter), until: letter.due_at.toISOString() }
  await tx.record({ kind: 'letter.overdue', subject: letter.event, area: letter.area, body })
}
