import type pg from 'pg'
import { areaAt, randomPointIn } from '../area/places.ts'
import { type Chance, chanceFrom, pick } from '../area/rules/chance.ts'
import { insertHouseholds } from './households.ts'

/** How many invented points stand in which district: the reservoir area, and some where a newcomer looks first. */
const pointsOf: Readonly<Record<string, number>> = {
  ...{ '500101': 84, '500236': 66, '500237': 62, '500235': 56, '500233': 40, '500154': 32, '500230': 30, '500102': 30 },
  ...{ '500240': 20, '500105': 10 },
}
const allPoints = Object.values(pointsOf).reduce((sum, n) => sum + n, 0)
/** One point in so many has sensors and a loudspeaker. */
const everyWatched = 4
const dayMs = 86_400_000

type Sensor = { id: string; name: string; kind: string; pack: string; intervalS: number }
export type HazardPoint = {
  id: string
  code: string
  name: string
  area: string
  town: string
  district: string
  lon: number
  lat: number
  details: Record<string, string | number | boolean>
  sensors: Sensor[]
}
type Town = { code: string; name: string; path: string; district: string }

/**
 * Invented geohazard points with their sensors and four-fold staff, where there are none yet; answers how many. Deterministic but for dates before `now`.
 * `rocks`: so many dangerous rocks beside them, without sensors, shared among the districts like the others.
 */
export async function seedHazardPoints(
  client: pg.ClientBase,
  now: Date,
  rocks = 0,
): Promise<{ points: number; devices: number } | null> {
  const there = await client.query(`select 1 from objects where kind = 'hazard-point' limit 1`)
  if (there.rowCount) return null
  const { rows: towns } = await client.query<Town>(
    `select code, name, path, operating_district as district from areas where tier = 'town' and operating_district = any($1) order by code`,
    [Object.keys(pointsOf)],
  )
  const all = Object.entries(pointsOf).flatMap(([district, count]) =>
    inventPoints(
      {
        district,
        towns: towns.filter((town) => town.district === district),
        count,
        rocks: Math.ceil((rocks * count) / allPoints),
      },
      now,
    ),
  )
  await insertPoints(client, all)
  const devices = await insertSensors(client, all)
  await insertCharges(client, all, now)
  await insertHouseholds(client, all)
  await client.query('analyze objects, devices, households')
  return { points: all.length, devices }
}

