import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { CockpitView, LeaderView } from '../../../contract/cockpit.ts'
import { redsCarried } from '../../../contract/red-turns.ts'
import type { VitalDefinition, VitalList } from '../../../contract/vital.ts'
import type { WallPartView, WallPlaylist, WallSettings, WallState } from '../../../contract/wall.ts'
import { shippedLayout, type WallLayout, type WallPart, wallParts } from '../../../contract/wall-kinds.ts'
import type { WallVital, WallVitals } from '../../../contract/wall-vitals.ts'
import { breaking } from '../../../test/break-query.ts'
import { goRed } from '../../../test/scenario/septic.ts'
import { startStory } from '../../../test/story.ts'
import { periodStart, writePeriod } from '../../flow/7-evaluate/vitals/rules/period.ts'
import { addVitals } from '../../flow/7-evaluate/vitals/store-registry.ts'

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
    assert.deepEqual([views.pulse.pulse, views.strip.strip], [whole.vital, whole.strip24h])
    assert.deepEqual(views.open.open?.newest, whole.newest)
    assert.equal(views.open.open?.reds.length, 1)
    assert.ok(views.now.at <= story.now().toISOString())
    const leader = (await story.as('qiumingyuan').get<LeaderView>('/api/v1/leader?area=990101')).body
    const { unaccepted: nobody, overdue: late, open: all } = views.now.now!
    assert.deepEqual([leader.unaccepted.n, leader.overdue], [nobody.redOrange, { n: late, of: all.n }], 'the phone says the same')
  })
})

describe('red events nobody accepted', () => {
  it('are all in the queue of a wall though there are sixty, the one that waits longest first', async () => {
    const before = (await part('open')).open!
    // Sixty more, opened one minute after another in the hour before.
    await story.sql(`insert into events select (jsonb_populate_record(null::events, to_jsonb(e) || jsonb_build_object('id', gen_random_uuid(),
      'no', 'N-' || n, 'object', null, 'opened_at', e.opened_at - make_interval(mins => 61 - n)))).* from events e, generate_series(1, 60) n where e.grade = 'extraordinary'`)
    const { reds, waiting, redsOpen } = (await part('open')).open!
    assert.deepEqual([before.waiting.length, waiting.length, redsOpen], [1, 61, 61])
    assert.equal(reds.length, redsCarried)
    assert.equal(reds[0]!.id, waiting[0])
    const oldest = (
      await story.sql<{ id: string }>(`select id from events where grade = 'extraordinary' order by opened_at limit 1`)
    )[0]!
    assert.equal(waiting[0], oldest.id)
    assert.equal(waiting.at(-1), before.waiting[0], 'the newest has the last turn')
    const phone = (await story.as('qiumingyuan').get<LeaderView>('/api/v1/leader')).body
    assert.deepEqual(
      [phone.rows[0]?.id, phone.rows.length, phone.beyond],
      [oldest.id, 50, 11],
      'the phone begins with the same one',
    )
    await story.sql(`delete from events where no like 'N-%'`)
    assert.equal((await part('now')).now!.unaccepted.n, 1)
  })
})

