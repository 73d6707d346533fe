import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { z } from 'zod'
import type { DetectRule, ThresholdRule } from '../../../contract/pack.ts'
import type { PackRules, RulesChecked, RulesVersion, RulesWeek } from '../../../contract/rules.ts'
import { gasPack } from '../../../test/demo-packs.ts'
import { firstDevice, type Story, startStory } from '../../../test/story.ts'
import type { Answer } from '../../../test/story-people.ts'

type Done = { no: number; state: string; code?: string; details?: Record<string, unknown>; zh?: string }
const base = '/api/v1/rules/septic-gas'
const [author, second] = ['shenlan', 'lusiqi'] as const

const changed = (id: string, to: Partial<ThresholdRule>): DetectRule[] =>
  gasPack.detect.map((rule) => (rule.id === id ? ({ ...rule, ...to } as DetectRule) : rule))
const methane = gasPack.detect.find(({ id }) => id === 'ch4') as ThresholdRule
const limits = (red: number) => methane.levels.map((level) => (level.severity === 'red' ? { ...level, limit: red } : level))

const post = (story: Story, who: string, path: string, body?: unknown): Promise<Answer<Done>> =>
  story.as(who).post<Done>(`${base}/${path}`, body ?? {})

/** As somebody does it who has just read the version. */
async function putInForce(story: Story, who: string, no: number): Promise<Answer<Done>> {
  const { changedAt } = (await story.as(second).get<RulesVersion>(`${base}/versions/${no}`)).body
  return post(story, who, `versions/${no}/publish`, { changedAt })
}

/** The back-test of a version, to its end. */
async function tryOut(story: Story, version: number, more: { days?: number; area?: string } = {}): Promise<void> {
  const body = { kind: 'rules', pack: 'septic-gas', version, days: 1, ...more }
  const asked = await story.as(author).post('/api/v1/backtests', body)
  assert.equal(asked.status, 200, JSON.stringify(asked.body))
  await story.zhili.backtests.idle()
}

/** Drafted, tried, asked for and published by two people. */
async function publish(story: Story, rules: unknown[], note = '试运行后调整'): Promise<number> {
  const { no } = (await post(story, author, 'versions', { rules, note })).body
  await tryOut(story, no)
  const asked = await post(story, author, `versions/${no}/ask`)
  assert.equal(asked.status, 200, JSON.stringify(asked.body))
  const done = await putInForce(story, second, no)
  assert.equal(done.status, 200, JSON.stringify(done.body))
  return no
}
const alarm = async (story: Story) =>
  (
    await story.sql<{ severity: string; rules_version: number; cleared_at: Date | null }>(
      `select severity, rules_version, cleared_at from alarms where family in ('gas', 'silence')`,
    )
  )[0]

const raised = async (story: Story) => (await story.facts('alarm.raised')).filter(({ body }) => body.family === 'gas')

