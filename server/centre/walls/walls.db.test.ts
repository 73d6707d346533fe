import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { CockpitView, LeaderView } from '../../../contract/cockpit.ts'
import type { WallPartView, WallPlaylist, WallSettings, WallState } from '../../../contract/wall.ts'
import { shippedLayout, type WallLayout, type WallPart, wallParts } from '../../../contract/wall-kinds.ts'
import { goRed } from '../../../test/scenario/septic.ts'
import { startStory } from '../../../test/story.ts'

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext)
const state = async (as: string, area?: string) =>
  (await story.as(as).get<WallState>(`/api/v1/walls/state${area ? `?area=${area}` : ''}`)).body
const settings = async (as: string, area: string) =>
  (await story.as(as).get<WallSettings>(`/api/v1/walls/settings?area=${area}`)).body
const compose = (as: string, area: string, body: WallLayout | null) => story.as(as).post('/api/v1/walls/layout', { area, body })
const part = async (part: WallPart, area = '990101') =>
  (await story.as('chenli').get<WallPartView>(`/api/v1/cockpit/parts?part=${part}&area=${area}`)).body

const own: WallLayout = { ...shippedLayout, normal: { left: ['open', 'areas'], right: ['vitals'], bottom: ['strip'] } }

describe('the parts of a wall', () => {
  it('say the same as the whole, each with the moment it was counted, and nothing else beside it', async () => {
    await goRed(story)
    await story.acknowledge()
    const whole = (await story.as('chenli').get<CockpitView>('/api/v1/cockpit?area=990101')).body
    const views = Object.fromEntries(await Promise.all(wallParts.map(async (one) => [one, await part(one)] as const))) as {
      [P in WallPart]: WallPartView
    }
    for (const [one, view] of Object.entries(views))
      assert.deepEqual(Object.keys(view).toSorted(), ['at', 'part', one].toSorted(), one)
    const { few, ...now } = views.now.now!
    const { open, overdue, unaccepted, acceptedOnTime, closed24h } = whole
    assert.deepEqual([now, few], [{ open, overdue, unaccepted, acceptedOnTime, closed24h }, true])
    assert.deepEqual(views.areas.areas, whole.districts)
    assert.deepEqual([views.vitals.vitals, views.strip.strip], [whole.vital, whole.strip24h])
    assert.deepEqual(views.open.open?.newest, whole.newest)
    assert.equal(views.open.open?.reds.length, 1)
    assert.ok(views.now.at <= story.now().toISOString())
    const leader = (await story.as('qiumingyuan').get<LeaderView>('/api/v1/leader?area=990101')).body
    const { unaccepted: nobody, overdue: late, open: all } = views.now.now!
    assert.deepEqual([leader.unaccepted.n, leader.overdue], [nobody.redOrange, { n: late, of: all.n }], 'the phone says the same')
  })
})

describe('a wall is composed', () => {
  it('as shipped until its tier does so, with the edition it is', async () => {
    assert.deepEqual(
      [(await state('chenli')).area, (await state('shenlan')).area.tier, (await state('tangke')).area.tier],
      [{ code: '990101', path: '99/990101/', name: '北岸区', tier: 'district' }, 'city', 'town'],
    )
    const shipped = await state('chenli')
    assert.deepEqual([shipped.layout, shipped.playlist, shipped.push], [null, null, null])
  })

  it('by who keeps it, kept as versions with who and when, and put back', async () => {
    assert.equal((await compose('chenli', '990101', own)).status, 200)
    const shown = await state('chenli')
    assert.deepEqual([shown.layout?.no, shown.layout?.by, shown.layout?.body], [1, '陈立', own])
    assert.equal((await state('shenlan')).layout, null, 'the city has its own')
    assert.equal((await state('tangke')).layout, null, 'and so has a town')
    assert.equal((await compose('chenli', '990101', null)).status, 200)
    assert.equal((await state('chenli')).layout, null)
    assert.deepEqual(
      (await settings('chenli', '990101')).layout.map(({ no, body }) => [no, body === null]),
      [
        [2, true],
        [1, false],
      ],
    )
    assert.equal((await story.facts('wall.layout-changed')).length, 1)
    assert.equal((await story.facts('wall.layout-reset')).length, 1)
  })

  it('never without what is open and red, and by nobody from elsewhere', async () => {
    const without = await compose('chenli', '990101', { ...own, normal: { ...own.normal, left: ['areas'] } })
    assert.deepEqual([without.status, without.body.code], [422, 'wall.layout'])
    assert.equal((await compose('tangke', '990101', own)).status, 404, 'a town keeps no district’s wall')
    assert.equal((await compose('qiumingyuan', '990101', own)).status, 403, 'a leader looks and does not compose')
    assert.equal((await compose('shenlan', '990101001', own)).status, 200, 'a city may help a town')
    assert.equal((await state('tangke')).layout?.by, (await settings('tangke', '990101001')).layout[0]?.by)
  })
})

