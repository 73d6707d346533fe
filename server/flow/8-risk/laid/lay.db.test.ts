import assert from 'node:assert/strict'
import { it } from 'node:test'
import pg from 'pg'
import { system } from '../../../../contract/actor.ts'
import { saysWhy } from '../../../../contract/rated-change.ts'
import { highRisePacks } from '../../../../test/demo-packs.ts'
import { type Story, startStory } from '../../../../test/story.ts'
import { storyPacks } from '../../../../test/story-server.ts'
import { createPacks } from '../../../city/pack/packs.ts'
import { lookSoon } from '../rate.ts'
import { layRiskHistory } from './lay.ts'

type Risk = { id: string; risk: string; level: string; score: number; since: Date; version: number }
const risksOf = (story: Story): Promise<Risk[]> =>
  story.sql<Risk>(
    'select o.id, o.risk, r.level, r.score, r.since, o.version from objects o join object_risks r on r.object = o.id where o.rated order by o.id',
  )

it('the days before a fresh demo are laid as the running platform would have left them', async (t) => {
  const story = await startStory(t, { packs: highRisePacks })
  await story.sql(`update objects set demo = true where kind = 'septic-tank'`)
  await story.sql(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, owner_kind, details, demo)
     select 'tower-' || n, 'high-rise-fire', 'building', 'GL-' || n, '楼 ' || n, o.area, o.lon, o.lat, 'owned',
       jsonb_build_object('water', case when n % 5 = 0 then 'none' else 'ok' end, 'exits', 'clear', 'wiring', 'aged', 'last-drill', '2026-01-20'), true
     from objects o, generate_series(1, 60) n where o.id = 'tank-990101-0001'`,
  )
  const packs = createPacks([...storyPacks, ...highRisePacks], { demo: false })
  const client = new pg.Client({ connectionString: story.url, options: '-c timezone=UTC' })
  await client.connect()
  const now = story.now()
  const laid = await layRiskHistory(client, { packs, now })
  assert.equal(laid?.objects, 80)

  await t.test('every object is rated, and its facts follow each other to what it is now', async () => {
    const rows = await risksOf(story)
    assert.equal(rows.length, 80)
    const facts = Map.groupBy(await story.facts('object.risk-changed'), ({ subject }) => subject)
    for (const { id, risk, level, since } of rows) {
      const told = facts.get(id)!
      assert.equal(risk, level)
      assert.deepEqual(
        told.map(({ body }) => body.from),
        [null, ...told.slice(0, -1).map(({ body }) => body.to)],
      )
      assert.equal(told.at(-1)!.body.to, level)
      assert.ok(since.getTime() <= now.getTime())
    }
    assert.equal([...facts.values()].flat().length, 80 + laid!.changes)
  })

  await t.test('what was dry became so within the week, by a person of the register, and got worse with the hours', async () => {
    const dry = (await risksOf(story)).filter(({ id }) => /^tower-\d*[05]$/.test(id))
    const changed = await story.facts('object.changed')
    for (const { id, level, version } of dry) {
      assert.ok(['yellow', 'orange', 'red'].includes(level), `${id} ${level}`)
      const own = changed.filter(({ subject }) => subject === id)
      assert.equal(version, 1 + own.length)
      for (const { body } of own)
        assert.ok(saysWhy(body.reason as string) && (body.rated as string[]).length > 0, 'with its reason')
    }
    assert.ok(new Set(dry.map(({ level }) => level)).size > 1)
  })

  await t.test('each change by hand has what came of it, and some got better by one', async () => {
    const edits = await story.sql<{ level: string; risk: string; at: Date; since: Date; better: boolean }>(
      `select e.level, e.at, e.better, r.level as risk, r.since from risk_edits e join object_risks r on r.object = e.object order by e.object, e.at`,
    )
    assert.equal(edits.length, (await story.facts('object.changed')).length)
    assert.ok(edits.some(({ better }) => better) && edits.some(({ better }) => !better))
    for (const { better, at, since, level, risk } of edits)
      if (better && since.getTime() === at.getTime()) assert.equal(level, risk)
  })

  await t.test('a look now finds the same, and nothing is left to rate', async () => {
    const before = await risksOf(story)
    assert.equal(await story.zhili.rateStale(), false)
    await story.zhili.spine.transaction(system, async (tx) => {
      await tx.setTimer(before.map(({ id }) => lookSoon(tx, id)))
    })
    const told = (await story.facts('object.risk-changed')).length
    await story.pass({ s: 1 })
    assert.deepEqual(await risksOf(story), before)
    assert.equal((await story.facts('object.risk-changed')).length, told)
  })

  await t.test('nothing is laid a second time', async () => {
    assert.equal(await layRiskHistory(client, { packs, now }), null)
  })
  await client.end()
  await story.end()
})
