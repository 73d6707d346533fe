import type { ObjectChange, ObjectNew } from '../../../contract/register.ts'
import { areaAt } from '../../city/area/places.ts'
import { lockRegister } from '../../city/object/store-numbers.ts'
import { countNaming, keyOfNamed, namedIn, namingOf, readNamed } from '../../city/object/store-referred.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { inScope } from '../../city/permit/scope.ts'
import { cityDay } from '../../kernel/calendar.ts'
import type { Caller } from '../../kernel/http.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { checkMarks, checkMarksOf } from './check-marks.ts'
import { endCodeWith } from './codes/codes.ts'
import { takeEvidence } from './evidence.ts'
import { refusalOf } from './fault-words.ts'
import { type Kind, kindOf, knownKind } from './kinds.ts'
import { told } from './record-changes.ts'
import { type Change, type Changed, changeEntry, type Fault, newEntry, type Wish } from './rules/change-entry.ts'
import { type Given, sayWhy } from './say-why.ts'
import { type Asker, saveOrAsk } from './second/save-or-ask.ts'
import { lockObjects, objectsByCode, readHanging, unitsNamed } from './store.ts'
import { endObject, insertObjects } from './store-write.ts'
import type { Entry, Registered } from './types.ts'

type Seer = Pick<Caller, 'scope'>
/** Who keeps the register: the kinds there are, and their own areas. */
export type Keeper = Seer & { packs: Packs; demo: boolean; zone: string }
/** The same with who it is: whose photos prove a change, and by what its effect on the risk is reckoned. */
export type Changer = Keeper & Asker
/** `waits`: a second person is to confirm it first. */
export type Done = { id: string; version: number; changed: boolean; waits: boolean }

/** Registers an object of one's areas. Refused: a kind nobody knows, a taken code or number, a place outside, a value that does not fit. */
export async function registerObject(tx: Tx, keeper: Keeper, given: ObjectNew): Promise<Done> {
  const kind = knownKind(keeper.packs, given.kind)
  const { kind: _, details, ...plain } = given
  const area = areaInside(keeper, given.lon, given.lat)
  const entry = entryOf(kind, newEntry(kind.details, { ...clean(plain), area }, { details }, cityDay(tx.now, keeper.zone))).entry
  await lockRegister(tx)
  await checkUnits(tx, entry, ['dutyUnit', 'maintainerUnit'])
  await checkReferred(tx, kind, entry)
  await checkMarks(tx, kind, keeper.scope, [{ id: null, entry, changes: null }])
  const made = { ...entry, id: tx.newId(), pack: kind.pack, kind: kind.kind, demo: keeper.demo }
  if ((await insertObjects(tx, [made])) === 0) throw refused('code', 'name.taken')
  await tx.record({ kind: 'object.registered', subject: made.id, area, body: { ...told(made), sheet: null } })
  return { id: made.id, version: 1, changed: true, waits: false }
}

/** Changes what is given of an object, nothing else. Refused when somebody changed it meanwhile; nothing is recorded when nothing changes. */
export async function changeObject(tx: Tx, keeper: Changer, id: string, given: ObjectChange): Promise<Done> {
  const { version, reason, evidence, ...wish } = given
  const [one] = await changeObjects(tx, keeper, [{ id, version }], { wish, reason, evidence })
  return one!
}

/** The same change of several objects, all or none. Refused without a reason where a risk model rates what is changed. */
export async function changeObjects(
  tx: Tx,
  keeper: Changer,
  wanted: readonly { id: string; version: number }[],
  { wish, ...given }: { wish: Wish } & Given,
): Promise<Done[]> {
  const versions = new Map(wanted.map(({ id, version }) => [id, version]))
  // Before any row, as the takers of sheets do: two never wait for each other.
  if (wish.code !== undefined || wish.details) await lockRegister(tx)
  const held = await lockObjects(tx, keeper.scope, [...versions.keys()])
  if (held.length < versions.size) throw new RefusalError({ code: 'thing.not-found' })
  const today = cityDay(tx.now, keeper.zone)
  const changed = held.map((before) => {
    mustBe(before, versions.get(before.id)!)
    return changedBy(keeper, before, wish, today)
  })
  const touched = changed.filter(({ changes }) => changes.length > 0)
  const said = orRefuse(sayWhy(touched, given, { packs: keeper.packs, now: tx.now }))
  await checkAll(tx, keeper, touched)
  const objects = touched.map(({ before }) => before.id)
  const proofs = await takeEvidence(tx, given.evidence ?? [], { person: keeper.person, objects })
  const real = touched.map((one) => ({ ...one, ...said.get(one.before.id)!, evidence: proofs.get(one.before.id) ?? [] }))
  // Their rows are locked: nobody can have moved them.
  const moved = () => new Error('a locked object moved')
  const waiting = await saveOrAsk(tx, keeper, real, { sheet: null, moved })
  return changed.map(({ before, changes }) => {
    const waits = waiting.has(before.id)
    const isChanged = changes.length > 0 && !waits
    return { id: before.id, version: before.version + Number(isChanged), changed: isChanged, waits }
  })
}

type Touched = { before: Registered; entry: Entry; changes: Change[] }

/** May these changes be? Refused: a code or number that is taken, something named that is not there. */
async function checkAll(tx: Tx, keeper: Keeper, touched: readonly Touched[]): Promise<void> {
  for (const { before, entry, changes } of touched) {
    await checkChange(tx, before, entry, changes)
    await checkReferred(tx, kindOf(keeper.packs, before.kind), entry, changes)
    if (entry.code !== before.code) await checkReferring(tx, keeper.packs, before)
  }
  await checkMarksOf(tx, keeper, touched)
}