describe('what a wall plays', () => {
  const playlist: WallPlaylist = {
    turns: [
      { screen: 'overview', area: null, seconds: 30, when: 'always', hours: null },
      { screen: 'risk', area: null, seconds: 20, when: 'hours', hours: { from: '08:00', until: '18:00' } },
    ],
  }
  it('is set and taken off, with its hours only where it is about hours', async () => {
    const put = (body: unknown) => story.as('chenli').post('/api/v1/walls/playlist', { area: '990101', body })
    assert.equal((await put(playlist)).status, 200)
    assert.deepEqual((await state('chenli')).playlist?.body, playlist)
    assert.equal((await put({ turns: [{ ...playlist.turns[1], hours: null }] })).body.code, 'wall.hours')
    assert.equal((await put(null)).status, 200)
    assert.equal((await state('chenli')).playlist, null)
  })

  it('shows its own area and those below, and none beside it', async () => {
    const shows = (area: string) => ({ turns: [{ ...playlist.turns[0]!, area }] })
    const put = (body: WallPlaylist) => story.as('chenli').post('/api/v1/walls/playlist', { area: '990101', body })
    assert.equal((await put(shows('99/990101/990101002/'))).status, 200)
    assert.equal((await state('chenli')).playlist?.body.turns[0]?.area, '99/990101/990101002/')
    for (const area of ['99/', '990101009', '../']) {
      const { status, body } = await put(shows(area))
      assert.deepEqual([status, body.code], [422, 'wall.area'], area)
    }
    const push = (area: string, show: string) =>
      story.as('shenlan').post('/api/v1/walls/push', { area, screen: 'risk', show, event: null, minutes: 5 })
    assert.equal((await push('990101001', '99/990101/990101002/')).body.code, 'wall.area', 'though who pushes sees both')
    assert.equal((await push('990101', '99/990101/990101002/')).status, 200)
    assert.equal((await state('chenli')).push?.area, '99/990101/990101002/')
    await story.as('shenlan').post('/api/v1/walls/push', { area: '990101', screen: 'risk', show: null, event: null, minutes: 0 })
    await story.as('chenli').post('/api/v1/walls/playlist', { area: '990101', body: null })
  })

  it('is overridden by what is pushed, for as long as was said', async () => {
    const push = (minutes: number) =>
      story.as('chenli').post('/api/v1/walls/push', { area: '990101', screen: 'risk', show: null, event: null, minutes })
    assert.equal((await push(5)).status, 200)
    assert.deepEqual([(await state('chenli')).push?.screen, (await state('tangke')).push], ['risk', null])
    await story.pass({ m: 6 })
    assert.equal((await state('chenli')).push, null, 'over')
    await push(60)
    await push(0)
    assert.equal((await state('chenli')).push, null, 'ended')
    assert.deepEqual([(await story.facts('wall.pushed')).length, (await story.facts('wall.push-ended')).length], [3, 2])
    await story.acknowledge()
    await story.end()
  })
})
