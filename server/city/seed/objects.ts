import { createHash } from 'node:crypto'
import type pg from 'pg'
import { areaAt, randomPointIn } from '../area/places.ts'
import { chanceFrom } from '../area/rules/chance.ts'

/** A tank to make: where, for whom, and whether it is the one of the first story. */
type Site = {
  id: string
  code: string
  name: string
  area: string
  lon: number
  lat: number
  address: string
  district: string
  device: string
  ownerless: boolean
  details: Record<string, string | number | boolean>
}

/** Jiangbei keeps 2,082 tanks in one ledger (the newspaper page); every other district gets this many in the demo. */
const jiangbeiSites = 2_082
const otherSites = 20

/** The secret of a demo gateway; public like every demo secret, and useless outside demo mode. */
export const gatewaySecret = (district: string): string => `zhili-demo-gateway-${district}`

type Town = { code: string; name: string; path: string; district: string }

/**
 * Septic tanks with their monitors, one gateway per operating district, all marked as demo. Deterministic: the same
 * seed gives the same tanks. The first tank of 寸滩街道 is the one of the newcomer's story.
 */
export async function seedObjects(
  client: pg.ClientBase,
  options: { now: Date; city: '50' | '99' },
): Promise<{ objects: number; boxes: number; gateways: number }> {
  const { rows: districts } = await client.query<{ code: string }>('select code from operating_districts order by sort')
  const { rows: towns } = await client.query<Town>(
    `select code, name, path, operating_district as district from areas where tier = 'town' order by code`,
  )
  const sites = districts.flatMap(({ code }) =>
    sitesOf(
      code,
      towns.filter((town) => town.district === code),
      options.city === '50' && code === '500105' ? jiangbeiSites : otherSites,
      options.now,
    ),
  )
  await client.query('begin')
  for (const { code } of districts) {
    await client.query(
      `insert into api_keys (id, name, secret_hash, kind, unit, made_at, demo) values ($1, $2, $3, 'gateway', null, $4, true)`,
      [`gw-${code}`, `化粪池网关 ${code}`, createHash('sha256').update(gatewaySecret(code)).digest(), options.now],
    )
  }
  await insertSites(client, sites)
  const boxes = options.city === '50' ? boxesOf(towns.filter(({ district }) => district === boxDistrict)) : []
  await insertBoxes(client, boxes)
  await client.query('commit')
  await client.query('analyze objects, devices, supplies')
  return { objects: sites.length, boxes: boxes.length, gateways: districts.length }
}

/** Who owns the invented tanks: to them a letter goes. */
const owners = ['渝居物业（演示）', '江岸商业管理（演示）', '安和后勤服务（演示）', '明溪置业（演示）'] as const

async function insertSites(client: pg.ClientBase, sites: Site[]): Promise<void> {
  await client.query(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, address, owner, owner_kind, maintainer_unit, details, demo)
     select n.id, 'septic-gas', 'septic-tank', n.code, n.name, n.area, n.lon, n.lat, n.address, n.owner, n.owner_kind, u.id, n.details, true
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::text[], $8::text[], $9::text[], $10::jsonb[], $11::text[]) as n(id, code, name, area, lon, lat, address, owner_kind, unit, details, owner)
     left join units u on u.id = n.unit`,
    [
      sites.map((s) => s.id),
      sites.map((s) => s.code),
      sites.map((s) => s.name),
      sites.map((s) => s.area),
      sites.map((s) => s.lon),
      sites.map((s) => s.lat),
      sites.map((s) => s.address),
      sites.map((s) => (s.ownerless ? 'ownerless' : 'owned')),
      sites.map((s) => `unit-${s.district}-sanitation`),
      sites.map((s) => JSON.stringify(s.details)),
      sites.map((s, n) => (s.ownerless ? null : owners[n % owners.length])),
    ],
  )
  await client.query(
    `insert into devices (id, object, kind, pack, gateway, name, interval_s, demo)
     select n.id, n.object, 'gas-monitor', 'septic-gas', n.gateway, n.name, 60, true from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as n(id, object, gateway, name)`,
    [
      sites.map((s) => s.device),
      sites.map((s) => s.id),
      sites.map((s) => `gw-${s.district}`),
      sites.map((s) => s.device.toUpperCase()),
    ],
  )
}

/** The district whose tanks hang on power boxes, one a town. */
const boxDistrict = '500105'

type Box = { id: string; code: string; name: string; area: string; lon: number; lat: number; town: string; device: string }

function boxesOf(towns: Town[]): Box[] {
  const chance = chanceFrom(`boxes:${boxDistrict}`)
  return towns.map((town, index): Box => {
    const [lon, lat] = randomPointIn(town.code, chance)
    const serial = String(index + 1).padStart(2, '0')
    return {
      id: `box-${boxDistrict}-${serial}`,
      code: `PDX${boxDistrict}${serial}`,
      name: `${town.name.replace(/(街道|镇|乡)$/, '')} 1 号配电箱`,
      area: areaAt(lon, lat)?.path ?? town.path,
      lon,
      lat,
      town: town.path,
      device: `pd-${boxDistrict}-${serial}`,
    }
  })
}

/** Power boxes with their monitors; every tank of the town hangs on its box but the one of the newcomer's story. */
async function insertBoxes(client: pg.ClientBase, boxes: Box[]): Promise<void> {
  const columns = [boxes.map((b) => b.id), boxes.map((b) => b.code), boxes.map((b) => b.name), boxes.map((b) => b.area)]
  await client.query(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, owner_kind, demo)
     select n.id, 'supply', 'supply', n.code, n.name, n.area, n.lon, n.lat, 'owned', true
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[]) as n(id, code, name, area, lon, lat)`,
    [...columns, boxes.map((b) => b.lon), boxes.map((b) => b.lat)],
  )
  await client.query(
    `insert into devices (id, object, kind, pack, gateway, name, interval_s, demo)
     select n.id, n.object, 'supply-monitor', 'supply', $3, upper(n.id), 60, true from unnest($1::text[], $2::text[]) as n(id, object)`,
    [boxes.map((b) => b.device), boxes.map((b) => b.id), `gw-${boxDistrict}`],
  )
  await client.query(
    `insert into supplies (object, supply, kind) select o.id, n.box, 'power'
     from unnest($1::text[], $2::text[]) as n(box, town) join objects o on o.kind = 'septic-tank' and starts_with(o.area, n.town)
     where o.id <> 'tank-${boxDistrict}-0001'`,
    [boxes.map((b) => b.id), boxes.map((b) => b.town)],
  )
}

