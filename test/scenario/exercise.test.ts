import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import type { EventDetail } from '../../contract/event.ts'
import type { ExerciseList, ExerciseSheet } from '../../contract/exercise.ts'
import type { MapView } from '../../contract/tile.ts'
import { followBalance } from '../../server/flow/7-evaluate/on-balance.ts'
import { compareBalance } from '../../server/flow/7-evaluate/store-balance.ts'
import { untilSafe } from '../safe-facts.ts'
import { type Story, startStory } from '../story.ts'
import { leadOrder } from './septic.ts'

type Done = { event: string; no: string; live: string | null; code?: string }
const drill = {
  type: 'septic-gas.over-limit',
  grade: 'extraordinary',
  area: '990101001',
  object: 'tank-990101-0001',
  words: '季度演练',
}

const begin = async (story: Story, who = 'chenli') => story.as(who).post<Done>('/api/v1/exercises', drill)
const zone = 'Asia/Shanghai'
/** Works every fact into the balance, as the runner does. */
async function follow({ zhili }: Story): Promise<void> {
  await untilSafe(zhili.spine)
  while (await followBalance(zhili.spine, zone));
  assert.deepEqual(await compareBalance(zhili.spine, zone, { from: '2000-01-01', to: '2100-01-01' }), [])
}
/** Everything that counts, as numbers: nothing of it may move because of a drill. */
const counted = async (story: Story) => {
  await follow(story)
  const person = story.as('chenli')
  const [cockpit, leader, map, risk, balance] = await Promise.all(
    ['/api/v1/cockpit', '/api/v1/leader', '/api/v1/map/outlines?of=990101', '/api/v1/risks', '/api/v1/balance'].map(
      async (path) => (await person.get<Record<string, unknown>>(path)).body,
    ),
  )
  const [counts] = await story.sql<{ n: string }>(
    `select concat_ws(' ', (select coalesce(sum(n), 0) from area_counts), (select count(*) from balance_items), (select count(*) from balance_calls), (select count(*) from commands)) as n`,
  )
  return {
    ...JSON.parse(
      JSON.stringify({ cockpit, leader, map, risk, balance }, (key, value) =>
        /(at|At|now|time|asOf|since)$|^(newest|rows)$/.test(key) ? 0 : value,
      ),
    ),
    counts,
  }
}

