import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { ObjectRisk } from '../../contract/object-risk.ts'
import { fireAlarm } from '../../packs/fire-alarm/pack.ts'
import { highRiseFire } from '../../packs/high-rise-fire/pack.ts'
import { spoilTruck } from '../../packs/spoil-truck/pack.ts'
import { type Story, startStory } from '../story.ts'
import { tune } from './pack-steps.ts'

const [own, other] = ['99/990101/', '99/990102/']
/** Far from every district: what is there counts for the district it is registered in. */
const nowhere = { lon: 100, lat: 10 }
const fireModel = highRiseFire.objects.find(({ kind }) => kind === 'building')!.risk!.version

it('what a district sets changes what is found and how it worsens there, and nowhere else', async (t) => {
  const story = await startStory(t, { packs: [spoilTruck, fireAlarm, highRiseFire] })
  await addTwins(story)
  while (await story.zhili.rateStale());
  const found = async (): Promise<string[]> =>
    (await story.sql<{ check_id: string; area: string }>('select check_id, area from haul_findings order by area, check_id')).map(
      ({ check_id, area }) => `${area} ${check_id}`,
    )

  await t.test('a limit of speed, and how far volumes may differ', async () => {
    await tune(story, 'spoil-truck', { 'speed-limit': 80, 'volume-percent': 50 })
    for (let n = 0; n < 5; n++) {
      for (const code of ['own', 'other']) await story.reads(`jt-990101-${code}`, { ...nowhere, speed: 70, load: 0 })
      await story.pass({ s: 10 })
    }
    await story.zhili.watchHaulage()
    assert.deepEqual(
      await found(),
      [`${other} speed`, `${other} volume`],
      '70 km/h is over 66 and not over 88; 13 of 10 m³ is over 10 % and not over 50 %',
    )
  })

  await t.test('how long a ticket may stay open', async () => {
    await tune(story, 'spoil-truck', { 'ticket-within': '1h' })
    await story.pass({ h: 2 })
    await story.zhili.watchHaulage()
    assert.deepEqual(
      await found(),
      [`${own} open-ticket`, `${other} speed`, `${other} volume`],
      'two hours are over one, and not over four',
    )
  })

  await t.test('when a building that has no water turns orange: at once where that time is over already', async () => {
    const level = async (id: string) => (await story.as('chenli').get<ObjectRisk>(`/api/v1/objects/${id}/risk`)).body.rated!
    const levels = async () =>
      (await story.sql<{ risk: string }>(`select risk from objects where kind = 'building' order by id desc`)).map(
        (one) => one.risk,
      )
    assert.deepEqual(await levels(), ['yellow', 'yellow'])
    await story.pass({ h: 3 })
    const rung = new Promise<void>((resolve) => story.zhili.spine.bell.onRing('models', resolve))
    await tune(story, 'high-rise-fire', { 'worsen-orange': '2h' })
    // Whoever rates is woken, and does not wait for the next round.
    await rung
    const between = await level('tower-own')
    assert.deepEqual(
      [between.level, between.renewing, between.model, between.factors, between.floors],
      ['yellow', true, fireModel, [], []],
      'rated by the model before, and no reasons of the one in force beside it',
    )
    while (await story.zhili.rateStale());
    assert.deepEqual(await levels(), ['orange', 'yellow'])
    const { floors, worsens, renewing, factors } = await level('tower-own')
    assert.deepEqual([floors[0]?.level, worsens?.level, renewing, factors.length], ['orange', 'red', false, 21])
    assert.equal(await story.zhili.rateStale(), false, 'both are rated by the model of their district')
  })
  await story.acknowledge()
  await story.end()
})

/** A second district, and in each a truck, a site with a ticket that is open and more than it may give, and a building without water. */
async function addTwins(story: Story): Promise<void> {
  await story.sql(`insert into operating_districts (code, name, sort, kind) values ('990102', '对江区', 2, 'division')`)
  await story.sql(
    `insert into areas (code, tier, name, kind, path, parent, operating_district, valid_from)
     values ('990102', 'district', '对江区', '市辖区', $1, '99', '990102', $2)`,
    [other, story.now()],
  )
  for (const [id, area] of [
    ['own', own],
    ['other', other],
  ] as const) {
    const put = (kind: string, details: object) =>
      story.sql(
        `insert into objects (id, pack, kind, code, name, area, lon, lat, details) values ($1, $2, $3, $1, $1, $4, $5, $6, $7)`,
        [`${kind}-${id}`, spoilTruck.id, kind, area, nowhere.lon, nowhere.lat, JSON.stringify(details)],
      )
    await put('spoil-truck', { plate: id })
    await put('spoil-site', { radius: 50, volume: 10 })
    await story.sql(
      `insert into objects (id, pack, kind, code, name, area, lon, lat, details) values ($1, 'high-rise-fire', 'building', $1, $1, $2, $3, $4, $5)`,
      [`tower-${id}`, area, nowhere.lon, nowhere.lat, JSON.stringify({ water: 'none' })],
    )
    await story.sql(
      `insert into devices (id, object, kind, pack, name, interval_s, gateway) values ($1, $2, 'vehicle-terminal', 'spoil-truck', $1, 10, 'gw-990101')`,
      [`jt-990101-${id}`, `spoil-truck-${id}`],
    )
    await story.sql(
      `insert into tickets (pack, no, from_code, to_code, plate, load, area, opened_at, demo, told_by, received_at)
       values ('spoil-truck', $1, $2, 'XN', $1, 13, $3, $4, true, 'gate', $4)`,
      [`LD-${id}`, `spoil-site-${id}`, area, story.now()],
    )
  }
}
