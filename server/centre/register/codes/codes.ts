import { attachFile, lockFile } from '../../../city/file/store.ts'
import type { Caller } from '../../../kernel/http.ts'
import { lookupCode } from '../../../kernel/ids.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { malformed, RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { told } from '../record-changes.ts'
import { lockObjects, type Wanted } from '../store.ts'
import type { Registered } from '../types.ts'
import { type CodeRow, endCode, insertCodes, liveCodeOf, postCode, setCodeStates, takeCodeless } from './store.ts'

/** So many objects get their codes in one commit. */
const mostAtOnce = 500

type Seer = Pick<Caller, 'scope'>
export type Done = { object: string; id: string; code: string }

/** Gives an object of one's areas its code. Refused: it has one, it has ended. */
export async function issueCode(tx: Tx, seer: Seer, object: string): Promise<Done> {
  const { held, live } = await holdObject(tx, seer, object)
  if (live) throw new RefusalError({ code: 'object-code.standing' })
  const made = newCode(tx, held)
  await insertCodes(tx, [made])
  await tx.record({
    ...{ kind: 'object-code.issued', subject: object, area: held.area },
    body: { ...told(held), code: made.id, bulk: false },
  })
  return { object, id: made.id, code: made.code }
}

/** Codes for what a filter finds and has none, at most 500; answers how many. Those somebody is at work on are left for the next time. */
export async function issueCodes(tx: Tx, wanted: Wanted): Promise<number> {
  const found = await takeCodeless(tx, wanted, mostAtOnce)
  if (found.length === 0) return 0
  const made = found.map((one) => newCode(tx, one))
  await insertCodes(tx, made)
  await tx.recordAll(
    'object-code.issued',
    found.map((one, at) => ({ subject: one.id, area: one.area, body: { ...told(one), code: made[at]!.id, bulk: true } })),
  )
  return made.length
}

/** A new code in the place of the one in force: the old plate says that it is out of date. */
export async function renewCode(tx: Tx, seer: Seer, object: string, given: { reason: string }): Promise<Done> {
  const { held, live } = await holdLive(tx, seer, object)
  const reason = plainText(given.reason)
  await endCode(tx, live.id, { reason, renewed: true })
  const made = newCode(tx, held)
  await insertCodes(tx, [made])
  const body = { ...told(held), code: made.id, before: live.id, reason }
  await tx.record({ kind: 'object-code.renewed', subject: object, area: held.area, body })
  return { object, id: made.id, code: made.code }
}

/** Ends the code in force; its plate says so from now on. */
export async function revokeCode(tx: Tx, seer: Seer, object: string, given: { reason: string }): Promise<Done> {
  const { held, live } = await holdLive(tx, seer, object)
  const reason = plainText(given.reason)
  await endCode(tx, live.id, { reason, renewed: false })
  await setCodeStates(tx, [object], 'none')
  await tx.record({ kind: 'object-code.ended', subject: object, area: held.area, body: { ...told(held), code: live.id, reason } })
  return { object, id: live.id, code: live.code }
}

/** The plate hangs: where, and a photo of one's own that nothing else has yet. Said again it is corrected. */
export async function postPlate(
  tx: Tx,
  caller: Pick<Caller, 'scope' | 'person'>,
  object: string,
  given: { where: string; file?: string | undefined },
): Promise<Done> {
  const { held, live } = await holdLive(tx, caller, object)
  const where = plainText(given.where)
  const photo = given.file ? await takePhoto(tx, given.file, { object, person: caller.person }) : null
  await postCode(tx, live.id, { by: tx.actor.name ?? tx.actor.id, where, file: given.file ?? null })
  await setCodeStates(tx, [object], 'posted')
  await tx.record({
    ...{ kind: 'object-code.posted', subject: object, area: held.area },
    body: { ...told(held), code: live.id, where, photo },
  })
  return { object, id: live.id, code: live.code }
}

/** The hash of the photo, which belongs to the object from now on. */
async function takePhoto(tx: Tx, id: string, { object, person }: { object: string; person: string }): Promise<string | null> {
  const file = await lockFile(tx, id)
  const isFree =
    file?.owner === person &&
    file.kind !== 'application/pdf' &&
    file.event === null &&
    file.report === null &&
    (file.object ?? object) === object
  if (!file || !isFree) throw new RefusalError(malformed('/file', 'file.not-yours', { name: id }))
  await attachFile(tx, id, { object })
  return file.sha256
}

/** An object that ends takes its code along. */
export async function endCodeWith(tx: Tx, object: string, reason: string): Promise<void> {
  const live = await liveCodeOf(tx, object)
  if (!live) return
  await endCode(tx, live.id, { reason, renewed: false })
  await setCodeStates(tx, [object], 'none')
}

const newCode = (tx: Tx, { id: object }: { id: string }) => ({
  ...{ id: tx.newId(), code: lookupCode(), object },
  by: tx.actor.name ?? tx.actor.id,
})

async function holdObject(tx: Tx, { scope }: Seer, id: string): Promise<{ held: Registered; live: CodeRow | null }> {
  const [held] = await lockObjects(tx, scope, [id])
  if (!held) throw new RefusalError({ code: 'thing.not-found' })
  if (held.to !== null) throw new RefusalError({ code: 'object.ended' })
  return { held, live: await liveCodeOf(tx, id) }
}

async function holdLive(tx: Tx, seer: Seer, id: string): Promise<{ held: Registered; live: CodeRow }> {
  const { held, live } = await holdObject(tx, seer, id)
  if (!live) throw new RefusalError({ code: 'object-code.none' })
  return { held, live }
}