describe('a drill', () => {
  it('calls people as in earnest, is marked wherever it is told, and is ended with who answered when', async (test) => {
    const story = await startStory(test)
    assert.equal((await begin(story, 'zhoumin')).status, 403, 'not by everybody')
    const { event, no } = (await begin(story)).body
    const page = (await story.as('zhoumin').get<EventDetail>(`/api/v1/events/${event}`)).body
    assert.deepEqual([page.exercise, page.title.startsWith('【演练】')], [true, true])
    const card = (await story.as('zhoumin').get<{ rows: { title: string }[] }>('/api/v1/work-orders?view=mine')).body.rows[0]!
    assert.match(card.title, /^【演练】/)
    const texts = await story.sql<{ text: string }>(`select body->>'text' as text from outbox where channel in ('sms', 'voice')`)
    assert.ok(
      texts.every(({ text }) => text.includes('【演练】')),
      'messages and calls say so',
    )
    assert.equal((await story.commands()).length, 0, 'no device is told anything')
    await story.acknowledge()

    await story.pass({ s: 40 })
    const { id } = await leadOrder(story.as('zhoumin'))
    const accepted = await story.as('zhoumin').post(`/api/v1/work-orders/${id}/accept`)
    assert.equal(accepted.status, 200, JSON.stringify(accepted.body))
    await story.acknowledge()
    assert.equal((await story.as('chenli').post(`/api/v1/exercises/${event}/end`, { reason: '演练完成' })).status, 200)
    const told = await story.sql<{ why: string }>(`select distinct why from notices where kind = 'cancelled'`)
    assert.deepEqual(told, [{ why: 'exercise-ended' }], 'everybody hears that it is over')
    await story.acknowledge()
    const sheet = (await story.as('chenli').get<ExerciseSheet>(`/api/v1/exercises/${event}`)).body
    assert.deepEqual([sheet.no, sheet.over, sheet.reason], [no, true, '演练完成'])
    assert.deepEqual(
      sheet.rows.filter(({ answeredS }) => answeredS !== null).map(({ postName, answeredS }) => [postName, answeredS]),
      [['平安法治岗 A', 40]],
    )
    assert.ok(sheet.rows.some(({ inform, answeredS }) => inform && answeredS === null))
    const lead = sheet.steps.find(({ role, clock }) => role === 'lead' && clock === 'accept')
    assert.deepEqual(
      [lead?.realS, lead?.verdict, lead?.limitS],
      [40, 'in-time', 180],
      'the limit of the plan beside what happened',
    )
    assert.deepEqual(sheet.inTime, { n: 1, of: 1 }, 'what had not run out when it ended says nothing')
    assert.deepEqual([sheet.gaps, sheet.words, sheet.planVersion], [[], '季度演练', 0])
    const noted = { note: '对讲机没电' }
    assert.equal((await story.as('zhoumin').post(`/api/v1/exercises/${event}/notes`, noted)).status, 403)
    assert.equal((await story.as('chenli').post(`/api/v1/exercises/${event}/notes`, noted)).status, 200, 'also after the end')
    const after = (await story.as('chenli').get<ExerciseSheet>(`/api/v1/exercises/${event}`)).body
    assert.deepEqual(
      after.notes.map(({ by, note }) => [by, note]),
      [['陈立', '对讲机没电']],
    )
    const list = (await story.as('chenli').get<ExerciseList>('/api/v1/exercises')).body
    assert.deepEqual(
      list.rows.map((row) => [row.no, row.startedBy, row.steps, row.live]),
      [[no, '陈立', { n: 1, of: 1 }, null]],
    )
    const plans = new Map(list.plans.map((plan) => [plan.type, plan]))
    assert.deepEqual([plans.get(drill.type)?.drills, plans.get(drill.type)?.last?.event], [1, event])
    assert.equal(
      [...plans.values()].filter(({ last }) => last === null).length,
      plans.size - 1,
      'never drilled is said, not left out',
    )
    await story.pass({ h: 1 })
    assert.equal(
      (await story.as('chenli').post<Done>(`/api/v1/exercises/${event}/end`, { reason: '再来' })).body.code,
      'exercise.over',
    )
    await story.end()
  })

  it('counts in nothing, and takes no alarm, report or case of its object in', async (test) => {
    const story = await startStory(test)
    const before = await counted(story)
    const { event } = (await begin(story)).body
    await story.pass({ m: 1 })
    await story.acknowledge()
    assert.deepEqual(await counted(story), before)
    const view = (await story.as('chenli').get<MapView>('/api/v1/map/view?show=events&bbox=105,31,106,32')).body
    assert.deepEqual([view.rows.map(({ id }) => id), view.counts.reduce((all, n) => all + n, 0)], [[event], 0])
    const told = await story.facts('notice.sent')
    assert.ok(told.length > 0 && told.every(({ body }) => body.exercise === true), 'a push can say so without a title')
    const shown = await story.public('GET', '/api/v1/ogc/collections/events/items')
    assert.doesNotMatch(JSON.stringify(shown.body), new RegExp(event), 'the public sees nothing')
    // In the middle of it the tank really goes red: that is a case of its own.
    await story.reads('hf-990101-0001', { ch4: 55 })
    const rows = await story.sql<{ exercise: boolean }>(
      `select exercise from events where object = 'tank-990101-0001' order by opened_at`,
    )
    assert.deepEqual(rows, [{ exercise: true }, { exercise: false }])
    const [live] = await story.sql<{ id: string }>('select id from events where not exercise')
    const merged = await story.as('chenli').post<Done>(`/api/v1/events/${live!.id}/merge`, { into: event })
    assert.equal(merged.body.code, 'exercise.apart')
  })

  it('becomes live by a second person only, as an event of its own that everybody is called to; never the other way round', async (test) => {
    const story = await startStory(test)
    const { event } = (await begin(story)).body
    await story.acknowledge()
    assert.equal(
      (await story.as('chenli').post<Done>(`/api/v1/exercises/${event}/promote`, { reason: '真的漏了' })).body.code,
      'exercise.second',
    )
    const { live } = (await story.as('qiumingyuan').post<Done>(`/api/v1/exercises/${event}/promote`, { reason: '真的漏了' })).body
    const page = (await story.as('zhoumin').get<EventDetail>(`/api/v1/events/${live}`)).body
    assert.deepEqual([page.exercise, page.state, page.title.includes('演练')], [false, 'handling', false])
    await story.pass({ m: 1 })
    await follow(story)
    const balance = (await story.as('chenli').get<{ total: { balanced: boolean; received: number } }>('/api/v1/balance')).body
      .total
    assert.deepEqual([balance.balanced, balance.received], [true, 1], 'the live one is received, the drill is not')
    const [fact] = await story.facts('exercise.promoted')
    assert.deepEqual([fact?.body.startedByName, fact?.body.to], ['陈立', live])
    const told = await story.sql<{ kind: string; n: number }>(
      `select kind, count(*)::int as n from notices where person = (select person from accounts where account = 'zhoumin') group by kind order by kind`,
    )
    assert.deepEqual(
      told,
      [
        { kind: 'cancelled', n: 1 },
        { kind: 'order', n: 2 },
      ],
      'the drill is over, the order is real',
    )
    await assert.rejects(story.sql('update events set exercise = true where id = $1', [live]), /from its first moment or never/)
    assert.equal(
      (await story.as('qiumingyuan').post<Done>(`/api/v1/exercises/${live}/end`, { reason: '试' })).body.code,
      'exercise.not',
    )
  })
})

