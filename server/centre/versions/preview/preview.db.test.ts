import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Plan } from '../../../../contract/pack.ts'
import type { PlanRehearsal, PlanTiers } from '../../../../contract/plan-preview.ts'
import { gasPack } from '../../../../test/demo-packs.ts'
import { goRed } from '../../../../test/scenario/septic.ts'
import { type Story, startStory } from '../../../../test/story.ts'

const type = 'septic-gas.over-limit'
const base = `/api/v1/plans/${type}`
const shipped = gasPack.types.find(({ id }) => id === type)!.plan
const town = '990101001'

const rehearse = async (story: Story, more: object = {}): Promise<PlanRehearsal> => {
  const body = { grade: 'extraordinary', area: town, at: story.now().toISOString(), minutes: 20, ...more }
  const answer = await story.as('chenli').post<PlanRehearsal>(`${base}/rehearse`, body)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}
const lane = (played: PlanRehearsal, name: RegExp) =>
  played.lanes.find(({ postName, unitName }) => name.test(`${unitName} ${postName}`))!
const marks = (played: PlanRehearsal, name: RegExp) => lane(played, name).marks.map(({ s, kind }) => `${s} ${kind}`)
const counts = (story: Story) =>
  story.sql<{ n: string }>(
    `select concat_ws(' ', (select count(*) from events), (select count(*) from facts), (select count(*) from timers), (select count(*) from outbox),
       (select count(*) from notices), (select count(*) from dispatches), (select count(*) from pack_versions), (select last_value from event_numbers)) as n`,
  )

