import { type ItemState, type ItemTier, itemTiers } from '../../../../contract/business-item-kinds.ts'
import type { SheetColumns } from '../../../../contract/sheet-columns.ts'
import { limitText, parseTimeLimit } from '../../../../contract/time-limit.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Item, Known, UnitThere } from '../types.ts'
import { kept, oneOf, readCode, readUnit, type Say, wrong } from './cells.ts'

/** The columns of a sheet of business items. `tier` follows from the unit and is only held against it. */
export const itemColumns = {
  code: { zh: '编码', en: 'Code', also: ['事项编码', '编号'] },
  name: { zh: '名称', en: 'Name', also: ['事项名称'] },
  tier: { zh: '层级', en: 'Tier', also: ['行使层级'] },
  unitId: { zh: '单位编号', en: 'Unit id', also: [] },
  unit: { zh: '单位', en: 'Unit', also: ['实施单位', '责任单位'] },
  type: { zh: '触发事件类型', en: 'Event type', also: ['事件类型'] },
  trigger: { zh: '触发条件', en: 'Trigger', also: ['触发'] },
  basis: { zh: '依据', en: 'Legal basis', also: ['法律依据', '设定依据'] },
  accept: { zh: '受理时限', en: 'Accept within', also: [] },
  finish: { zh: '办结时限', en: 'Finish within', also: ['办理时限'] },
  state: { zh: '状态', en: 'State', also: [] },
} as const satisfies SheetColumns<string>
export type ItemColumn = keyof typeof itemColumns
/** Without these it is no such sheet. */
export const itemNeeds = ['code'] as const satisfies readonly ItemColumn[]
/** What of an item can change, in the order it is told. */
export const itemFields = [
  'name',
  'unit',
  'type',
  'trigger',
  'basis',
  'accept',
  'finish',
  'state',
] as const satisfies readonly (keyof Item)[]

const states: Readonly<Record<ItemState, readonly string[]>> = { 'in-force': ['在用', 'in force'], stopped: ['停用', 'stopped'] }
const tiers: Readonly<Record<ItemTier, readonly string[]>> = {
  city: ['市', '市级'],
  district: ['区县', '区县级', '区', '县'],
  town: ['镇街', '镇街级', '乡镇街道'],
}
/** Texts no longer than this, by column. */
const longest = { name: 120, trigger: 200, basis: 300 } as const

/**
 * Reads one row into an item. A column the sheet does not have keeps what `before` says, an empty cell clears it. Refused: what a cell
 * cannot be, a unit, event type or tier that is none.
 */
export function readItem(say: Say<ItemColumn>, before: Item | undefined, known: Known): Result<Item> {
  const code = readCode(say('code'))
  if (code === null) return wrong(itemColumns, 'code', say('code'))
  const name = kept(say('name'), before?.name)
  if (name === null) return wrong(itemColumns, 'name', null)
  const unit = unitOf(say, before, known)
  if (!unit.ok) return unit
  const tier = tierOf(say('tier'), unit.value)
  if (!tier.ok) return tier
  const texts = { name, trigger: kept(say('trigger'), before?.trigger), basis: kept(say('basis'), before?.basis) }
  for (const field of ['name', 'trigger', 'basis'] as const)
    if ((texts[field] ?? '').length > longest[field]) return wrong(itemColumns, field, texts[field])
  const type = kept(say('type'), before?.type)
  if (type !== null && type !== before?.type && !known.type(type)) return refuse('item.type', { type })
  const [accept, finish] = [limitOf('accept', say, before), limitOf('finish', say, before)]
  if (!accept.ok) return accept
  if (!finish.ok) return finish
  const state = oneOf(kept(say('state'), before?.state) ?? 'in-force', states)
  if (state === null) return wrong(itemColumns, 'state', say('state'))
  const { id, area } = unit.value
  return ok({ code, ...texts, tier: tier.value, unit: id, area, type, accept: accept.value, finish: finish.value, state })
}

function unitOf(say: Say<ItemColumn>, before: Item | undefined, known: Known): Result<UnitThere> {
  const [id, name] = [say('unitId') || null, say('unit') || null]
  return readUnit(id ?? (name === null ? (before?.unit ?? null) : null), name, known)
}

/** The tier of the unit; a cell that says another one is a slip that shall not pass. */
function tierOf(said: string | undefined, unit: UnitThere): Result<ItemTier> {
  const tier = itemTiers.find((one) => one === unit.tier)
  if (!tier) return refuse('item.unit-tier', { unit: unit.name })
  if (said && oneOf(said, tiers) !== tier) return refuse('item.tier', { unit: unit.name, tier: tiers[tier][0]! })
  return ok(tier)
}

/** A limit in short. One that is not understood is refused, never guessed. */
function limitOf(field: 'accept' | 'finish', say: Say<ItemColumn>, before: Item | undefined): Result<string | null> {
  const text = kept(say(field), before?.[field])
  if (text === null) return ok(null)
  const limit = parseTimeLimit(text)
  return limit ? ok(limitText(limit)) : wrong(itemColumns, field, text)
}

/** An item as the cells of a sheet that can be taken back, in the order of the columns. */
export function itemCells(item: Item & { unitName: string }, language: 'zh' | 'en'): string[] {
  const said: Record<ItemColumn, string | null> = {
    ...{ code: item.code, name: item.name, tier: language === 'zh' ? tiers[item.tier][0]! : item.tier },
    ...{ unitId: item.unit, unit: item.unitName, type: item.type, trigger: item.trigger, basis: item.basis },
    ...{ accept: limitCell(item.accept, language), finish: limitCell(item.finish, language) },
    state: states[item.state][language === 'zh' ? 0 : 1]!,
  }
  return (Object.keys(itemColumns) as ItemColumn[]).map((field) => said[field] ?? '')
}

const unitWords = {
  'urgent-hour': '紧急工作时',
  'working-hour': '工作时',
  'working-day': '个工作日',
  'calendar-day': '个自然日',
} as const

/** A limit as people write it, and as it is read back; in English in short. */
function limitCell(short: string | null, language: 'zh' | 'en'): string | null {
  const limit = short === null ? null : parseTimeLimit(short)
  if (!limit || language === 'en') return short
  return `${limit.n}${unitWords[limit.unit]}${limit.fromNextDay ? '（次日起算）' : ''}`
}
