import type { Tx } from '../../kernel/spine.ts'
import { told } from './record-changes.ts'
import type { ChargeMoves } from './rules/read-charges.ts'
import { chargesOfMany, endCharges, insertCharges, lockCharged } from './store-charged.ts'
import type { ChargeLine, Registered } from './types.ts'

/** What a sheet changes of who answers for one object; `held`: who did when it was looked at. */
export type ChargePlan = ChargeMoves & { held: readonly ChargeLine[] }
export type Moving = ChargePlan & { object: Pick<Registered, 'id' | 'name' | 'kind' | 'area'> }

/**
 * From now on others answer for some objects: rows and a fact for each that begins or ends, as by hand. Answers false, and writes nothing, where
 * somebody else changed who answers for one of them since it was looked at.
 */
export async function moveCharges(tx: Tx, list: readonly Moving[]): Promise<boolean> {
  const ids = list.map(({ object }) => object.id)
  await lockCharged(tx, ids)
  const now = await chargesOfMany(tx, ids)
  const idsOf = (lines: readonly ChargeLine[]): string =>
    lines
      .map(({ id }) => id)
      .toSorted()
      .join()
  if (list.some(({ object, held }) => idsOf(now.get(object.id) ?? []) !== idsOf(held))) return false
  const begun = list.flatMap(({ object, begin }) => begin.map((one) => ({ ...one, id: tx.newId(), object })))
  const ended = list.flatMap(({ object, end }) => end.map((line) => ({ line, object })))
  await endCharges(
    tx,
    ended.map(({ line }) => line.id),
  )
  await insertCharges(
    tx,
    begun.map((one) => ({ ...one, object: one.object.id })),
  )
  await tx.recordAll(
    'object.discharged',
    ended.map(({ object, line: { id, role, unit, post, person } }) => ({
      ...{ subject: object.id, area: object.area },
      body: { ...told(object), charge: id, role, unit, post, person },
    })),
  )
  await tx.recordAll(
    'object.charged',
    begun.map(({ object, id, role, holder }) => {
      const of = (kind: string): string | null => ('id' in holder && holder.kind === kind ? holder.id : null)
      const body = { ...told(object), charge: id, role, unit: of('unit'), post: of('post'), person: null }
      return { subject: object.id, area: object.area, body }
    }),
  )
  return true
}
