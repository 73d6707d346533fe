import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { PackList, PackLook, PackPage, PublisherList } from '../../contract/packs.ts'
import type { PackRules, RulesVersion } from '../../contract/rules.ts'
import { septicGas } from '../../packs/septic-gas/pack.ts'
import { followRules } from '../../server/city/pack/live-rules.ts'
import { createPacks } from '../../server/city/pack/packs.ts'
import { loadedPacks } from '../../server/main.ts'
import { type Story, startStory } from '../story.ts'
import {
  askFor,
  type Done,
  deviceOf,
  fileOf,
  install,
  look,
  partsOf,
  pemOf,
  people,
  publish,
  switchOff,
  trust,
  tune,
} from './pack-steps.ts'

const { author, second, system, security, district } = people
const limit = 'detect.0.levels.0.limit'
const open = (story: Story) =>
  story.sql<{ family: string; severity: string; rules_version: number }>(
    `select family, severity, rules_version from alarms where pack = 'wet-road' and cleared_at is null order by family`,
  )
describe('a publisher', () => {
  it('is trusted by two administrators, and no longer by one', async (test) => {
    const story = await startStory(test)
    const ask = (who: string, publicKey: string) =>
      story.as(who).post<Done>('/api/v1/pack-publishers', { name: '某局', publicKey })
    assert.equal((await ask(author, pemOf())).body.code, 'permit.missing')
    assert.equal((await ask(system, 'nonsense')).body.code, 'publisher.key')
    const { key } = (await ask(system, pemOf())).body
    assert.equal((await ask(system, pemOf())).body.code, 'publisher.known')
    const decide = (who: string, verb: string) => story.as(who).post<Done>(`/api/v1/pack-publishers/${key}/${verb}`, {})
    assert.deepEqual(
      (await look(story, fileOf())).body.faults.map(({ code }) => code),
      ['publisher-unknown'],
    )
    assert.equal((await decide(system, 'confirm')).body.code, 'permit.missing')
    assert.equal((await decide(security, 'confirm')).body.state, 'trusted')
    assert.deepEqual((await look(story, fileOf())).body.faults, [])
    const { rows } = (await story.as(security).get<PublisherList>('/api/v1/pack-publishers')).body
    assert.deepEqual(
      rows.map((row) => [row.key, row.state, row.allowed]),
      [[key, 'trusted', ['withdraw']]],
    )
    assert.equal((await decide(security, 'withdraw')).body.state, 'withdrawn')
    assert.deepEqual(
      (await look(story, fileOf())).body.faults.map(({ code }) => code),
      ['publisher-unknown'],
    )
    assert.equal((await ask(system, pemOf())).body.state, 'waiting', 'and asked for again')
    await story.end()
  })
})

