import {
  type AppointmentLine,
  appointmentsOf,
  insertAppointment,
  lockAppointment,
  lockPerson,
  type PersonLine,
  type PostLine,
  postKindsOf,
} from '../../city/person/store.ts'
import type { Caller } from '../../kernel/http.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { orHidden } from './routes-units.ts'
import { fitsPeriod, type Held, mayDelegate, mayFill, mayHold } from './rules/appoint.ts'
import { delegationNeedsSecond } from './second.ts'
import { insertWaiting, pathsAskedFor } from './store-waiting.ts'

export const notFound = (): RefusalError => new RefusalError({ code: 'thing.not-found' })
export type Appointing = { person: PersonLine; post: PostLine; kind: string; from: Date; to: Date | null }
export type Delegating = { person: PersonLine; post: PostLine; held: AppointmentLine; until: Date }
/** `waiting`: a second administrator must confirm it first. */
export type Given = { id: string; waiting: boolean }

/**
 * Asks for an appointment. What a post opens depends on the unit it stands in, and even a grid worker acts on its cases and sees phone
 * numbers: one administrator alone would make a puppet, so every one waits for a second.
 */
export async function appoint(tx: Tx, wish: Appointing, by: Caller): Promise<Given> {
  if (wish.from < tx.now) throw new RefusalError({ code: 'admin.period' })
  await refuseAppointing(tx, wish)
  const id = tx.newId()
  await ask(tx, { ...wish, id, delegatedBy: null }, by)
  return { id, waiting: true }
}

/** Lends a held post; waits like an appointment, unless its holder asks for it. */
export async function delegate(tx: Tx, wish: Delegating, by: Caller): Promise<Given> {
  await refuseDelegating(tx, wish)
  const { person, post, held, until } = wish
  const given = { id: tx.newId(), waiting: delegationNeedsSecond(post.kind, held.person === by.person) }
  const row = { id: given.id, person, post, kind: 'delegated', from: tx.now, to: until, delegatedBy: held.person }
  if (given.waiting) await ask(tx, row, by)
  else await putInForce(tx, row)
  return given
}

/** Throws when the appointment may not be: asked when it is wished for and again when it is confirmed. */
export async function refuseAppointing(tx: Tx, { person, post, kind, from, to }: Appointing): Promise<void> {
  if (post.valid_to && post.valid_to <= from) throw notFound()
  orRefuse(fitsPeriod({ from, to }, tx.now))
  orRefuse(mayHold(post.kind, { from, to }, await postKindsOf(tx, person.id)))
  orRefuse(mayFill({ person: person.id, kind, from, to }, await holdersOf(tx, post.id)))
}

/** Throws when the post may not be lent like this. */
export async function refuseDelegating(tx: Tx, { person, post, held, until }: Delegating): Promise<void> {
  if (held.valid_from > tx.now) throw notFound()
  const already = (await holdersOf(tx, post.id)).filter((one) => one.person === person.id)
  const { person: holder, kind, valid_to: heldUntil } = held
  orRefuse(mayDelegate({ holder, to: person.id, kind, heldUntil, until, already }, tx.now))
  orRefuse(mayHold(post.kind, { from: tx.now, to: until }, await postKindsOf(tx, person.id)))
}

type Row = Appointing & { id: string; delegatedBy: string | null }

/** Writes the appointment and its fact. */
export async function putInForce(tx: Tx, { person, post, ...row }: Row): Promise<void> {
  await insertAppointment(tx, { ...row, person: person.id, post: post.id })
  const body = { appointment: row.id, person: person.id, personName: person.name, post: post.id, postName: post.name }
  const about = { subject: person.id, area: post.paths[0] ?? null, unit: post.unit }
  if (row.kind === 'delegated')
    await tx.record({ kind: 'appointment.delegated', ...about, body: { ...body, until: row.to!.toISOString() } })
  else await tx.record({ kind: 'appointment.made', ...about, body: { ...body, until: row.to?.toISOString() ?? null } })
}

async function ask(tx: Tx, { person, post, ...row }: Row, by: Caller): Promise<void> {
  const waits = await insertWaiting(tx, { ...row, person: person.id, post: post.id, askedBy: by.person })
  if (!waits) throw new RefusalError({ code: 'approval.waits' })
  const body = { appointment: row.id, person: person.id, personName: person.name, post: post.id, postName: post.name }
  await tx.record({ kind: 'appointment.asked', subject: person.id, area: post.paths[0] ?? null, unit: post.unit, body })
}

/** Who holds a post, now or later. The post is locked: two appointments to it are decided one after another. */
const holdersOf = async (tx: Tx, post: string): Promise<Held[]> =>
  (await appointmentsOf(tx, { post }, tx.now)).map((one) => ({
    person: one.person,
    name: one.person_name,
    kind: one.kind,
    from: one.valid_from,
    to: one.valid_to,
  }))

/** A person who holds a post in the caller's areas, or waits for one, locked, with everything they hold; with an earlier `since` also those who held one. */
export async function lockStaff(
  tx: Tx,
  caller: Caller,
  id: string,
  since = tx.now,
): Promise<{ person: PersonLine; held: AppointmentLine[] }> {
  const person = await lockPerson(tx, id)
  if (!person) throw notFound()
  const held = await appointmentsOf(tx, { person: id }, since)
  orHidden({ paths: [...held.flatMap((one) => one.paths), ...(await pathsAskedFor(tx, id))] }, caller)
  return { person, held }
}

/** An appointment of the caller's areas that is not over, locked. */
export async function lockHeld(tx: Tx, caller: Caller, id: string): Promise<AppointmentLine> {
  const held = orHidden(await lockAppointment(tx, id), caller)
  if (held.valid_to && held.valid_to <= tx.now) throw notFound()
  return held
}