const kinds = ['公厕', '小区', '学校', '农贸市场', '餐饮街', '医院', '车站', '广场'] as const

/** What stands near a tank of a name, as its pack calls it. */
const nearOf: Partial<Record<(typeof kinds)[number], string>> = {
  学校: 'school',
  农贸市场: 'market',
  餐饮街: 'restaurant',
  广场: 'street',
}

/** What the register holds of a tank: of some only a part is known, as in any register. */
function detailsOf(id: string, kind: (typeof kinds)[number], now: Date): Site['details'] {
  const chance = chanceFrom(`details:${id}`)
  const dredged = new Date(now.getTime() - Math.floor(20 + chance() * 500) * 86_400_000).toISOString().slice(0, 10)
  const all: Site['details'] = {
    place: kind === '公厕' ? 'toilet' : 'tank',
    ...(nearOf[kind] ? { near: nearOf[kind] } : {}),
    volume: Math.round(12 + chance() * 88),
    material: ['brick', 'concrete', 'plastic'][Math.floor(chance() * 3)]!,
    lids: 1 + Math.floor(chance() * 4),
    'dredge-cycle': chance() < 0.7 ? 12 : 6,
    'last-dredge': dredged,
    vent: chance() < 0.9,
  }
  return Object.fromEntries(Object.entries(all).filter(() => chance() < 0.85))
}

function sitesOf(district: string, towns: Town[], count: number, now: Date): Site[] {
  const chance = chanceFrom(`septic:${district}`)
  const isJiangbei = district === '500105'
  const first = isJiangbei ? towns.findIndex((town) => town.code === '500105005') : 0
  return Array.from({ length: towns.length > 0 ? count : 0 }, (_, index): Site => {
    const town = towns[index === 0 ? Math.max(0, first) : Math.floor(chance() * towns.length)]!
    const [lon, lat] = randomPointIn(town.code, chance)
    const kind = kinds[Math.floor(chance() * kinds.length)]!
    const serial = String(index + 1).padStart(4, '0')
    const story = index === 0 && isJiangbei
    const name = story ? '塔山公园公厕 1 号池' : `${town.name.replace(/(街道|镇|乡)$/, '')}${kind}${(index % 6) + 1}号化粪池`
    const place = areaAt(lon, lat)
    return {
      id: `tank-${district}-${serial}`,
      code: `HFC${district.replace(/\D/g, '').padStart(6, '0')}${serial}${isJiangbei ? '' : district.replace(/[^a-z]/g, '')}`,
      name,
      area: place?.path ?? town.path,
      lon,
      lat,
      address: story ? '塔山公园北门公厕 1 号池' : `${town.name}${kind}旁`,
      district,
      device: `hf-${district}-${serial}`,
      ownerless: chance() < 0.15,
      details: detailsOf(`tank-${district}-${serial}`, kind, now),
    }
  })
}
