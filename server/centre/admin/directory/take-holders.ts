import type { DirectoryAppointment } from '../../../../contract/directory.ts'
import { endHeld } from '../end-held.ts'
import { digestOf, stepOf } from './rules/read-list.ts'
import { together } from './rules/together.ts'
import { heldBy } from './store.ts'
import { endAppointment, takeAppointment } from './take-people.ts'
import { endOne, keep, type Steps, type Taking, takeOne } from './taking.ts'
import type { Entry } from './types.ts'

type Change = { row: DirectoryAppointment; stands: Entry | null } | { row: null; stands: Entry }

/**
 * Who leaves a post and who comes to it. All that touches a person or a post is one step, whatever number it has: between two transactions
 * nobody is without the post they change for, and no post without its next holder.
 */
export async function* changeHolders(taking: Taking, rows: readonly DirectoryAppointment[], gone: readonly Entry[]): Steps {
  for (const group of together(await touching(taking, rows, gone))) {
    await changeGroup(taking, group)
    yield group.length
  }
}

/** What is to be done, and whom and which post it touches: those of the row, and those it stands for until now. What is the same is not in it. */
async function touching(taking: Taking, rows: readonly DirectoryAppointment[], gone: readonly Entry[]) {
  const { tx, entries } = taking
  const changes: Change[] = gone.map((stands) => ({ row: null, stands }))
  for (const row of rows) {
    const entry = entries.appointment.get(row.number)
    const stands = entry && !entry.gone ? entry : null
    // Rows whose end has come are over; those that never stood here are nothing to be done.
    if (row.until !== null && new Date(row.until) <= tx.now) changes.push(...(stands ? [{ row: null, stands }] : []))
    else if (stepOf(entry, digestOf(row)) !== 'same') changes.push({ row, stands })
  }
  const ids = changes.flatMap(({ stands }) => stands?.ours ?? [])
  const held = new Map((await heldBy(tx, ids)).map((one) => [one.id, one]))
  const personOf = (number: string): string => `person ${entries.person.get(number)?.ours ?? `number ${number}`}`
  const postOf = (number: string): string => `post ${entries.post.get(number)?.ours ?? `number ${number}`}`
  return changes.map((item) => {
    const before = item.stands && held.get(item.stands.ours)
    const left = before ? [`person ${before.person}`, `post ${before.post}`] : []
    return { item, touches: [...(item.row ? [personOf(item.row.person), postOf(item.row.post)] : []), ...left] }
  })
}

/** Instead of the digest of an appointment whose holder left the post for its new row; never written down. */
const left = ''

/** First who leaves, then who comes. Who left a post and was refused the new one holds neither. */
async function changeGroup(taking: Taking, group: readonly Change[]): Promise<void> {
  const { appointment } = taking.entries
  const end = (entry: Entry): Promise<void> => endAppointment(taking, entry, (held) => endHeld(taking.tx, [held], taking.tx.now))
  for (const { row, stands } of group)
    if (row && stands) {
      await end(stands)
      appointment.set(row.number, { ...stands, digest: left })
    }
  for (const { row, stands } of group) if (!row) await endOne(taking, stands, end)
  for (const { row } of group) if (row) await takeOne(taking, 'appointment', row, () => takeAppointment(taking, row))
  for (const { row } of group) {
    const entry = row && appointment.get(row.number)
    if (!entry || entry.gone || entry.digest !== left) continue
    await keep(taking, { ...entry, gone: true })
    taking.counts.appointment.ended++
  }
}