async function insertPoints(client: pg.ClientBase, all: HazardPoint[]): Promise<void> {
  const of = <K extends keyof HazardPoint>(name: K) => all.map((point) => point[name])
  await client.query(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, owner_kind, duty_unit, details, demo)
     select n.id, 'rock-hazard', 'hazard-point', n.code, n.name, n.area, n.lon, n.lat, 'ownerless', u.id, n.details, true
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::text[], $8::jsonb[])
       as n(id, code, name, area, lon, lat, unit, details) left join units u on u.id = n.unit`,
    [
      ...[of('id'), of('code'), of('name'), of('area'), of('lon'), of('lat')],
      ...[all.map(({ town }) => `unit-${town}-safety-law`), all.map(({ details }) => JSON.stringify(details))],
    ],
  )
}

async function insertSensors(client: pg.ClientBase, all: HazardPoint[]): Promise<number> {
  const sensors = all.flatMap((point) => point.sensors.map((sensor) => ({ ...sensor, point })))
  const { rowCount } = await client.query(
    `insert into devices (id, object, kind, pack, gateway, name, interval_s, demo)
     select n.id, n.object, n.kind, n.pack, n.gateway, n.name, n.interval_s, true
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[])
       as n(id, object, kind, pack, gateway, name, interval_s)`,
    [
      ...[sensors.map(({ id }) => id), sensors.map(({ point }) => point.id), sensors.map(({ kind }) => kind)],
      ...[sensors.map(({ pack }) => pack), sensors.map(({ point }) => `gw-${point.district}`), sensors.map(({ name }) => name)],
      sensors.map(({ intervalS }) => intervalS),
    ],
  )
  return rowCount ?? 0
}

/** The four-fold staff of each point; who is not there in the demo is left out. */
async function insertCharges(client: pg.ClientBase, all: HazardPoint[], now: Date): Promise<void> {
  await client.query(
    `insert into object_charges (id, object, role, unit, post, valid_from)
     select gen_random_uuid(), c.object, c.role, u.id, p.id, $4 from unnest($1::text[], $2::text[], $3::text[]) as n(object, town, district)
     cross join lateral (values
       (n.object, 'responsible', null, 'post-' || n.town || '-safety-law-a'),
       (n.object, 'manager', null, 'post-' || n.district || '-planning-a'),
       (n.object, 'maintainer', 'unit-' || n.district || '-geology', null),
       (n.object, 'grid', 'unit-' || n.town || '001', null)) as c(object, role, unit, post)
     left join units u on u.id = c.unit left join posts p on p.id = c.post where num_nonnulls(u.id, p.id) = 1`,
    [all.map(({ id }) => id), all.map(({ town }) => town), all.map(({ district }) => district), now],
  )
}

const drawn = ['rock', 'rock', 'slide', 'slide', 'slide', 'debris', 'collapse', 'fissure'] as const
const forms = { rock: '危岩', slide: '滑坡', debris: '泥石流沟', collapse: '塌岸', fissure: '地裂缝' } as const
const places = [
  '猫儿岩',
  '望江台',
  '老鹰嘴',
  '柏树湾',
  '石门坎',
  '黄桷坪',
  '龙王沟',
  '鹰咀石',
  '白马山',
  '响水洞',
  '大垭口',
  '青杠梁',
] as const

/** Points of one district, spread over its towns; after the first `count` come dangerous rocks. */
export function inventPoints(
  { district, towns, count, rocks }: { district: string; towns: readonly Town[]; count: number; rocks: number },
  now: Date,
): HazardPoint[] {
  const chance = chanceFrom(`hazard-points:${district}`)
  const named = new Map<string, number>()
  return Array.from({ length: towns.length > 0 ? count + rocks : 0 }, (_, index): HazardPoint => {
    const town = pick(towns, chance)
    const [lon, lat] = randomPointIn(town.code, chance)
    const serial = String(index + 1).padStart(4, '0')
    const form = index < count ? pick(drawn, chance) : 'rock'
    const id = `point-${district}-${serial}`
    return {
      ...{ id, code: `DZ${district}${serial}`, town: town.code, district, lon, lat },
      name: ownName(`${town.name.replace(/(街道|镇|乡)$/, '')}${pick(places, chance)}`, forms[form], named),
      area: areaAt(lon, lat)?.path ?? town.path,
      details: withReach(inventPoint(form, chance, now), { district, lon, lat }),
      sensors: index < count && index % everyWatched === 0 ? sensorsOf(`${district}-${serial}`, form, chance) : [],
    }
  })
}

/** Two points of one place are told apart as registers do it: 寸滩猫儿岩危岩, 寸滩猫儿岩 2 号危岩. */
function ownName(place: string, form: string, named: Map<string, number>): string {
  const count = (named.get(place + form) ?? 0) + 1
  named.set(place + form, count)
  return count === 1 ? place + form : `${place} ${count} 号${form}`
}

/** Rivers of the districts whose points lie at one; all others look onto the Yangtze. */
const rivers: Readonly<Record<string, string>> = { '500109': '嘉陵江', '500117': '嘉陵江', '500156': '乌江', '500243': '乌江' }

/** Of a point above the water the reach that is closed on red: a kilometre up and down, schematic. Every third was never entered. */
function withReach(details: HazardPoint['details'], at: { district: string; lon: number; lat: number }): HazardPoint['details'] {
  if (details.waterway !== true || Math.round(at.lon * 1e5) % 3 === 0) return details
  // Kilometres of the upper Yangtze count from Yichang upstream, some 140 to a degree.
  const km = Math.round((111.3 - at.lon) * 1_400) / 10
  const point = (east: number, north: number) => `${(at.lon + east).toFixed(4)},${(at.lat + north).toFixed(4)}`
  return {
    ...details,
    'waterway-name': `${rivers[at.district] ?? '长江'}（演示）`,
    'reach-from': Math.max(0, km - 1),
    'reach-to': Math.max(0, km - 1) + 2,
    'reach-line': [point(-0.011, -0.004), point(-0.004, -0.0025), point(0.004, -0.0025), point(0.011, -0.005)].join(' '),
  }
}

/** What somebody wrote down of an invented point; the rest is not known. */
export function inventPoint(form: keyof typeof forms, chance: Chance, now: Date): HazardPoint['details'] {
  const details: HazardPoint['details'] = { form }
  const note = (id: string, value: string | number | boolean): void => {
    if (chance() < 0.85) details[id] = value
  }
  const ago = (most: number): string => new Date(now.getTime() - Math.floor(chance() * most * dayMs)).toISOString().slice(0, 10)
  const households = Math.floor(chance() ** 2 * 60)
  const treated = chance() < 0.3
  note('volume', Math.round(200 * 1_000 ** chance()))
  note('height', Math.round(15 + chance() * 180))
  note('households', households)
  note('persons', Math.round(households * (2.5 + chance() * 1.5)))
  note('waterway', chance() < 0.35)
  note('road', chance() < 0.5)
  note(
    'stability',
    treated ? pick(['stable', 'basically'], chance) : pick(['basically', 'basically', 'poor', 'poor', 'unstable'], chance),
  )
  note('treatment', treated ? 'done' : pick(['none', 'watched', 'watched', 'working'], chance))
  note('route', '沿村道向两侧高处撤离（演示）')
  note('shelter', '村便民服务中心（演示）')
  note('card-given', ago(500))
  note('last-survey', ago(300))
  note('last-drill', ago(420))
  return details
}

/** Two sensors that move with the body, a rain gauge, a loudspeaker. */
function sensorsOf(stem: string, form: keyof typeof forms, chance: Chance): Sensor[] {
  const moving = form === 'rock' ? ['crack', pick(['crack', 'tilt'], chance)] : ['gnss', pick(['crack', 'gnss'], chance)]
  const names: Record<string, string> = { crack: '裂缝计', tilt: '倾角计', gnss: 'GNSS 位移站', rain: '雨量计' }
  const sensor = (says: string, n: number): Sensor => ({
    ...{ id: `rk-${stem}-${says}-${n}`, name: `${names[says]} ${n}`, kind: 'rock-sensor', pack: 'rock-hazard', intervalS: 600 },
  })
  return [
    ...moving.map((says, i) => sensor(says, i + 1)),
    sensor('rain', 1),
    { id: `yg-${stem}-1`, name: '预警喇叭 1', kind: 'loudspeaker', pack: 'loudspeaker', intervalS: 3_600 },
  ]
}
