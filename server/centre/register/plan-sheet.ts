import { createHash } from 'node:crypto'
import { areaAt } from '../../city/area/places.ts'
import { maskName } from '../../city/mask.ts'
import { keyOfNamed, namedIn, readNamed } from '../../city/object/store-referred.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { inScope } from '../../city/permit/scope.ts'
import { type OpenTable, openTable } from '../../city/sheet/open-table.ts'
import type { Face, Row, Fault as RowFault } from '../../city/sheet/types.ts'
import type { Caller } from '../../kernel/http.ts'
import { orRefuse, type Refusal } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { refusalOf } from './fault-words.ts'
import { type Kind, knownKind } from './kinds.ts'
import { type Change, changeEntry, type Fault, newEntry } from './rules/change-entry.ts'
import { type Ground, readRow } from './rules/read-row.ts'
import { findColumns, type Headings } from './rules/sheet-columns.ts'
import { objectsByCode, type UnitThere, unitsNamed } from './store.ts'
import type { Entry, Registered } from './types.ts'

/** Rows looked at together: between two parts others have their turn. */
const rowsAtOnce = 500
/** Refused rows told of one sheet; all are counted. */
export const mostFaults = 10_000

export type Planned = { before: Registered; entry: Entry; changes: Change[] }
/** What a sheet would do: nothing is written. `digest` is what it was worked out from: the same file over the same entries. */
export type SheetPlan = {
  kind: Kind
  rows: number
  fresh: Entry[]
  changed: Planned[]
  unchanged: number
  refused: number
  faults: RowFault[]
  columns: string[]
  unknown: string[]
  face: Face
  digest: string
}

type Asked = { spine: Spine; packs: Packs }

/** Works out what a sheet (CSV, XLSX) of a kind would register and change, row by row, by code. Refused: what is no such sheet. */
export async function planSheet(
  { spine, packs }: Asked,
  caller: Pick<Caller, 'scope'>,
  given: { kind: string; bytes: Uint8Array },
): Promise<SheetPlan> {
  const kind = knownKind(packs, given.kind)
  const table = orRefuse(await openTable(given.bytes, { sheet: null, heading: 1, list: '' }))
  try {
    const headings = orRefuse(findColumns(kind.details, table.head.columns))
    const plan: SheetPlan = {
      ...{ kind, rows: table.head.total, fresh: [], changed: [], unchanged: 0, refused: 0, faults: [] },
      ...{ columns: table.head.columns, unknown: headings.unknown, face: table.head.face, digest: '' },
    }
    await readAll(spine, caller, { table, headings, plan })
    return { ...plan, digest: digestOf(given.bytes, plan) }
  } finally {
    await table.close()
  }
}

type Reading = { table: OpenTable; headings: Headings; plan: SheetPlan }

async function readAll(spine: Spine, caller: Pick<Caller, 'scope'>, { table, headings, plan }: Reading): Promise<void> {
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
    const ground = { ...groundOf(caller, units), named: await readNamed(spine, named) }
    for (const row of rows) takeRow({ row, headings, plan, seen, ground, caller }, held)
  }
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

type Taking = {
  row: Row
  headings: Headings
  plan: SheetPlan
  seen: Set<string>
  ground: Ground & { named: ReadonlySet<string> }
  caller: Pick<Caller, 'scope'>
}

function takeRow(taking: Taking, known: ReadonlyMap<string, Registered>): void {
  const { row, headings, plan, seen } = taking
  const code = (row.cells[headings.places.get('code')!] ?? '').trim()
  const held = known.get(code)
  const refusals = seen.has(code) && code !== '' ? [refusalOf(plan.kind, twice)] : plannedOf(taking, held)
  seen.add(code)
  if (refusals.length === 0) return
  plan.refused++
  if (plan.faults.length < mostFaults) plan.faults.push(...refusals.map((refusal) => ({ n: row.n, cells: row.cells, refusal })))
}

const nobody = (detail: string, name: string): Fault => ({ field: `details/${detail}`, reason: 'name.unknown', given: { name } })
const twice: Fault = { field: 'code', reason: 'code.twice', given: {} }
const taken: Fault = { field: 'code', reason: 'name.taken', given: {} }

/** Puts what a row wishes into the plan, or answers why not. */
function plannedOf({ row, headings, plan, ground, caller }: Taking, held: Registered | undefined): Refusal[] {
  const { kind } = plan
  // Whose it is elsewhere is not told, only that the code is not free.
  if (held && (!inScope(caller.scope, held.area) || held.kind !== kind.kind)) return [refusalOf(kind, taken)]
  if (held?.to) return [{ code: 'object.ended' }]
  const read = readRow({ details: kind.details, places: headings.places }, row.cells, held, ground)
  if (!read.ok) return read.faults.map((fault) => refusalOf(kind, fault))
  const result = held ? changeEntry(kind.details, held, read.wish) : newEntry(kind.details, blank, read.wish)
  if (!result.ok) return result.faults.map((fault) => refusalOf(kind, fault))
  const missing = namedIn(kind.details, result.entry.details).filter((one) => !ground.named.has(keyOfNamed(one)))
  if (missing.length > 0) return missing.map(({ detail, code }) => refusalOf(kind, nobody(detail, code)))
  if (!held) plan.fresh.push(result.entry)
  else if (result.changes.length > 0) plan.changed.push({ before: held, entry: result.entry, changes: result.changes })
  else plan.unchanged++
  return []
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
  for (const { code } of fresh) hash.update(`\n+${code}`)
  for (const { before } of changed) hash.update(`\n${before.id} ${before.version}`)
  return hash.digest('hex')
}
