import type { DetailValue } from '../../../contract/detail.ts'
import type { ChangeWay } from '../../../contract/rated-change.ts'
import type { Tx } from '../../kernel/spine.ts'
import { addDetails, lockForDetails } from './store.ts'

type Found = { way: Exclude<ChangeWay, 'desk'>; at?: Date }

/**
 * Writes what was found on the spot into the register, as a change anybody can read (`object.changed`). Nothing is recorded where it says
 * so already; an object that has ended is left alone. `way`: who found it; what proves it is kept with the inspection or the case. `at`: when it was seen.
 */
export async function setDetails(
  tx: Tx,
  object: string,
  values: Readonly<Record<string, DetailValue>>,
  { way, at = tx.now }: Found,
): Promise<void> {
  if (Object.keys(values).length === 0) return
  const held = await lockForDetails(tx, object)
  if (!held) return
  const changes = Object.entries(values)
    .filter(([detail, to]) => held.details[detail] !== to)
    .map(([detail, to]) => ({ field: `details/${detail}`, personal: false, from: held.details[detail] ?? null, to }))
  if (changes.length === 0) return
  await addDetails(tx, object, values)
  const { id, kind, name, area } = held
  await tx.record({
    kind: 'object.changed',
    subject: id,
    area,
    occurredAt: at,
    body: { object: id, name, objectKind: kind, sheet: null, n: changes.length, changes, way },
  })
}
