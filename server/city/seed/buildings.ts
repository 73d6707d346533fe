import type pg from 'pg'
import { areaAt, randomPointIn } from '../area/places.ts'
import { type Chance, chanceFrom, pick } from '../area/rules/chance.ts'
import { seedPlates } from './building-plates.ts'

/** How many invented high-rises stand in which district of the demo. */
const buildingsOf: BuildingCounts = {
  ...{ '500105': 120, '500103': 60, '500112': 40, '500107': 40, '500106': 40, '500108': 40 },
}
const dayMs = 86_400_000
/** Share of what an inspector wrote down: the rest is not known, as in any register that is being filled. */
const knownShare = 0.82

type Building = {
  id: string
  code: string
  name: string
  area: string
  lon: number
  lat: number
  address: string
  details: string
}
type Town = { code: string; name: string; path: string; district: string }

/** From good to bad; what a building has follows from how well it is kept. */
const conditions: Readonly<Record<string, readonly string[]>> = {
  'alarm-system': ['works', 'works', 'partly', 'none'],
  water: ['ok', 'ok', 'low', 'low'],
  'smoke-control': ['works', 'partly', 'broken'],
  'control-room': ['two', 'one', 'empty'],
  'fire-lane': ['clear', 'narrowed', 'narrowed'],
  'ladder-site': ['clear', 'partly', 'blocked'],
  exits: ['clear', 'piled', 'locked'],
  wiring: ['watched', 'checked', 'aged', 'faulty'],
  'e-bikes': ['outside', 'apart', 'inside'],
  gas: ['cut-off', 'alarm', 'neither'],
  use: ['housing', 'office', 'mixed', 'crowded', 'care'],
  facade: ['a', 'b1', 'b2'],
}
/** What holds a floor, and how many in a hundred badly kept buildings have it. */
const floors: readonly [detail: string, value: string, share: number][] = [
  ['water', 'none', 0.12],
  ['alarm-system', 'off', 0.1],
  ['fire-lane', 'blocked', 0.1],
]

/** How many stand where: by operating district. */
export type BuildingCounts = Readonly<Record<string, number>>

/** Invented high-rises with partly unknown details, where there are none yet. Deterministic but for the dates, which lie before `now`. */
export async function seedBuildings(client: pg.ClientBase, now: Date, counts: BuildingCounts = buildingsOf): Promise<number> {
  const there = await client.query(`select 1 from objects where kind = 'building' limit 1`)
  if (there.rowCount) return 0
  const { rows: towns } = await client.query<Town>(
    `select code, name, path, operating_district as district from areas where tier = 'town' and operating_district = any($1) order by code`,
    [Object.keys(counts)],
  )
  const all = Object.entries(counts).flatMap(([district, count]) =>
    inventBuildings({ district, towns: towns.filter((town) => town.district === district), count }, now),
  )
  const of = <K extends keyof Building>(name: K) => all.map((building) => building[name])
  await client.query(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, address, owner_kind, details, demo)
     select n.id, 'high-rise-fire', 'building', n.code, n.name, n.area, n.lon, n.lat, n.address, 'owned', n.details, true
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::text[], $8::jsonb[])
       as n(id, code, name, area, lon, lat, address, details)`,
    [of('id'), of('code'), of('name'), of('area'), of('lon'), of('lat'), of('address'), of('details')],
  )
  await seedPlates(
    client,
    all.map(({ id }) => ({ id, district: id.split('-')[1]! })),
    now,
  )
  await client.query('analyze objects')
  return all.length
}

const firstNames = ['江岸', '云栖', '锦绣', '北城', '翠湖', '天澜', '嘉陵', '望江', '星汇', '金桥'] as const
const lastNames = ['大厦', '公寓', '中心', '广场', '名苑'] as const

/** Buildings of one district, spread over its towns. */
export function inventBuildings(
  { district, towns, count }: { district: string; towns: readonly Town[]; count: number },
  now: Date,
): Building[] {
  const chance = chanceFrom(`buildings:${district}`)
  return Array.from({ length: towns.length > 0 ? count : 0 }, (_, index): Building => {
    const town = pick(towns, chance)
    const [lon, lat] = randomPointIn(town.code, chance)
    const serial = String(index + 1).padStart(4, '0')
    const place = town.name.replace(/(街道|镇|乡)$/, '')
    return {
      id: `building-${district}-${serial}`,
      code: `GL${district}${serial}`,
      name: `${place}${pick(firstNames, chance)}${pick(lastNames, chance)} ${(index % 9) + 1} 号楼`,
      area: areaAt(lon, lat)?.path ?? town.path,
      ...{ lon, lat, address: `${town.name}（演示）` },
      details: JSON.stringify(inventDetails(chance, now)),
    }
  })
}

const entrances = [
  '正门进，岗亭有全楼门禁卡和电梯钥匙',
  '消防车从北侧车行门进，钥匙在消控室',
  '地下车库口限高 2.2 米，从东门进；钥匙在物业前台',
] as const
const fireRooms = ['1 层大厅左侧', '负 1 层 3 号电梯旁', '裙楼 1 层，从西侧独立门进'] as const

/** What somebody wrote down of an invented building; the rest is not known. */
export function inventDetails(chance: Chance, now: Date): Record<string, string | number | boolean> {
  // To the third: most are kept well, a few badly.
  const bad = chance() ** 3
  const knows = bad > 0.05 ? knownShare - 0.25 * chance() : knownShare
  const details: Record<string, string | number | boolean> = {}
  const note = (id: string, value: string | number | boolean): void => {
    if (chance() < knows) details[id] = value
  }
  const yes = (): boolean => chance() > bad * 0.8
  const ago = (most: number): string => new Date(now.getTime() - Math.floor(chance() * most * dayMs)).toISOString().slice(0, 10)
  for (const [id, values] of Object.entries(conditions)) {
    const at = Math.floor((bad * 0.95 + chance() * 0.35) * values.length)
    note(id, values[Math.min(values.length - 1, at)]!)
  }
  note('height', Math.round(28 + chance() ** 2 * 180))
  note('accepted', yes())
  note('built-on', ago(35 * 365))
  // Who is in charge stands in the register of charges. So many draws go by, so that what chance gives the rest stays as it was.
  for (let draw = 0; draw < 2; draw++) chance()
  note('contract', yes())
  note('last-maintenance', ago(20 + bad * 120))
  note('patrol-rate', Math.round(100 - bad * 70 * chance()))
  note('last-drill', ago(60 + bad * 500))
  for (let draw = 0; draw < 2; draw++) chance()
  for (const [id, value, share] of floors) if (bad > 0.4 && chance() < share) details[id] = value
  // Known of those that were measured; drawn from the height, so that what chance gives the others stays as it was.
  if (typeof details.height === 'number') {
    details.entrance = entrances[details.height % entrances.length]!
    details['fire-room'] = fireRooms[details.height % fireRooms.length]!
  }
  return details
}
