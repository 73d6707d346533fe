import { VitalDefinition } from '../../../../../contract/vital.ts'
import { readAbove, writeAbove } from '../../../../../contract/vital-above.ts'
import { readBands, writeBands } from '../../../../../contract/vital-band.ts'
import { readRules, writeRules } from '../../../../../contract/vital-rule.ts'
import { ok, type Result, refuse } from '../../../../kernel/result.ts'

/** Text of its own kind, with the refusal where it cannot be read. */
const unread = { rules: 'vital.rule', bands: 'vital.band', above: 'vital.above-unread' } as const

type Column = { zh: string; en: string; at: readonly string[]; kind: 'text' | 'number' | 'json' | keyof typeof unread }
const column = (zh: string, en: string, at: string, kind: Column['kind'] = 'text'): Column => ({
  zh,
  en,
  at: at.split('.'),
  kind,
})

/** What a sheet of definitions says of a vital, in its order; `at`: where it stands in the definition. */
export const columns: readonly Column[] = [
  column('编码', 'Code', 'code'),
  column('名称', 'Name', 'name.zh'),
  column('英文名', 'English name', 'name.en'),
  column('板块', 'Board', 'board'),
  column('跑道', 'Track', 'track'),
  column('对象类型', 'Object kind', 'objectKind'),
  column('单位', 'Unit', 'unit.zh'),
  column('英文单位', 'English unit', 'unit.en'),
  column('小数', 'Decimals', 'decimals', 'number'),
  column('算法', 'Aggregation', 'aggregation'),
  column('公式', 'Formula', 'formula'),
  column('倍数', 'Times', 'times', 'number'),
  column('分子', 'Numerator', 'numerator.zh'),
  column('英文分子', 'English numerator', 'numerator.en'),
  column('分母', 'Denominator', 'denominator.zh'),
  column('英文分母', 'English denominator', 'denominator.en'),
  column('最少样本', 'Least sample', 'leastSample', 'number'),
  column('报数层级', 'Tier', 'tier'),
  column('频次', 'Cadence', 'cadence'),
  column('跨期', 'Over time', 'overTime'),
  // How a vital is counted, as the data it is: handed out and taken back whole.
  column('怎么数', 'Count', 'count', 'json'),
  column('时限分钟', 'Due minutes', 'dueMinutes', 'number'),
  column('方向', 'Direction', 'direction'),
  column('常态下限', 'Normal from', 'normal.least', 'number'),
  column('常态上限', 'Normal to', 'normal.most', 'number'),
  column('回差', 'Hysteresis', 'hysteresis', 'number'),
  column('分档', 'Bands', 'bands', 'bands'),
  column('分级常态', 'Normal above', 'normalAbove', 'above'),
  column('可能下限', 'Possible from', 'possible.least', 'number'),
  column('可能上限', 'Possible to', 'possible.most', 'number'),
  column('离群时', 'When unusual', 'unusual'),
  column('勾稽关系', 'Rules', 'rules', 'rules'),
  column('来源', 'Source', 'source.zh'),
  column('英文来源', 'English source', 'source.en'),
  column('依据', 'Basis', 'basis'),
  column('责任单位', 'Owner unit', 'owner'),
  column('责任岗位', 'Owner post', 'ownerPost'),
  column('事件类型', 'Event type', 'eventType'),
  column('连续期数立案', 'Event after', 'opens.hold', 'number'),
  column('立案层级', 'Event tier', 'opens.tier'),
  column('立案覆盖', 'Event coverage', 'opens.covered', 'number'),
  column('溯源小时', 'Cause hours', 'opens.causeHours', 'number'),
]

/** What a sheet says of a vital beside its definition: where it stands in its life, why it goes there, and for people only whose and which version it is. */
export const lifeColumns = {
  state: { zh: '状态', en: 'State' },
  reason: { zh: '原因', en: 'Reason' },
  home: { zh: '归属', en: 'Home' },
  version: { zh: '版本', en: 'Version' },
} as const
export type LifePlaces = Partial<Record<keyof typeof lifeColumns, number>>

