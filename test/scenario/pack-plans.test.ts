import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Pack, type Plan } from '../../contract/pack.ts'
import type { PackLook, PackPage, ReleasePage } from '../../contract/packs.ts'
import type { PlanVersion, TypePlan } from '../../contract/plan-version.ts'
import { newPackParts } from '../../server/commands/new-pack-parts.ts'
import { type Story, startStory } from '../story.ts'
import { askFor, type Done, deviceOf, fileOf, install, look, people, publish, trust, tune, type Version } from './pack-steps.ts'

const { author, second } = people
const type = 'wet-road.high'
const tunedArea = '99/990101/'
const limit = (max: number) => ({
  limit: {
    ...{
      name: { zh: '报警值', en: 'Limit' },
      help: { zh: '高于它报警', en: 'Above it alarms' },
      value: 50,
      min: 20,
      max,
      unit: 'cm',
    },
    sets: [{ rule: 'high', at: 'levels.0.limit' }],
  },
})
const scenario = JSON.parse(new Map(newPackParts('wet-road')).get('scenario.json')!) as { types: { plan: Plan }[] }
const shipped = scenario.types[0]!.plan
const first: Version = { put: [['settings', limit(80)]] }
/** The publisher gives twice as long to accept, wants a photo, and a limit of 60 cm at most. */
const newer: Version = {
  version: 2,
  put: [
    ['settings', limit(60)],
    ['types.0.plan.clocks.major.accept', '30m'],
    [
      'types.0.plan.checklist',
      [...shipped.checklist, { id: 'photo', name: { zh: '照片', en: 'Photo' }, kind: 'photo', required: true }],
    ],
  ],
}
/** The city gives less time, calls the district first, and warns of the edge. */
const own: Plan = {
  ...shipped,
  lead: [shipped.lead[1]!, shipped.lead[0]!],
  clocks: { ...shipped.clocks, major: { ...shipped.clocks.major!, accept: '10m' } },
  safety: [{ zh: '先断电', en: 'Cut the power first' }],
}
const planNow = async (story: Story) => (await story.as(author).get<TypePlan>(`/api/v1/plans/${type}`)).body
const marks = ({ plan }: TypePlan): unknown[] => [
  ...[plan.clocks.major!.accept, plan.lead[0]!.name.en, plan.checklist.length, plan.safety.map(({ en }) => en).join()],
]

describe('a plan that was changed here', () => {
  it('is merged row by row into a new version of its pack, kept by cases that run, and comes back', async (test) => {
    const story = await startStory(test)
    await trust(story)
    await install(story, first)
    await putPlan(story, own, '水深时先报区里')
    await tune(story, 'wet-road', { limit: 75 })
    const signed = await signers(story)
    const device = await deviceOf(story)
    await story.reads(device, { level: 90 })
    await story.pass({ m: 2 })
    await story.acknowledge()

    const seen = (await look(story, fileOf(newer))).body.brings!
    assert.deepEqual(
      seen.plans.map(({ part, order, outcome }) => `${part}${order ? ' order' : ''} ${outcome}`),
      ['lead order ours', 'clocks conflict', 'checklist theirs', 'safety ours'],
    )
    const clash = seen.plans.find(({ outcome }) => outcome === 'conflict')!
    assert.deepEqual(
      [clash.base?.accept, clash.ours?.accept, clash.theirs?.accept],
      ['15m', '10m', '30m'],
      'what both began with, ours, theirs',
    )
    const [value] = seen.tuned
    assert.deepEqual([value!.area, value!.value, value!.nearest, value!.outcome], [tunedArea, 75, 60, 'conflict'])
    const undecided = await askFor(story, fileOf(newer), { [clash.id]: 'ours' })
    assert.deepEqual(
      [undecided.body.code, undecided.body.details?.rule],
      ['pack.undecided', `${value!.name.zh}（${value!.areaName}）`],
      'the value is asked about',
    )
    const no = await install(story, newer, { [clash.id]: 'ours', [value!.id]: 'ours' })

    const merged = await planNow(story)
    assert.deepEqual(marks(merged), ['10m', 'District duty officer', 2, 'Cut the power first'])
    const version = (await story.as(author).get<PlanVersion>(`/api/v1/plans/${type}/versions/${merged.version}`)).body
    assert.ok(version.authorName && /第|v2.*试点/.test(version.note), version.note)
    assert.deepEqual(await tuned(story), { limit: 60 })
    const running = await story.sql<{ plan_version: number; accept: string }>(
      `select plan_version, plan->'clocks'->'major'->>'accept' as accept from dispatches`,
    )
    assert.deepEqual(running, [{ plan_version: 1, accept: '10m' }], 'the running case keeps its own')
    assert.equal((await story.facts('plan.published')).length, 2)

    const back = (await story.as(author).post<Done>('/api/v1/packs/wet-road/roll-back', { note: '现场不便' })).body
    const told = (await story.as(second).get<ReleasePage>(`/api/v1/packs/wet-road/releases/${back.no}`)).body.brings
    assert.deepEqual(
      told.planChanges.map(({ differences }) => differences.map(({ part, what }) => `${part} ${what}`)),
      [['checklist removed']],
      'it is said before anybody publishes it',
    )
    assert.deepEqual(
      told.tuned.map(({ outcome, value: from, nearest }) => [outcome, from, nearest]),
      [['back', 60, 75]],
    )
    assert.equal((await publish(story, back.no)).status, 200)
    assert.deepEqual(marks(await planNow(story)), ['10m', 'District duty officer', 1, 'Cut the power first'])
    assert.deepEqual(await tuned(story), { limit: 75 })
    assert.deepEqual(await signers(story), signed, 'signed by who set it, not by who published')
    assert.ok(no < back.no)
    await story.acknowledge()
    await story.end()
  })

  it('does not come into force over a plan or a value that changed after it was asked for', async (test) => {
    const story = await startStory(test)
    await trust(story)
    await install(story, first)
    const asked = (await askFor(story, fileOf(newer))).body.no
    await putPlan(story, own, '夜里先报区里')
    assert.equal((await publish(story, asked)).body.code, 'pack.moved')
    await story.as(second).post(`/api/v1/packs/wet-road/releases/${asked}/discard`, { note: '重来' })
    const seen = (await look(story, fileOf(newer))).body.brings!
    const clash = seen.plans.find(({ outcome }) => outcome === 'conflict')!.id
    const again = (await askFor(story, fileOf(newer), { [clash]: 'theirs' })).body.no
    await tune(story, 'wet-road', { limit: 75 })
    assert.equal((await publish(story, again)).body.code, 'pack.moved', 'a value outside the new range is asked about first')
    await tune(story, 'wet-road', { limit: null })
    assert.equal((await publish(story, again)).status, 200)
    assert.deepEqual(marks(await planNow(story)), ['30m', 'District duty officer', 2, 'Cut the power first'])
    await story.acknowledge()
    await story.end()
  })
})

