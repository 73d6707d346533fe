import { createHash } from 'node:crypto'
import type { ItemChange } from '../../../contract/business-item.ts'
import { findColumns, type Headings } from '../../../contract/sheet-columns.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { inScope } from '../../city/permit/scope.ts'
import { openTable } from '../../city/sheet/open-table.ts'
import type { Face, Fault, Row } from '../../city/sheet/types.ts'
import { malformed, orRefuse, RefusalError, type Result, refuse } from '../../kernel/result.ts'
import type { Db } from '../../kernel/spine.ts'
import type { Entry, Register } from './registers.ts'
import { readCode, type Say, sayOf } from './rules/cells.ts'
import { changesOf } from './rules/changes.ts'
import { districtsThere, unitsThere } from './store-write.ts'
import type { Kept, Known } from './types.ts'

/** Rows of one sheet: what a large district does is some 14,000. */
export const mostRows = 20_000
const rowsAtOnce = 2_000

export type Changed<T> = { before: Kept<T>; after: T; changes: ItemChange[] }
/** What a sheet would do. `digest`: of the file and of what it was held against. */
export type SheetPlan<T> = {
  rows: number
  fresh: T[]
  changed: Changed<T>[]
  unchanged: number
  faults: Fault[]
  columns: string[]
  unknown: string[]
  face: Face
  digest: string
}
export type Keeping = { packs: Packs; scope: readonly string[]; now: Date }

/** Works out what a sheet would register and change, row by row, by code. Refused: what is no such sheet, one that is too long. */
export async function planSheet<T extends Entry, C extends string>(
  db: Db,
  bytes: Uint8Array,
  register: Register<T, C>,
  keeping: Keeping,
): Promise<SheetPlan<T>> {
  const table = orRefuse(await openTable(bytes, { sheet: null, heading: 1, list: '' }))
  try {
    const { columns, face, total } = table.head
    const { places, unknown } = headingsOf(register, columns)
    if (total > mostRows) throw new RefusalError({ code: 'item.sheet-long', details: { most: mostRows } })
    const plan: SheetPlan<T> = {
      rows: total,
      fresh: [],
      changed: [],
      unchanged: 0,
      faults: [],
      columns,
      unknown,
      face,
      digest: '',
    }
    const seen = new Set<string>()
    for (let from = 0; from < total; from += rowsAtOnce)
      await planPart(db, { plan, seen, places, register, keeping }, await table.rows(from, rowsAtOnce))
    return { ...plan, digest: digestOf(bytes, plan) }
  } finally {
    await table.close()
  }
}

function headingsOf<T extends Entry, C extends string>(register: Register<T, C>, headings: readonly string[]): Headings<C> {
  const found = findColumns(register.columns, register.needs, headings)
  if ('reason' in found) throw new RefusalError(malformed('/file', found.reason, { name: found.name }))
  return found
}

type Part<T extends Entry, C extends string> = {
  plan: SheetPlan<T>
  seen: Set<string>
  places: Headings<C>['places']
  register: Register<T, C>
  keeping: Keeping
}

async function planPart<T extends Entry, C extends string>(db: Db, part: Part<T, C>, rows: readonly Row[]): Promise<void> {
  const { plan, seen, places, register, keeping } = part
  const says = rows.map(({ cells }) => sayOf(cells, places))
  const codes = says.map((say) => readCode(say('code' as C)))
  const held = await register.held(
    db,
    codes.filter((code) => code !== null),
  )
  const known = await knownFor(db, says, [...held.values()], keeping)
  for (const [i, row] of rows.entries()) {
    const code = codes[i]!
    const before = code === null ? undefined : held.get(code)
    const twice = code !== null && seen.has(code)
    if (code !== null) seen.add(code)
    const read = twice ? refuse('item.sheet-twice', { code }) : register.read(says[i]!, before, known)
    place(plan, { row, before, read }, register, (entry) => mayKeep(entry, before, keeping.scope, known))
  }
}

type Read<T> = { row: Row; before: Kept<T> | undefined; read: Result<T> }

function place<T extends Entry, C extends string>(
  plan: SheetPlan<T>,
  { row, before, read }: Read<T>,
  { fields }: Register<T, C>,
  allowed: (entry: T) => Result<T>,
): void {
  const changes = read.ok && before ? changesOf<T>(before, read.value, fields) : []
  const checked = read.ok && (!before || changes.length > 0) ? allowed(read.value) : read
  if (!checked.ok) plan.faults.push({ n: row.n, cells: row.cells, refusal: checked.refusal })
  else if (!before) plan.fresh.push(checked.value)
  else if (changes.length === 0) plan.unchanged++
  else plan.changed.push({ before, after: checked.value, changes })
}

/** Only who answers for all of a unit's area keeps its catalogue, and takes nothing away from another: a town never touches the city's. */
export function mayKeep<T extends Entry>(
  entry: T,
  before: Kept<T> | undefined,
  scope: readonly string[],
  known: Known,
): Result<T> {
  const { code } = entry
  const unit = known.units(entry.unit)[0]?.name ?? entry.unit
  if (!inScope(scope, entry.area)) return refuse('item.not-yours', { unit })
  return before && !inScope(scope, before.area) ? refuse('item.moved-away', { code, unit }) : { ok: true, value: entry }
}

/** What the rows of a part name, looked up at once. */
export async function knownFor<C extends string>(
  db: Db,
  says: readonly Say<C>[],
  held: readonly Entry[],
  { packs, now }: Keeping,
): Promise<Known> {
  const words = (field: string): string[] => says.flatMap((say) => say(field as C) || [])
  const units = await unitsThere(db, [...new Set([...words('unitId'), ...words('unit'), ...held.map(({ unit }) => unit)])], now)
  const districts = await districtsThere(db, [...new Set(words('district'))])
  const byWords = Map.groupBy(
    [...units.map((unit) => [unit.id, unit] as const), ...units.map((unit) => [unit.name, unit] as const)],
    ([key]) => key,
  )
  return {
    units: (key) => byWords.get(key)?.map(([, unit]) => unit) ?? [],
    district: (key) => districts.find(({ code, name }) => code === key || name === key)?.code ?? null,
    type: (id) => packs.typeOf(id) !== null,
    pack: (id) => packs.all().some((pack) => pack.id === id),
  }
}

function digestOf<T extends Entry>(bytes: Uint8Array, { fresh, changed }: SheetPlan<T>): string {
  const hash = createHash('sha256').update(bytes)
  for (const { code } of fresh) hash.update(`\n+${code}`)
  for (const { before } of changed) hash.update(`\n${before.code} ${before.version}`)
  return hash.digest('hex')
}