/** A heading as it is compared: without case, blanks and full width. */
const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

/** Where each column stands in a sheet; headings that are none are told. */
export function placesOf(headings: readonly string[]): {
  places: ReadonlyMap<Column, number>
  life: LifePlaces
  unknown: string[]
} {
  const places = new Map<Column, number>()
  const life: LifePlaces = {}
  const unknown: string[] = []
  headings.forEach((heading, i) => {
    const means = ({ zh, en }: { zh: string; en: string }) => plain(heading) === plain(zh) || plain(heading) === plain(en)
    const found = columns.find(means)
    const beside = (Object.keys(lifeColumns) as (keyof typeof lifeColumns)[]).find((id) => means(lifeColumns[id]))
    if (found) places.set(found, i)
    else if (beside) life[beside] = i
    else if (heading !== '') unknown.push(heading)
  })
  return { places, life, unknown }
}

type Plain = { [name: string]: unknown }

/** The cells of a definition, in the order of the columns. */
export const cellsOf = (definition: VitalDefinition): string[] => columns.map((one) => cellOf(definition, one))

function cellOf(definition: VitalDefinition, { at, kind }: Column): string {
  if (kind === 'bands') return writeBands(definition.bands ?? [], 'en')
  if (kind === 'above') return writeAbove(definition.normalAbove ?? [], 'en')
  if (kind === 'rules') return writeRules(definition.rules ?? [], 'en')
  const value = at.reduce<unknown>((found, name) => (found as Plain | undefined)?.[name], definition)
  return value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/**
 * Reads a row into a definition. A column the sheet does not have keeps what `before` says, an empty cell clears it; one that says what it was
 * handed out with changes nothing, whatever is lost in a cell (blanks around a text).
 */
export function readCells(
  cells: readonly string[],
  places: ReadonlyMap<Column, number>,
  before: VitalDefinition | undefined,
): Result<VitalDefinition> {
  const wish: Plain = structuredClone(before ?? {}) as Plain
  for (const [one, place] of places) {
    const text = (cells[place] ?? '').trim()
    if (before && text === cellOf(before, one).trim()) continue
    const value = readCell(one.kind, text)
    if (value === unreadable)
      return one.kind in unread
        ? refuse(unread[one.kind as keyof typeof unread], { text })
        : refuse('vital.sheet-cell', { column: one.zh, value: text })
    put(wish, one.at, value)
  }
  const read = VitalDefinition.safeParse(wish)
  if (read.success) return ok(read.data)
  const path = read.error.issues[0]!.path.map(String)
  const wrong = columns.find(({ at }) => at.join('.') === path.join('.')) ?? columns.find(({ at }) => at[0] === path[0])
  const given = wrong ? (cells[places.get(wrong) ?? -1] ?? '').trim() : ''
  return refuse('vital.sheet-cell', { column: wrong?.zh ?? path.join('.'), value: given || '—' })
}

const unreadable = Symbol('unreadable')

function readCell(kind: Column['kind'], text: string): unknown {
  if (text === '') return undefined
  if (kind === 'text') return text
  if (kind === 'bands') {
    const read = readBands(text)
    return read.ok ? read.bands : unreadable
  }
  if (kind === 'above') {
    const read = readAbove(text)
    return read.ok ? read.above : unreadable
  }
  if (kind === 'rules') {
    const read = readRules(text)
    return read.ok ? read.rules : unreadable
  }
  if (kind === 'number') {
    const value = Number(text.replaceAll(',', ''))
    return Number.isFinite(value) ? value : unreadable
  }
  try {
    return JSON.parse(text)
  } catch {
    return unreadable
  }
}

/** Sets a value, or clears it with whatever holds nothing then. */
function put(into: Plain, [name, ...rest]: readonly string[], value: unknown): void {
  if (name === undefined) return
  if (rest.length === 0) {
    if (value === undefined) delete into[name]
    else into[name] = value
    return
  }
  const below = (into[name] ?? {}) as Plain
  put(below, rest, value)
  if (Object.keys(below).length === 0) delete into[name]
  else into[name] = below
}
