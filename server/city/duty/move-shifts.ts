import type { Tx } from '../../kernel/spine.ts'
import { appointedTo, endShift, insertShift, removeShift, shiftsAhead } from './store.ts'

type Moved = { id: string; name: string; unit: string; paths: readonly string[] }

/**
 * A post has moved and its holders with it: they stand their shifts at the new one. The shift that runs is cut in two, so that the roster
 * of the old post stays as it was. Who did not come along has no shift there.
 */
export async function moveShifts(tx: Tx, from: string, to: Moved): Promise<void> {
  const came = new Map((await appointedTo(tx, [to.id], tx.now)).map(({ person, name }) => [person, name]))
  for (const shift of await shiftsAhead(tx, from, tx.now)) {
    if (shift.from < tx.now) await endShift(tx, shift.id, tx.now)
    else await removeShift(tx, shift.id)
    const personName = came.get(shift.person)
    if (personName === undefined) continue
    const deputy = shift.deputy !== null && came.has(shift.deputy) ? shift.deputy : null
    const [id, begins] = [tx.newId(), shift.from < tx.now ? tx.now : shift.from]
    await insertShift(tx, { id, post: to.id, person: shift.person, deputy, from: begins, to: shift.to })
    const body = { shift: id, post: to.id, postName: to.name, person: shift.person, personName, deputy }
    const more = { deputyName: deputy && came.get(deputy)!, from: begins.toISOString(), to: shift.to.toISOString() }
    await tx.record({
      kind: 'duty.arranged',
      ...{ subject: id, area: to.paths[0] ?? null, unit: to.unit },
      body: { ...body, ...more },
    })
  }
}
