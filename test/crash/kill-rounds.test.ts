import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import pg from 'pg'
import { cityBalance, readingsBalance } from './balance.ts'
import { type Chance, chanceOfRun } from './chance.ts'
import { ask, type City, killPostgres, type Life, launch, makeCity, spawnZhili, until } from './city.ts'
import { connectGateway, type Gateway, type Sent } from './gateway.ts'

/** Two cities side by side, ten rounds each. */
const rounds = 10
/** The server's clock runs this many times as fast, so that holds and accept limits end within the rounds. */
const rate = 20
const holdS = 30
const feeding = Array.from({ length: 10 }, (_, index) => `hf-990101-${String(index + 1).padStart(4, '0')}`)

type Reply = { status: number; body: { id?: string; code?: string; state?: string } }
/** An order somebody was accepting when the server was killed. */
type Accepting = { order: string; key: string; answers: Reply[] }

describe('a server killed again and again', { concurrency: 2 }, () => {
  const cities: City[] = []
  after(() => Promise.all(cities.map((city) => city.remove())))

  for (const name of ['first', 'second'])
    it(`loses nothing it accepted and doubles nothing: ${name} ${rounds} rounds`, async (t) => {
      const chance = chanceOfRun(name)
      t.diagnostic(`CRASH_SEED=${chance.seed}`)
      const city = await makeCity({ more: (client) => moreTanks(client, rounds) })
      cities.push(city)
      const story: Story = { city, chance, sent: [], accepting: [], session: '', times: [], before: 0 }
      for (let round = 0; round < rounds; round++) await playRound(story, round)
      const last = await launch(city, { CLOCK_RATE: String(rate) })
      await recover(story, last)
      await holdsCame(story)
      await last.stop()
      const { said, ended } = spawnZhili(['verify-chain'], { DATA_DIR: city.dir })
      assert.equal(await ended, 0, said())
      tell(t, story)
    })
})

type Story = {
  city: City
  chance: Chance
  sent: Sent[]
  accepting: Accepting[]
  session: string
  times: number[]
  /** orders whose acceptance was committed, though the kill came before its answer */
  before: number
}

/** One life: the balance of the last one, readings, a tank in its hold, a red tank being accepted, and the kill in the midst of it. */
async function playRound(story: Story, round: number): Promise<void> {
  const began = performance.now()
  const { city, chance } = story
  const life = await launch(city, { CLOCK_RATE: String(rate) })
  const gateway = await recover(story, life)
  await gateway.send(reading(story, `hold-${round}`, { ch4: 4, o2: 19.4 }))
  assert.equal(await gateway.send(reading(story, `red-${round}`, { ch4: 55 })), true)
  const feed = keepSending(story, gateway)
  // Every fifth order is left alone, so that its clocks ring across kills.
  const accepts = round % 5 === 4 ? [] : await accept(story, life, `red-${round}`)
  await moment(story)
  // Half of the time the database is killed in the same moment, as when the machine loses its power.
  if (chance.below(2) === 0) killPostgres(city)
  life.kill()
  await Promise.all([feed, life.ended, ...accepts])
  await gateway.close()
  story.times.push(performance.now() - began)
}

/** When to kill: at once, after so many acknowledged readings, when the acceptance is just committed, or just answered. */
async function moment({ city, chance, sent, accepting: [accepting] }: Story): Promise<void> {
  const way = accepting ? chance.below(4) : 1
  const acked = (): number => sent.filter((one) => one.acked).length
  const enough = acked() + 1 + chance.below(100)
  if (way === 1) await until(() => acked() >= enough, 'readings to be acknowledged', 30_000)
  if (way === 2) await whenAccepted(city, accepting!.order)
  if (way === 3) await until(() => accepting!.answers.length > 0, 'an answer', 30_000)
}

/** Resolves as soon as the acceptance can be seen in the database: its answer has hardly left. */
async function whenAccepted(city: City, order: string): Promise<void> {
  const client = new pg.Client({ connectionString: city.databaseUrl() })
  client.on('error', () => undefined)
  await client.connect()
  const accepted = async (): Promise<boolean> =>
    (await client.query(`select 1 from work_orders where id = $1 and state = 'accepted'`, [order])).rowCount === 1
  while (!(await accepted()));
  // Killed together with the database, the connection has nobody to say good-bye to.
  void client.end().catch(() => undefined)
}

/** After a start: the gateway sends again what was not acknowledged, people press accept again, then everything must add up. */
async function recover(story: Story, life: Life): Promise<Gateway> {
  const gateway = await connectGateway(life.mqttPort)
  for (const one of story.sent.filter((each) => !each.acked)) assert.equal(await gateway.send(one), true)
  story.session ||= await signIn(life, 'zhoumin')
  for (const one of story.accepting.splice(0)) {
    const [row] = await ask<{ state: string }>(story.city, 'select state from work_orders where id = $1', [one.order])
    if (row!.state === 'accepted' && one.answers.length === 0) story.before++
    const again = await postAccept(story, life, one)
    assert.equal(again.status, 200, JSON.stringify(again))
    for (const answer of one.answers) assert.deepEqual(again, answer, 'the same key, another answer')
    const other = await postAccept(story, life, { ...one, key: `${one.key}-other` })
    assert.equal(other.body.code, 'work-order.already-accepted')
  }
  await readingsBalance(story.city, story.sent)
  await cityBalance(story.city)
  return gateway
}

