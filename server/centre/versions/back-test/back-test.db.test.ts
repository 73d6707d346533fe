import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Backtest } from '../../../../contract/backtest.ts'
import type { DetectRule, ThresholdRule } from '../../../../contract/pack.ts'
import { besideRule, gasPack } from '../../../../test/demo-packs.ts'
import { firstDevice, type Story, startStory } from '../../../../test/story.ts'
import { pruneBacktests } from './store.ts'

const methane = gasPack.detect.find(({ id }) => id === 'ch4') as ThresholdRule
const earlier: DetectRule[] = gasPack.detect.map((rule) =>
  rule.id === 'ch4'
    ? { ...methane, levels: methane.levels.map((level) => (level.severity === 'red' ? { ...level, limit: 45 } : level)) }
    : rule,
)
const over = gasPack.types.find(({ family }) => family === 'gas')!

/** Two rises of an hour's distance: one to 47, one to 60. */
async function twoRises(story: Story): Promise<void> {
  for (const top of [47, 60]) {
    for (const ch4 of [2, 12, 22, 30, top, top, 20, 5, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]) {
      await story.reads(firstDevice, { ch4 })
      await story.pass({ m: 1 })
    }
    await story.pass({ m: 40 })
  }
}

async function tried(story: Story, asked: object, who = 'shenlan'): Promise<Backtest> {
  const { body, status } = await story
    .as(who)
    .post<{ id: string }>('/api/v1/backtests', { pack: 'septic-gas', days: 1, ...asked })
  assert.equal(status, 200, JSON.stringify(body))
  await story.zhili.backtests.idle()
  return (await story.as(who).get<Backtest>(`/api/v1/backtests/${body.id}`)).body
}

