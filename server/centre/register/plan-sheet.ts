import { createHash } from 'node:crypto'
import type { ChargeRole } from '../../../contract/charge-role.ts'
import { chargeRoles } from '../../../contract/charge-words.ts'
import { areaAt } from '../../city/area/places.ts'
import { maskName } from '../../city/mask.ts'
import { keyOfNamed, namedIn, readNamed } from '../../city/object/store-referred.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { inScope } from '../../city/permit/scope.ts'
import { type OpenTable, openTable } from '../../city/sheet/open-table.ts'
import type { Face, Row, Fault as RowFault } from '../../city/sheet/types.ts'
import { cityDay } from '../../kernel/calendar.ts'
import type { Caller } from '../../kernel/http.ts'
import { orRefuse, type Refusal } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { refusalOf } from './fault-words.ts'
import { type Kind, knownKind } from './kinds.ts'
import type { ChargePlan } from './move-charges.ts'
import { type Change, changeEntry, type Fault, newEntry } from './rules/change-entry.ts'
import { foldCode, type Marks, markFault, newNumbers } from './rules/mark-fault.ts'
import { namesIn, readCharges } from './rules/read-charges.ts'
import { type Ground, readRow } from './rules/read-row.ts'
import { findColumns, type Headings } from './rules/sheet-columns.ts'
import { type Said, sayWhyOf } from './say-why.ts'
import { objectsByCode, type UnitThere, unitsNamed } from './store.ts'
import { chargesOfMany, type HolderNamed, holdersNamed } from './store-charged.ts'
import { readMarks } from './store-marks.ts'
import type { ChargeLine, Entry, Registered } from './types.ts'

/** Rows looked at together: between two parts others have their turn. */
const rowsAtOnce = 500
/** Refused rows told of one sheet; all are counted. */
export const mostFaults = 10_000

/** `changes`: of its entry, with what the row says of why; who answers for it stands in `charges`, null where that stays. */
export type Planned = { before: Registered; entry: Entry; changes: Change[]; charges: ChargePlan | null; said: Said }
/** A new object, and who answers for it from its first moment. */
export type Fresh = { entry: Entry; charges: ChargePlan | null }
/** What a sheet would do: nothing is written. `digest` is what it was worked out from: the same file over the same entries. */
export type SheetPlan = {
  kind: Kind
  rows: number
  fresh: Fresh[]
  changed: Planned[]
  unchanged: number
  refused: number
  faults: RowFault[]
  columns: string[]
  unknown: string[]
  face: Face
  digest: string
}

type Asked = { spine: Spine; packs: Packs; zone: string }

/** Works out what a sheet (CSV, XLSX) of a kind would register and change, row by row, by code. Refused: what is no such sheet. */
export async function planSheet(
  { spine, packs, zone }: Asked,
  caller: Pick<Caller, 'scope'>,
  given: { kind: string; bytes: Uint8Array },
): Promise<SheetPlan> {
  const kind = knownKind(packs, given.kind)
  const table = orRefuse(await openTable(given.bytes, { sheet: null, heading: 1, list: '' }))
  try {
    const headings = orRefuse(findColumns(kind.details, table.head.columns, kind.charges))
    const plan: SheetPlan = {
      ...{ kind, rows: table.head.total, fresh: [], changed: [], unchanged: 0, refused: 0, faults: [] },
      ...{ columns: table.head.columns, unknown: headings.unknown, face: table.head.face, digest: '' },
    }
    await readAll(spine, caller, { table, headings, plan, packs, zone })
    return { ...plan, digest: digestOf(given.bytes, plan) }
  } finally {
    await table.close()
  }
}

type Reading = { table: OpenTable; headings: Headings; plan: SheetPlan; packs: Packs; zone: string }

