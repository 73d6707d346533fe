import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { ObjectRisk, RiskList, RiskRegister, RiskWall } from '../../../contract/object-risk.ts'
import { breaking } from '../../../test/break-query.ts'
import { highRisePacks } from '../../../test/demo-packs.ts'
import { sendPhoto } from '../../../test/evidence.ts'
import { riskFiguresAreRows, rowsBehind } from '../../../test/figure-rows.ts'
import { type Story, startStory } from '../../../test/story.ts'

const place = { lon: 105.5072, lat: 31.5069 }
const sound = {
  ...{
    'alarm-system': 'works',
    water: 'ok',
    'smoke-control': 'works',
    'control-room': 'two',
    'fire-lane': 'clear',
    exits: 'clear',
  },
  ...{ wiring: 'watched', 'e-bikes': 'outside', height: 100, use: 'housing' },
}

type Answer = { id: string; version: number }

/** Somebody who keeps the register of 北岸区 writes three high-rises down, one of them dry. */
async function threeTowers(t: TestContext): Promise<{ story: Story; ids: string[] }> {
  const story = await startStory(t, { packs: highRisePacks })
  const ids: string[] = []
  for (const [code, details] of [
    ['T1', sound],
    ['T2', { ...sound, water: 'none' }],
    ['T3', {}],
  ] as const) {
    const body = { kind: 'building', code, name: `临江大厦 ${code}`, ...place, details }
    const made = await story.as('baining').post<Answer>('/api/v1/objects', body)
    assert.equal(made.status, 200, JSON.stringify(made.body))
    ids.push(made.body.id)
  }
  await story.pass({ s: 1 })
  return { story, ids }
}
/** Of the high-rises: the tanks of the city are rated as well, and nobody has yet. */
const towersOnly = '?kind=building'
const register = async (story: Story, query = towersOnly, as = 'chenli') =>
  (await story.as(as).get<RiskRegister>(`/api/v1/risks${query}`)).body
const worst = async (story: Story, query = '', as = 'chenli') =>
  (await story.as(as).get<RiskList>(`/api/v1/risks/objects${query}`)).body
const riskOf = async (story: Story, id: string, as = 'chenli') =>
  (await story.as(as).get<ObjectRisk>(`/api/v1/objects/${id}/risk`)).body
const change = async (story: Story, id: string, [version, details]: [number, object]) => {
  const said = { reason: '末端试水，复测合格', evidence: [await sendPhoto(story)] }
  const answer = await story.as('baining').post<Answer>(`/api/v1/objects/${id}/change`, { version, details, ...said })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  await story.pass({ s: 1 })
}

/** What leaves red or orange at a desk waits for a second person. */
const confirmAll = async (story: Story) => {
  const { rows } = (await story.as('tangke').get<{ rows: { id: string }[] }>('/api/v1/object-requests')).body
  assert.equal(rows.length, 1)
  assert.equal((await story.as('tangke').post(`/api/v1/object-requests/${rows[0]!.id}/confirm`, {})).status, 200)
  await story.pass({ s: 1 })
  // Whom it is told: register/second/told.db.test.ts.
  await story.acknowledge()
}

