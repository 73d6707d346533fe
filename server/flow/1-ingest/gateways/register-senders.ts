import type { SenderImported } from '../../../../contract/sender.ts'
import type { Caller } from '../../../kernel/http.ts'
import { malformed, type Refusal } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { termMs } from '../cameras/rules/subscribing.ts'
import { leaveLibrary } from '../cameras/store-subscriptions.ts'
import { hasChecks, hasPlaces, senderCode, senderNumber } from './rules/sender-forms.ts'
import type { SheetFault, SheetSender } from './rules/sender-sheet.ts'
import {
  deleteSender,
  devicesForSenders,
  type HeldSender,
  insertSenders,
  lockSender,
  lockSenders,
  type NewSender,
  oneAtATime,
  type SenderKey,
  saveSenders,
} from './store-senders.ts'

type Seer = Pick<Caller, 'scope'>
/** What is left out stays as it is. */
type Change = { [K in 'device' | 'code' | 'crs' | 'lenient']?: NewSender[K] | undefined }
type Done = { ok: true; key: SenderKey; changed: boolean } | { ok: false; refusal: Refusal }

const refused = (refusal: Refusal): Done => ({ ok: false, refusal })
const told = ({ protocol, number, device, code, crs, lenient }: NewSender) => ({
  ...{ protocol, number, device, coded: code !== null, crs, lenient },
})
const subjectOf = ({ protocol, number }: SenderKey): string => `${protocol} ${number}`

/** Registers a number for a device of one's areas. Refused: a number or code of a wrong form, one that is taken, a device that is not there. */
export async function registerSender(tx: Tx, caller: Seer, given: NewSender): Promise<Done> {
  const number = senderNumber(given.protocol, given.number)
  if (!number) return refused(malformed('/number', 'format.other'))
  const formed = formedChange(given.protocol, given)
  if (!formed.ok) return refused(formed.refusal)
  const sender = { ...given, ...formed.change, number }
  const area = (await devicesForSenders(tx, caller, [given.device])).get(given.device)
  if (area === undefined) return refused(malformed('/device', 'name.unknown', { name: given.device }))
  await oneAtATime(tx)
  const [made] = await insertSenders(tx, [sender])
  if (!made) return refused(malformed('/number', 'name.taken'))
  await tx.record({ kind: 'sender.registered', subject: subjectOf(sender), area, body: told(sender) })
  return { ok: true, key: made, changed: true }
}

/** Gives a number another device, code, coordinate system or leniency. Nothing is recorded when it changes nothing. */
export async function changeSender(tx: Tx, caller: Seer, key: SenderKey, change: Change): Promise<Done> {
  const held = await lockSender(tx, caller, key)
  if (!held) return refused({ code: 'thing.not-found' })
  const formed = formedChange(held.protocol, change)
  if (!formed.ok) return refused(formed.refusal)
  const after = { ...held, ...formed.change }
  if (isSame(held, after)) return { ok: true, key: held, changed: false }
  const area = (await devicesForSenders(tx, caller, [after.device])).get(after.device)
  if (area === undefined) return refused(malformed('/device', 'name.unknown', { name: after.device }))
  await saveSenders(tx, [after])
  await recordChanges(tx, [{ ...after, area, recoded: after.code !== held.code }])
  return { ok: true, key: held, changed: true }
}

/**
 * Another terminal takes over the number: the next one that registers is given a new code; the one before it is not believed any more,
 * not even on a connection it holds.
 */
export async function replaceTerminal(tx: Tx, caller: Seer, key: SenderKey): Promise<Done> {
  const held = await lockSender(tx, caller, key)
  if (held?.protocol !== 'jt808') return refused({ code: 'thing.not-found' })
  if (held.terminal === null && held.code === null) return { ok: true, key: held, changed: false }
  await saveSenders(tx, [{ ...held, code: null, terminal: null }])
  const { protocol, number, device, area } = held
  await tx.record({ kind: 'sender.terminal-replaced', subject: subjectOf(held), area, body: { protocol, number, device } })
  return { ok: true, key: held, changed: true }
}

