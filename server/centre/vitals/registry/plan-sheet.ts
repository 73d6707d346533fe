import { createHash } from 'node:crypto'
import type { VitalDefinition } from '../../../../contract/vital.ts'
import type { VitalState } from '../../../../contract/vital-kinds.ts'
import type { VitalChange } from '../../../../contract/vital-registry.ts'
import { openTable } from '../../../city/sheet/open-table.ts'
import type { Face, Row, Fault as RowFault } from '../../../city/sheet/types.ts'
import { duePeriod } from '../../../flow/7-evaluate/vitals/rules/cell-of.ts'
import { newestOf } from '../../../flow/7-evaluate/vitals/store-formulas.ts'
import { asNow } from '../../../flow/7-evaluate/vitals/store-source.ts'
import { malformed, ok, orRefuse, RefusalError, type Result, refuse } from '../../../kernel/result.ts'
import type { Db } from '../../../kernel/spine.ts'
import { checkWhole, homeNode, type Keeping, knownFor, mayChange } from './registry.ts'
import { changesOf } from './rules/changes.ts'
import { checkFollows, checkHome, checkOwned, type Known } from './rules/check-definition.ts'
import { type LifePlaces, lifeColumns, placesOf, readCells } from './rules/sheet-columns.ts'
import { readState, stepsTo } from './rules/steps.ts'
import * as store from './store.ts'

/** A vital, known or of this sheet, and the steps it is led; `from` `sorted` of a new one. */
export type Moved = {
  code: string
  name: string
  vital: store.Registered | undefined
  steps: VitalState[]
  reason: string | null
}
export type Changed = { vital: store.Registered; definition: VitalDefinition; changes: VitalChange[] }
/** What a sheet would do. `digest`: of the file and of what it was held against. */
export type SheetPlan = {
  rows: number
  fresh: VitalDefinition[]
  changed: Changed[]
  moved: Moved[]
  unchanged: number
  faults: RowFault[]
  columns: string[]
  unknown: string[]
  face: Face
  digest: string
}

type Read = { row: Row; vital: store.Registered | undefined; result: Result<VitalDefinition>; wish: Wish }
/** Where a row wants its vital in its life; `state` null: it says nothing, undefined: nothing that can be read. */
type Wish = { state: VitalState | null | undefined; reason: string | null; text: string }

/** Rows of one sheet: the whole registry of a city is some 4,700. */
const mostRows = 20_000
/** Characters of a cell: ten rules over ten vitals each are some 8,000. */
const longest = 20_000

/** Works out what a sheet of definitions would register (as sorted, at the caller's own home) and change, row by row, by code. */
export async function planSheet(
  db: Db,
  bytes: Uint8Array,
  keeping: Keeping & { home: string | null; now: Date },
): Promise<SheetPlan> {
  const table = orRefuse(await openTable(bytes, { sheet: null, heading: 1, list: '' }, longest))
  try {
    const { columns, face, total } = table.head
    if (total > mostRows) throw new RefusalError(malformed('/file', 'rows.too-many', { max: mostRows }))
    const { unknown, ...where } = placesOf(columns)
    const { read, held } = await readRows(db, await table.rows(0, total), where)
    const known = await knownFor(
      db,
      keeping.packs,
      read.flatMap(({ result }) => (result.ok ? [result.value] : [])),
      keeping.now,
    )
    const counts = { rows: total, fresh: [], changed: [], moved: [], unchanged: 0, faults: [] }
    const plan: SheetPlan = { ...counts, columns, unknown, face, digest: '' }
    const told = await store.toldAmong(
      db,
      [...held.values()].map(({ id }) => id),
    )
    const fed = await fedAmong(db, read, keeping)
    for (const one of read) place(plan, one, { known, keeping, told, fed })
    return { ...plan, digest: digestOf(bytes, plan) }
  } finally {
    await table.close()
  }
}

type Where = Pick<ReturnType<typeof placesOf>, 'places' | 'life'>

