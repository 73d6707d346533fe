import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Why } from '../../../../contract/why.ts'
import { besideRule, gasPack } from '../../../../test/demo-packs.ts'
import { firstDevice, startStory } from '../../../../test/story.ts'

describe('why, and why not', () => {
  it('holds what came from a device whose clock runs ahead', async (test) => {
    const story = await startStory(test)
    const sent = story.now()
    const reading = { at: new Date(sent.getTime() + 90_000).toISOString(), values: { ch4: 60, o2: 20.9 } }
    const payload = JSON.stringify(reading)
    await story.zhili.ingest.accept({ device: firstDevice, channel: 'mqtt', source: firstDevice, payload, readings: [reading] })
    await story.pass({ s: 1 })
    const { device } = (await story.as('chenli').get<Why>(`/api/v1/why?device=${firstDevice}`)).body
    assert.deepEqual([device?.values, device?.readings.state], [{ ch4: 60, o2: 20.9 }, 'all'])
    assert.equal(device?.lastAt, sent.toISOString())
    const red = device?.rules.find(({ rule }) => rule === 'ch4')?.levels.find(({ severity }) => severity === 'red')
    assert.equal(red?.when.answer, 'holds')
    await story.acknowledge()
    await story.end()
  })

  it('says what every rule made of a reading, how it was routed, who was told and who was not', async (test) => {
    const story = await startStory(test)
    const ask = async (query: string, who = 'chenli') => (await story.as(who).get<Why>(`/api/v1/why?${query}`)).body
    await story.reads(firstDevice, { ch4: 30, o2: 20.9 })
    await story.pass({ s: 20 })
    await story.reads(firstDevice, { ch4: 30, o2: 20.9 })
    const early = await ask(`reading=${encodeURIComponent(`${firstDevice}@${story.now().toISOString()}`)}`)
    const ruleOf = (why: Why, id: string) => why.device!.rules.find(({ rule }) => rule === id)!
    const orange = ruleOf(early, 'ch4').levels.find(({ severity }) => severity === 'orange')!
    assert.deepEqual([orange.when.answer, orange.when.numbers?.value, orange.when.numbers?.limit], ['holds', 30, 25])
    assert.equal(Date.parse(early.at) - Date.parse(orange.since!), 20_000, 'holds for twenty of its sixty seconds')
    assert.equal(ruleOf(early, 'o2').levels.find(({ severity }) => severity === 'red')?.when.answer, 'fails')
    assert.equal(ruleOf(early, 'h2s').levels[0]?.when.answer, 'unknown', 'not measured')
    assert.equal(ruleOf(early, 'silent').levels[0]?.when.answer, 'fails')
    assert.equal(early.device?.rulesVersion, 0)

    await story.pass({ s: 10 })
    await story.reads(firstDevice, { ch4: 60, o2: 20.9 })
    const why = await ask(`device=${firstDevice}`)
    const gas = why.device!.alarms.find(({ family }) => family === 'gas')!
    assert.deepEqual([gas.mode, gas.peak], ['auto', 'red'])
    const event = why.events.find(({ id }) => id === gas.event)!
    assert.ok(event.routed.some(({ role }) => role === 'lead'))
    assert.ok(
      event.told.some(({ personName }) => personName === '周敏'),
      JSON.stringify(event.told),
    )
    const mayBe = ['later-step', 'vacant', 'grade']
    assert.ok(event.notTold.length > 0 && event.notTold.every(({ reason }) => mayBe.includes(reason)))
    assert.deepEqual((await ask(`event=${event.id}`)).events[0], event)

    const called = async () => (await ask('person=p-zhoumin')).events.find(({ id }) => id === event.id)!.told[0]!
    const first = await called()
    assert.deepEqual([first.outcome, first.attempts.map(({ channel }) => channel)], ['waiting', ['app']])
    await story.pass({ m: 16 })
    const silent = await called()
    assert.equal(silent.outcome, 'passed-on', 'silent, so the next was called')
    assert.deepEqual(
      silent.attempts.map(({ channel, state }) => [channel, state]),
      [
        ['app', 'sent'],
        ['sms', 'sent'],
        ['voice', 'sent'],
      ],
    )
    const told = await ask('person=p-zhoumin')
    assert.equal(told.events.find(({ id }) => id === event.id)?.told[0]?.personName, '周敏')
    const not = await ask('person=p-bailu')
    assert.equal(not.events.find(({ id }) => id === event.id)?.notTold[0]?.reason, 'not-in-plan')

    assert.equal((await story.as('liangzhu').get(`/api/v1/why?event=${event.id}`)).status, 404)
    assert.equal((await story.as('liangzhu').get(`/api/v1/why?device=${firstDevice}`)).status, 404)
    assert.equal((await story.as('chenli').get('/api/v1/why')).status, 400)
    assert.equal((await story.as('chenli').get('/api/v1/why?reading=x')).status, 400)
  })

  it('shows a reading as the rules were given it: beyond the range as its top, below it as nothing, which ends no silence', async (test) => {
    const story = await startStory(test)
    const device = async () => (await story.as('chenli').get<Why>(`/api/v1/why?device=${firstDevice}`)).body.device!
    const numberOf = ({ rules }: NonNullable<Why['device']>, rule: string, name: string) =>
      rules.find((one) => one.rule === rule)!.levels[0]!.when.numbers?.[name]
    await story.reads(firstDevice, { ch4: 900 })
    assert.deepEqual([(await device()).values, numberOf(await device(), 'ch4', 'value')], [{ ch4: 100 }, 100])
    const heard = story.now().toISOString()
    await story.pass({ m: 1 })
    await story.reads(firstDevice, { ch4: -5 })
    const seen = await device()
    assert.deepEqual([seen.values, numberOf(seen, 'ch4', 'value'), numberOf(seen, 'silent', 'value')], [{}, null, 60])
    await story.pass({ s: 30 })
    assert.equal((await device()).lastAt, heard)
  })

  it('knows what stood near by at that moment', async (test) => {
    const story = await startStory(test)
    const [beside] = await story.sql<{ id: string }>(
      `select id from devices where kind = 'gas-monitor' and id <> '${firstDevice}' limit 1`,
    )
    await story.sql(
      `insert into pack_versions (kind, pack, no, body, state, note, based_on, authors, made_at, changed_at, published_by, published_at, turn)
       values ('rules', 'septic-gas', 1, $1::jsonb, 'live', 'x', 0, '{a}', $2, $2, 'b', $2, 1)`,
      [JSON.stringify([...gasPack.detect, besideRule]), new Date(story.now().getTime() - 1000)],
    )
    const seen = async () =>
      (await story.as('chenli').get<Why>(`/api/v1/why?device=${firstDevice}`)).body.device!.rules.find(
        ({ rule }) => rule === 'beside',
      )!.levels[0]!.when
    await story.reads(firstDevice, { ch4: 2 })
    assert.deepEqual([(await seen()).answer, (await seen()).numbers?.value], ['fails', 0])
    await story.reads(beside!.id, { ch4: 60 })
    await story.pass({ s: 5 })
    assert.deepEqual([(await seen()).answer, (await seen()).numbers?.value], ['holds', 1])
  })

  it('follows a merge to its end, and tells of a device that was taken away since', async (test) => {
    const story = await startStory(test)
    await story.reads(firstDevice, { ch4: 60 })
    const of = async () => (await story.as('chenli').get<Why>(`/api/v1/why?device=${firstDevice}`)).body
    const first = (await of()).device!.alarms.find(({ family }) => family === 'gas')!.event
    for (const no of ['X1', 'X2'])
      await story.sql(
        `insert into events (id, no, type, pack, pack_version, grade, title, state, mode, source, area, lon, lat, opened_at, changed_at)
         select gen_random_uuid(), $2, type, pack, 1, grade, title, 'open', mode, source, area, lon, lat, opened_at, opened_at
         from events where id = $1`,
        [first, no],
      )
    const merge = (from: string, into: string) =>
      story.sql(
        `update events set state = 'merged', closed_at = opened_at, merged_into = (select id from events where no = $2) where no = $1`,
        [from, into],
      )
    await story.sql(`update events set no = 'X0' where id = $1`, [first])
    await merge('X0', 'X1')
    await merge('X1', 'X2')
    const merged = await of()
    const { event } = merged.device!.alarms.find(({ family }) => family === 'gas')!
    assert.equal(merged.events.find(({ id }) => id === event)?.no, 'X2')
    await story.sql(`update devices set state = 'retired' where id = $1`, [firstDevice])
    assert.deepEqual((await of()).device?.values, { ch4: 60 })
  })
})