async function readAll(spine: Spine, caller: Pick<Caller, 'scope'>, reading: Reading): Promise<void> {
  const { table, headings, plan, packs, zone } = reading
  const seen = new Set<string>()
  const units = new Map<string, UnitThere[]>()
  for (let from = 0; from < plan.rows; from += rowsAtOnce) {
    const rows = await table.rows(from, rowsAtOnce)
    const of = (field: string) => rows.map(({ cells }) => (cells[headings.places.get(field) ?? -1] ?? '').trim())
    const held = new Map((await objectsByCode(spine, of('code'))).map((one) => [one.code, one]))
    const words = [...new Set([...of('dutyUnit'), ...of('maintainerUnit')])].filter((word) => word !== '' && !units.has(word))
    if (words.length > 0) {
      const found = await unitsNamed(spine, words, spine.clock.now())
      for (const word of words)
        units.set(
          word,
          found.filter(({ id, name }) => id === word || name === word),
        )
    }
    const named = Object.entries(plan.kind.details).flatMap(([id, one]) =>
      one.kind === 'object' ? of(`details/${id}`).map((code) => ({ kind: one.of, code })) : [],
    )
    const charged = await chargedGround(spine, caller, { headings, of, held: [...held.values()] })
    const marks = await marksOfRows(spine, caller, plan.kind, of)
    const ground = { ...groundOf(caller, units), ...charged, marks, named: await readNamed(spine, named) }
    const now = spine.clock.now()
    const around = { packs, now, today: cityDay(now, zone) }
    for (const row of rows) takeRow({ row, headings, plan, seen, ground, caller, around }, held)
  }
}

/** Who bears the codes and numbers some rows name. */
function marksOfRows(spine: Spine, { scope }: Pick<Caller, 'scope'>, { kind, numbers }: Kind, of: Part['of']): Promise<Marks> {
  const cells = new Map(numbers.map((detail) => [detail, of(`details/${detail}`)]))
  const entries = of('code').map((code, n) => ({
    code,
    details: Object.fromEntries(numbers.map((detail) => [detail, cells.get(detail)![n]!])),
  }))
  return readMarks(spine, { kind, numbers, scope }, entries)
}

type Part = { headings: Headings; of: (field: string) => string[]; held: Registered[] }
/** Who answers for the objects of some rows, and the units and posts their cells name. Without a column of those nothing is asked. */
async function chargedGround(
  spine: Spine,
  { scope }: Pick<Caller, 'scope'>,
  { headings, of, held }: Part,
): Promise<ChargedGround> {
  const roles = chargeRoles.filter((role) => headings.places.has(`charges/${role}`))
  if (roles.length === 0) return { roles, heldBy: new Map(), holders: new Map() }
  const words = [...new Set(roles.flatMap((role) => of(`charges/${role}`).flatMap(namesIn)))]
  const named = words.length > 0 ? await holdersNamed(spine, { scope, now: spine.clock.now() }, words) : []
  const heldBy = await chargesOfMany(
    spine,
    held.map(({ id }) => id),
  )
  return { roles, heldBy, holders: Map.groupBy(named, ({ word }) => word) }
}

type ChargedGround = {
  roles: ChargeRole[]
  heldBy: ReadonlyMap<string, ChargeLine[]>
  holders: ReadonlyMap<string, HolderNamed[]>
}

/** What a row wishes of who answers; null: nothing. */
function chargesOf({ row, headings, ground }: Taking, held: Registered | undefined): ChargePlan | null | Fault[] {
  const before = held ? (ground.heldBy.get(held.id) ?? []) : []
  const cell = (role: ChargeRole): string => (row.cells[headings.places.get(`charges/${role}`) ?? -1] ?? '').trim()
  const find = (name: string) => {
    const found = ground.holders.get(name) ?? []
    return found.length > 1 ? 'several' : (found[0] ?? 'absent')
  }
  const cells = new Map(ground.roles.map((role) => [role, cell(role)]))
  const read = readCharges(cells, before, { find, masked: ground.masked })
  if (!read.ok) return read.faults
  const { begin, end, changes } = read
  return begin.length + end.length > 0 ? { begin, end, changes, held: before } : null
}

function groundOf({ scope }: Pick<Caller, 'scope'>, units: ReadonlyMap<string, UnitThere[]>): Ground {
  return {
    areaInside(lon, lat) {
      const path = areaAt(lon, lat)?.path
      return path && inScope(scope, path) ? path : null
    },
    unitFor(word, area) {
      const called = units.get(word) ?? []
      if (called.length === 0) return 'absent'
      return called.find(({ paths }) => inScope(paths, area)) ?? 'elsewhere'
    },
    masked: maskName,
  }
}

type Edited = { entry: Entry; changes: Change[] }
type Taking = {
  row: Row
  headings: Headings
  plan: SheetPlan
  seen: Set<string>
  ground: Ground & ChargedGround & { named: ReadonlySet<string>; marks: Marks }
  caller: Pick<Caller, 'scope'>
  around: { packs: Packs; now: Date; today: string }
}

