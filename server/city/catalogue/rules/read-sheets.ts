import type { CatalogueSheet, Milestone } from '../../../../contract/catalogue.ts'
import type { Column, ReadClass, ReadCondition, ReadSheets, SheetFault } from '../types.ts'
import { readLimit } from './read-limit.ts'

/** The headings cities use, by what they mean; `核定时限` is our own, written when a person has decided. */
const headings: [RegExp, Column][] = [
  [/^(大类代码|大类编码|大类编号)$/, 'major'],
  [/^(大类名称|大类)$/, 'majorName'],
  [/^(小类代码|小类编码|小类编号)$/, 'minor'],
  [/^(小类名称|小类)$/, 'minorName'],
  [/^(立案条件|立案标准)$/, 'text'],
  [/^(结案条件|结案标准|结案规范)$/, 'close'],
  [/^(处置时限|处理时限|处置时间|时限)$/, 'limit'],
  [/^(处置单位|责任主体|责任单位|责任部门|处置部门)$/, 'unit'],
  [/^(主管部门|监管主体|监管单位|监管部门|主管单位)$/, 'supervisor'],
  [/^核定时限$/, 'set'],
]
export const setHeading = '核定时限'
/** What stands there when the plan's own limits hold. */
export const asPlanned = '按预案'

export const columnOf = (heading: string): Column | null =>
  headings.find(([reads]) => reads.test(heading.normalize('NFKC').replaceAll(/\s/g, '')))?.[1] ?? null

/** Numbers from here up are the city's own: national ones ascend from 01 and are seen up to 57, local ones descend from 99 and are seen down to 78 (standards.md 7.2). */
const firstLocal = 60

/**
 * What the sheets of a catalogue say, row by row: what is blank of a class is inherited from above, as cells merged downwards are.
 * A sheet with faults is not taken; a limit that is not understood is no fault but work for a person (`unread`).
 */
export function readSheets(sheets: readonly CatalogueSheet[]): ReadSheets {
  const known = new Map<string, ReadClass>()
  const read = sheets.map((sheet) => readSheet(sheet, known))
  return { conditions: read.flatMap((one) => one.conditions), faults: read.flatMap((one) => one.faults) }
}

function readSheet(sheet: CatalogueSheet, known: Map<string, ReadClass>): ReadSheets {
  const at = placesOf(sheet.columns)
  const conditions: ReadCondition[] = []
  const faults: SheetFault[] = []
  const before = sheet.above.length + 2
  const inherited: Inherited = { major: '', majorName: '', current: null }
  for (const [row, cells] of sheet.rows.entries()) {
    const cell = (column: Column): string => cells[at.get(column) ?? -1]?.trim() ?? ''
    if (cells.every((text) => text.trim() === '')) continue
    const found = classOf(cell, sheet.kind, inherited, known)
    if ('fault' in found) {
      faults.push({ ...found, sheet: sheet.name, row: before + row })
      continue
    }
    found.conditions += 1
    conditions.push({ ...conditionOf(found, cell), at: { sheet, row } })
  }
  if (conditions.length + faults.length === 0) faults.push({ fault: 'no-rows', sheet: sheet.name, row: before, text: '' })
  return { conditions, faults }
}

/** Where each meaning stands, the first of two alike. */
export function placesOf(columns: readonly string[]): Map<Column, number> {
  const at = new Map<Column, number>()
  columns.forEach((heading, i) => {
    const column = columnOf(heading)
    if (column && !at.has(column)) at.set(column, i)
  })
  return at
}

type Cell = (column: Column) => string
type Inherited = { major: string; majorName: string; current: ReadClass | null }
type Wrong = Pick<SheetFault, 'fault' | 'text'>

/** The class a row belongs to: a new one where it names one, else that of the row above. */
function classOf(
  cell: Cell,
  kind: CatalogueSheet['kind'],
  inherited: Inherited,
  known: Map<string, ReadClass>,
): ReadClass | Wrong {
  const given = codesOf(cell)
  if (given === null) return { fault: 'bad-code', text: `${cell('major')} ${cell('minor')}`.trim() }
  if (cell('text') === '') return { fault: 'no-condition', text: cell('minorName') || inherited.current?.name || '' }
  const isNewMajor = given.major !== '' && given.major !== inherited.major
  if (given.major) inherited.major = given.major
  if (cell('majorName')) inherited.majorName = cell('majorName')
  else if (isNewMajor) inherited.majorName = ''
  const { current } = inherited
  const code = inherited.major + given.minor
  const isSame = current !== null && (given.minor === '' ? !isNewMajor && !named(cell, current) : code === current.code)
  if (isSame && !named(cell, current)) return current
  if (given.minor === '' || inherited.major === '') return { fault: 'no-code', text: cell('minorName') || cell('text') }
  if (known.has(kind + code)) return { fault: 'duplicate', text: `${code} ${cell('minorName')}`.trim() }
  if (cell('minorName') === '') return { fault: 'no-name', text: code }
  inherited.current = {
    ...{ kind, code, major: inherited.majorName, name: cell('minorName') },
    ...{ unit: cell('unit'), supervisor: cell('supervisor'), conditions: 0 },
  }
  known.set(kind + code, inherited.current)
  return inherited.current
}

/** Does the row name another class than the one it would belong to? */
const named = (cell: Cell, current: ReadClass): boolean => cell('minorName') !== '' && cell('minorName') !== current.name

/** The codes of a row with the zeros a spreadsheet lost; a 小类 of four digits says its 大类 too. Null: no codes. */
function codesOf(cell: Cell): { major: string; minor: string } | null {
  const [major, minor] = [paddedCode(cell('major')), paddedCode(cell('minor'))]
  if (major === null || minor === null || major.length > 2) return null
  if (minor.length <= 2) return { major, minor }
  if (major !== '' && minor.slice(0, 2) !== major) return null
  return { major: minor.slice(0, 2), minor: minor.slice(2) }
}

/** `1` → `01`, `113` → `0113`; null for what is no code. */
export function paddedCode(text: string): string | null {
  const code = text.normalize('NFKC').trim()
  if (!/^\d{0,4}$/.test(code)) return null
  return code.length % 2 === 0 ? code : `0${code}`
}

function conditionOf(found: ReadClass, cell: Cell): Omit<ReadCondition, 'at'> {
  const { kind, code, major, name } = found
  return {
    ...{ id: `${kind === 'event' ? 'E' : 'C'}${code}-${found.conditions}`, kind, code, major, name },
    ...{ local: Number(code.slice(2)) >= firstLocal, text: cell('text'), close: cell('close') },
    ...{ unit: cell('unit') || found.unit, supervisor: cell('supervisor') || found.supervisor, written: cell('limit') },
    ...limitOf(cell('limit'), cell('set')),
  }
}

/** What a person decided counts before what the sheet says. */
function limitOf(written: string, set: string): { limit: ReadCondition['limit']; milestones: Milestone[] } {
  if (set === asPlanned) return { limit: 'plan', milestones: [] }
  const decided = set === '' ? null : readLimit(set)
  if (decided) return { limit: 'set', milestones: decided }
  const read = set === '' ? readLimit(written) : null
  return read ? { limit: 'read', milestones: read } : { limit: 'unread', milestones: [] }
}
