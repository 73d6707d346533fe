import type { AppState } from '../../../../contract/business-item-kinds.ts'
import type { SheetColumns } from '../../../../contract/sheet-columns.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Known, SpecialAppRow } from '../types.ts'
import { kept, oneOf, readCode, readUnit, type Say, wrong } from './cells.ts'

/** The columns of a sheet of special apps. */
export const appColumns = {
  code: { zh: '编码', en: 'Code', also: ['应用编码', '编号'] },
  name: { zh: '名称', en: 'Name', also: ['应用名称'] },
  district: { zh: '区县', en: 'District', also: ['所属区县'] },
  unitId: { zh: '单位编号', en: 'Unit id', also: [] },
  unit: { zh: '单位', en: 'Unit', also: ['建设单位', '责任单位'] },
  state: { zh: '状态', en: 'State', also: [] },
  since: { zh: '上线日期', en: 'Online since', also: ['上线时间'] },
  pack: { zh: '场景包', en: 'Pack', also: [] },
} as const satisfies SheetColumns<string>
export type AppColumn = keyof typeof appColumns
/** Without these it is no such sheet. */
export const appNeeds = ['code'] as const satisfies readonly AppColumn[]
export const appFields = [
  'name',
  'district',
  'unit',
  'state',
  'since',
  'pack',
] as const satisfies readonly (keyof SpecialAppRow)[]

const states: Readonly<Record<AppState, readonly string[]>> = { planned: ['规划中'], online: ['已上线'] }
const longestName = 120

/** Reads one row into an app, as `readItem` reads an item. Refused as well: online without the day it went online. */
export function readApp(say: Say<AppColumn>, before: SpecialAppRow | undefined, known: Known): Result<SpecialAppRow> {
  const code = readCode(say('code'))
  if (code === null) return wrong(appColumns, 'code', say('code'))
  const name = kept(say('name'), before?.name)
  if (name === null || name.length > longestName) return wrong(appColumns, 'name', name)
  const [unitId, unitName] = [say('unitId') || null, say('unit') || null]
  const unit = readUnit(unitId ?? (unitName === null ? (before?.unit ?? null) : null), unitName, known)
  if (!unit.ok) return unit
  const wish = kept(say('district'), before?.district)
  const district = wish === null ? null : known.district(wish)
  if (wish !== null && district === null) return refuse('item.district', { district: wish })
  const state = oneOf(kept(say('state'), before?.state) ?? 'planned', states)
  if (state === null) return wrong(appColumns, 'state', say('state'))
  const since = kept(say('since'), before?.since)
  if (since !== null && !isDay(since)) return wrong(appColumns, 'since', since)
  if (state === 'online' && since === null) return refuse('item.since')
  const pack = kept(say('pack'), before?.pack)
  if (pack !== null && pack !== before?.pack && !known.pack(pack)) return refuse('item.pack', { pack })
  return ok({ code, name, district, unit: unit.value.id, area: unit.value.area, state, since, pack })
}

/** A day of the calendar as `2026-03-01`. */
function isDay(text: string): boolean {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** An app as the cells of a sheet that can be taken back. */
export function appCells(
  app: SpecialAppRow & { unitName: string; districtName: string | null },
  language: 'zh' | 'en',
): string[] {
  const said: Record<AppColumn, string | null> = {
    ...{ code: app.code, name: app.name, district: app.districtName, unitId: app.unit, unit: app.unitName },
    ...{ state: language === 'zh' ? states[app.state][0]! : app.state, since: app.since, pack: app.pack },
  }
  return (Object.keys(appColumns) as AppColumn[]).map((field) => said[field] ?? '')
}
