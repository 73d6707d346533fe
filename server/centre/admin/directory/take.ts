import type { DirectoryAppointment, DirectoryIn, DirectoryKind } from '../../../../contract/directory.ts'
import { lockUnit } from '../../../city/person/store.ts'
import { scopeOfUnit } from '../../../city/sign-in/store.ts'
import { orRefuse, RefusalError, toProblem } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { endHeld } from '../end-held.ts'
import { digestOf, mayShrink, missingIn, onlyOnce, orderOf, parentsFirst } from './rules/read-list.ts'
import { insertSync, oneAtATime, readEntries, readSyncs, type SyncRow } from './store.ts'
import { endAppointment, endGonePerson, takeAppointment, takePerson } from './take-people.ts'
import { endGonePost, endGoneUnit, takePost, takeUnit } from './take-units.ts'
import { beginTaking, endEach, keep, sumOf, type Taking, takeEach } from './taking.ts'
import type { Entry } from './types.ts'

/**
 * Takes a delivery of the directory: what is new is made, what changed is changed, what is gone ends now, and nothing is deleted. Rows that
 * cannot be taken are told with their reason and hold up no other. `root`: the unit of the key, below which all of it hangs.
 */
export async function takeDirectory(tx: Tx, root: string, given: DirectoryIn): Promise<{ row: SyncRow; known: boolean }> {
  await oneAtATime(tx)
  const unit = await lockUnit(tx, root)
  if (!unit || (unit.valid_to && unit.valid_to <= tx.now)) throw new RefusalError({ code: 'key.wrong' })
  const delivery = { at: new Date(given.at), digest: digestOf(given) }
  const [last] = await readSyncs(tx, 1)
  if (orRefuse(orderOf(last ?? null, delivery)) === 'known') return { row: last!, known: true }
  const taking = beginTaking({ tx, root, scope: await scopeOfUnit(tx, root), entries: await readEntries(tx) })
  const gone = goneOf(taking, given)
  if (given.mode === 'full') refuseShrinking(taking, gone, given.mayEnd)
  await takeRows(taking, given, gone)
  const row = await writeDown(taking, given, delivery)
  return { row, known: false }
}

type Gone = Record<DirectoryKind, Entry[]>

/** What stands and is gone: not in the full list any more, or named as gone. */
function goneOf({ entries }: Taking, given: DirectoryIn): Gone {
  const ended = (kind: DirectoryKind, rows: readonly { number: string }[], named: readonly string[]): Entry[] => {
    if (given.mode === 'full') return missingIn(entries[kind].values(), new Set(rows.map(({ number }) => number)))
    return [...new Set(named)].flatMap((number) => entries[kind].get(number) ?? []).filter(({ gone }) => !gone)
  }
  const named = given.mode === 'changes' ? given.gone : { units: [], posts: [], persons: [], appointments: [] }
  return {
    unit: ended('unit', given.units, named.units),
    post: ended('post', given.posts, named.posts),
    person: ended('person', given.persons, named.persons),
    appointment: ended('appointment', given.appointments, named.appointments),
  }
}

function refuseShrinking({ entries }: Taking, gone: Gone, mayEnd: boolean): void {
  for (const kind of ['unit', 'post', 'person', 'appointment'] as const) {
    const of = [...entries[kind].values()].filter((entry) => !entry.gone).length
    orRefuse(mayShrink({ gone: gone[kind].length, of, mayEnd }))
  }
}

