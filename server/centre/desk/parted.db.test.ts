import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CockpitView } from '../../../contract/cockpit.ts'
import type { LookUp } from '../../../contract/look-up.ts'
import type { AreaDetail } from '../../../contract/map.ts'
import type { Found } from '../../../contract/search.ts'
import type { WallState } from '../../../contract/wall.ts'
import { goRed } from '../../../test/scenario/septic.ts'
import { startStory } from '../../../test/story.ts'
import { readPrefixes } from './store-sight.ts'

const [first, second] = ['99/990101/990101001/', '99/990101/990101002/'] as const

// Each has a place of its own beside its towns.
const [rest, zone] = ['99/990101/own-990101/', '99/z-new/own-z-new/'] as const

describe('a division that left a town to a zone', () => {
  it('has one number wherever it is asked for, and the zone has the other', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    const city = story.as('shenlan')
    const open = async (area: string): Promise<number[]> => {
      const wish = encodeURIComponent(area)
      const wall = (await city.get<CockpitView>(`/api/v1/cockpit?area=${wish}`)).body
      const list = (await city.get<{ rows: unknown[] }>(`/api/v1/events?view=open&area=${wish}`)).body
      return [wall.open.n, list.rows.length]
    }
    const found = async (): Promise<number | undefined> =>
      (await city.get<LookUp>(`/api/v1/look-up?q=${encodeURIComponent('北岸区')}`)).body.areas.find(
        ({ code }) => code === '990101',
      )?.open
    const onMap = async (): Promise<unknown[]> =>
      (await city.get<CockpitView>('/api/v1/cockpit')).body.districts.map(({ code, open }) => [code, open])
    assert.deepEqual([await open('990101'), await found(), await onMap()], [[1, 1], 1, [['990101', 1]]])

    await story.sql(`insert into operating_districts (code, name, sort, kind) values ('z-new', '新区', 2, 'zone')`)
    await story.sql(`update areas set operating_district = 'z-new' where path like '${first}%'`)
    assert.deepEqual(await onMap(), [
      ['990101', 0],
      ['z-new', 1],
    ])
    for (const area of ['990101', '99/990101/']) assert.deepEqual(await open(area), [0, 0], area)
    assert.deepEqual([await open('z-new'), await open('990101001'), await found()], [[1, 1], [1, 1], 0])
    // A zone is found by its name, its spelling or code, by those who see all its towns, with the number it has elsewhere.
    const zonesOf = async (q: string, as = city): Promise<unknown[]> => {
      const { areas } = (await as.get<LookUp>(`/api/v1/look-up?q=${encodeURIComponent(q)}`)).body
      return areas.filter(({ code }) => code === 'z-new').map(({ path, tier, open }) => [path, tier, open])
    }
    for (const q of ['新区', 'xinqu', 'xq', 'z-new']) assert.deepEqual([q, await zonesOf(q)], [q, [['z-new', 'district', 1]]])
    assert.deepEqual([await zonesOf('旧区'), await zonesOf('新区', story.as('liangzhu'))], [[], []])
    const menu = (await city.get<Found>(`/api/v1/search?q=${encodeURIComponent('新区')}`)).body
    assert.deepEqual(menu.areas[0]?.path, 'z-new')
    // So do its wall, its list, and the switcher of areas.
    assert.deepEqual(await open('z-new'), [1, 1])
    const page = (await city.get<AreaDetail>('/api/v1/areas/z-new')).body
    const below = (await city.get<{ rows: { path: string }[] }>('/api/v1/areas/z-new/children')).body
    assert.deepEqual([page.name, page.tier, page.path, page.children], ['新区', 'district', 'z-new', 1])
    assert.deepEqual([page.ancestors.map(({ path }) => path), below.rows.map(({ path }) => path)], [['99/'], [first]])
    const { spine } = story.zhili
    assert.deepEqual(
      [await readPrefixes(spine, '990101'), await readPrefixes(spine, 'z-new'), await readPrefixes(spine, first)],
      [[second, rest], [first, zone], [first]],
    )
    assert.deepEqual([await readPrefixes(spine, zone), await readPrefixes(spine, '99/z-new/own-z-none/')], [[zone], []])
    assert.deepEqual([await readPrefixes(spine, '50/990101/'), await readPrefixes(spine, 'z-none')], [[], []])
    const { area } = (await city.get<WallState>(`/api/v1/walls/state?area=${encodeURIComponent('99/990101/')}`)).body
    assert.deepEqual([area.code, area.name, area.tier], ['990101', '北岸区', 'district'])
    const own = (await story.as('chenli').get<{ rows: unknown[] }>('/api/v1/events?view=open')).body.rows
    assert.equal(own.length, 1, 'what one answers for stays what it is')
  })
})
