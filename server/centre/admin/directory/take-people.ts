import type { DirectoryAppointment, DirectoryPerson } from '../../../../contract/directory.ts'
import {
  type AppointmentLine,
  appointmentsOf,
  insertAccount,
  insertPerson,
  lockAppointment,
  lockOut,
  lockPerson,
  lockPost,
  postKindsOf,
} from '../../../city/person/store.ts'
import { changePerson } from '../../../city/person/store-directory.ts'
import { malformed, RefusalError } from '../../../kernel/result.ts'
import { putInForce, refuseAppointing } from '../appoint.ts'
import { personByAccount } from './store.ts'
import { endAll, isAdmin, isInside, oursOf, type Taking } from './taking.ts'
import type { Entry } from './types.ts'

const unfit = (...given: Parameters<typeof malformed>): RefusalError => new RefusalError(malformed(...given))

/** A person is found by their number, the name of their account, or made with an account that has no password. */
export async function takePerson(taking: Taking, row: DirectoryPerson, before: Entry | null): Promise<string> {
  const { tx } = taking
  const { number, name, phone } = row
  const found = before?.ours ?? (await personByAccount(tx, number))
  const id = found ?? `p-${tx.newId()}`
  if (found) {
    await needOurs(taking, found)
    await changePerson(tx, { id, name, phone })
  } else {
    await insertPerson(tx, { id, name, phone, idNumber: null })
    await insertAccount(tx, { person: id, account: number })
  }
  await tx.record({ kind: found ? 'person.changed' : 'person.made', subject: id, area: null, body: { person: id, name } })
  return id
}

/** Administrators, and people who work outside the areas of the key, are not the directory's to change. */
async function needOurs(taking: Taking, id: string): Promise<void> {
  const { tx } = taking
  await lockPerson(tx, id)
  const kinds = (await postKindsOf(tx, id)).filter(({ to }) => to === null || to > tx.now)
  if (kinds.some(({ kind }) => isAdmin(kind))) throw unfit('/number', 'directory.admin')
  const held = await appointmentsOf(tx, { person: id }, tx.now)
  if (held.some(({ paths }) => paths.length > 0 && !isInside(taking, paths))) throw unfit('/number', 'directory.outside')
}

/** Who left holds nothing any more, cannot sign in, and is signed out. */
export async function endGonePerson(taking: Taking, { ours }: Entry): Promise<void> {
  const { tx } = taking
  await needOurs(taking, ours)
  const person = await lockPerson(tx, ours)
  const held = await appointmentsOf(tx, { person: ours }, tx.now)
  await endAll(taking, held)
  await lockOut(tx, ours)
  const about = { subject: ours, area: held[0]?.paths[0] ?? null, unit: held[0]?.unit ?? null }
  await tx.record({ kind: 'person.ended', ...about, body: { person: ours, name: person?.name ?? '' } })
}

/** Ends an appointment of the directory, unless it is over already. */
export async function endAppointment(
  { tx }: Taking,
  { ours }: Entry,
  end: (held: AppointmentLine) => Promise<void>,
): Promise<void> {
  const held = await lockAppointment(tx, ours)
  if (held && (held.valid_to === null || held.valid_to > tx.now)) await end(held)
}

/** Puts somebody on a post from now on, by the rules of every appointment; one that stands here already is taken over. */
export async function takeAppointment(taking: Taking, row: DirectoryAppointment): Promise<string> {
  const { tx } = taking
  const person = (await lockPerson(tx, oursOf(taking, 'person', row.person)))!
  const post = (await lockPost(tx, oursOf(taking, 'post', row.post)))!
  const to = row.until === null ? null : new Date(row.until)
  const already = (await appointmentsOf(tx, { person: person.id, post: post.id }, tx.now)).find(({ kind }) => kind === row.kind)
  if (already && already.valid_to?.getTime() === to?.getTime()) return already.id
  const wish = { person, post, kind: row.kind, from: tx.now, to }
  await refuseAppointing(tx, wish)
  if (already) await endAll(taking, [already])
  const id = tx.newId()
  await putInForce(tx, { ...wish, id, delegatedBy: null })
  return id
}
