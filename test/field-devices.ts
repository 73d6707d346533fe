import type { TestContext } from 'node:test'
import { environment } from '../packs/environment/pack.ts'
import { spoilTruck } from '../packs/spoil-truck/pack.ts'
import { type Story, startStory } from './story.ts'

/** A story in which a truck (JT/T 808 13912345678) and a dust station (HJ 212) are registered, in the area of the first tank. */
export async function fieldStory(t: TestContext, env: Record<string, string> = {}): Promise<Story> {
  const story = await startStory(t, { packs: [environment, spoilTruck], env })
  for (const [id, pack, object, device] of [
    ['truck-1', 'spoil-truck', 'spoil-truck', 'vehicle-terminal'],
    ['dust-1', 'environment', 'environment-site', 'environment-station'],
  ]) {
    await story.sql(
      `insert into objects (id, pack, kind, code, name, area, lon, lat) select $1, $2, $3, $1, $1, area, lon, lat from objects order by id limit 1`,
      [id, pack, object],
    )
    await story.sql('insert into devices (id, object, kind, pack, name, interval_s) values ($1, $1, $2, $3, $1, 30)', [
      id,
      device,
      pack,
    ])
  }
  await story.sql(
    `insert into senders (protocol, number, device, code, crs) values
       ('jt808', '13912345678', 'truck-1', null, 'WGS-84'), ('hj212', 'DUST0000000000000000001', 'dust-1', null, null)`,
  )
  return story
}