describe('a newer version that comes with the platform', () => {
  it('is offered over an installed one with its differences, never taken by itself, never an older one', async (test) => {
    const packs: Pack[] = []
    const story = await startStory(test, { packs })
    await trust(story)
    await install(story, { version: 2 })
    await putPlan(story, own, '先报区里')
    const shippedAs = (version: number): Pack =>
      Pack.parse({ ...scenario, ...{ id: 'wet-road', version, name: { zh: '湿滑路面', en: 'Wet road' } } })
    const url = '/api/v1/packs/wet-road/shipped'
    const page = async () => (await story.as(author).get<PackPage>('/api/v1/packs/wet-road')).body
    packs.push(shippedAs(2))
    await story.restart()
    assert.deepEqual([(await page()).offered, (await page()).withPlatform], [null, 2])
    const old = await story.as(author).post<Done>(`${url}/ask`, { note: '换' })
    assert.deepEqual([old.status, old.body.code], [409, 'pack.old'])

    packs[0] = shippedAs(3)
    packs[0].types[0]!.plan.clocks.major!.accept = '30m'
    await story.restart()
    assert.deepEqual([(await page()).version, (await page()).offered], [2, 3], 'a restart takes nothing over')
    const { brings } = (await story.as(author).post<PackLook>(`${url}/look`, {})).body
    const clash = brings!.plans.find(({ outcome }) => outcome === 'conflict')!.id
    assert.equal((await story.as(author).post<Done>(`${url}/ask`, { note: '换' })).body.code, 'pack.undecided')
    const { no } = (await story.as(author).post<Done>(`${url}/ask`, { note: '换', decisions: { [clash]: 'ours' } })).body
    assert.equal((await publish(story, no)).status, 200)
    assert.deepEqual([(await page()).version, (await page()).publisher, (await page()).offered], [3, null, null])
    assert.deepEqual(marks(await planNow(story)), ['10m', 'District duty officer', 1, 'Cut the power first'])
    const file = await look(story, fileOf({ version: 2 }))
    assert.deepEqual(
      file.body.faults.map(({ code }) => code),
      ['old'],
      'nor does a file go below what came with the platform',
    )
    await story.end()
  })
})

/** Who set what stands of the pack, and when. */
const signers = (story: Story) =>
  story.sql<{ changed_by: string; changed_at: Date }>('select changed_by, changed_at from pack_tunings order by area')

async function putPlan(story: Story, plan: Plan, note: string): Promise<void> {
  const base = `/api/v1/plans/${type}/versions`
  const { no } = (await story.as(author).post<Done>(base, { plan, note })).body
  await story.as(author).post(`${base}/${no}/ask`, { untried: '没有读数' })
  const { changedAt } = (await story.as(second).get<PlanVersion>(`${base}/${no}`)).body
  const done = await story.as(second).post<Done>(`${base}/${no}/publish`, { changedAt })
  assert.equal(done.status, 200, JSON.stringify(done.body))
}

const tuned = async (story: Story): Promise<unknown> =>
  (await story.as(author).get<PackPage>('/api/v1/packs/wet-road')).body.tunings.find(({ area }) => area === tunedArea)?.settings