function takeRow(taking: Taking, known: ReadonlyMap<string, Registered>): void {
  const { row, headings, plan, seen } = taking
  const code = (row.cells[headings.places.get('code')!] ?? '').trim()
  const held = known.get(code)
  const key = `code ${code}`
  const refusals = seen.has(key) && code !== '' ? [refusalOf(plan.kind, twice)] : plannedOf(taking, held)
  seen.add(key)
  if (refusals.length === 0) return
  plan.refused++
  if (plan.faults.length < mostFaults) plan.faults.push(...refusals.map((refusal) => ({ n: row.n, cells: row.cells, refusal })))
}

const nobody = (detail: string, name: string): Fault => ({ field: `details/${detail}`, reason: 'name.unknown', given: { name } })
const twice: Fault = { field: 'code', reason: 'code.twice', given: {} }
const taken: Fault = { field: 'code', reason: 'name.taken', given: {} }

/** Puts what a row wishes into the plan, or answers why not. */
function plannedOf(taking: Taking, held: Registered | undefined): Refusal[] {
  const { row, headings, plan, ground, caller, around } = taking
  const { kind } = plan
  // Whose it is elsewhere is not told, only that the code is not free.
  if (held && (!inScope(caller.scope, held.area) || held.kind !== kind.kind)) return [refusalOf(kind, taken)]
  if (held?.to) return [{ code: 'object.ended' }]
  const read = readRow({ details: kind.details, places: headings.places }, row.cells, held, ground)
  if (!read.ok) return read.faults.map((fault) => refusalOf(kind, fault))
  const result = held
    ? changeEntry(kind.details, held, read.wish, around.today)
    : newEntry(kind.details, blank, read.wish, around.today)
  if (!result.ok) return result.faults.map((fault) => refusalOf(kind, fault))
  // What a row does not change was asked about when it was written.
  const isNew = (detail: string): boolean => !held || result.changes.some(({ field }) => field === `details/${detail}`)
  const named = namedIn(kind.details, result.entry.details).filter(({ detail }) => isNew(detail))
  const missing = named.filter((one) => !ground.named.has(keyOfNamed(one)))
  if (missing.length > 0) return missing.map(({ detail, code }) => refusalOf(kind, nobody(detail, code)))
  const marked = markedOf(taking, held, result)
  if (marked) return [refusalOf(kind, marked)]
  const charges = chargesOf(taking, held)
  if (Array.isArray(charges)) return charges.map((fault) => refusalOf(kind, fault))
  const { entry, changes } = result
  if (!held) plan.fresh.push({ entry, charges })
  else {
    const said = sayWhyOf({ before: held, entry, changes }, { reason: read.reason }, around, true)
    if (!said.ok) return [said.refusal]
    if (changes.length > 0 || charges) plan.changed.push({ before: held, entry, changes, charges, said: said.value })
    else plan.unchanged++
  }
  return []
}

/** Why its code or number is not free, in the register or in the rows before. */
function markedOf({ plan, ground, seen }: Taking, held: Registered | undefined, { entry, changes: all }: Edited): Fault | null {
  const [{ numbers }, changes] = [plan.kind, held ? all : null]
  const fault = markFault({ numbers, id: held?.id ?? null, entry, changes }, ground.marks)
  if (fault) return fault
  const fold = `fold ${foldCode(entry.code)}`
  if (!held && seen.has(fold)) return twice
  seen.add(fold)
  for (const { detail, key } of newNumbers(numbers, entry, changes)) {
    if (seen.has(`number ${key}`)) return { field: `details/${detail}`, reason: 'code.twice', given: {} }
    seen.add(`number ${key}`)
  }
  return null
}

const blank: Omit<Entry, 'details'> = {
  ...{
    code: '',
    name: '',
    lon: 0,
    lat: 0,
    area: '',
    address: null,
    owner: null,
    ownerKind: null,
    dutyUnit: null,
    maintainerUnit: null,
  },
}

function digestOf(bytes: Uint8Array, { fresh, changed }: SheetPlan): string {
  const hash = createHash('sha256').update(bytes)
  for (const { entry } of fresh) hash.update(`\n+${entry.code}`)
  for (const { before, charges } of changed)
    hash.update(`\n${before.id} ${before.version} ${(charges?.held ?? []).map(({ id }) => id).join(' ')}`)
  return hash.digest('hex')
}
