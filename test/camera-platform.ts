import type { TestContext } from 'node:test'
import type { Pack } from '../contract/pack.ts'
import { cameras } from '../packs/cameras/pack.ts'
import { cityBasics } from '../packs/city-basics/pack.ts'
import { type Story, startStory } from './story.ts'

/** The packs labels of a story may name. */
export const cameraPacks = [cameras, cityBasics]
export const platform = '50010500002000000001'
export const library = '50010500005030000001'
export const password = 'platform-word'

/** A story in which a platform of cameras (GB/T 28181) and a view library (GA/T 1400) are registered numbers, where the first tank stands. */
export async function cameraStory(t: TestContext, env: Record<string, string> = {}, more: Pack[] = []): Promise<Story> {
  const story = await startStory(t, { packs: [cameras, ...more], env })
  for (const [id, name] of [
    ['cams-1', '临江街道视频平台'],
    ['viid-1', '临江街道视图库'],
  ]) {
    await story.sql(
      `insert into objects (id, pack, kind, code, name, area, lon, lat) select $1, 'cameras', 'camera-platform', $1, $2, area, lon, lat from objects order by id limit 1`,
      [id, name],
    )
    await story.sql(
      `insert into devices (id, object, kind, pack, name, interval_s) values ($1, $1, 'camera-platform', 'cameras', $1, 60)`,
      [id],
    )
  }
  await story.sql(
    `insert into senders (protocol, number, device, code, crs) values ('gb28181', $1, 'cams-1', $3, 'WGS-84'), ('gat1400', $2, 'viid-1', $3, 'WGS-84')`,
    [platform, library, password],
  )
  return story
}

/** Chinese time of the story, as devices write it. */
export const clock = (story: Story, backS = 0): string =>
  new Date(story.now().getTime() + 8 * 3_600_000 - backS * 1_000).toISOString().slice(0, 19)