/** What a wish makes of an object as it is by now, locked, by the law of any change. */
export async function checkedChange(tx: Tx, keeper: Keeper, id: string, wish: Wish): Promise<Touched> {
  const [before] = await lockObjects(tx, keeper.scope, [id])
  if (!before) throw new RefusalError({ code: 'thing.not-found' })
  if (before.to !== null) throw new RefusalError({ code: 'object.ended' })
  const one = changedBy(keeper, before, wish, cityDay(tx.now, keeper.zone))
  await checkAll(tx, keeper, [one])
  return one
}

/** What a wish makes of one object. */
function changedBy(keeper: Keeper, before: Registered, wish: Wish, today: string) {
  const kind = kindOf(keeper.packs, before.kind)
  return { before, ...entryOf(kind, changeEntry(kind.details, before, clean(moved(keeper, before, wish)), today)) }
}

/** Ends an object: it stays to be read, its devices are heard no more, its alarms are taken back. Refused while a case of it is open. */
export async function endOne(
  tx: Tx,
  { packs, ...caller }: Seer & Pick<Keeper, 'packs'>,
  id: string,
  given: { version: number; reason: string },
): Promise<Done> {
  const [before] = await lockObjects(tx, caller.scope, [id])
  if (!before) throw new RefusalError({ code: 'thing.not-found' })
  mustBe(before, given.version)
  const { openEvents: count } = await readHanging(tx, id)
  if (count > 0) throw new RefusalError({ code: 'object.in-use', details: { count } })
  await checkReferring(tx, packs, before)
  const body = { ...told(before), reason: plainText(given.reason) }
  // Whoever takes its alarms back still finds its devices.
  await tx.record({ kind: 'object.ended', subject: id, area: before.area, body })
  await endCodeWith(tx, id, body.reason)
  await endObject(tx, before)
  return { id, version: before.version + 1, changed: true, waits: false }
}

function mustBe(before: Registered, version: number): void {
  if (before.to !== null) throw new RefusalError({ code: 'object.ended' })
  if (before.version !== version) throw new RefusalError({ code: 'version.stale', details: { version: before.version } })
}

/** Another place is another grid. */
function moved(caller: Seer, before: Registered, wish: Wish): Wish {
  const [lon, lat] = [wish.lon ?? before.lon, wish.lat ?? before.lat]
  return lon === before.lon && lat === before.lat ? wish : { ...wish, area: areaInside(caller, lon, lat) }
}

/** The grid of a place in one's areas. Refused: any other place, also one of the same city. */
function areaInside({ scope }: Seer, lon: number, lat: number): string {
  const area = areaAt(lon, lat)?.path
  if (!area || !inScope(scope, area)) throw refused('lon', 'place.outside')
  return area
}

/** What no screen shows and no database takes is left out of the texts. */
const clean = <T extends object>(wish: T): T =>
  Object.fromEntries(Object.entries(wish).map(([key, value]) => [key, typeof value === 'string' ? plainText(value) : value])) as T

function entryOf(kind: Kind, changed: Changed): { entry: Entry; changes: Change[] } {
  if (changed.ok) return changed
  throw new RefusalError(refusalOf(kind, changed.faults[0]!))
}

/** A field of every object that does not fit, said by its heading. */
const refused = (field: string, reason: Fault['reason'], given: Fault['given'] = {}): RefusalError =>
  new RefusalError(refusalOf({ details: {}, charges: {} }, { field, reason, given }))

const unitFields = ['dutyUnit', 'maintainerUnit'] as const

async function checkChange(tx: Tx, before: Registered, entry: Entry, changes: readonly Change[]): Promise<void> {
  const isChanged = (name: string): boolean => changes.some(({ field }) => field === name)
  if (isChanged('code')) {
    const taken = (await objectsByCode(tx, [entry.code])).some(({ id }) => id !== before.id)
    if (taken) throw refused('code', 'name.taken')
  }
  await checkUnits(tx, entry, unitFields.filter(isChanged))
}

/** Other objects an entry names by their codes must be registered. */
async function checkReferred(tx: Tx, kind: Kind, entry: Entry, changes?: readonly Change[]): Promise<void> {
  const isChanged = (detail: string): boolean => !changes || changes.some(({ field }) => field === `details/${detail}`)
  const named = namedIn(kind.details, entry.details).filter(({ detail }) => isChanged(detail))
  const known = await readNamed(tx, named)
  const wrong = named.find((one) => !known.has(keyOfNamed(one)))
  if (wrong)
    throw new RefusalError(
      refusalOf(kind, { field: `details/${wrong.detail}`, reason: 'name.unknown', given: { name: wrong.code } }),
    )
}

/** What others name keeps its code and stays: a permit of no truck says nothing. */
async function checkReferring(tx: Tx, packs: Packs, { kind, code }: Registered): Promise<void> {
  const count = await countNaming(tx, namingOf(packs.all(), kind), code)
  if (count > 0) throw new RefusalError({ code: 'object.referred', details: { count } })
}

/** A unit named by an object must be in force and answer for its place. */
async function checkUnits(tx: Tx, entry: Entry, fields: readonly (typeof unitFields)[number][]): Promise<void> {
  const ids = fields.flatMap((field) => entry[field] ?? [])
  if (ids.length === 0) return
  const units = await unitsNamed(tx, ids, tx.now)
  for (const field of fields) {
    const id = entry[field]
    if (id === null) continue
    const unit = units.find((one) => one.id === id)
    if (!unit) throw refused(field, 'name.unknown', { name: id })
    if (!inScope(unit.paths, entry.area)) throw refused(field, 'unit.not-there')
  }
}