describe('a rehearsal', () => {
  it('says who is reached when, and is what then happens in earnest', async (test) => {
    const story = await startStory(test)
    await story.as('chenli').get('/api/v1/plans')
    const before = await counts(story)
    const played = await rehearse(story, { object: 'tank-990101-0001', minutes: 7 })
    assert.deepEqual(await counts(story), before, 'nothing is kept, no number is taken')
    await story.end()

    await goRed(story)
    const from = (await story.facts('event.dispatched'))[0]!.at
    await story.pass({ m: 7 })
    const told = await story.sql<{ line: string }>(
      `select distinct extract(epoch from n.made_at - $1)::int || ' ' || n.post as line from notices n where n.made_at <= $1::timestamptz + interval '7 minutes' and n.event is not null`,
      [from],
    )
    // What the alarm itself brings is not made up: its fan and its silence have cases and notices of their own.
    const foretold = played.lanes.flatMap(({ post, marks: some }) =>
      some.filter(({ kind }) => ['order', 'inform', 'escalated', 'overdue'].includes(kind)).map(({ s }) => `${s} ${post}`),
    )
    assert.ok(foretold.length > 8, `enough happens to be compared: ${foretold.length}`)
    const lines = new Set(told.map(({ line }) => line))
    assert.deepEqual(
      foretold.filter((line) => !lines.has(line)),
      [],
    )
  })

  it('climbs rung by rung at the limits of its plan, also of one that is not saved', async (test) => {
    const story = await startStory(test)
    const played = await rehearse(story)
    assert.equal(marks(played, /岗 A/)[0], '0 order')
    assert.deepEqual(
      played.moments.filter(({ kind, role }) => kind === 'rung' && role === 'lead').map(({ s, step }) => [s, step]),
      [
        [180, 1],
        [360, 2],
        [540, 3],
      ],
    )
    const clocks = { ...shipped.clocks, extraordinary: { ...shipped.clocks.extraordinary!, accept: '1m' } }
    const hastier = await rehearse(story, { plan: { ...shipped, clocks } satisfies Plan })
    assert.equal(hastier.moments.find(({ kind, step }) => kind === 'rung' && step === 1)?.s, 60)
    assert.deepEqual(played.acts.map(({ name }) => name.zh).length > 0, true, 'the fan runs by itself')
    await story.end()
  })

  it('goes on from whoever answers at which minute: accepts, cannot come, returns it, or comes too late', async (test) => {
    const story = await startStory(test)
    const silent = await rehearse(story)
    const onRung = (step: number) => silent.lanes.find((one) => one.role === 'lead' && one.step === step)!.post
    const [first, second] = [onRung(0), onRung(1)]
    const before = await counts(story)
    const accepted = await rehearse(story, { answers: [{ post: first, minute: 1.5, does: 'accept' }] })
    assert.deepEqual(accepted.answers, [{ post: first, s: 90, does: 'accept', problem: null, toName: null }])
    const rungs = (played: PlanRehearsal) =>
      played.moments.flatMap(({ kind, role, s, step }) => (kind === 'rung' && role === 'lead' ? [[s, step]] : []))
    assert.deepEqual(rungs(accepted), [], 'nobody further up is called')
    assert.ok(accepted.people < silent.people, 'and fewer people hear of it')
    const after = await rehearse(story, { answers: [{ post: second, minute: 4, does: 'accept' }] })
    assert.deepEqual([rungs(after), after.answers[0]?.problem], [[[180, 1]], null], 'the second rung answers: no third one')
    const cannot = await rehearse(story, { answers: [{ post: first, minute: 1, does: 'cannot' }] })
    assert.deepEqual([cannot.answers[0]?.problem, rungs(cannot)[0]], [null, [60, 1]], 'the next rung is called at once')
    const returned = await rehearse(story, { answers: [{ post: first, minute: 1, does: 'return' }] })
    assert.deepEqual([returned.answers[0]?.problem, typeof returned.answers[0]?.toName], [null, 'string'])
    const late = await rehearse(story, {
      answers: [
        { post: first, minute: 2, does: 'accept' },
        { post: second, minute: 1, does: 'accept' },
        { post: first, minute: 3, does: 'accept' },
      ],
    })
    assert.deepEqual(
      late.answers.map(({ s, problem }) => [s, problem]),
      [
        [60, 'rehearsal.not-called'],
        [120, null],
        [180, 'work-order.already-accepted'],
      ],
      'in their order of time, each with why it came to nothing',
    )
    assert.deepEqual(await counts(story), before, 'nothing of it is kept')
    await story.end()
  })

  it('shows who stands in, and in red the post that nobody holds at that hour', async (test) => {
    const story = await startStory(test)
    const [post] = await story.sql<{ post: string; person: string }>(
      `select a.post, a.person from appointments a join accounts c on c.person = a.person where c.account = 'zhoumin' and a.kind = 'main'`,
    )
    await story.sql(`update appointments set valid_to = $2 where post = $1`, [post!.post, story.now()])
    const played = await rehearse(story)
    const empty = played.lanes.find((one) => one.post === post!.post)!
    assert.deepEqual([empty.gap, empty.marks.length, empty.personName], [0, 0, null])
    assert.equal(
      played.lanes.find(({ role, gap }) => role === 'lead' && gap === null && played.leadWhy === 'next-step')?.step,
      1,
      'the next rung leads',
    )
    await story.end()
  })

  it('is for one’s own areas, and refuses a plan with a fault', async (test) => {
    const story = await startStory(test)
    const asked = { grade: 'major', area: town, at: story.now().toISOString() }
    assert.equal((await story.as('liangzhu').post(`${base}/rehearse`, asked)).status, 404)
    const plan: Plan = { ...shipped, lead: [{ ...shipped.lead[0]!, call: [{ postKind: 'captain', tier: 'town' }] }] }
    const refused = await story.as('chenli').post<{ code: string }>(`${base}/rehearse`, { ...asked, plan })
    assert.deepEqual([refused.status, refused.body.code], [422, 'plan.faulty'])
    await story.end()
  })

  it('says what each tier does at each severity, with names where one post answers and counts where many do', async (test) => {
    const story = await startStory(test)
    const tiers = async (area: string) =>
      (await story.as('shenlan').post<PlanTiers>(`${base}/tiers`, { area, at: story.now().toISOString() })).body
    const [red, orange, , blue] = (await tiers(town)).rows
    assert.deepEqual([red!.tiers.town.does, red!.tiers.district.does, red!.tiers.city.does], ['act', 'act', 'watch'])
    assert.equal(red!.tiers.town.posts[0]!.posts, 1)
    assert.match(red!.tiers.town.posts[0]!.name ?? '', /岗 A/)
    assert.ok(red!.tiers.district.posts.some(({ does }) => does === 'inform'))
    assert.ok(!orange!.tiers.district.posts.some(({ call, does }) => does === 'inform' && call.postKind === 'district-leader'))
    assert.deepEqual([blue!.grade, blue!.tiers.town.does], [null, 'watch'], 'blue opens nothing')
    const wide = (await tiers('990101')).rows[0]!.tiers.town.posts[0]!
    assert.ok(wide.posts > 1 && wide.manned > 0, `${wide.posts} posts in the district`)
    // Teams of grids lie below the area, and below the town: the one of the place is called, as in earnest.
    const call = { postKind: 'grid-worker', tier: 'town' as const }
    const name = { zh: '网格员', en: 'Grid worker' }
    const when = { detail: 'depth', is: [3] }
    const plan = { ...shipped, assist: [{ call, grades: ['extraordinary' as const], mandatory: true, name, when }], inform: [] }
    const asked = { area: '990101', at: story.now().toISOString(), plan }
    const below = (await story.as('shenlan').post<PlanTiers>(`${base}/tiers`, asked)).body
    const [workers] = below.rows[0]!.tiers.town.posts.filter(({ role }) => role === 'assist')
    const [{ n }] = (await story.sql<{ n: number }>(`select count(*)::int as n from posts where kind = 'grid-worker'`)) as [
      { n: number },
    ]
    assert.deepEqual([workers!.posts, workers!.spot, workers!.when], [n, 'community', when])
    assert.ok(n > 1 && workers!.manned > 0, `${workers!.manned} of ${n} teams manned`)
    await story.end()
  })
})
