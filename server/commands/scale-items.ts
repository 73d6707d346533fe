import type { Cell } from '../city/seed/copy-rows.ts'
import { appThemes, itemLimits, itemThings, itemVerbs } from './scale-item-words.ts'
import { mixed } from './scale-reports.ts'

/** A unit that does items. `key`: whose things it has to do with; a city's unit has to do with all of them. */
export type ItemUnit = { id: string; tier: 'city' | 'district' | 'town'; area: string; key: string }
/** `counts`: how many items each unit has; `soughtAs`: what a name is looked for by. */
export type ItemPlan = {
  seed: number
  now: Date
  counts: Readonly<Record<string, number>>
  units: readonly ItemUnit[]
  soughtAs(name: string): string
}

/** How items are shared out: a unit of its tier does about so many. Invented; that there are 550,000 in all is the page's. */
export const itemWeights = { city: 2_400, district: 356, town: 72 } as const
/** The first of the verbs answer what happens. */
const answering = 4
/** One item in so many is stopped. */
const stoppedOf = 50

type Named = { mark: string; zh: string; thing: string; type: string | null }
const all = Object.values(itemThings)
const everything = all.flatMap(({ zh, things }) =>
  things.map(([thing, type]): Named => ({ mark: 'SJ', zh, thing, type: type ?? null })),
)

function thingsOf({ tier, key }: ItemUnit): readonly Named[] {
  if (tier === 'city') return everything
  const known = itemThings[key]
  if (!known) throw new Error(`no things for units of ${key}`)
  return known.things.map(([thing, type]) => ({ mark: known.mark, zh: known.zh, thing, type: type ?? null }))
}

/** All rows of items in the order of `itemColumns`, unit by unit. Throws when a unit has more items than names. */
export function* laidItems(plan: ItemPlan): Generator<Cell[]> {
  for (const [no, unit] of plan.units.entries()) {
    const count = plan.counts[unit.id] ?? 0
    const things = thingsOf(unit)
    if (count > things.length * itemVerbs.length) throw new Error(`${count} items asked for of ${unit.id}, names for fewer`)
    const area = unit.area.split('/').at(-2)!
    for (let n = 0; n < count; n++) yield row(plan, { unit, no, n, area, things })
  }
}

type At = { unit: ItemUnit; no: number; n: number; area: string; things: readonly Named[] }

function row({ seed, now, soughtAs }: ItemPlan, { unit, no, n, area, things }: At): Cell[] {
  const { mark, zh, thing, type } = things[n % things.length]!
  const at = Math.floor(n / things.length)
  const [verb, trigger] = itemVerbs[at]!
  const bits = (column: number): number => mixed(seed + 2_000, no * 4_096 + n, column)
  const [accept, finish] = itemLimits[bits(1) % itemLimits.length]!
  const name = `${thing}${verb}`
  return [
    ...[`${area}-${mark}-${String(n + 1).padStart(4, '0')}`, name, unit.tier, unit.id, unit.area],
    ...[at < answering ? type : null, trigger, `〔示例〕${zh}事项清单 第${1 + (bits(2) % 60)}条`, accept, finish],
    ...[bits(3) % stoppedOf === 0 ? 'stopped' : 'in-force', soughtAs(name), now, true],
  ]
}

export type AppDistrict = { code: string; name: string; unit: string; area: string }
const dayMs = 86_400_000

/** `total` special apps over the districts in turn, in the order of `appColumns`; three of four are online since some day of two years. */
export function* laidApps(
  { seed, now, soughtAs }: Pick<ItemPlan, 'seed' | 'now' | 'soughtAs'>,
  districts: readonly AppDistrict[],
  total: number,
): Generator<Cell[]> {
  for (let n = 0; n < total; n++) {
    const { code, name: district, unit, area } = districts[n % districts.length]!
    const no = Math.floor(n / districts.length)
    const bits = (column: number): number => mixed(seed + 3_000, n, column)
    const [theme, pack] = appThemes[(no * 5 + (n % districts.length)) % appThemes.length]!
    const since = new Date(now.getTime() - (1 + (bits(1) % 730)) * dayMs).toISOString().slice(0, 10)
    const online = bits(2) % 4 !== 0
    const name = `${district}${theme}`
    yield [
      ...[`TS-${code.toUpperCase()}-${String(no + 1).padStart(2, '0')}`, name, code, unit, area],
      ...[online ? 'online' : 'planned', online ? since : null, pack ?? null, soughtAs(name), now, true],
    ]
  }
}