describe('the head of a wall', () => {
  const head = async (as: string, area?: string) =>
    (await story.as(as).get<WallPartView>(`/api/v1/cockpit/parts?part=head${area ? `&area=${area}` : ''}`)).body.head!
  type Warn = { id: number; colour: string; event: string; area: string; exercise?: boolean; hours?: number }
  const warn = ({ id, colour, event, area, exercise = false, hours = 6 }: Warn) =>
    story.sql(`insert into warnings (id, key, sender, identifier, digest, kind, exercise, restricted, colour, event, publisher, area_words, areas, sent_at, from_at, to_at, chain, alert, received_at)
      select '00000000-0000-4000-8000-00000000000${id}', 'k', 's', 'i${id}', '', 'alert', ${exercise}, false, '${colour}', '${event}', '气象台', '北岸区', array['${area}'],
        t, t, t + interval '${hours} hours', gen_random_uuid(), '{}', t from (select '${story.now().toISOString()}'::timestamptz as t) n`)

  it('says which warnings are in force here, the gravest first, and that none is known while nobody sends any', async () => {
    assert.deepEqual((await head('chenli')).warnings, { heard: false, rows: [] })
    await warn({ id: 1, colour: 'yellow', event: '暴雨', area: '99/990101/990101001/' })
    await warn({ id: 2, colour: 'orange', event: '雷电', area: '99/990101/' })
    await warn({ id: 3, colour: 'red', event: '暴雨', area: '99/990101/', exercise: true })
    await warn({ id: 4, colour: 'blue', event: '大风', area: '99/990101/', hours: 1 })
    const rows = [
      { colour: 'orange', event: '雷电', places: null },
      { colour: 'yellow', event: '暴雨', places: 1 },
      { colour: 'blue', event: '大风', places: null },
    ]
    assert.deepEqual((await head('chenli')).warnings, { heard: true, rows })
    assert.deepEqual((await head('shenlan')).warnings.rows[0], { ...rows[0], places: 1 }, 'one district of the city')
    assert.deepEqual(
      (await head('liangzhu')).warnings.rows.map(({ event }) => event),
      ['雷电', '大风'],
      'the rain is another town’s',
    )
    await story.sql(`update warnings set ended_at = sent_at where event = '雷电'`)
    await story.sql(`update warnings set to_at = sent_at where event = '大风'`)
    assert.deepEqual((await head('chenli')).warnings.rows, [rows[1]])
  })

  it('says who leads the duty of its own tier by the roster, and nobody where none is rostered', async () => {
    assert.deepEqual([(await head('chenli')).duty, (await head('shenlan')).duty], [null, null])
    const shift = (id: string, post: string, person: string, [from, to]: readonly [number, number]) =>
      story.sql(`insert into duty_shifts (id, post, person, starts_at, ends_at) select '${id}', '${post}', '${person}', t + interval '${from} hours', t + interval '${to} hours'
        from (select '${story.now().toISOString()}'::timestamptz as t) n`)
    const [{ person: duty }, { person: leader }] = (await story.sql<{ person: string }>(
      `select person from appointments where post in ('post-beian-duty', 'post-beian-leader') order by post`,
    )) as [{ person: string }, { person: string }]
    await shift('s1', 'post-beian-duty', duty, [-2, 6])
    assert.deepEqual((await head('chenli')).duty, { name: '陈立', postName: '值班长' })
    assert.deepEqual([(await head('shenlan')).duty, (await head('tangke')).duty], [null, null], 'not the city’s, nor a town’s')
    await shift('s2', 'post-beian-leader', leader, [1, 6])
    assert.equal((await head('shenlan', '990101')).duty?.name, '陈立', 'the commander’s shift has not begun')
    await story.sql(`update duty_shifts set starts_at = starts_at - interval '2 hours' where id = 's2'`)
    assert.equal((await head('chenli')).duty?.name, '邱明远')
    await story.sql(`update duty_shifts set person = '${duty}' where id = 's2'`)
    assert.equal((await head('chenli')).duty?.postName, '值班长', 'a shift of somebody who does not hold the post covers nothing')
    await story.sql('delete from duty_shifts')
  })

  it('finds the own centre of a district a zone took towns of, and never names who leads above it', async () => {
    const shift = (id: string, post: string) =>
      story.sql(`insert into duty_shifts (id, post, person, starts_at, ends_at) select '${id}', '${post}', a.person, t - interval '2 hours', t + interval '6 hours'
        from (select '${story.now().toISOString()}'::timestamptz as t) n, appointments a where a.post = '${post}'`)
    await story.sql(`insert into operating_districts (code, name, kind, sort) values ('zone', '高新区', 'zone', 99)`)
    await story.sql(`update areas set operating_district = 'zone' where code = '990101002'`)
    const whole = await story.sql<{ area: string }>(`delete from unit_areas where unit = 'unit-beian' returning area`)
    await story.sql(`insert into unit_areas (unit, area, path) select 'unit-beian', code, path from areas
      where operating_district = '990101' and tier = 'town' and valid_to is null`)
    await shift('s3', 'post-city-duty')
    assert.deepEqual(
      [(await head('shenlan')).duty?.name, (await head('shenlan', '990101')).duty, (await head('shenlan', '990101001')).duty],
      ['沈岚', null, null],
    )
    await shift('s4', 'post-beian-duty')
    assert.equal((await head('shenlan', '990101')).duty?.name, '陈立')
    assert.equal((await head('shenlan', '990101001')).duty, null, 'a town has its own')
    await story.sql('delete from duty_shifts')
    await story.sql(`delete from unit_areas where unit = 'unit-beian'`)
    for (const { area } of whole)
      await story.sql(
        `insert into unit_areas (unit, area, path) select 'unit-beian', code, path from areas where code = '${area}'`,
      )
    await story.sql(`update areas set operating_district = '990101' where code = '990101002'`)
    await story.sql(`delete from operating_districts where code = 'zone'`)
  })
})

