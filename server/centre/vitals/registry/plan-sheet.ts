import { createHash } from 'node:crypto'
import type { VitalDefinition } from '../../../../contract/vital.ts'
import type { VitalChange } from '../../../../contract/vital-registry.ts'
import { openTable } from '../../../city/sheet/open-table.ts'
import type { Face, Row, Fault as RowFault } from '../../../city/sheet/types.ts'
import { malformed, orRefuse, RefusalError, type Result, refuse } from '../../../kernel/result.ts'
import type { Db } from '../../../kernel/spine.ts'
import { checkWhole, homeNode, type Keeping, knownFor, mayChange } from './registry.ts'
import { changesOf } from './rules/changes.ts'
import { checkFollows, checkHome, type Known } from './rules/check-definition.ts'
import { placesOf, readCells } from './rules/sheet-columns.ts'
import * as store from './store.ts'

export type Changed = { vital: store.Registered; definition: VitalDefinition; changes: VitalChange[] }
/** What a sheet would do. `digest`: of the file and of what it was held against. */
export type SheetPlan = {
  rows: number
  fresh: VitalDefinition[]
  changed: Changed[]
  unchanged: number
  faults: RowFault[]
  columns: string[]
  unknown: string[]
  face: Face
  digest: string
}

type Read = { row: Row; vital: store.Registered | undefined; result: Result<VitalDefinition> }

/** Rows of one sheet: the whole registry of a city is some 4,700. */
const mostRows = 20_000

/** Works out what a sheet of definitions would register (as sorted, at the caller's own home) and change, row by row, by code. */
export async function planSheet(
  db: Db,
  bytes: Uint8Array,
  keeping: Keeping & { home: string | null; now: Date },
): Promise<SheetPlan> {
  const table = orRefuse(await openTable(bytes, { sheet: null, heading: 1, list: '' }))
  try {
    const { columns, face, total } = table.head
    if (total > mostRows) throw new RefusalError(malformed('/file', 'rows.too-many', { max: mostRows }))
    const { places, unknown } = placesOf(columns)
    const rows = await table.rows(0, total)
    const codeAt = [...places].find(([{ at }]) => at[0] === 'code')?.[1] ?? -1
    const codes = rows.map(({ cells }) => (cells[codeAt] ?? '').trim())
    const held = await store.registeredByCode(db, codes)
    const read = rows.map((row, i): Read => {
      const vital = held.get(codes[i]!)
      const twice = codes[i] !== '' && codes.indexOf(codes[i]!) < i
      const result = twice ? refuse('vital.sheet-twice', { code: codes[i]! }) : readCells(row.cells, places, vital?.definition)
      return { row, vital, result }
    })
    const known = await knownFor(
      db,
      keeping.packs,
      read.flatMap(({ result }) => (result.ok ? [result.value] : [])),
      keeping.now,
    )
    const plan: SheetPlan = { rows: total, fresh: [], changed: [], unchanged: 0, faults: [], columns, unknown, face, digest: '' }
    const told = await store.toldAmong(
      db,
      [...held.values()].map(({ id }) => id),
    )
    for (const one of read) place(plan, one, { known, keeping, told })
    return { ...plan, digest: digestOf(bytes, plan) }
  } finally {
    await table.close()
  }
}

type Ground = { known: Known; keeping: Keeping & { home: string | null }; told: ReadonlySet<number> }

function place(plan: SheetPlan, { row, vital, result }: Read, ground: Ground): void {
  const checked = result.ok ? checkRow(result.value, vital, ground) : result
  if (!checked.ok) plan.faults.push({ n: row.n, cells: row.cells, refusal: checked.refusal })
  else if (!vital) plan.fresh.push(checked.value)
  else {
    const changes = changesOf(vital.definition, checked.value)
    if (changes.length === 0) plan.unchanged++
    else plan.changed.push({ vital, definition: checked.value, changes })
  }
}

function checkRow(
  definition: VitalDefinition,
  vital: store.Registered | undefined,
  { known, keeping, told }: Ground,
): Result<VitalDefinition> {
  const home = vital ? vital.home : keeping.home
  const node = homeNode(keeping.tree, home)
  if (vital && changesOf(vital.definition, definition).length === 0) return { ok: true, value: definition }
  if (!mayChange(keeping, home)) return refuse('vital.not-yours', { home: node.name })
  const stands = checkHome(definition.board, node.tier)
  if (!stands.ok) return stands
  const follows = vital ? checkFollows(vital.definition, definition, told.has(vital.id)) : null
  return follows && !follows.ok ? follows : checkWhole(definition, known)
}

function digestOf(bytes: Uint8Array, { fresh, changed }: SheetPlan): string {
  const hash = createHash('sha256').update(bytes)
  for (const { code } of fresh) hash.update(`\n+${code}`)
  for (const { vital } of changed) hash.update(`\n${vital.code} ${vital.version}`)
  return hash.digest('hex')
}
