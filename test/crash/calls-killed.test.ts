import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'
import { type Receiver, startReceiver } from '../receiver.ts'
import { chanceOfRun } from './chance.ts'
import { ask, type City, killPostgres, launch, makeCity, until } from './city.ts'
import { connectGateway } from './gateway.ts'

const rounds = 5
/** A minute of the ladder passes in two seconds, so that SMS and phone both come within a life. */
const rate = 30
/** Who is at the top of a ladder is called round by round where a life lasts that long; no round follows another sooner. */
const roundMs = 180_000

it('a call is lost by no kill, and rung again only under the key it had', { timeout: 240_000 }, async (t) => {
  const chance = chanceOfRun('calls')
  t.diagnostic(`CRASH_SEED=${chance.seed}`)
  // The kill comes when so many calls have been heard, before the one who rang is told so.
  let left = Number.POSITIVE_INFINITY
  let kill = (): void => {}
  const heard = (): void => {
    if (--left === 0) kill()
  }
  const gateways = [await startReceiver(t, heard), await startReceiver(t, heard)] as const
  const city = await makeCity()
  t.after(() => city.remove())
  const env = { CLOCK_RATE: String(rate), CHANNELS_FILE: channelsFile(city, ...gateways) }
  for (let round = 0; round < rounds; round++) {
    const life = await launch(city, env)
    kill = () => {
      if (chance.below(2) === 0) killPostgres(city)
      life.kill()
    }
    const gateway = await connectGateway(life.mqttPort)
    const sent = { device: `hf-990101-000${round + 1}`, at: new Date().toISOString(), values: { ch4: 55 }, acked: false }
    assert.equal(await gateway.send(sent), true)
    left = 1 + chance.below(3)
    await life.ended
    await gateway.close()
    left = Number.POSITIVE_INFINITY
  }
  const last = await launch(city, env)
  await until(() => ladderIsOver(city), 'every ladder to come to its end', 60_000)
  await last.stop()
  await balanced(city, [...gateways.flatMap(({ got }) => got)], t)
})

function channelsFile({ dir }: City, sms: Receiver, voice: Receiver): string {
  const json = { to: '{phone}', text: '{text}', id: '{key}' }
  const file = join(dir, 'channels.json')
  writeFileSync(file, JSON.stringify({ sms: { url: sms.url, json }, voice: { url: voice.url, json } }))
  return file
}

/** The first person called for every red case has been rung by every way, and nothing waits to leave. */
async function ladderIsOver(city: City): Promise<boolean> {
  const [row] = await ask<{ phones: number; waiting: number }>(
    city,
    `select (select count(distinct work_order)::int from call_attempts where step = 0 and why <> 'unanswered' and channel = 'voice' and state = 'sent'
         and work_order in (select id from work_orders where role = 'lead')) as phones,
       (select count(*)::int from outbox where state = 'waiting' and channel in ('sms', 'voice')) as waiting`,
  )
  return row!.phones >= rounds && row!.waiting === 0
}

type Attempt = {
  key: string
  work_order: string
  step: number
  person: string
  channel: string
  state: string
  why: string
  asked_at: Date
}

async function balanced(city: City, got: Receiver['got'], t: { diagnostic(text: string): void }): Promise<void> {
  // The database of a stopped server is down: one more life only to be asked.
  const life = await launch(city)
  const attempts = await ask<Attempt>(
    city,
    'select key, work_order, step, person, channel, state, why, asked_at from call_attempts order by asked_at',
  )
  const [facts] = await ask<{ n: number }>(city, `select count(*)::int as n from facts where kind = 'call.attempted'`)
  await life.stop()
  assert.equal(facts!.n, attempts.length, 'a fact for every attempt, an attempt for every fact')
  const rungs = Map.groupBy(attempts, (one) => [one.work_order, one.step, one.person, one.channel, one.why].join(' '))
  for (const [rung, rows] of rungs)
    for (const [n, row] of rows.slice(1).entries())
      assert.ok(row.asked_at.getTime() - rows[n]!.asked_at.getTime() >= roundMs, `tried twice in one round: ${rung}`)
  const calls = Map.groupBy(got, (one) => String(one.headers['idempotency-key']))
  const known = new Set(attempts.map(({ key }) => key))
  for (const [key, tries] of calls) {
    assert.ok(known.has(key), `rung without an attempt: ${key}`)
    assert.equal(new Set(tries.map(({ body }) => body.toString())).size, 1, `another text under the same key: ${key}`)
    for (const again of tries.slice(1)) assert.ok(again.headers['x-zhili-try'], `a repeat that does not say so: ${key}`)
  }
  for (const { key, channel, state } of attempts)
    if (channel !== 'app' && state === 'sent') assert.ok(calls.has(key), `never rung: ${key}`)
  const repeats = got.length - calls.size
  t.diagnostic(`${rounds} kills: ${attempts.length} attempts, ${got.length} calls heard, ${repeats} of them repeats`)
  assert.ok(repeats > 0, 'no kill fell between a call and its being written down')
}