describe('a pack file', () => {
  it('is refused with the reason, whatever is wrong with it', async (test) => {
    const story = await startStory(test)
    await trust(story)
    const codes = async (file: Buffer) => (await look(story, file)).body.faults.map(({ part, code }) => `${part} ${code}`)
    const failing = partsOf().get('samples/1-passes-the-limit.json')!.replace('"orange"', '"red"')
    assert.deepEqual(await codes(fileOf({ parts: { 'samples/1-passes-the-limit.json': failing } })), [
      'samples/1-passes-the-limit.json sample-fails',
    ])
    assert.deepEqual(await codes(fileOf({ put: [['hooks', {}]] })), ['scenario.json block-unknown'])
    assert.deepEqual(await codes(fileOf({ parts: { 'run.js': 'process.exit()' } })), ['run.js part-unknown'])
    assert.deepEqual(await codes(Buffer.from(fileOf().toString().replace('limit', 'limiT'))), [' signature'])
    assert.deepEqual(await codes(fileOf({}, generateKeyPairSync('ed25519').privateKey)), [' publisher-unknown'])
    assert.deepEqual(await codes(gzipSync(Buffer.alloc(5_000_000))), [' compressed'])
    const gas = septicGas.types[0]!
    assert.deepEqual(
      await codes(
        fileOf({
          put: [
            ['types.0.id', gas.id],
            ['objects.0.kind', septicGas.objects[0]!.kind],
            ['indicators', {}],
            ['layers', {}],
          ],
        }),
      ),
      ['scenario.json taken', 'scenario.json taken'],
    )
    const refused = await askFor(story, fileOf({ put: [['hooks', {}]] }))
    assert.deepEqual([refused.status, refused.body.code], [422, 'pack.faulty'])
    assert.match(refused.body.zh!, /不认识的块“hooks”/)
    assert.equal((await story.sql('select 1 from pack_releases')).length, 0)
    assert.equal((await story.as(second).post<Done>('/api/v1/pack-files/look', fileOf())).body.code, 'permit.missing')
    const strangers = generateKeyPairSync('ed25519').privateKey
    await trust(story, strangers, '另一家公司')
    await install(story)
    const theirs = fileOf({ version: 2 }, strangers)
    assert.deepEqual(await codes(theirs), [' publisher-other'], 'trusted, and yet not for a pack of another')
    const upgrade = await askFor(story, theirs)
    assert.deepEqual([upgrade.status, upgrade.body.code], [422, 'pack.faulty'])
    assert.match(upgrade.body.zh!, /由“某某区城市管理局”发布，“另一家公司”不能升级它/)
    const renewed = generateKeyPairSync('ed25519').privateKey
    await trust(story, renewed)
    assert.deepEqual(await codes(fileOf({ version: 2 }, renewed)), [], 'a new key of the same publisher')
    await story.acknowledge()
    await story.end()
  })
})