/** Files that read events and need not leave drills out, each with its reason. */
const aboutOne: Record<string, string> = {
  'server/centre/balance/store.ts': 'names of what the balance holds already',
  'server/flow/7-evaluate/evaluation/store.ts': 'a drill is read as one that does not count',
  'server/flow/7-evaluate/evaluation/store-follow.ts': 'which cases are judged anew; the judging leaves drills out',
  'server/flow/7-evaluate/evaluation/store-compare.ts': 'holds what is counted against rows, drills as having nothing',
  'server/centre/case-file/store.ts': 'everything of one event, marked',
  'server/centre/check-up/store-counts.ts':
    'counts leave drills out; what became of grave ones is asked by id, of those it counted',
  'server/centre/cockpit/store-rows.ts': 'titles by id of what its clauses found, and each of those leaves drills out',
  'server/centre/exercises/store.ts': 'drills themselves',
  'server/centre/desk/store.ts': 'lists: a drill stands in them, marked',
  'server/centre/desk/store-reds.ts': 'a drill is shown to the room, marked, and has no turn while one in earnest waits',
  'server/centre/desk/store-detail.ts': 'one event, and what is near it',
  'server/centre/desk/store-search.ts': 'what somebody looks for, marked',
  'server/centre/desk/store-sight.ts': 'who may see it',
  'server/centre/desk/store-signals.ts': 'the event of a signal; a drill has none',
  'server/centre/desk/store-words.ts': 'what somebody looks for, marked',
  'server/centre/map/store.ts': 'points with their titles, marked',
  'server/centre/open-layers/store.ts': 'left out by `within`',
  'server/centre/open311/store.ts': 'the event of a report; a drill has none',
  'server/centre/portal/store.ts': 'the title of one to-do, marked',
  'server/centre/replay/store.ts': 'the devices of one case, played',
  'server/centre/reviews/store.ts': 'the head line of a review; a drill is none, `closedCase` says so',
  'server/centre/tiles/store-sums.ts': 'which objects somebody may see',
  'server/centre/tiles/store-things.ts': 'cases with their titles, marked',
  'server/centre/versions/plans/store.ts': 'which events run by which version: a drill does too',
  'server/centre/vitals/look-up/store.ts': 'found cases with their titles, marked; what it counts leaves drills out',
  'server/centre/vitals/lineage/store.ts': 'rows that were counted, and no drill is',
  'server/commands/store-scale.ts': 'whether anything is there at all; a drill is something',
  'server/centre/versions/why/store.ts': 'events of one alarm; a drill has none',
  'server/flow/1-ingest/hotline/store.ts': 'the event of a report; a drill has none',
  'server/flow/3-event/haul-fold/store.ts': 'the signal of findings; a drill has none',
  'server/flow/3-event/hazards/store.ts': 'hazards, and a drill is none',
  'server/flow/5-work/lead-request/store.ts': 'the head line of a request; a drill concerns no other district',
  'server/flow/5-work/letters/store.ts': 'letters about hazards, and a drill is none',
  'server/flow/3-event/quiet/store-group.ts': 'members of events of alarms; a drill has none',
  'server/flow/3-event/quiet/store-mutes.ts': 'members of one event',
  'server/flow/3-event/quiet/store-reach.ts': 'by family, and a drill has none',
  'server/flow/3-event/quiet/store-upkeep.ts': 'events the platform opens itself',
  'server/flow/3-event/store.ts': 'one event by its id',
  'server/flow/3-event/store-vitals.ts': 'events vitals open themselves',
  'server/flow/3-event/store-case-vitals.ts': 'which vitals given events are about; a drill is of none',
  'server/flow/3-event/store-signals.ts': 'the event of a signal; a drill has none',
  'server/flow/3-event/store-again.ts': 'by family, and a drill has none',
  'server/flow/3-event/store-parts.ts': 'parts of one event; a drill is never merged',
  'server/flow/2-detect/store-doubts.ts': 'the false alarm a doubt is from; a drill has no alarm',
  'server/flow/5-work/store-evacuation.ts': 'the list of one case, counted nowhere else',
  'server/flow/5-work/ways/store.ts': 'ways of one case, and those closed now with their titles, marked',
  'server/flow/5-work/store-cards.ts': 'orders with their titles, marked',
  'server/flow/5-work/store-left.ts': 'orders somebody has to take over, marked',
  'server/flow/5-work/store-write.ts': 'a lock',
  'server/flow/5-work/store.ts': 'orders and evidence of one event',
  'server/flow/6-verify/store.ts': 'checks with their titles, marked',
}