let clock = Date.now()
/** A new reading, remembered; every moment is used once, so that a row tells which reading it is. */
function reading(story: Story, device: string, values: Record<string, number>): Sent {
  clock = Math.max(clock + 1, Date.now())
  const one = { device, at: new Date(clock).toISOString(), values, acked: false }
  story.sent.push(one)
  return one
}

/** Keeps eight readings on their way until the connection breaks. */
async function keepSending(story: Story, gateway: Gateway): Promise<void> {
  const lane = async (): Promise<void> => {
    while (await gateway.send(reading(story, story.chance.pick(feeding), { ch4: 4, co: story.chance.below(1000) / 100 })));
  }
  await Promise.all(Array.from({ length: 8 }, lane))
}

/** Three presses on accept at once with one key; answers that still came are kept. */
async function accept(story: Story, life: Life, device: string): Promise<Promise<void>[]> {
  const [row] = await ask<{ id: string }>(
    story.city,
    `select w.id from work_orders w join events e on e.id = w.event join devices d on d.object = e.object
     where d.id = $1 and w.role = 'lead' and e.family = 'gas'`,
    [device],
  )
  assert.ok(row, `${device} was acknowledged, but no order asked for`)
  const accepting: Accepting = { order: row.id, key: `accept-${device}`, answers: [] }
  story.accepting.push(accepting)
  const press = (): Promise<void> =>
    postAccept(story, life, accepting).then(
      (answer) => {
        // The database may be killed a moment before the server: then it was asked to come again, which is no answer to the work.
        if (answer.body.code !== 'store.down') accepting.answers.push(answer)
      },
      () => undefined, // killed before it could answer
    )
  return [press(), press(), press()]
}

async function postAccept(story: Story, life: Life, { order, key }: Accepting): Promise<Reply> {
  const answer = await fetch(`${life.url}/api/v1/work-orders/${order}/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-demo-session': story.session, 'idempotency-key': key },
    body: '{}',
  })
  return { status: answer.status, body: (await answer.json()) as Reply['body'] }
}

async function signIn(life: Life, account: string): Promise<string> {
  const answer = await fetch(`${life.url}/api/v1/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, tab: true }),
  })
  const text = await answer.text()
  assert.equal(answer.status, 200, text)
  return (JSON.parse(text) as { tabSession: string }).tabSession
}

/** Every tank left in its hold raised its alarm once, not before the hold was over; those that are not due yet still wait. */
async function holdsCame({ city, times }: Story): Promise<void> {
  // Late by no more than a whole life: one that ends while the server is down or starting comes right after.
  const lateS = (rate * Math.max(...times)) / 1000
  const rows = await ask<{ device: string; heldS: number | null; alarms: number; waits: boolean }>(
    city,
    `select r.device, extract(epoch from min(f.recorded_at) - min(r.received_at))::float8 as "heldS", count(f.id)::int as alarms,
       exists (select 1 from timers t where t.key = 'detect:' || r.device) as waits
     from readings r left join facts f on f.kind = 'alarm.raised' and f.body->>'device' = r.device and f.body->>'rule' = 'o2'
     where r.device like 'hold-%' group by r.device`,
  )
  assert.equal(rows.length, rounds)
  for (const { device, heldS, alarms, waits } of rows) {
    if (alarms === 0) assert.ok(waits, `${device}: no alarm, and nothing waits for it`)
    else assert.equal(alarms, 1, `${device}: raised ${alarms} times`)
    if (heldS !== null) assert.ok(heldS >= holdS && heldS < holdS + lateS, `${device}: raised after ${heldS} s`)
  }
  assert.ok(rows.filter(({ alarms }) => alarms === 1).length >= rounds / 2, 'most holds are over by now')
}

/** Tanks for the rounds, copies of the small city's first one: one to hold and one to turn red in each round. */
async function moreTanks(client: pg.Client, count: number): Promise<void> {
  for (const name of ['hold', 'red']) {
    await client.query(
      `insert into objects (id, pack, kind, code, name, area, lon, lat, address, owner_kind, maintainer_unit, demo)
       select $1 || '-' || n, pack, kind, upper($1) || n, name, area, lon, lat, address, owner_kind, maintainer_unit, true
       from objects, generate_series(0, $2::int - 1) n where id = 'tank-990101-0001'`,
      [name, count],
    )
    await client.query(
      `insert into devices (id, object, kind, pack, gateway, name, interval_s, demo)
       select $1 || '-' || n, $1 || '-' || n, kind, pack, gateway, name, interval_s, true
       from devices, generate_series(0, $2::int - 1) n where id = 'hf-990101-0001'`,
      [name, count],
    )
  }
}

function tell(t: { diagnostic(text: string): void }, { sent, times, before }: Story): void {
  const slowest = Math.max(...times)
  const mean = times.reduce((sum, ms) => sum + ms, 0) / times.length
  t.diagnostic(
    `${rounds} rounds: mean ${(mean / 1000).toFixed(2)} s, slowest ${(slowest / 1000).toFixed(2)} s; ${sent.length} readings, ` +
      `${before} acceptances committed without their answer having left`,
  )
}