/** First who leaves a post, then the tree from the top, then who comes to a post; what is gone ends last, when all that stays has left it. */
async function takeRows(taking: Taking, given: DirectoryIn, gone: Gone): Promise<void> {
  const known = (number: string): boolean => taking.entries.unit.get(number)?.gone === false
  const once = {
    unit: onlyOnce('unit', given.units),
    post: onlyOnce('post', given.posts),
    person: onlyOnce('person', given.persons),
    appointment: onlyOnce('appointment', given.appointments),
  }
  for (const kind of ['unit', 'post', 'person', 'appointment'] as const) taking.refused.push(...once[kind].refused)
  const { rows: units, refused } = parentsFirst(once.unit.rows, known)
  taking.refused.push(...refused)
  const { standing, over } = await leavePosts(taking, once.appointment.rows)
  await endEach(taking, [...gone.appointment, ...over], (entry) =>
    endAppointment(taking, entry, (held) => endHeld(taking.tx, [held], taking.tx.now)),
  )
  await takeEach(taking, 'unit', units, (row, stands) => takeUnit(taking, row, stands))
  await takeEach(taking, 'post', once.post.rows, (row, stands) => takePost(taking, row, stands))
  await takeEach(taking, 'person', once.person.rows, (row, _, before) => takePerson(taking, row, before))
  await takeEach(taking, 'appointment', standing, (row) => takeAppointment(taking, row))
  await endLeft(taking)
  await endEach(taking, gone.post, (entry) => endGonePost(taking, entry))
  await endEach(taking, gone.person, (entry) => endGonePerson(taking, entry))
  await endUnits(taking, gone.unit)
}

/** Instead of the digest of an appointment whose holder left the post for its new row. */
const left = ''

/** Who left a post and was refused the new one holds neither. */
async function endLeft(taking: Taking): Promise<void> {
  for (const entry of taking.entries.appointment.values())
    if (!entry.gone && entry.digest === left) {
      await keep(taking, { ...entry, gone: true })
      taking.counts.appointment.ended++
    }
}

/** Rows whose end has come are over; whose row changed leaves the post before anybody comes to it. */
async function leavePosts(
  taking: Taking,
  rows: readonly DirectoryAppointment[],
): Promise<{ standing: DirectoryAppointment[]; over: Entry[] }> {
  const { tx, entries } = taking
  const isOver = ({ until }: DirectoryAppointment): boolean => until !== null && new Date(until) <= tx.now
  const entryOf = ({ number }: DirectoryAppointment): Entry[] => {
    const entry = entries.appointment.get(number)
    return entry && !entry.gone ? [entry] : []
  }
  const standing = rows.filter((row) => !isOver(row))
  for (const row of standing)
    for (const entry of entryOf(row)) {
      if (entry.digest === digestOf(row)) continue
      await endAppointment(taking, entry, (held) => endHeld(tx, [held], tx.now))
      await keep(taking, { ...entry, digest: left })
    }
  return { standing, over: rows.filter(isOver).flatMap(entryOf) }
}

/** Those below first: as long as some of them end, those above are tried again. */
async function endUnits(taking: Taking, gone: readonly Entry[]): Promise<void> {
  const refusedBefore = taking.refused.length
  let rest = gone
  for (;;) {
    taking.refused.length = refusedBefore
    await endEach(taking, rest, (entry) => endGoneUnit(taking, entry))
    const still = rest.filter(({ number }) => !taking.entries.unit.get(number)?.gone)
    if (still.length === 0 || still.length === rest.length) return
    rest = still
  }
}

async function writeDown(taking: Taking, given: DirectoryIn, { at, digest }: { at: Date; digest: string }): Promise<SyncRow> {
  const { tx, counts } = taking
  counts.unit.rows = given.units.length
  counts.post.rows = given.posts.length
  counts.person.rows = given.persons.length
  counts.appointment.rows = given.appointments.length
  for (const { kind } of taking.refused) counts[kind].refused++
  const refused = taking.refused.map(({ kind, number, refusal }) => {
    const { code, zh, en } = toProblem(refusal)
    return { kind, number, code, zh, en }
  })
  const row: SyncRow = { id: tx.newId(), unit: taking.root, mode: given.mode, at, digest, taken_at: tx.now, counts, refused }
  await insertSync(tx, row)
  const body = { sync: row.id, mode: given.mode, ...sumOf(counts) }
  await tx.record({ kind: 'directory.taken', subject: row.id, area: null, body })
  return row
}
