// Alarms, commands and receipts that come together share their statements and a commit; each is still exactly what it is alone.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type pg from 'pg'
import { type Story, startStory } from '../story.ts'

type Fact = { kind: string; subject: string; actor: { kind: string; id: string }; body: { device?: string; command?: string } }

const devicesOf = async (story: Story): Promise<string[]> =>
  (await story.sql<{ id: string }>(`select id from devices where kind = 'gas-monitor' order by id limit 40`)).map(({ id }) => id)

/** A reading over the blue limit from each of them, in one batch. */
const alarm = (story: Story, devices: string[]) =>
  Promise.all(
    devices.map((device) =>
      story.zhili.ingest.accept({
        ...{ device, kind: 'gas-monitor', channel: 'mqtt', source: device, payload: '' },
        readings: [{ at: story.now().toISOString(), values: { ch4: 14 } }],
      }),
    ),
  )

const commandOf = async (story: Story, device: string): Promise<string> =>
  (await story.sql<{ id: string }>('select id from commands where device = $1 order by sent_at desc limit 1', [device]))[0]!.id

const answer = (story: Story, device: string, command: string, ok = true) =>
  story.zhili.ingest.receipt(device, 'mqtt', { command, ok })

const factsOf = (story: Story, kinds: string[]): Promise<Fact[]> =>
  story.sql<Fact>('select kind, subject, actor, body from facts where kind = any($1) order by tx, id', [kinds])

/** How many statements the transactions of some work cost. */
async function statementsOf(story: Story, work: () => Promise<unknown>): Promise<number> {
  const { pool } = story.zhili.spine
  let n = 0
  const before = new Map<pg.PoolClient, pg.PoolClient['query']>()
  const count = (client: pg.PoolClient): void => {
    if (before.has(client)) return
    const query = client.query
    before.set(client, query)
    let within = false
    Object.assign(client, {
      query(...given: unknown[]) {
        within ||= given[0] === 'begin'
        if (within) n++
        within &&= given[0] !== 'commit'
        return Reflect.apply(query, client, given)
      },
    })
  }
  pool.on('acquire', count)
  await work()
  pool.off('acquire', count)
  for (const [client, query] of before) Object.assign(client, { query })
  return n
}