describe('the vital signs of a wall', () => {
  const words = (zh: string) => ({ zh, en: zh })
  const sign = (code: string, board: string, over: Partial<VitalDefinition> = {}): VitalDefinition => ({
    ...{ code, name: words(code), board, track: 'gas', unit: words('个'), decimals: 0, times: 1, aggregation: 'sum' },
    ...{ tier: 'community', cadence: 'hour', dueMinutes: 20, hysteresis: 0, normal: { most: 14 }, source: words('人'), ...over },
  })
  const told = [
    sign('w.gas', 'facilities'),
    sign('w.water', 'facilities'),
    sign('w.air', 'ecology'),
    sign('w.city', 'party', { tier: 'city' }),
  ]
  const signs = async (as: string, area: string) =>
    (await story.as(as).get<WallPartView>(`/api/v1/cockpit/parts?part=vitals&area=${area}`)).body.vitals!
  const codes = ({ rows }: WallVitals) => rows.map(({ code }) => code)

  it('are those of the registry, with its numbers, and how much of it is connected', async () => {
    await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) => {
      const rest = { pinyin: '', initials: '', owner: null }
      const all = [
        ...told.map((definition) => ({ definition, state: 'connected' as const, ...rest })),
        { definition: sign('w.later', 'society'), state: 'catalogued' as const, ...rest },
        { definition: sign('w.thought', 'society'), state: 'sorted' as const, ...rest },
      ]
      return addVitals(tx, all, 'system', tx.now)
    })
    const period = writePeriod('hour', periodStart('hour', story.now().getTime(), 'Asia/Shanghai', -1), 'Asia/Shanghai')
    const values = [
      { vital: 'w.gas', area: '990101001001', period, value: 20 },
      { vital: 'w.gas', area: '990101002001', period, value: 5 },
      { vital: 'w.air', area: '990101001001', period, value: 9 },
    ]
    assert.equal((await story.as('chenli').post('/api/v1/vitals/values', { values })).status, 200)
    while (await story.zhili.rollVitals());
    const rounds = await story.facts('vitals.changed')
    assert.deepEqual(
      rounds.map(({ body }) => body),
      [{ vitals: 2, places: 2, paths: ['99/990101/'] }],
      'walls of the city, the district and its towns hear of it once',
    )
    const shown = await signs('chenli', '990101')
    const { sorted, catalogued, connected, chosen } = shown
    assert.deepEqual([connected, catalogued, sorted, chosen], [4, 5, 6, false])
    // One of each board before a second one; what never told anything last; what no district is told by, nowhere.
    assert.deepEqual(codes(shown), ['w.gas', 'w.water', 'w.air'])
    const [gas, water, air] = shown.rows
    // What adds up is not judged above the tier that tells it, unless it has a range there.
    assert.deepEqual([gas?.cell?.value, gas?.cell?.standing, gas?.cell?.n, gas?.trend.at(-1)], [25, 'unknown', 2, 25])
    assert.deepEqual([air?.cell?.standing, water?.cell], ['unknown', null], 'what was not told is no zero')
    const list = (await story.as('chenli').get<VitalList>('/api/v1/vitals?area=990101')).body
    for (const row of shown.rows)
      assert.deepEqual(
        row,
        list.rows.find(({ code }) => code === row.code),
        row.code,
      )
    assert.equal((await signs('tangke', '990101001')).rows[0]?.cell?.value, 20, 'of a town its own')
    assert.deepEqual(codes(await signs('shenlan', '99')).slice(0, 1), ['w.city'], 'of the city also what only it is told by')
  })

  it('are chosen by the tier, in its order, and only out of the registry', async () => {
    const put = (vitals: string[]) => compose('tangke', '990101001', { ...shippedLayout, vitals })
    for (const wrong of [['w.none'], ['w.air', 'w.air']]) assert.equal((await put(wrong)).body.code, 'vital.unknown')
    assert.equal((await put(['w.later', 'w.air'])).status, 200)
    const shown = await signs('tangke', '990101001')
    assert.deepEqual([codes(shown), shown.chosen, shown.rows[0]?.state], [['w.later', 'w.air'], true, 'catalogued'])
    assert.equal((await signs('chenli', '990101')).chosen, false, 'the district has its own')
    assert.equal((await compose('tangke', '990101001', null)).status, 200)
    assert.equal((await signs('tangke', '990101001')).chosen, false)
  })

  it('open to what they are made of, down to who told it, with masked phones', async () => {
    const open = async (area: string) =>
      (await story.as('shenlan').get<WallVital>(`/api/v1/cockpit/vital?code=w.gas&area=${encodeURIComponent(area)}`)).body
    const district = await open('99/990101/')
    assert.deepEqual([district.figure!.cell?.value, district.tier, district.path], [25, 'district', '99/990101/'])
    assert.deepEqual(
      district.made!.parts.map(({ area, cell }) => [area, cell.value]),
      [
        ['990101001', 20],
        ['990101002', 5],
      ],
    )
    const leaf = await open('99/990101/990101001/990101001001/')
    assert.deepEqual([leaf.figure!.cell?.value, leaf.made!.parts.length], [20, 0])
    assert.ok(leaf.who!.some(({ name, phone }) => name === '陈立' && phone !== null))
    for (const { phone } of leaf.who!) if (phone) assert.match(phone, /\*{4}/)
    await story.sql('alter table persons rename column phone to phone_away')
    const alone = await open('99/990101/')
    await story.sql('alter table persons rename column phone_away to phone')
    assert.deepEqual([alone.figure!.cell?.value, alone.who], [25, null], 'whom to ask cannot be read, the number can')
    for (const [mark, missing] of [
      ['select children, parts, by_versions from vital_families where', ['made']],
      ['order by f.period desc limit 1', ['figure', 'made']],
    ] as const) {
      const broken = await breaking(story, mark, async () => {
        const view = await open('99/990101/')
        const gone = (['figure', 'made', 'who'] as const).filter((part) => view[part] === null)
        assert.deepEqual([gone, view.vital.definition.code], [missing, 'w.gas'], mark)
      })
      assert.ok(broken > 0, mark)
    }
    assert.equal((await story.as('liangzhu').get('/api/v1/cockpit/vital?code=w.gas&area=990101001')).status, 404)
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
    for (const kind of ['wall.layout-changed', 'wall.layout-reset'] as const)
      assert.equal((await story.facts(kind)).filter(({ subject }) => subject === '990101').length, 1, kind)
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
