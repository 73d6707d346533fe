import type { TestContext } from 'node:test'
import { cameras } from '../packs/cameras/pack.ts'
import { environment } from '../packs/environment/pack.ts'
import { fireAlarm } from '../packs/fire-alarm/pack.ts'
import { spoilTruck } from '../packs/spoil-truck/pack.ts'
import { type Story, startStory } from './story.ts'

/** The packs of devices that speak a field protocol. */
export const fieldPacks = [environment, spoilTruck, fireAlarm, cameras]

/** A story in which a truck (JT/T 808 13912345678), a dust station (HJ 212), a river station (SL 651) and a fire-alarm transmitter (GB/T 26875.3) are registered, in the area of the first tank. */
export async function fieldStory(t: TestContext, env: Record<string, string> = {}): Promise<Story> {
  const story = await startStory(t, { packs: fieldPacks, env })
  for (const [id, pack, object, device] of [
    ['truck-1', 'spoil-truck', 'spoil-truck', 'vehicle-terminal'],
    ['dust-1', 'environment', 'environment-site', 'environment-station'],
    ['gauge-1', 'environment', 'environment-site', 'environment-station'],
    ['panel-1', 'fire-alarm', 'fire-system', 'fire-transmitter'],
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
       ('jt808', '13912345678', 'truck-1', null, 'WGS-84'), ('hj212', 'DUST0000000000000000001', 'dust-1', null, null),
       ('sl651', '0011223344', 'gauge-1', '03e8', null), ('gb26875', '010203040506', 'panel-1', null, null)`,
  )
  return story
}