const tank = async (story: Story) =>
  (await story.sql<{ lon: number; lat: number }>('select lon, lat from objects where id = $1', [drill.object]))[0]!

describe('what is real', () => {
  it('cannot be worded to look like a drill', async (test) => {
    const story = await startStory(test)
    const at = { type: 'city.manhole', title: '【演练】井盖缺失', ...(await tank(story)) }
    const sent = await story.as('chenli').post<{ signal: string }>('/api/v1/signals', { ...at, object: drill.object })
    assert.equal(sent.status, 200, JSON.stringify(sent.body))
    const rows = await story.sql<{ title: string }>('select title from signals')
    assert.deepEqual(rows, [{ title: '（演练）井盖缺失' }])
    await assert.rejects(
      story.sql(`update signals set title = '【演练】' || title`),
      /signals_never_exercise/,
      'the database holds it too',
    )
  })
})

describe('whatever reads events', () => {
  it('leaves drills out, or says why it need not', () => {
    const root = new URL('../../', import.meta.url)
    const files = readdirSync(new URL('server/', root), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => `server/${file}`)
    const reads = (text: string): string[] =>
      [...text.matchAll(/`[^`]*`|'[^'\n]*'/g)]
        .map(([one]) => one)
        .filter((one) => /\b(from|join) events\b|\$\{stillOpen\}/.test(one))
    const loose = files.filter((file) =>
      reads(readFileSync(new URL(file, root), 'utf8')).some((sql) => !/exercise|inEarnest/.test(sql)),
    )
    assert.deepEqual(
      loose.filter((file) => !(file in aboutOne)),
      [],
      'a new reader of events: does it count? Then `and not exercise`; else say here why not',
    )
    assert.deepEqual(
      Object.keys(aboutOne).filter((file) => !loose.includes(file)),
      [],
      'exceptions nobody needs any more',
    )
  })
})