describe('a pack in the running city', () => {
  it('is installed by two people, raises alarms without a restart, in every process', async (test) => {
    const story = await startStory(test)
    await trust(story)
    const other = createPacks([...loadedPacks], { demo: false })
    const seen = (await look(story, fileOf())).body.brings!
    assert.deepEqual([seen.before, seen.samples, seen.types.length, seen.rules.length], [null, 3, 2, 2])
    assert.deepEqual(
      seen.types[0]!.lead.map(({ zh }) => zh),
      ['镇街值班长', '区县值班长'],
    )
    const reach = async (area: string) =>
      (await story.as(author).post<PackLook>(`/api/v1/pack-files/look?area=${area}`, fileOf())).body.reach
    const high = (await reach('990101'))!.types.find(({ type }) => type === 'wet-road.high')!.tiers.rows
    assert.deepEqual(
      high.map(({ severity, grade, tiers }) => [severity, grade, tiers.town.does, tiers.district.does]),
      [
        ['red', null, 'watch', 'watch'],
        ['orange', 'major', 'act', 'later'],
        ['yellow', null, 'watch', 'watch'],
        ['blue', null, 'watch', 'watch'],
      ],
      'who would get it at a place, before anything is in force',
    )
    assert.ok(high[1]!.tiers.town.posts[0]!.posts > 0, 'by the posts there really are')
    const { no } = (await askFor(story, fileOf())).body
    assert.equal((await askFor(story, fileOf())).body.code, 'pack.waiting')
    assert.equal((await publish(story, no, author)).body.code, 'pack.second')
    assert.equal((await publish(story, no, district)).body.code, 'permit.missing')
    const both = await Promise.all([publish(story, no), publish(story, no)])
    assert.deepEqual(both.map(({ status, body }) => body.code ?? status).sort(), [200, 'pack.state'])
    const device = await deviceOf(story)
    await story.reads(device, { level: 60 })
    await story.pass({ m: 2 })
    assert.deepEqual(await open(story), [{ family: 'level', severity: 'orange', rules_version: 1 }])
    assert.equal((await story.sql(`select 1 from events where type = 'wet-road.high'`)).length, 1)
    await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) => followRules(tx, other))
    assert.equal(other.byId('wet-road').version, 1)
    await story.restart()
    await story.reads(device, { level: 61 })
    assert.equal((await story.as(author).get<PackPage>('/api/v1/packs/wet-road')).body.publisher, '某某区城市管理局')
    await story.pass({ s: 1 })
    const list = (await story.as(district).get<PackList>('/api/v1/packs')).body
    const row = list.rows.find(({ pack }) => pack === 'wet-road')!
    assert.deepEqual([row.version, row.week.raised, row.off], [1, 1, false])
    await story.acknowledge()
    await story.end()
  })

  it('is upgraded with what was changed here kept, conflicts decided by a person, and taken back', async (test) => {
    const story = await startStory(test)
    await trust(story)
    await install(story)
    await override(story, 45)
    const rulesOf = async () => (await story.as(author).get<PackRules>('/api/v1/rules/wet-road')).body
    const limits = async () => {
      const [high, silent] = (await rulesOf()).rules.map(({ rule }) => rule)
      return [
        high && 'levels' in high && 'limit' in high.levels[0]! ? high.levels[0].limit : null,
        silent && 'for' in silent ? silent.for : null,
      ]
    }
    assert.deepEqual(await limits(), [45, '10m'])
    const calm = fileOf({ version: 2, put: [['detect.1.for', '11m']], parts: { 'samples/3-silent.json': silentAfter(11) } })
    const merged = (await look(story, calm)).body.brings!
    assert.deepEqual(
      merged.merge.map(({ rule, outcome }) => [rule, outcome]),
      [
        ['high', 'ours'],
        ['silent', 'theirs'],
      ],
    )
    assert.equal(merged.differences.length, 1)
    assert.match(merged.differences[0]!.text.zh, /10 ?分钟.*11 ?分钟/)
    const first = (await askFor(story, calm)).body.no
    assert.equal((await publish(story, first)).status, 200)
    assert.deepEqual(await limits(), [45, '11m'])
    const clash = {
      version: 3,
      put: [
        [limit, 40],
        ['detect.1.for', '11m'],
      ] as [string, unknown][],
      parts: { 'samples/3-silent.json': silentAfter(11) },
    }
    assert.equal((await askFor(story, fileOf(clash))).body.code, 'pack.undecided')
    assert.equal((await askFor(story, fileOf({ ...clash, version: 2 }))).body.code, 'pack.faulty', 'not newer')
    await install(story, clash, { high: 'theirs' })
    assert.deepEqual(await limits(), [40, '11m'])
    await rollBack(story)
    assert.deepEqual(await limits(), [45, '11m'], 'the rules before, with what was changed here')
    assert.equal((await story.as(author).get<PackPage>('/api/v1/packs/wet-road')).body.version, 2)
    await story.acknowledge()
    await story.end()
  })

  it('does not come into force over what changed meanwhile, nor below its first version', async (test) => {
    const story = await startStory(test)
    await trust(story)
    await install(story)
    assert.equal((await story.as(author).post<Done>('/api/v1/packs/wet-road/roll-back', { note: '退' })).body.code, 'pack.first')
    const { no } = (await askFor(story, fileOf({ version: 2 }))).body
    await override(story, 45)
    assert.equal((await publish(story, no)).body.code, 'pack.moved')
    assert.equal(
      (await story.as(second).post<Done>(`/api/v1/packs/wet-road/releases/${no}/discard`, { note: '重来' })).status,
      200,
    )
    assert.equal((await askFor(story, fileOf({ version: 2 }))).status, 200)
    await story.end()
  })

  it('is switched off and on: its alarms are taken back, its cases and their words stay', async (test) => {
    const story = await startStory(test)
    await trust(story)
    await install(story)
    const device = await deviceOf(story)
    await story.reads(device, { level: 60 })
    await story.pass({ m: 2 })
    await story.acknowledge()
    const set = (body: object) =>
      story.as(district).post<Done>('/api/v1/packs/wet-road/tune', { area: '99/990101/', reason: '汛期后停用', ...body })
    assert.equal((await set({ off: true })).body.code, 'pack.off-alone')
    await switchOff(story, 'wet-road')
    assert.deepEqual(await open(story), [])
    assert.equal((await story.facts('alarm.cleared')).at(-1)!.body.cause, 'withdrawn')
    await story.reads(device, { level: 70 })
    await story.pass({ m: 5 })
    assert.deepEqual(await open(story), [])
    const [event] = await story.sql<{ id: string }>(`select id from events where type = 'wet-road.high'`)
    assert.equal((await story.as(district).get(`/api/v1/events/${event!.id}`)).status, 200)
    assert.equal((await set({ off: false })).status, 200)
    await story.reads(device, { level: 70 })
    await story.pass({ m: 2 })
    assert.deepEqual(
      (await open(story)).map(({ family }) => family),
      ['level'],
    )
    await story.acknowledge()
    await story.end()
  })

  it('has settings a district changes within their range, for itself alone', async (test) => {
    const story = await startStory(test)
    const ask = (settings: object, said: object = { untried: true }) =>
      story
        .as(district)
        .post<Done>('/api/v1/packs/septic-gas/setting-requests', { area: '99/990101/', settings, ...said, reason: '试' })
    assert.equal((await ask({ 'clear-hold': '90m' })).body.code, 'pack.setting')
    assert.equal((await ask({ 'clear-hold': 10 })).body.code, 'pack.setting')
    assert.equal((await ask({ gone: '5m' })).status, 400)
    assert.equal((await ask({})).status, 400)
    assert.equal((await ask({ 'clear-hold': '3m' }, {})).body.code, 'pack.untried')
    await tune(story, 'septic-gas', { 'clear-hold': '3m' })
    const [fact] = await story.facts('pack.tuned')
    assert.deepEqual(fact?.body.tried, { zh: '未回放', en: 'not replayed' })
    const tank = 'hf-990101-0001'
    const holds = async (): Promise<string | null> => {
      await story.reads(tank, { ch4: 12 })
      await story.pass({ s: 1 })
      await story.reads(tank, { ch4: 2 })
      await story.pass({ m: 4 })
      const [alarm] = await story.sql<{ cleared_at: Date | null }>(
        `select cleared_at from alarms where family = 'gas' order by since desc limit 1`,
      )
      return alarm!.cleared_at ? 'cleared' : 'stands'
    }
    assert.equal(await holds(), 'cleared', 'after three minutes instead of ten')
    const page = (await story.as(district).get<PackPage>('/api/v1/packs/septic-gas')).body
    assert.deepEqual(
      page.tunings.map(({ area, settings }) => [area, settings]),
      [['99/990101/', { 'clear-hold': '3m' }]],
    )
    await tune(story, 'septic-gas', { 'clear-hold': null })
    assert.equal(await holds(), 'stands')
    await story.acknowledge()
    await story.end()
  })
})