/** From now on the number is nobody's; what was asked of its view library is taken back. */
export async function endSender(tx: Tx, caller: Seer, key: SenderKey): Promise<Done> {
  const held = await lockSender(tx, caller, key)
  if (!held) return refused({ code: 'thing.not-found' })
  await deleteSender(tx, held)
  if (held.protocol === 'gat1400') await leaveLibrary(tx, held.number, { code: held.code, termMs })
  const { protocol, number, device, area } = held
  await tx.record({ kind: 'sender.ended', subject: subjectOf(held), area, body: { protocol, number, device } })
  return { ok: true, key: held, changed: true }
}

type Formed =
  | { ok: true; change: Partial<Pick<NewSender, 'device' | 'code' | 'crs' | 'lenient'>> }
  | { ok: false; refusal: Refusal }
function formedChange(protocol: NewSender['protocol'], { device, code, crs, lenient }: Change): Formed {
  const formed = typeof code === 'string' ? senderCode(protocol, code) : code
  if (typeof code === 'string' && !formed) return { ok: false, refusal: malformed('/code', 'format.other') }
  if (crs && !hasPlaces(protocol)) return { ok: false, refusal: malformed('/crs', 'unfit') }
  if (lenient && !hasChecks(protocol)) return { ok: false, refusal: malformed('/lenient', 'unfit') }
  const change = {
    ...(device === undefined ? {} : { device }),
    ...(formed === undefined ? {} : { code: formed }),
    ...(crs === undefined ? {} : { crs }),
    ...(lenient === undefined ? {} : { lenient }),
  }
  return { ok: true, change }
}

type Changed = NewSender & { area: string; recoded: boolean }
const recordChanges = (tx: Tx, list: readonly Changed[]) =>
  tx.recordAll(
    'sender.changed',
    list.map(({ area, recoded, ...sender }) => ({ subject: subjectOf(sender), area, body: { ...told(sender), recoded } })),
  )

type Taken = Omit<SenderImported, 'faults'> & { faults: SheetFault[]; keys: SenderKey[] }

/**
 * Takes the rows of a sheet, all or none: one that cannot be taken (its device is not there, its number belongs to a device of
 * another's areas) is answered as a fault. Numbers the sheet does not name stay as they are, and so does what it leaves empty.
 */
export async function importSenders(tx: Tx, caller: Seer, senders: readonly SheetSender[]): Promise<Taken> {
  await oneAtATime(tx)
  const held = new Map((await lockSenders(tx, senders)).map((one) => [subjectOf(one), one]))
  const ids = senders.map(({ device }) => device).concat([...held.values()].map(({ device }) => device))
  const areas = await devicesForSenders(tx, caller, [...new Set(ids)])
  const faults = senders.flatMap((one): SheetFault[] => {
    const before = held.get(subjectOf(one))
    if (!areas.has(one.device)) return [{ row: one.row, fault: 'device', text: one.device }]
    return before && !areas.has(before.device) ? [{ row: one.row, fault: 'number', text: one.number }] : []
  })
  if (faults.length > 0) return { registered: 0, changed: 0, unchanged: 0, faults, keys: [] }
  const wanted = senders.map((one) => mergedWith(one, held.get(subjectOf(one))))
  const fresh = wanted.filter(({ before }) => !before)
  const changed = wanted.filter(({ before, after }) => before && !isSame(before, after))
  await insertSenders(
    tx,
    fresh.map(({ after }) => after),
  )
  await saveSenders(
    tx,
    changed.map(({ after }) => after),
  )
  await tx.recordAll(
    'sender.registered',
    fresh.map(({ after }) => ({ subject: subjectOf(after), area: areas.get(after.device)!, body: told(after) })),
  )
  await recordChanges(
    tx,
    changed.map(({ before, after }) => ({
      ...after,
      ...{ area: areas.get(after.device)!, recoded: after.code !== before?.code },
    })),
  )
  const counts = { registered: fresh.length, changed: changed.length, unchanged: wanted.length - fresh.length - changed.length }
  return { ...counts, faults: [], keys: changed.map(({ after }) => after) }
}

function mergedWith({ row: _, ...one }: SheetSender, before: HeldSender | undefined) {
  const { code = null, crs = null, lenient = false, terminal = null } = before ?? {}
  const after = { ...one, code: one.code ?? code, crs: one.crs ?? crs, lenient: one.lenient ?? lenient, terminal }
  return { before, after }
}
const isSame = (a: NewSender, b: NewSender): boolean =>
  a.device === b.device && a.code === b.code && a.crs === b.crs && a.lenient === b.lenient