describe('the register of risks', () => {
  it('counts the levels of an area and of its parts, and tells what is not rated from what is none', async (t) => {
    const { story } = await threeTowers(t)
    const { counts, children, kinds, unknown, week } = await register(story)
    assert.deepEqual(counts, { red: 0, orange: 0, yellow: 2, blue: 0, green: 1, unrated: 0 })
    assert.deepEqual(
      children.map(({ name, counts }) => [name, counts.yellow]),
      [
        ['临江街道', 2],
        ['竹溪街道', 0],
      ],
    )
    assert.deepEqual(
      kinds.map(({ kind, indicators }) => [kind, indicators]),
      [
        ['septic-tank', 10],
        ['building', 21],
      ],
    )
    assert.deepEqual(unknown, { n: 9 + 9 + 19, of: 63 })
    assert.deepEqual([week.first, week.worse, week.better, week.before.yellow, week.before.unrated], [3, 0, 0, 0, 3])
    const city = await register(story, towersOnly, 'shenlan')
    assert.deepEqual(
      city.children.map(({ code, counts }) => [code, counts.yellow]),
      [['990101', 2]],
    )
    await story.sql(
      `insert into objects (id, pack, kind, code, name, area, lon, lat) select 'new', pack, kind, 'NEW', '新楼', area, lon, lat from objects where code = 'T1'`,
    )
    assert.equal((await register(story)).counts.unrated, 1)
    const none = { red: 0, orange: 0, yellow: 0, blue: 0, green: 0 }
    assert.deepEqual((await register(story, '?kind=fire-system')).counts, { ...none, unrated: 0 })
    assert.deepEqual((await register(story, '?kind=septic-tank')).counts, { ...none, unrated: 20 })
    assert.deepEqual((await register(story, '')).counts, { ...none, yellow: 2, green: 1, unrated: 21 })
    await story.end()
  })

  it('counts once what one’s unit answers for elsewhere, whatever for, and what is reckoned of the same', async (t) => {
    const { story, ids } = await threeTowers(t)
    const seen = async () => {
      const { counts, children, unknown } = await register(story, towersOnly, 'liangzhu')
      return { ...{ yellow: counts.yellow, green: counts.green, unknown }, parts: children.map(({ code }) => code) }
    }
    const before = await seen()
    assert.deepEqual([before.yellow, before.green, before.unknown], [0, 0, { n: 0, of: 0 }])
    await story.sql(`update objects set duty_unit = 'unit-zhuxi', maintainer_unit = 'unit-zhuxi' where id = $1`, [ids[0]])
    await story.sql(`update objects set maintainer_unit = 'unit-zhuxi' where id = $1`, [ids[2]])
    const after = await seen()
    assert.deepEqual([after.yellow, after.green, after.unknown], [1, 1, { n: 9 + 19, of: 42 }])
    assert.deepEqual(after.parts, [...before.parts, 'elsewhere'])
    // A wish inside one's own areas is of these alone; one elsewhere of what one has there.
    const wished = async (area: string) => (await register(story, `${towersOnly}&area=${area}`, 'liangzhu')).counts
    assert.equal((await wished('99/990101/990101002/')).yellow, 0)
    assert.deepEqual([(await wished('99/990101/990101001/')).yellow, (await wished('nowhere')).yellow], [1, 0])
  })

  it('on the wall says of the worst what is being done: nothing, nobody yet, or who', async (t) => {
    const { story, ids } = await threeTowers(t)
    const wallOf = async (as = 'chenli') => (await story.as(as).get<RiskWall>('/api/v1/cockpit/risk')).body
    const doing = ({ worst: rows }: RiskWall) =>
      rows!.map(({ code, doing: one }) => [code, one && [one.state, one.holder, one.more]])
    const before = await wallOf()
    assert.deepEqual(doing(before), [
      ['T3', null],
      ['T2', null],
      ['T1', null],
    ])
    assert.deepEqual([before.counts!.yellow, before.area.name, before.children![0]!.counts.yellow], [2, '北岸区', 2])
    const said = { type: 'city.manhole', title: '楼前井盖缺失', ...place }
    const { body } = await story.as('chenli').post<{ signal: string }>('/api/v1/signals', said)
    const opened = await story.as('chenli').post(`/api/v1/signals/${body.signal}/open`, {})
    assert.equal(opened.status, 200, JSON.stringify(opened.body))
    const [event] = await story.sql<{ id: string }>(`select id from events order by opened_at desc limit 1`)
    await story.sql('update events set object = $1 where id = $2', [ids[1], event!.id])
    assert.deepEqual(doing(await wallOf())[1], ['T2', ['handling', null, 0]])
    await story.sql('alter table events rename column title to title_away')
    const alone = await wallOf()
    await story.sql('alter table events rename column title_away to title')
    assert.deepEqual([alone.worst, alone.counts], [null, before.counts], 'what is done about them cannot be read, the levels can')
    for (const [mark, gone] of [
      ['with sums as materialized', ['counts', 'week', 'children']],
      ['from object_risks r where', ['unknown']],
      ['from operating_districts d order by d.sort', ['children']],
      ["where kind = 'object.risk-changed'", ['week']],
      ['count(distinct o.id)::int as n from risk_edits', ['desk']],
    ] as const) {
      const broken = await breaking(story, mark, async () => {
        const view = await wallOf(mark.includes('operating_districts') ? 'shenlan' : 'chenli')
        const missing = (['counts', 'unknown', 'desk', 'week', 'children', 'worst'] as const).filter(
          (part) => view[part] === null,
        )
        assert.deepEqual(missing, gone, mark)
      })
      assert.ok(broken > 0, mark)
    }
    await riskFiguresAreRows(story.as('chenli'))
    await riskFiguresAreRows(story.as('shenlan'))
    const behind = await rowsBehind(story.as('chenli'), 'object', { object: ids[1]! })
    assert.deepEqual(
      behind.rows.map(({ kind, id }) => [kind, id]),
      [
        ['object', ids[1]],
        ['event', event!.id],
      ],
    )
    assert.equal((await story.as('xieran').get('/api/v1/cockpit/risk')).status, 403)
    assert.deepEqual((await wallOf('shenlan')).worst?.length, 3)
    await story.end()
  })

  it('shows each only what is theirs', async (t) => {
    const { story, ids } = await threeTowers(t)
    const none = { red: 0, orange: 0, yellow: 0, blue: 0, green: 0, unrated: 0 }
    assert.deepEqual((await register(story, towersOnly, 'liangzhu')).counts, none)
    assert.deepEqual((await register(story, `${towersOnly}&area=990101001`, 'liangzhu')).counts, none)
    assert.deepEqual((await worst(story, '?area=99/', 'liangzhu')).rows, [])
    assert.equal((await story.as('liangzhu').get(`/api/v1/objects/${ids[0]}/risk`)).status, 404)
    assert.equal((await story.as('zouhaining').get('/api/v1/risks')).status, 403)
    // Whoever keeps the register sees nothing of cases, and reads why an object has its colour.
    assert.equal((await story.as('baining').get('/api/v1/events')).status, 403)
    const why = await riskOf(story, ids[1]!, 'baining')
    assert.deepEqual([why.rated?.level, why.rated?.floors.map(({ id }) => id)], ['yellow', ['no-water']])
    assert.deepEqual((await worst(story, '', 'xieran')).rows, [])
    await story.end()
  })

  it('lists the worst first, page by page, and takes no cursor it did not hand out', async (t) => {
    const { story } = await threeTowers(t)
    const first = await worst(story, '?limit=2')
    const second = await worst(story, `?limit=2&cursor=${first.next}`)
    const all = [...first.rows, ...second.rows]
    assert.deepEqual(
      all.map(({ code }) => code),
      ['T3', 'T2', 'T1'],
    )
    assert.deepEqual(
      all.map(({ score }) => score),
      all.map(({ score }) => score).toSorted((a, b) => b - a),
    )
    assert.equal(second.next, null)
    assert.deepEqual((await worst(story, '?level=red')).rows, [])
    assert.deepEqual([all[1]!.unknown, all[1]!.of, all[1]!.why.map(({ en }) => en)[0]], [9, 21, 'No fire water'])
    const forged = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url')
    for (const cursor of ['x', forged(['1', '2']), forged(['a', '1', 'x']), forged(['1', 'NaN', 'x']), forged(['-1', '1', 'x'])])
      assert.equal((await story.as('chenli').get(`/api/v1/risks/objects?cursor=${cursor}`)).status, 400, cursor)
    assert.equal((await story.as('chenli').get('/api/v1/risks/objects?level=purple')).status, 400)
    await story.end()
  })

  it('says why, what brings it back and when it gets worse; and a week later what changed', async (t) => {
    const { story, ids } = await threeTowers(t)
    const [good, dry] = ids as [string, string, string]
    const begun = story.now().getTime() - 1_000
    const { rated } = await riskOf(story, dry)
    assert.deepEqual(
      rated!.floors.map(({ id, level, restore }) => [id, level, restore.zh]),
      [['no-water', 'yellow', '恢复供水并登记水压正常']],
    )
    assert.deepEqual(rated!.worsens, { at: new Date(begun + 86_400_000).toISOString(), level: 'orange' })
    const [water] = rated!.factors
    assert.deepEqual([water!.id, water!.points, water!.says[0]!.zh], ['water', 10, '消火栓与喷淋水压：无水'])
    assert.equal(rated!.factors.length, 21)
    assert.deepEqual([rated!.unknown, rated!.of], [9, 21])
    await story.pass({ d: 8 })
    await change(story, good, [1, { water: 'none' }])
    await change(story, dry, [1, { water: 'ok' }])
    await confirmAll(story)
    const { week, counts } = await register(story)
    assert.deepEqual([week.worse, week.better, week.first], [1, 1, 0])
    // a week ago the dry one was orange and the sound one green
    assert.deepEqual(week.before, { red: 0, orange: 1, yellow: 1, blue: 0, green: 1, unrated: 0 })
    // Who sees the whole city is told off the facts alone, the others object by object: of the same objects the same.
    while (await story.zhili.rateStale());
    const both = async (query: string) =>
      Promise.all(['shenlan', 'chenli'].map(async (as) => ({ ...(await register(story, query, as)), children: null })))
    for (const query of [towersOnly, '?kind=septic-tank', '']) {
      const [city, district] = await both(query)
      assert.deepEqual(city, district, query)
    }
    const first = (await both(''))[0]!.week.first
    await story.sql(`update objects set valid_to = $1 where code = 'T3'`, [story.now()])
    await story.sql(`update objects set kind = 'fire-system' where code = 'T1'`)
    const [city, district] = await both('')
    assert.deepEqual(city!.week, district!.week, 'what ended or has no model any more is in neither')
    assert.deepEqual([city!.week.worse, city!.week.first], [0, first])
    // nobody patrolled for a week: what was green without that is blue
    assert.deepEqual(counts, { red: 0, orange: 0, yellow: 2, blue: 1, green: 0, unrated: 0 })
    const after = await riskOf(story, dry)
    assert.deepEqual(
      after.changes.map(({ from, to }) => `${from} ${to}`),
      ['red blue', 'orange red', 'yellow orange', 'null yellow'],
    )
    assert.deepEqual(after.rated!.floors, [])
    await story.end()
  })

  it('knows no object that has ended, and says of a kind without a model that it has none', async (t) => {
    const { story, ids } = await threeTowers(t)
    const ended = await story.as('baining').post(`/api/v1/objects/${ids[1]}/end`, { version: 1, reason: '已拆除' })
    assert.equal(ended.status, 200)
    await story.pass({ d: 2 })
    assert.deepEqual(
      (await worst(story)).rows.map(({ code }) => code),
      ['T3', 'T1'],
    )
    assert.deepEqual(await story.sql(`select 1 from object_risks where object = $1`, [ids[1]]), [])
    assert.deepEqual(await story.sql(`select 1 from timers where key = $1`, [`risk-due:${ids[1]}`]), [])
    await story.sql(
      `insert into objects (id, pack, kind, code, name, area, lon, lat) select 'panels', 'fire-alarm', 'fire-system', 'P1', '联网主机', area, lon, lat from objects where code = 'T1'`,
    )
    const panels = await riskOf(story, 'panels')
    assert.deepEqual([panels.modelled, panels.rated, panels.changes], [false, null, []])
    await story.end()
  })
})