const silentAfter = (minutes: number): string =>
  partsOf()
    .get('samples/3-silent.json')!
    .replace('09:12:00', `09:${minutes + 2}:00`)

/** A limit changed here, as a version of the rules published by two people. */
async function override(story: Story, to: number): Promise<void> {
  const base = '/api/v1/rules/wet-road'
  const { rules } = (await story.as(author).get<PackRules>(base)).body
  const own = rules.map(({ rule }) =>
    rule.id === 'high' && rule.kind === 'threshold' ? { ...rule, levels: [{ ...rule.levels[0]!, limit: to }] } : rule,
  )
  const { no } = (await story.as(author).post<Done>(`${base}/versions`, { rules: own, note: '本地调整' })).body
  await story.as(author).post(`${base}/versions/${no}/ask`, { untried: '没有读数' })
  const { changedAt } = (await story.as(second).get<RulesVersion>(`${base}/versions/${no}`)).body
  const done = await story.as(second).post<Done>(`${base}/versions/${no}/publish`, { changedAt })
  assert.equal(done.status, 200, JSON.stringify(done.body))
}

async function rollBack(story: Story): Promise<void> {
  const { no } = (await story.as(author).post<Done>('/api/v1/packs/wet-road/roll-back', { note: '误报多' })).body
  assert.equal((await publish(story, no)).status, 200)
}
