import type { Details, DetailValues } from '../../../../contract/detail.ts'
import type { ObjectBrief } from '../../../../contract/object-brief.ts'
import { detailText } from '../../../../contract/read-detail.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import type { ChargeLine } from '../types.ts'
import { outsideName } from '../views.ts'
import type { AlarmLine, DeviceLine } from './store.ts'

/** Everything the register keeps of it but what is personal; what is not known is said to be so. */
export const allDetails = (details: Details, values: DetailValues): ObjectBrief['details'] =>
  Object.entries(details).flatMap(([id, detail]) => {
    if (detail.kind === 'text' && detail.personal) return []
    const value = Object.hasOwn(values, id) ? values[id] : undefined
    const unit = detail.kind === 'number' && detail.unit ? ` ${detail.unit}` : ''
    const words =
      value === undefined
        ? null
        : { zh: `${detailText(detail, value, 'zh')}${unit}`, en: `${detailText(detail, value, 'en')}${unit}` }
    return [{ id, name: detail.name, value: words, raw: value ?? null, crew: detail.crew === true }]
  })

/** Who answers for it now: our own by name, as everywhere among the staff; people outside masked. */
export const holdersOf = (charges: readonly ChargeLine[], callable: ReadonlySet<string>, now: Date): ObjectBrief['holders'] =>
  charges
    .filter(({ valid_from, valid_to }) => valid_from <= now && (valid_to === null || valid_to > now))
    .map((line) => ({
      ...{ charge: line.id, role: line.role, name: line.name ?? outsideName(line) },
      ...{ unit: line.unit_name, callable: callable.has(line.id) },
    }))

/** A device by its readings as its pack calls them; `bad`: outside what is normal. Values of one that is not heard are old, and shown with their age. */
export function systemOf(packs: Packs, line: DeviceLine): ObjectBrief['systems'][number] {
  const pack = packs.all().find(({ id }) => id === line.pack)
  const values = Object.entries(line.values ?? {}).flatMap(([id, value]) => {
    const reading = pack?.readings[id]
    if (!reading || typeof value !== 'number') return []
    const [low, high] = reading.normal
    return [{ name: reading.name, value, unit: reading.unit, bad: value < low || value > high }]
  })
  return {
    ...{ device: line.id, name: line.name, heard: line.heard, lastAt: line.last_at?.toISOString() ?? null, values },
    kindName: pack?.deviceName ?? pack?.name ?? { zh: line.kind, en: line.kind },
  }
}

/** An alarm by the name of its rule. */
export function alarmOf(packs: Packs, { pack, family, rule, severity, since }: AlarmLine): ObjectBrief['alarms'][number] {
  const found = packs
    .all()
    .find(({ id }) => id === pack)
    ?.detect.find(({ id }) => id === rule)
  return { family, name: found?.name ?? { zh: family, en: family }, severity, since: since.toISOString() }
}