describe('what comes together', { timeout: 120_000 }, () => {
  it('ask the database as often as one: alarms with their commands, then the receipts', async (t) => {
    const story = await startStory(t)
    const [first, ...others] = await devicesOf(story)
    const alone = await statementsOf(story, () => alarm(story, [first!]))
    assert.equal(await statementsOf(story, () => alarm(story, others)), alone)
    const commands = new Map<string, string>()
    for (const device of [first!, ...others]) commands.set(device, await commandOf(story, device))
    const oneAnswer = await statementsOf(story, () => answer(story, first!, commands.get(first!)!))
    const allAnswers = (): Promise<unknown> => Promise.all(others.map((device) => answer(story, device, commands.get(device)!)))
    assert.equal(await statementsOf(story, allAnswers), oneAnswer)
    await story.end()
  })

  it('each have their alarm, their command, their clock and their message', async (t) => {
    const story = await startStory(t)
    const devices = await devicesOf(story)
    await alarm(story, devices)
    const rows = await story.sql<{ device: string; n: number }>(
      `select d.id as device, count(*)::int as n from devices d
       join alarms a on a.object = d.object and a.severity = 'blue' and a.cleared_at is null
       join alarm_changes c on c.alarm = a.id and c.device = d.id and c.to_severity = 'blue' and c.value = 14
       join commands m on m.device = d.id and m.alarm = a.id and m.state = 'sent' and m.name = 'fan.on'
       join timers t on t.key = 'receipt:' || m.id and t.body->>'command' = m.id::text and t.due_at = m.sent_at + interval '5 s'
       join outbox o on o.key = 'command:' || m.id and o.body->>'command' = m.id::text
         and o.address = 'zhili/v1/devices/' || d.id || '/commands'
       group by d.id order by d.id`,
    )
    assert.deepEqual(
      rows,
      devices.map((device) => ({ device, n: 1 })),
    )
    const facts = await factsOf(story, ['alarm.raised', 'command.sent'])
    assert.equal(facts.length, devices.length * 2)
    for (const device of devices) {
      const own = facts.filter(({ body }) => body.device === device)
      assert.deepEqual(
        own.map(({ kind, actor }) => [kind, actor.id]),
        [
          ['alarm.raised', 'zhili'],
          ['command.sent', 'zhili'],
        ],
        'the command comes after its alarm',
      )
      assert.equal(new Set(own.map(({ subject }) => subject)).size, 1, 'both are about the tank')
    }
    await story.end()
  })

  it('each receipt is a fact of its device, and settles its command and its clock', async (t) => {
    const story = await startStory(t)
    const devices = await devicesOf(story)
    await alarm(story, devices)
    const commands = await Promise.all(devices.map((device) => commandOf(story, device)))
    const taken = await Promise.all(devices.map((device, at) => answer(story, device, commands[at]!)))
    assert.deepEqual(new Set(taken.map((one) => JSON.stringify(one))), new Set(['{"ok":true,"stored":1,"duplicates":0}']))
    const [left] = await story.sql<{ open: number; clocks: number }>(
      `select (select count(*)::int from commands where state <> 'receipted' or receipted_at is null) as open,
         (select count(*)::int from timers where kind = 'command.receipt-due') as clocks`,
    )
    assert.deepEqual(left, { open: 0, clocks: 0 })
    const facts = await factsOf(story, ['receipt.received', 'command.receipted'])
    for (const [at, device] of devices.entries())
      assert.deepEqual(
        facts.filter(({ body }) => body.command === commands[at]).map(({ kind, actor }) => [kind, actor.kind, actor.id]),
        [
          ['receipt.received', 'device', device],
          ['command.receipted', 'device', device],
        ],
      )
    await story.end()
  })

  it('the receipts of one device are heard in their order, and a repeat is one', async (t) => {
    const story = await startStory(t)
    const [first, second] = await devicesOf(story)
    await alarm(story, [first!, second!])
    const [of1, of2] = [await commandOf(story, first!), await commandOf(story, second!)]
    const taken = await Promise.all([
      answer(story, first!, of1, false),
      answer(story, second!, of2),
      answer(story, first!, of1),
      answer(story, second!, of2),
      answer(story, second!, of1),
    ])
    assert.deepEqual(
      taken.map((one) => (one.ok ? one.duplicates : one.refusal.code)),
      [0, 0, 0, 1, 'thing.not-found'],
    )
    const fan = await factsOf(story, ['alarm.raised', 'alarm.cleared', 'command.unanswered', 'command.receipted'])
    const [tank] = await story.sql<{ object: string }>('select object from devices where id = $1', [first])
    assert.deepEqual(
      fan
        .filter(({ subject, actor }) => subject === tank!.object && actor.kind === 'device')
        .map(({ kind, actor }) => `${kind} ${actor.id}`),
      ['command.unanswered', 'alarm.raised', 'command.receipted', 'alarm.cleared'].map((kind) => `${kind} ${first}`),
      'it failed, so its fan stood still; then it ran after all',
    )
    await story.acknowledge()
    await story.end()
  })

  it('one receipt that cannot be worked on holds up none of the others', async (t) => {
    const story = await startStory(t)
    const devices = (await devicesOf(story)).slice(0, 5)
    await alarm(story, devices)
    const commands = await Promise.all(devices.map((device) => commandOf(story, device)))
    await story.sql(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$`)
    await story.sql(
      `create trigger refuse before update on commands for each row when (old.id = '${commands[2]}') execute function refuse()`,
    )
    const taken = await Promise.allSettled(devices.map((device, at) => answer(story, device, commands[at]!)))
    assert.deepEqual(
      taken.map(({ status }) => status),
      ['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
    )
    const states = await story.sql<{ id: string; state: string }>('select id, state from commands')
    assert.deepEqual(
      commands.map((id) => states.find((row) => row.id === id)?.state),
      ['receipted', 'receipted', 'sent', 'receipted', 'receipted'],
    )
    await story.end()
  })
})
