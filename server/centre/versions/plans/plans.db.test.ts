import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Plan } from '../../../../contract/pack.ts'
import type { PlanChecked, PlanList, PlanRunning, PlanVersion, TypePlan } from '../../../../contract/plan-version.ts'
import { gasPack } from '../../../../test/demo-packs.ts'
import { goRed, redNotices } from '../../../../test/scenario/septic.ts'
import { firstDevice, type Story, startStory } from '../../../../test/story.ts'
import type { Answer } from '../../../../test/story-people.ts'

type Done = { no: number; state: string; code?: string; details?: Record<string, unknown> }
const type = 'septic-gas.over-limit'
const base = `/api/v1/plans/${type}`
const [author, second] = ['shenlan', 'lusiqi'] as const
const shipped = gasPack.types.find(({ id }) => id === type)!.plan

/** The duty lead of the town comes first. */
const turned: Plan = { ...shipped, lead: [shipped.lead[1]!, shipped.lead[0]!, ...shipped.lead.slice(2)] }

const post = (story: Story, who: string, path: string, body?: unknown): Promise<Answer<Done>> =>
  story.as(who).post<Done>(`${base}/${path}`, body ?? {})

async function tryOut(story: Story, plan: Plan): Promise<void> {
  const asked = await story.as(author).post('/api/v1/backtests', { kind: 'plan', pack: 'septic-gas', type, plan, days: 1 })
  assert.equal(asked.status, 200, JSON.stringify(asked.body))
  await story.zhili.backtests.idle()
}
const versionOf = async (story: Story, no: number) => (await story.as(second).get<PlanVersion>(`${base}/versions/${no}`)).body
async function putInForce(story: Story, who: string, no: number): Promise<Answer<Done>> {
  return post(story, who, `versions/${no}/publish`, { changedAt: (await versionOf(story, no)).changedAt })
}
const planVersions = (story: Story) =>
  story.sql<{ plan_version: number; first: string }>(
    `select plan_version, plan->'lead'->0->'call'->0->>'side' as first from dispatches order by dispatched_at`,
  )

describe('versions of plans', () => {
  it('are published by a second person after a back-test; what runs keeps its own; taken back in one step', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    await story.expectNotices(redNotices)
    await story.acknowledge()

    const draft = await post(story, author, 'versions', { plan: turned, note: '先叫 B 岗' })
    assert.deepEqual([draft.status, draft.body.state], [200, 'draft'])
    const { no } = draft.body
    assert.deepEqual(
      (await versionOf(story, no)).differences.map(({ what, from, to }) => [what, from, to]),
      [['moved', '1', '2']],
      'one rung moved, and that is all it says',
    )
    assert.equal((await post(story, author, `versions/${no}/ask`)).status, 200)
    assert.equal((await putInForce(story, author, no)).body.code, 'rules.second', 'not by who wrote it')
    assert.equal((await putInForce(story, second, no)).body.code, 'rules.untried', 'not before it was played')
    await tryOut(story, turned)
    assert.deepEqual((await putInForce(story, second, no)).body, { pack: type, no, state: 'live' })
    assert.equal((await story.facts('plan.published')).length, 1)

    const list = (await story.as('chenli').get<PlanList>('/api/v1/plans')).body.rows.find((row) => row.type === type)!
    assert.deepEqual([list.version, list.running], [no, [{ version: 0, events: 1 }]])
    const running = (await story.as('chenli').get<PlanRunning>(`${base}/running?version=0`)).body
    assert.deepEqual([running.all, running.rows[0]?.version], [1, 0])
    assert.deepEqual(
      await planVersions(story),
      [{ plan_version: 0, first: 'A' }],
      'the running case keeps what it was dispatched with',
    )

    // Five minutes without an answer: the rung of its own plan is called, not that of the new one.
    await story.pass({ m: 5 })
    const rungs = await story.sql<{ post_kind: string; step: number }>(
      `select distinct p.kind as post_kind, c.step from calls c join posts p on p.id = c.post where not c.inform and c.step = 1 order by 1`,
    )
    assert.deepEqual(
      rungs.map(({ post_kind }) => post_kind),
      ['town-duty', 'town-post'],
    )
    await story.acknowledge()

    const back = await post(story, author, `versions/${no}/roll-back`, { note: '照旧' })
    assert.equal(back.body.state, 'waiting')
    assert.equal((await putInForce(story, second, back.body.no)).status, 200, 'what was in force once needs no new back-test')
    assert.deepEqual((await story.as(author).get<TypePlan>(base)).body.plan, shipped)
  })

  it('decide who is called by what is in force at the dispatch', async (test) => {
    const story = await startStory(test)
    await story.sql(
      `insert into pack_versions (kind, pack, no, body, state, note, based_on, authors, made_at, changed_at, published_at, turn)
       values ('plan', $1, 1, $2::jsonb, 'live', '', 0, array['x'], $3, $3, $3, 1)`,
      [type, JSON.stringify(turned), story.now()],
    )
    await story.reads(firstDevice, { ch4: 55 })
    assert.deepEqual(await planVersions(story), [{ plan_version: 1, first: 'B' }])
    const [dispatched] = await story.facts('event.dispatched')
    assert.equal(dispatched?.body.planVersion, 1)
    const tried = await story
      .as('chenli')
      .get<{ steps: { people: { postName: string }[] }[] }>(
        '/api/v1/plans/try?type=septic-gas.over-limit&area=990101001&grade=major',
      )
    assert.match(tried.body.steps[0]!.people[0]!.postName, /B|值班/)
  })

  it('are checked with places, and refused with a fault or by who may not', async (test) => {
    const story = await startStory(test)
    const faulty: Plan = { ...shipped, lead: [{ ...shipped.lead[0]!, call: [{ postKind: 'captain', tier: 'town' }] }] }
    const checked = await story.as('chenli').post<PlanChecked>(`${base}/check`, { plan: faulty })
    assert.deepEqual(
      checked.body.faults.map(({ path, code }) => [path, code]),
      [['lead.0.call.0.postKind', 'unknown-post']],
    )
    const refused = await post(story, author, 'versions', { plan: faulty, note: '试' })
    assert.deepEqual(
      [refused.status, refused.body.code, refused.body.details?.place],
      [422, 'plan.faulty', 'lead.0.call.0.postKind'],
    )
    assert.equal((await post(story, 'chenli', 'versions', { plan: turned, note: '试' })).status, 403)
    assert.equal((await story.as(author).get('/api/v1/plans/none')).status, 404)
    await story.end()
  })
})
