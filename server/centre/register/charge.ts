import type { ChargeNew } from '../../../contract/register.ts'
import type { Caller } from '../../kernel/http.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { told } from './record-changes.ts'
import { lockObjects } from './store.ts'
import { chargesOf, endCharge, holderIsThere, insertCharge, lockCharge, setFirm } from './store-charges.ts'
import type { ChargeLine } from './types.ts'

type Seer = Pick<Caller, 'scope'>

/** Says who answers for an object from now on. Refused: somebody who is not of one's areas, or charged with the same already. */
export async function beginCharge(tx: Tx, caller: Seer, object: string, { role, holder, from }: ChargeNew): Promise<string> {
  const [held] = await lockObjects(tx, caller.scope, [object])
  if (!held) throw new RefusalError({ code: 'thing.not-found' })
  if (held.to !== null) throw new RefusalError({ code: 'object.ended' })
  const named = holder.kind === 'outside' ? { ...holder, name: plainText(holder.name) } : holder
  if (named.kind !== 'outside' && !(await holderIsThere(tx, { scope: caller.scope, now: tx.now }, named)))
    throw new RefusalError(malformed('/holder', 'name.unknown', { name: named.id }))
  if ((await chargesOf(tx, object)).some((one) => one.valid_to === null && one.role === role && isSame(one, named)))
    throw new RefusalError({ code: 'charge.standing' })
  const id = tx.newId()
  await insertCharge(tx, { id, object, role, holder: named, from: beginning(from, tx.now) })
  const of = (kind: string): string | null => ('id' in named && named.kind === kind ? named.id : null)
  const body = { ...told(held), charge: id, role, unit: of('unit'), post: of('post'), person: of('person') }
  await tx.record({ kind: 'object.charged', subject: object, area: held.area, body })
  return id
}

/** From now on they do not answer for it any more; that they did stays to be read. */
export async function dischargeOne(tx: Tx, caller: Seer, id: string): Promise<string> {
  const charge = await lockCharge(tx, caller.scope, id)
  if (!charge) throw new RefusalError({ code: 'thing.not-found' })
  if (charge.valid_to !== null) throw new RefusalError({ code: 'charge.ended' })
  await endCharge(tx, id)
  const { object, role, unit, post, person, area, object_name, object_kind } = charge
  const body = { object, name: object_name, objectKind: object_kind, charge: id, role, unit, post, person }
  await tx.record({ kind: 'object.discharged', subject: object, area, body })
  return object
}

/**
 * A holder outside is a firm after all, or a person: what was told of the name follows from now on. The fact says no name. Marked as it is
 * already, nothing changes.
 */
export async function markFirm(tx: Tx, caller: Seer, id: string, firm: boolean): Promise<string> {
  const charge = await lockCharge(tx, caller.scope, id)
  if (!charge) throw new RefusalError({ code: 'thing.not-found' })
  if (charge.outside_name === null) throw new RefusalError({ code: 'charge.inside' })
  if (charge.valid_to !== null) throw new RefusalError({ code: 'charge.ended' })
  const { object, role, area, object_name: name, object_kind: objectKind } = charge
  if (charge.outside_firm === firm) return object
  await setFirm(tx, id, firm)
  const kind = firm ? 'object.holder-made-firm' : 'object.holder-made-person'
  await tx.record({ kind, subject: object, area, body: { object, name, objectKind, charge: id, role } })
  return object
}

/** A charge may begin later, up to a year ahead; what lies in the past begins now, since nobody answered for it then. */
function beginning(from: string | undefined, now: Date): Date {
  const at = from === undefined ? now : new Date(from)
  if (at.getTime() > now.getTime() + mostAheadMs) throw new RefusalError(malformed('/from', 'unfit'))
  return at < now ? now : at
}
const mostAheadMs = 366 * 86_400_000

const isSame = (one: ChargeLine, holder: ChargeNew['holder']): boolean =>
  holder.kind === 'outside'
    ? one.outside_name === holder.name && one.outside_phone === holder.phone && one.outside_firm === holder.firm
    : one[holder.kind] === holder.id