/** What the rows say, each beside the vital of its code as it is. */
async function readRows(db: Db, rows: readonly Row[], { places, life }: Where) {
  const codeAt = [...places].find(([{ at }]) => at[0] === 'code')?.[1] ?? -1
  const codes = rows.map(({ cells }) => (cells[codeAt] ?? '').trim())
  const held = await store.registeredByCode(db, codes)
  const read = rows.map((row, i): Read => {
    const vital = held.get(codes[i]!)
    const twice = codes[i] !== '' && codes.indexOf(codes[i]!) < i
    const result = twice ? refuse('vital.sheet-twice', { code: codes[i]! }) : readCells(row.cells, places, vital?.definition)
    return { row, vital, result, wish: wishOf(row.cells, life) }
  })
  return { read, held }
}

type Ground = { known: Known; keeping: Keeping & { home: string | null }; told: ReadonlySet<number>; fed: ReadonlySet<number> }

function wishOf(cells: readonly string[], { state, reason }: LifePlaces): Wish {
  const text = (at: number | undefined): string => (cells[at ?? -1] ?? '').trim()
  return { state: text(state) === '' ? null : readState(text(state)), reason: text(reason) || null, text: text(state) }
}

/** Of the vitals a sheet would call trusted those whose newest value is there in time. */
async function fedAmong(db: Db, read: readonly Read[], { tree, zone, now }: Keeping & { now: Date }): Promise<Set<number>> {
  const asked = read.flatMap(({ vital, wish }) => (vital && wish.state === 'trusted' && vital.state !== 'trusted' ? [vital] : []))
  const fed = new Set<number>()
  for (const [home, vitals] of Map.groupBy(asked, (vital) => vital.home)) {
    const node = homeNode(tree, home)
    const newest = await newestOf(asNow(db), vitals, { tree, node, now: now.getTime(), zone })
    for (const { id, definition } of vitals)
      if ((newest.get(id)?.period ?? Number.NEGATIVE_INFINITY) >= duePeriod(definition, now.getTime(), zone)) fed.add(id)
  }
  return fed
}

/** The steps a row asks for, by the definition it leaves behind. */
function checkSteps({ vital, wish }: Read, definition: VitalDefinition, { keeping, known, fed }: Ground): Result<VitalState[]> {
  if (wish.state === undefined) return refuse('vital.sheet-cell', { column: lifeColumns.state.zh, value: wish.text })
  const from = vital?.state ?? 'sorted'
  if (wish.state === null || wish.state === from) return ok([])
  const home = vital ? vital.home : keeping.home
  if (!mayChange(keeping, home)) return refuse('vital.not-yours', { home: homeNode(keeping.tree, home).name })
  const isFed = vital !== undefined && fed.has(vital.id)
  const placed = known.track(definition.board, definition.track) !== 'stopped'
  return stepsTo(from, wish.state, { placed, owned: definition.owner !== undefined, fed: isFed, reason: wish.reason })
}

function place(plan: SheetPlan, one: Read, ground: Ground): void {
  const { row, vital, result, wish } = one
  const checked = result.ok ? checkRow(result.value, vital, ground) : result
  const steps = checked.ok ? checkSteps(one, checked.value, ground) : checked
  if (!checked.ok || !steps.ok) {
    const { refusal } = [checked, steps].find((some) => !some.ok) as Extract<typeof steps, { ok: false }>
    plan.faults.push({ n: row.n, cells: row.cells, refusal })
    return
  }
  if (steps.value.length > 0) {
    const { code, name } = checked.value
    plan.moved.push({ code, name: name.zh, vital, steps: steps.value, reason: wish.reason })
  }
  if (!vital) plan.fresh.push(checked.value)
  else {
    const changes = changesOf(vital.definition, checked.value)
    if (changes.length > 0) plan.changed.push({ vital, definition: checked.value, changes })
    else if (steps.value.length === 0) plan.unchanged++
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
  if (follows && !follows.ok) return follows
  const owned = vital && vital.definition.owner !== undefined ? checkOwned(definition, vital.state) : null
  return owned && !owned.ok ? owned : checkWhole(definition, known)
}

function digestOf(bytes: Uint8Array, { fresh, changed, moved }: SheetPlan): string {
  const hash = createHash('sha256').update(bytes)
  for (const { code } of fresh) hash.update(`\n+${code}`)
  for (const { vital } of changed) hash.update(`\n${vital.code} ${vital.version}`)
  for (const { code, vital, steps } of moved) hash.update(`\n${code} ${vital?.state} ${steps.join(' ')}`)
  return hash.digest('hex')
}