describe('versions of rules', () => {
  it('are checked with places, said in sentences, and compared in words before anything is saved', async (test) => {
    const story = await startStory(test)
    const rules = [
      ...changed('ch4', { levels: limits(45) }),
      '规则 x 「写坏了」 “Broken”（归入 gas 报警）：\n甲烷 大概 很高 时报红色',
    ]
    const { body } = await story.as(author).post<z.infer<typeof RulesChecked>>(`${base}/check`, { rules })
    assert.equal(body.faults[0]?.code, 'unread')
    assert.ok((body.faults[0]?.at ?? 0) > 20, 'the place in the sentence')
    assert.deepEqual(
      body.differences.map(({ text }) => text.zh),
      ['红色限值 50 → 45 %LEL'],
    )
    assert.match(body.rules[0]!.zh, /≥ 45 %LEL 时报红色/)
    const again = [body.rules[0]!.zh, ...gasPack.detect.slice(1)]
    const read = await story.as(author).post<z.infer<typeof RulesChecked>>(`${base}/check`, { rules: again })
    assert.deepEqual(read.body.rules[0]?.rule, body.rules[0]?.rule, 'the sentence reads back as the very rule')
    assert.deepEqual(read.body.faults, [])
    await story.end()
  })

  it('with a fault are refused at save with the place', async (test) => {
    const story = await startStory(test)
    const refused = await post(story, author, 'versions', { rules: changed('ch4', { reading: 'smoke' }), note: '试' })
    assert.equal(refused.status, 422)
    assert.deepEqual(
      [refused.body.code, refused.body.details?.rule, refused.body.details?.place],
      ['rules.faulty', 'ch4', 'reading'],
    )
    assert.match(String(refused.body.zh), /没有读数“smoke”/)
    assert.equal((await story.sql('select 1 from pack_versions')).length, 0)
    await story.end()
  })

  it('are published by somebody else, looked at anew, and taken back in one step', async (test) => {
    const story = await startStory(test)
    const rules = changed('ch4', { levels: limits(45) })
    const { no } = (await post(story, author, 'versions', { rules, note: '夏季提前报红' })).body
    assert.equal((await putInForce(story, author, no)).body.code, 'rules.state', 'a draft is not published')
    await post(story, author, `versions/${no}/ask`, { untried: '没有读数' })
    assert.equal((await putInForce(story, author, no)).body.code, 'rules.second')
    assert.equal((await putInForce(story, 'chenli', no)).body.code, 'permit.missing')
    await story.reads(firstDevice, { ch4: 46 })
    assert.equal((await alarm(story))?.severity, 'blue', 'not red by the rules in force, orange only after its hold')
    const untried = await putInForce(story, second, no)
    assert.equal(untried.body.code, 'rules.untried', 'a reason does not stand for a back-test where there are readings')
    await tryOut(story, no)
    assert.equal((await putInForce(story, second, no)).status, 200)
    await story.pass({ s: 10 })
    await story.reads(firstDevice, { ch4: 46 })
    assert.deepEqual([(await alarm(story))?.severity, (await alarm(story))?.rules_version], ['red', no])
    const [up] = await story.facts('alarm.stepped-up')
    assert.equal(up?.body.rulesVersion, no)
    const back = await post(story, author, `versions/${no}/roll-back`, { note: '报得太多' })
    assert.equal((await putInForce(story, second, back.body.no)).status, 200)
    const { body } = await story.as(second).get<PackRules>(base)
    assert.equal(body.version, back.body.no)
    assert.deepEqual(
      body.rules.map(({ rule }) => rule),
      gasPack.detect,
    )
    assert.deepEqual(
      body.versions.map(({ state }) => state),
      ['live', 'retired'],
    )
    assert.equal((await alarm(story))?.cleared_at, null)
    await story.sql('delete from notices')
  })

  it('keep a standing alarm and a running hold over the change, also after a restart', async (test) => {
    const story = await startStory(test)
    await story.reads(firstDevice, { ch4: 22 })
    await story.pass({ s: 20 })
    const no = await publish(story, changed('ch4', { levels: limits(45) }))
    assert.equal((await story.facts('alarm.cleared')).length, 0)
    await story.restart()
    await story.pass({ s: 10 })
    assert.equal((await alarm(story))?.severity, 'yellow', 'thirty seconds after the first reading, though published in between')
    assert.equal((await alarm(story))?.rules_version, no)
    assert.equal((await raised(story)).length, 1)
  })

  it('clear an alarm whose rule is gone, and say that it was not the reading', async (test) => {
    const story = await startStory(test)
    await story.reads(firstDevice, { ch4: 15 })
    assert.equal((await alarm(story))?.severity, 'blue')
    await publish(
      story,
      gasPack.detect.filter(({ id }) => id !== 'ch4'),
    )
    assert.notEqual((await alarm(story))?.cleared_at, null)
    const [cleared] = await story.facts('alarm.cleared')
    assert.deepEqual([cleared?.body.cause, cleared?.body.byDevice], ['withdrawn', false])
    await story.pass({ m: 1 })
    await story.reads(firstDevice, { ch4: 60 })
    assert.equal((await raised(story)).length, 1, 'nobody looks at methane any more')
    // the fan was started by the alarm and has not answered; that is another rule's business
    await story.expectNotices([
      ['hanqing', 'order'],
      ['tangke', 'inform'],
    ])
    await story.end()
  })

  it('ask what time alone changes at once: a shorter silence is over already', async (test) => {
    const story = await startStory(test)
    await story.reads(firstDevice, { ch4: 1 })
    await story.pass({ m: 2 })
    assert.equal(await alarm(story), undefined)
    await publish(
      story,
      gasPack.detect.map((rule) => (rule.id === 'silent' ? ({ ...rule, for: '1m' } as DetectRule) : rule)),
    )
    await story.pass({ s: 1 })
    assert.equal((await alarm(story))?.severity, 'blue')
    await story.end()
  })

  it('are followed by a process that published nothing itself', async (test) => {
    const story = await startStory(test)
    await story.reads(firstDevice, { ch4: 1 })
    const before = story.zhili
    const no = await publish(story, changed('ch4', { levels: limits(45) }))
    // As another process would leave it: this one has not heard of the publication.
    await story.restart()
    assert.notEqual(story.zhili, before)
    await story.sql(`update pack_versions set state = 'retired', retired_at = $1 where no = $2`, [story.now(), no])
    await story.sql(
      `insert into pack_versions (kind, pack, no, body, state, note, based_on, authors, made_at, changed_at, published_by, published_at, turn)
       values ('rules', 'septic-gas', 99, $1::jsonb, 'live', 'x', 0, '{a}', $2, $2, 'b', $2, 99)`,
      [JSON.stringify(changed('ch4', { levels: limits(40) })), story.now()],
    )
    await story.pass({ s: 10 })
    await story.reads(firstDevice, { ch4: 41 })
    assert.deepEqual([(await alarm(story))?.severity, (await alarm(story))?.rules_version], ['red', 99])
  })

  it('tell what may be done, and who wrote over whom', async (test) => {
    const story = await startStory(test)
    const rules = changed('ch4', { levels: limits(45) })
    const { no } = (await post(story, author, 'versions', { rules, note: '一' })).body
    const read = (await story.as(author).get<RulesVersion>(`${base}/versions/${no}`)).body
    assert.deepEqual(read.allowed, ['change', 'ask', 'discard'])
    const change = { rules, note: '二', changedAt: read.changedAt }
    await story.pass({ s: 1 })
    assert.equal((await story.as(author).put(`${base}/versions/${no}`, change)).status, 200)
    assert.equal((await story.as(author).put<Done>(`${base}/versions/${no}`, change)).body.code, 'version.stale')
    await post(story, author, `versions/${no}/ask`, { untried: '没有读数' })
    const waiting = (await story.as(second).get<RulesVersion>(`${base}/versions/${no}`)).body
    assert.deepEqual([waiting.allowed, waiting.off, waiting.nothingRecorded], [['publish', 'send-back'], [], true])
    const theirs = async (who: string) => (await story.as(who).get<RulesVersion>(`${base}/versions/${no}`)).body
    const refusals = async (who: string) => (await theirs(who)).off.map(({ act, code }) => `${act} ${code}`)
    assert.deepEqual(await refusals(author), ['publish rules.second'])
    assert.deepEqual(await refusals('chenli'), ['publish permit.missing', 'send-back permit.missing'])
    assert.deepEqual(
      waiting.history.map(({ act, byName, note }) => [act, byName, note]),
      [
        ['drafted', '沈岚', '一'],
        ['changed', '沈岚', '二'],
        ['asked', '沈岚', '没有读数'],
      ],
    )
    assert.deepEqual(
      waiting.differences.map(({ text }) => text.en),
      ['red limit 50 → 45 %LEL'],
    )
    assert.equal((await post(story, second, `versions/${no}/send-back`, { note: '再想想' })).body.state, 'draft')
    assert.equal((await post(story, author, `versions/${no}/discard`)).body.state, 'discarded')
    assert.equal((await story.as('zhoumin').get(base)).status, 403)
    const same = (await post(story, author, 'versions', { rules: gasPack.detect, note: '没改' })).body
    assert.equal((await post(story, author, `versions/${same.no}/ask`)).body.code, 'rules.same')
    const unchanged = (await story.as(author).get<RulesVersion>(`${base}/versions/${same.no}`)).body
    assert.deepEqual([unchanged.allowed, unchanged.off.map(({ code }) => code)], [['change', 'discard'], ['rules.same']])
    await story.end()
  })

  it('are published only when tried since their last change, in all areas and over a week of what is stored', async (test) => {
    const story = await startStory(test)
    await story.reads(firstDevice, { ch4: 2 })
    await story.sql(
      `insert into readings (at, device, received_at, seq, values, quality)
       select at - interval '3 days', device, received_at - interval '3 days', seq, values, quality from readings`,
    )
    const rules = changed('ch4', { levels: limits(45) })
    const { no } = (await post(story, author, 'versions', { rules, note: '夏季提前报红' })).body
    const view = async () => (await story.as(second).get<RulesVersion>(`${base}/versions/${no}`)).body
    const refused = async (why: string) => assert.equal((await putInForce(story, second, no)).body.code, 'rules.untried', why)
    assert.equal((await view()).tried, null)
    await tryOut(story, no, { days: 7 })
    await story.pass({ s: 1 })
    const { changedAt } = await view()
    assert.equal((await story.as(author).put(`${base}/versions/${no}`, { rules, note: '再改', changedAt })).status, 200)
    await post(story, author, `versions/${no}/ask`)
    await refused('tried before it was last changed')
    await tryOut(story, no, { days: 7, area: '990101' })
    await refused('in one district of the city')
    await story.pass({ s: 1 })
    await tryOut(story, no, { days: 2 })
    await refused('on two of the three days that are stored')
    const short = (await view()).tried!
    assert.deepEqual(
      (await view()).off.map(({ act, code }) => `${act} ${code}`),
      ['publish rules.untried'],
    )
    assert.deepEqual([short.days, short.readings, short.enough, short.askedAt], [2, 1, false, story.now().toISOString()])
    await tryOut(story, no, { days: 4 })
    const old = await post(story, second, `versions/${no}/publish`, { changedAt })
    assert.deepEqual([old.status, old.body.code], [409, 'version.stale'], 'read before it was last changed')
    const { tried } = await view()
    assert.deepEqual([tried!.days, tried!.readings, tried!.enough], [4, 2, true])
    assert.equal((await putInForce(story, second, no)).status, 200)
    await story.end()
  })

  it('do not undo what was published since they were written', async (test) => {
    const story = await startStory(test)
    await story.reads(firstDevice, { ch4: 2 })
    const h2s = gasPack.detect.find(({ id }) => id === 'h2s') as ThresholdRule
    const [one, two] = [changed('ch4', { levels: limits(45) }), changed('h2s', { clearHold: '20m' })]
    const draft = async (rules: DetectRule[]) => (await post(story, author, 'versions', { rules, note: '两版' })).body.no
    const view = async (no: number) => (await story.as(second).get<RulesVersion>(`${base}/versions/${no}`)).body
    const [a, b, c] = [await draft(one), await draft(two), await draft(two)]
    for (const no of [a, b]) {
      await tryOut(story, no)
      assert.equal((await post(story, author, `versions/${no}/ask`)).status, 200)
    }
    assert.deepEqual([(await view(b)).off, (await view(b)).tried?.live, (await view(b)).tried?.enough], [[], 0, true])
    assert.equal((await putInForce(story, second, a)).status, 200)
    const refused = await putInForce(story, second, b)
    assert.deepEqual([refused.status, refused.body.code, refused.body.details?.version], [409, 'version.stale', a])
    assert.deepEqual(
      (await view(b)).off.map(({ act, code }) => `${act} ${code}`),
      ['publish version.stale'],
      'shown before it is tried',
    )
    assert.equal((await view(b)).tried?.enough, false, 'compared with rules that are no longer in force')
    assert.equal((await post(story, author, `versions/${c}/ask`)).body.code, 'version.stale')
    assert.equal((await post(story, second, `versions/${b}/send-back`, { note: '以现行为准' })).status, 200)
    const both = one.map((rule) => (rule.id === 'h2s' ? { ...h2s, clearHold: '20m' } : rule))
    const write = async (basedOn?: number) => {
      const { changedAt } = await view(b)
      return story.as(author).put<Done>(`${base}/versions/${b}`, { rules: both, note: '合在一起', changedAt, basedOn })
    }
    assert.equal((await write(0)).status, 200, 'written on as before')
    assert.equal((await post(story, author, `versions/${b}/ask`)).body.code, 'version.stale')
    assert.equal((await write(99)).body.code, 'version.stale', 'seen beside another version')
    assert.equal((await write(a)).status, 200)
    await tryOut(story, b)
    assert.equal((await view(b)).tried?.live, a)
    assert.equal((await post(story, author, `versions/${b}/ask`)).status, 200)
    assert.equal((await putInForce(story, second, b)).status, 200)
    const { rules } = (await story.as(second).get<PackRules>(base)).body
    assert.deepEqual(
      rules.map(({ rule }) => rule),
      both,
    )
    await story.end()
  })

  it('of a family no type takes are refused, and families lost beside the rules in force are named', async (test) => {
    const story = await startStory(test)
    const rules = gasPack.detect.map((rule) => (rule.family === 'gas' ? { ...rule, family: 'gass' } : rule))
    const refused = await post(story, author, 'versions', { rules, note: '错了一个字' })
    assert.deepEqual([refused.status, refused.body.code, refused.body.details?.place], [422, 'rules.faulty', 'family'])
    assert.match(String(refused.body.zh), /没有事件类型接“gass”类报警/)
    const fewer = gasPack.detect.filter(({ family }) => family !== 'fan')
    const { body } = await story.as(author).post<z.infer<typeof RulesChecked>>(`${base}/check`, { rules: fewer })
    assert.deepEqual(
      body.findings.map(({ kind }) => kind),
      ['lost-family'],
    )
    assert.match(body.findings[0]!.words.zh, /“fan”/)
    await story.end()
  })

  it('nested without end are refused with the place, not taken to the end of the stack', async (test) => {
    const story = await startStory(test)
    let when: object = { op: 'compare', value: { reading: 'ch4' }, is: 'above', limit: 20 }
    for (let depth = 0; depth < 2_000; depth++) when = { op: 'not', of: when }
    const rule = {
      ...{
        id: 'deep',
        family: 'gas',
        name: { zh: '深', en: 'deep' },
        kind: 'tree',
        on: 'device',
        clearFactor: 0.8,
        clearHold: '1m',
      },
      levels: [{ severity: 'red', when, hold: '0s' }],
    }
    for (const [path, body] of [
      ['check', { rules: [rule] }],
      ['versions', { rules: [rule], note: '深' }],
    ] as const) {
      const { status, body: answer } = await post(story, author, path, body)
      assert.deepEqual([status, answer.code, answer.details?.reason], [400, 'input.malformed', 'json.deep'])
      assert.match(String(answer.details?.path), /^\/rules\/0\/levels\/0\/when\/of\/of/)
      assert.match(String(answer.zh), /嵌套超过 64 层/)
    }
    await story.end()
  })

  it('show what each rule raised in a week, what was merged and what was false, in the areas of who asks', async (test) => {
    const story = await startStory(test)
    const week = async (who: string, query = '') => (await story.as(who).get<RulesWeek>(`${base}/week${query}`)).body.rows
    assert.ok((await week(second)).every(({ raised, ofSignals, ofDecided }) => raised + ofSignals + ofDecided === 0))
    const rise = async () => {
      for (const ch4 of [60, 60, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]) {
        await story.reads(firstDevice, { ch4 })
        await story.pass({ m: 1 })
      }
    }
    await rise()
    await story.sql(`update events set state = 'false-alarm', closed_at = opened_at where family = 'gas'`)
    await rise()
    const [first] = await week(second)
    assert.deepEqual(
      [first?.rule, first?.raised, first?.again, first?.ofSignals, first?.falseAlarm, first?.ofDecided],
      ['ch4', 2, 1, 2, 1, 1],
    )
    assert.equal((await week('chenli'))[0]?.raised, 2)
    assert.equal((await week(second, '?area=99/')).length, (await week(second)).length)
  })
})
