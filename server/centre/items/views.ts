import type { BusinessItem, ItemLimit, SpecialApp } from '../../../contract/business-item.ts'
import { parseTimeLimit } from '../../../contract/time-limit.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { ItemLine } from './store.ts'
import type { AppLine } from './store-apps.ts'

const limitOf = (short: string | null): ItemLimit | null => {
  const limit = short === null ? null : parseTimeLimit(short)
  return limit && { n: limit.n, unit: limit.unit, fromNextDay: limit.fromNextDay ?? false }
}

export const itemOf = (line: ItemLine, packs: Packs): BusinessItem => ({
  ...{ code: line.code, name: line.name, tier: line.tier, unit: { id: line.unit, name: line.unitName }, areaName: line.areaName },
  ...{ type: line.type, typeName: line.type === null ? null : (packs.typeOf(line.type)?.type.name ?? null) },
  ...{ trigger: line.trigger, basis: line.basis, accept: limitOf(line.accept), finish: limitOf(line.finish) },
  ...{ state: line.state, version: line.version, changedAt: line.changedAt.toISOString() },
})

export const appOf = (line: AppLine, packs: Packs): SpecialApp => ({
  ...{ code: line.code, name: line.name, unit: { id: line.unit, name: line.unitName }, areaName: line.areaName },
  district: line.district === null ? null : { code: line.district, name: line.districtName ?? line.district },
  ...{ state: line.state, since: line.since, pack: line.pack },
  packName: line.pack === null ? null : (packs.all().find(({ id }) => id === line.pack)?.name ?? null),
  ...{ version: line.version, changedAt: line.changedAt.toISOString() },
})
