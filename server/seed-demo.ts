import pg from 'pg'
import { demoField, demoTanks } from '../contract/demo-field.ts'
import { demoLibrary } from '../contract/demo-haul.ts'
import { demoHaulers } from '../contract/demo-haulers.ts'
import { type BuildingCounts, seedBuildings } from './city/seed/buildings.ts'
import { seedFieldDevices, seedMountedDevices } from './city/seed/field-devices.ts'
import { seedHaulage } from './city/seed/haulage.ts'
import { seedHazardPoints } from './city/seed/hazard-points.ts'
import { seedItems } from './city/seed/items.ts'
import { seedObjects } from './city/seed/objects.ts'
import { seedRiver } from './city/seed/river.ts'
import { seedRoster } from './city/seed/roster.ts'
import { seedScene } from './city/seed/scene.ts'
import { seedCity } from './city/seed/seed-city.ts'
import { seeded } from './city/seed/store.ts'
import { seedTargets } from './city/seed/targets.ts'
import { seedVitals } from './city/seed/vitals.ts'
import { seedCameras } from './flow/1-ingest/cameras/store-seed.ts'
import { registerSenders } from './flow/1-ingest/gateways/store-gateways.ts'
import { seedTickets } from './flow/1-ingest/tickets/store-seed.ts'
import { layRiskHistory } from './flow/8-risk/laid/lay.ts'
import { seedTruckCases } from './seed-truck-cases.ts'

/** Spoil trucks with their terminals and tickets, then the view library, which is a device of theirs, then its cameras: each needs the one before. */
export async function seedTrucksAndCameras(client: pg.ClientBase, now: Date, say: (line: string) => void): Promise<void> {
  const haulage = await seedHaulage(client, now)
  if (haulage > 0) {
    // With their permits only: in a demo begun before, their permits name no way and other hours, and all they drive would be wrong.
    await seedMountedDevices(client, demoHaulers)
    await registerSenders(client, demoHaulers)
    say(`${haulage} 处渣土运输对象、${await seedTickets(client, now)} 张联单 / objects of spoil haulage, tickets`)
  }
  const { number, device: id, code } = demoLibrary
  await registerSenders(client, [{ protocol: 'gat1400', number, id, code, crs: 'WGS-84' }])
  const cameras = await seedCameras(client, now)
  if (cameras > 0) say(`${cameras} 路摄像机（示意） / cameras`)
}

/** Another scale than the demo's, worked out once the areas are there. */
/** What a city of another size has: buildings by community, and dangerous rocks beside the points of the demo. */
export type Scale = { buildings(client: pg.ClientBase): Promise<BuildingCounts>; rocks: number }

/** Fills an empty database with the demo city, saying how far it is. Does nothing when there are areas already. */
export async function seedDemo(url: string, now: Date, say: (line: string) => void, scale?: Scale): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  try {
    const there = await seeded(client)
    if (!there.areas) await seedCity(client, { now, progress: say })
    if (!there.objects) {
      const made = await seedObjects(client, { now, city: '50' })
      say(
        `${made.objects} 座化粪池监测点 / septic tanks, ${made.boxes} 个配电箱 / power boxes, ${made.gateways} 个网关 / gateways`,
      )
    }
    const buildings = await seedBuildings(client, now, await scale?.buildings(client))
    if (buildings > 0) say(`${buildings} 幢高层建筑 / high-rises`)
    const hazards = await seedHazardPoints(client, now, scale?.rocks)
    if (hazards) say(`${hazards.points} 处地灾隐患点 / geohazard points, ${hazards.devices} 台监测设备 / sensors`)
    const scene = await seedScene(client, now)
    if (scene) say(`${scene.towns} 个镇街的实景要素 ${scene.features} 个（示意） / scene features of ${scene.towns} towns`)
    const vitals = await seedVitals(client, now)
    if (vitals) say(`${vitals.vitals} 项体征指标、${vitals.values} 个示例数 / vitals, sample values`)
    const targets = await seedTargets(client, now)
    if (targets) say(`${targets.plans} 个目标方案、${targets.items} 个事项 / target plans, items`)
    const items = await seedItems(client, now)
    if (items) say(`${items.items} 项业务事项、${items.apps} 个特色应用（示例） / business items, special apps (samples)`)
    await seedRoster(client, now)
    await seedFieldDevices(client, demoField)
    await seedMountedDevices(client, demoTanks)
    await seedRiver(client, now)
    await registerSenders(client, [...demoField, ...demoTanks])
    await seedTrucksAndCameras(client, now, say)
    return !there.areas
  } finally {
    await client.end()
  }
}

/**
 * What came before the demo was begun, in a demo in which nothing has happened yet: cases of spoil trucks, and the risk of the last days; the
 * true scale lays years of its own. Answers how many cases: what is counted from facts is to be made up then.
 */
export async function seedDaysBefore(
  url: string,
  asked: Parameters<typeof seedTruckCases>[1],
  say: (line: string) => void,
): Promise<number> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  try {
    const cases = await seedTruckCases(client, asked)
    if (cases > 0) say(`${cases} 件渣土事件（约一成挂账，其余办结）、启用前的基线（示例） / spoil cases, baselines`)
    const risks = await layRiskHistory(client, asked)
    if (risks) say(`${risks.objects} 个对象近 8 天的风险，变更 ${risks.changes} 次（示例） / risk of the last days, changes`)
    return cases
  } finally {
    await client.end()
  }
}