describe('a back-test', () => {
  it('of the rules in force raises what was raised, and changes nothing', async (test) => {
    const story = await startStory(test)
    await twoRises(story)
    const alarms = await story.sql<{ family: string; peak: string; since: Date; cleared_at: Date | null }>(
      `select family, peak, since, cleared_at from alarms where family = 'gas' order by since`,
    )
    const before = await story.sql(`select count(*) as n from facts where kind <> 'session.opened'`)
    const { state, result, progress } = await tried(story, { kind: 'rules', version: 0 })
    assert.equal(state, 'done')
    assert.deepEqual(await story.sql(`select count(*) as n from facts where kind <> 'session.opened'`), before)
    assert.deepEqual(result?.live, result?.tried)
    assert.ok(result!.readings === 40 && progress.done === progress.of && progress.done === result!.objects)
    assert.equal(alarms.length, 2)
    const all = await story.sql<{ n: number }>('select count(*)::int as n from alarms')
    assert.equal(result!.live.alarms, all[0]!.n, 'as many as there were')
    const peaks = await story.sql<{ severity: string; n: number }>(
      'select peak as severity, count(*)::int as n from alarms group by 1',
    )
    for (const { severity, n } of peaks) assert.equal(result!.live.bySeverity[severity as 'red'], n, severity)
  })

  it('takes a reading as ingest did: what cannot be measured is no news of a device, and beyond the range is the top of it', async (test) => {
    const story = await startStory(test)
    await story.reads(firstDevice, { ch4: 2 })
    for (let minute = 0; minute < 6; minute++) {
      await story.pass({ m: 1 })
      await story.reads(firstDevice, { ch4: -5 })
    }
    await story.pass({ m: 1 })
    await story.reads(firstDevice, { ch4: 900 })
    const raised = await story.sql<{ family: string }>('select family from alarms order by since')
    assert.deepEqual(
      raised.map(({ family }) => family).filter((family) => family === 'silence' || family === 'gas'),
      ['silence', 'gas'],
    )
    const { result } = await tried(story, { kind: 'rules', version: 0 })
    assert.equal(result!.live.alarms, raised.length)
    assert.deepEqual([result!.live.byRule.silent, result!.live.byRule.ch4], [1, 1])
  })

  it('tells what other rules would have made of it: graver alarms, people, minutes, verdicts', async (test) => {
    const story = await startStory(test)
    await twoRises(story)
    await story.sql(
      `insert into events (id, no, type, pack, pack_version, grade, title, state, mode, source, object, family, area, lon, lat, opened_at, closed_at, changed_at)
       select gen_random_uuid(), 'X1', type, pack, 1, grade, title, 'false-alarm', mode, source, object, family, area, lon, lat, opened_at, opened_at + interval '9 minutes', opened_at
       from events where family = 'gas' order by opened_at limit 1`,
    )
    await story.sql(
      `update events set state = 'closed', closed_at = opened_at + interval '1 minute' where family = 'gas' and no <> 'X1'`,
    )
    const { result } = await tried(story, { kind: 'rules', rules: earlier })
    assert.deepEqual(result!.difference, { ...result!.difference, new: 0, gone: 0, graver: 1, milder: 0 })
    const [example] = result!.examples
    assert.deepEqual([example?.what, example?.live, example?.tried, example?.rule], ['graver', 'orange', 'red', 'ch4'])
    assert.equal(result!.tried.bySeverity.red, result!.live.bySeverity.red! + 1)
    assert.ok(result!.tried.people > 0 && result!.tried.minutes > 0 && result!.tried.posts.length > 0)
    assert.ok(result!.tried.calls > result!.live.calls, 'a red event calls more')
    assert.ok(result!.live.events.real >= 1)
    assert.ok(result!.limits.includes('commands-as-recorded'))
  })

  it('says which tried rule flaps on the recorded days, where, and what would calm it', async (test) => {
    const story = await startStory(test)
    for (let burst = 0; burst < 5; burst++)
      for (const ch4 of [12, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]) {
        await story.reads(firstDevice, { ch4 })
        await story.pass({ m: 1 })
      }
    const nervous = gasPack.detect.map((rule): DetectRule => (rule.id === 'ch4' ? { ...methane, clearHold: '1m' } : rule))
    const { result } = await tried(story, { kind: 'rules', rules: nervous })
    const [flaps, ...more] = result!.findings
    assert.deepEqual(more, [])
    assert.deepEqual([flaps?.rule, flaps?.kind, flaps?.level], ['ch4', 'flaps', 'blue'])
    assert.deepEqual(
      await story.sql('select object, (select name from objects where id = object) as label from devices where id = $1', [
        firstDevice,
      ]),
      [{ object: flaps!.object, label: flaps!.label }],
    )
    assert.deepEqual([flaps!.proposal?.over?.before.raises, flaps!.proposal?.over?.after.flaps], [5, 0])
    const plan = { ...over.plan, inform: [] }
    assert.deepEqual((await tried(story, { kind: 'plan', type: over.id, plan })).result!.findings, [])
  })

  it('of another plan leaves the alarms and changes who is called', async (test) => {
    const story = await startStory(test)
    await twoRises(story)
    const plan = { ...over.plan, assist: [], inform: [], checklist: [] }
    const { result } = await tried(story, { kind: 'plan', type: over.id, plan })
    assert.equal(result!.tried.alarms, result!.live.alarms)
    assert.ok(result!.tried.calls < result!.live.calls)
    assert.ok(result!.tried.minutes < result!.live.minutes)
  })

  it('refuses faults, waits its turn, is cancelled, begins anew after a stop, and is seen only by who sees its areas', async (test) => {
    const story = await startStory(test)
    const broken = { kind: 'rules', pack: 'septic-gas', rules: [{ ...methane, reading: 'smoke' }] }
    assert.equal((await story.as('shenlan').post('/api/v1/backtests', broken)).body.code, 'rules.faulty')
    assert.equal((await story.as('chenli').post('/api/v1/backtests', { ...broken, rules: earlier })).status, 403)
    const done = await tried(story, { kind: 'rules', version: 0, area: '990101001' })
    assert.deepEqual([done.state, done.areas.length, done.result?.readings], ['done', 1, 0])
    assert.equal((await story.as('chenli').get(`/api/v1/backtests/${done.id}`)).status, 200, 'the district sees its town')
    assert.equal((await story.as('liangzhu').get(`/api/v1/backtests/${done.id}`)).status, 404)
    await story.sql(`update backtests set state = 'running', result = null, ended_at = null`)
    await story.restart()
    await story.zhili.backtests.idle()
    assert.equal((await story.as('shenlan').get<Backtest>(`/api/v1/backtests/${done.id}`)).body.state, 'done')
    const { body } = await story.as('shenlan').post<{ id: string }>('/api/v1/backtests', { ...broken, rules: earlier })
    const stopped = await story.as('shenlan').post(`/api/v1/backtests/${body.id}/cancel`)
    assert.equal(stopped.body.state, 'cancelled')
    await story.zhili.backtests.idle()
    assert.equal((await story.as('shenlan').get<Backtest>(`/api/v1/backtests/${body.id}`)).body.state, 'cancelled')
  })

  it('of a silence tells what would have called nobody: never red, and orange only when it is confirmed', async (test) => {
    const story = await startStory(test)
    await twoRises(story)
    const asked = { kind: 'mute', mute: { type: over.id } }
    const alone = (await tried(story, asked, 'chenli')).result!
    assert.deepEqual([alone.tried.muted, alone.tried.events, alone.tried.calls], [0, alone.live.events, alone.live.calls])
    const { live, tried: confirmed, difference } = (await tried(story, { ...asked, confirmed: true }, 'chenli')).result!
    assert.deepEqual([live.muted, confirmed.muted, confirmed.alarms], [0, 1, live.alarms])
    assert.equal(confirmed.events.auto, live.events.auto - 1, 'the rise to 60 is red and comes through')
    assert.ok(confirmed.calls < live.calls && confirmed.calls > 0)
    assert.equal(difference.gone, 0, 'the alarms themselves are as they were')
    const other = (await tried(story, { ...asked, mute: { type: over.id, rule: 'septic-gas/h2s' }, confirmed: true }, 'chenli'))
      .result!
    assert.equal(other.tried.muted, 0)
    const refused = await story.as('chenli').post('/api/v1/backtests', { pack: 'septic-gas', kind: 'rules', version: 0 })
    assert.deepEqual([refused.status, refused.body.code], [403, 'permit.missing'])
  })

  it('keeps quiet what was quiet on those days, and opens what outlasted its silence', async (test) => {
    const story = await startStory(test)
    const to = new Date(story.now().getTime() + 25 * 60_000).toISOString()
    const asked = { kind: 'silence', area: '99/990101/', type: over.id, reason: '清掏作业', to }
    const made = await story.as('chenli').post<{ id: string }>('/api/v1/mutes', asked)
    assert.equal(made.status, 200, JSON.stringify(made.body))
    assert.equal((await story.as('luoyifan').post(`/api/v1/mutes/${made.body.id}/confirm`)).status, 200)
    for (const ch4 of [...Array<number>(12).fill(30), ...Array<number>(14).fill(2)]) {
      await story.reads(firstDevice, { ch4 })
      await story.pass({ m: 1 })
    }
    for (let minute = 0; minute < 5; minute++) {
      await story.reads(firstDevice, { ch4: 30 })
      await story.pass({ m: 1 })
    }
    const events = await story.sql('select family from events order by opened_at')
    const { result } = await tried(story, { kind: 'rules', version: 0 })
    assert.deepEqual(
      events,
      [{ family: 'fan' }, { family: 'gas' }],
      'the first rise was quiet, its fan and the second rise were not',
    )
    assert.deepEqual([result!.live.muted, result!.live.events.auto], [1, 2])
    assert.deepEqual(result!.tried, result!.live)
    assert.equal(result!.limits.includes('no-mutes-in-force'), false)

    await story.sql(`update mutes set to_at = from_at + interval '20 minutes'`)
    const outlasted = (await tried(story, { kind: 'rules', version: 0 })).result!
    assert.deepEqual([outlasted.live.muted, outlasted.live.events.auto], [0, 3], 'stood two minutes longer than its silence')
  })

  it('tells rules that ask for alarms near by those that were recorded', async (test) => {
    const story = await startStory(test)
    const [beside] = await story.sql<{ id: string }>(
      `select id from devices where kind = 'gas-monitor' and id <> '${firstDevice}' limit 1`,
    )
    for (const ch4 of [2, 60, 60]) {
      await story.reads(beside!.id, { ch4 })
      await story.reads(firstDevice, { ch4: 2 })
      await story.pass({ m: 1 })
    }
    const { result } = await tried(story, { kind: 'rules', rules: [...gasPack.detect, besideRule] })
    assert.deepEqual(result!.tried.byRule, { ...result!.live.byRule, beside: 1 }, 'not beside itself')
    assert.ok(result!.limits.includes('neighbours-as-recorded'))
  })

  it('refuses a silence of nothing and a plan without time limits; who asked for a silence may stop it', async (test) => {
    const story = await startStory(test)
    const ask = (body: object, who: string) =>
      story.as(who).post<{ details?: { path?: string } }>('/api/v1/backtests', { pack: 'septic-gas', ...body })
    for (const mute of [{ rule: 'septic-gas/none' }, { type: 'none' }, { object: 'none' }, { deviceKind: 'none' }]) {
      const refused = await ask({ kind: 'mute', mute }, 'chenli')
      assert.deepEqual([refused.status, refused.body.details?.path], [400, `/${Object.keys(mute)[0]}`])
    }
    assert.equal((await ask({ kind: 'plan', type: over.id, plan: { ...over.plan, clocks: {} } }, 'shenlan')).status, 400)
    const { id } = (
      await story.as('chenli').post<{ id: string }>('/api/v1/backtests', {
        ...{ pack: 'septic-gas', kind: 'mute', mute: { type: over.id } },
      })
    ).body
    assert.equal((await story.as('chenli').post(`/api/v1/backtests/${id}/cancel`)).status, 200)
    await story.zhili.backtests.idle()
  })

  it('is forgotten after half a year, unless what it tried was published', async (test) => {
    const story = await startStory(test)
    const done = await tried(story, { kind: 'rules', version: 0 })
    const other = await tried(story, { kind: 'rules', rules: earlier })
    await story.sql(
      `insert into pack_versions (kind, pack, no, body, state, note, based_on, authors, made_at, changed_at, published_by, published_at, turn)
       select 'rules', pack, 1, body, 'live', 'x', 0, '{a}', $2, $2, 'b', $2, 1 from backtests where id = $1`,
      [other.id, story.now()],
    )
    assert.equal(await pruneBacktests(story.zhili.spine), false)
    const left = async () => (await story.sql<{ id: string }>('select id from backtests order by asked_at')).map(({ id }) => id)
    assert.deepEqual(await left(), [done.id, other.id])
    await story.sql(`update backtests set ended_at = ended_at - interval '181 days'`)
    await pruneBacktests(story.zhili.spine)
    assert.deepEqual(await left(), [other.id])
  })
})
