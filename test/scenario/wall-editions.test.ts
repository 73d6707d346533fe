import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { WallPartView, WallState } from '../../contract/wall.ts'
import { wallParts } from '../../contract/wall-kinds.ts'
import { readChannels } from '../../server/city/channel/settings.ts'
import { createPacks } from '../../server/city/pack/packs.ts'
import { compose } from '../../server/compose.ts'
import { manualClock } from '../../server/kernel/clock.ts'
import { readConfig } from '../../server/kernel/config.ts'
import { loadedPacks } from '../../server/main.ts'
import { seedNow, testDatabase } from '../database.ts'

// The whole tree: one city, its operating districts, their towns.
const database = await testDatabase('city')
const config = readConfig({ DEMO: 'true', LOG_LEVEL: 'silent' })
const zhili = await compose({
  ...{ config, url: database.url, clock: manualClock(seedNow), channels: readChannels(config, {}) },
  packs: createPacks(loadedPacks, { demo: true }),
})
await zhili.app.ready()
after(async () => {
  await zhili.close()
  await database.drop()
})
const door = await zhili.app.inject({
  ...{ method: 'POST', url: '/api/v1/demo/session' },
  payload: { account: 'city-leader', tab: true },
})
const headers = { 'x-demo-session': (door.json() as { tabSession: string }).tabSession }
const get = async <T>(url: string): Promise<T> => {
  const answer = await zhili.app.inject({ method: 'GET', url, headers })
  assert.equal(answer.statusCode, 200, `${url}: ${answer.body.slice(0, 200)}`)
  return answer.json() as T
}
const { query } = zhili.spine
/** `whole`: its towns are those of one area; a zone is none, and some districts left towns to zones. */
const districts = await query<{ code: string; name: string; kind: string; whole: boolean }>(
  `select code, name, kind, kind <> 'zone' and not exists (select 1 from areas t where t.tier = 'town' and t.valid_to is null
     and split_part(t.path, '/', 2) = d.code and t.operating_district <> d.code) as whole from operating_districts d order by sort`,
)
const towns = await query<{ code: string; name: string; path: string }>(
  `select code, name, path from areas where tier = 'town' and valid_to is null order by path`,
)

/** Answers `asks` a few at a time. */
async function all<T>(things: readonly T[], ask: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...things]
  const work = async () => {
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) await ask(one)
  }
  await Promise.all(Array.from({ length: 8 }, work))
}

describe('the wall of every area', () => {
  it('opens by its address and is its tier’s: 1 city, 41 districts and zones, 1,031 towns', async () => {
    const state = (area: string) => get<WallState>(`/api/v1/walls/state?area=${encodeURIComponent(area)}`)
    const city = (await get<WallState>('/api/v1/walls/state')).area
    assert.equal(city.tier, 'city')
    await all(districts, async ({ code, name, whole }) => {
      const { area } = await state(code)
      assert.deepEqual([area.code, area.name, area.tier, area.path === null], [code, name, 'district', !whole])
    })
    await all(towns, async ({ code, name, path }) => {
      assert.deepEqual((await state(path)).area, { code, path, name, tier: 'town' })
    })
    assert.equal(1 + districts.length + towns.length, 1 + 41 + 1031)
  })

  it('has all its parts at every tier, the areas below among them', async () => {
    const zone = districts.find(({ kind }) => kind === 'zone')!
    for (const area of ['50', '500105', zone.code, towns[0]!.path]) {
      for (const part of wallParts) {
        const view = await get<WallPartView>(`/api/v1/cockpit/parts?part=${part}&area=${encodeURIComponent(area)}`)
        assert.ok(view[part], `${area} ${part}`)
        if (part === 'areas') assert.ok(view.areas!.length > 2, `${area}: ${view.areas!.length} areas`)
      }
      await get(`/api/v1/cockpit/risk?area=${encodeURIComponent(area)}`)
      await get(`/api/v1/cockpit/check-up?area=${encodeURIComponent(area)}`)
    }
  })
})
