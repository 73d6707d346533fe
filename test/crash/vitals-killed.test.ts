import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import mqtt, { type MqttClient } from 'mqtt'
import type { VitalDefinition, VitalPage } from '../../contract/vital.ts'
import type { VitalPushAnswer } from '../../contract/vital-push.ts'
import type { VitalSheetState } from '../../contract/vital-sheet.ts'
import { type Chance, chanceOfRun } from './chance.ts'
import { ask, type City, type Life, launch, makeCity, until } from './city.ts'

const key = 'key-gas'
const words = (zh: string, en: string) => ({ zh, en })
const base = {
  ...{ board: 'facilities', track: 'gas', decimals: 0, times: 1 as const, dueMinutes: 60, hysteresis: 0 },
  ...{ source: words('燃气企业', 'gas firms'), owner: 'unit-linjiang', aggregation: 'sum' as const, unit: words('起', 'leaks') },
}
const leaks: VitalDefinition = { ...base, code: 'gas.leaks', name: words('燃气泄漏', 'Leaks'), tier: 'town', cadence: 'day' }
const checks: VitalDefinition = { ...base, code: 'gas.checks', name: words('安检', 'Checks'), tier: 'community', cadence: 'hour' }

/** What a system sends under one id, the acknowledgement it got for it, and every answer it heard. */
type Push = { id: string; text: string; acked: boolean; answers: string[] }
const dayMs = 86_400_000
const day = (back: number): string => new Date(Date.now() - (back + 2) * dayMs).toISOString().slice(0, 10)

describe('a server killed while values of vitals come in', () => {
  let city: City
  let life: Life
  let secret: string
  let chance: Chance
  const sessions = new Map<string, string>()
  /** A demo account's request; its session outlives the server. */
  async function call<T>(account: string, method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
    const session = sessions.get(account) ?? (await signIn(life, account))
    sessions.set(account, session)
    const isFile = body instanceof Uint8Array
    const answer = await fetch(`${life.url}/api/v1${path}`, {
      method,
      headers: {
        'x-demo-session': session,
        ...(body ? { 'content-type': isFile ? 'application/octet-stream' : 'application/json' } : {}),
      },
      ...(body ? { body: isFile ? new Uint8Array(body) : JSON.stringify(body) } : {}),
    })
    return { status: answer.status, body: (await answer.json()) as T }
  }
  before(async () => {
    city = await makeCity()
    life = await launch(city)
    for (const definition of [leaks, checks]) {
      assert.equal((await call('shenlan', 'POST', '/vitals', { definition })).status, 200)
      for (const to of ['catalogued', 'connected']) await call('shenlan', 'POST', `/vitals/${definition.code}/move`, { to })
    }
    const made = { id: key, name: '燃气公司', kind: 'system', unit: 'unit-linjiang' }
    secret = (await call<{ secret: string }>('nijie', 'POST', '/admin/keys', made)).body.secret
  })
  after(async () => {
    await life.stop()
    await city.remove()
  })

  it('loses and doubles no value pushed by MQTT, and answers the same id alike', async (t) => {
    chance = chanceOfRun('vitals')
    t.diagnostic(`CRASH_SEED=${chance.seed}`)
    const pushes: Push[] = []
    const before = await enter(life, secret, pushes)
    const sending = keepPushing(before, pushes)
    // Killed as soon as a commit can be seen: some are committed and not acknowledged, some neither, some both.
    const enough = 10 + chance.below(20)
    await until(async () => (await kept(city)) >= 2 * enough, 'values to be kept', 20_000)
    life.kill()
    await Promise.all([sending, life.ended])
    await before.endAsync(true)
    life = await launch(city)
    const system = await enter(life, secret, pushes)
    const unacknowledged = pushes.filter(({ acked }) => !acked)
    // All of them again: nobody knows which were kept, and to those that were the answer is what it was.
    for (const push of pushes) await send(system, push)
    await until(() => pushes.every(({ answers }) => answers.length > 0), 'answers', 20_000)
    await system.endAsync(true)
    for (const { id, answers } of pushes) {
      const [first, ...others] = answers.map((text) => JSON.parse(text) as VitalPushAnswer)
      for (const other of others) assert.deepEqual(other, first, `${id} was answered in two ways`)
      const { taken, refused } = first!
      assert.deepEqual([taken, refused.map(({ row, code }) => `${row} ${code}`)], [2, ['3 vital.unit']])
    }
    assert.equal(await kept(city), 2 * pushes.length)
    assert.equal(await kept(city, 'distinct period'), 2 * pushes.length)
    assert.ok(pushes.length > 10 && unacknowledged.length > 0, `${unacknowledged.length} of ${pushes.length} cut off`)
    // And what is kept is rolled up: the newest day of all, and the oldest.
    for (const at of [0, 2 * pushes.length - 1])
      await until(
        async () => {
          const { body } = await call<VitalPage>('shenlan', 'GET', `/vitals/gas.leaks?period=${day(at)}`)
          return body.cell?.value === 2
        },
        `the value of ${day(at)} at the city`,
      )
  })

  it('goes on with a sheet of values where it stood: each row once', async () => {
    const rows = checkRows(0)
    const sheet = sheetOf(rows)
    const put = () => call<VitalSheetState>('chenli', 'PUT', '/vital-value-sheets/sheet-killed?name=a.csv', sheet)
    const cut = put().then(
      () => false,
      () => true,
    )
    const done = async () => (await ask<{ done: number }>(city, 'select done from vital_sheets'))[0]?.done ?? 0
    await until(async () => (await done()) > 0, 'the first rows to be taken', 20_000)
    life.kill()
    await life.ended
    assert.equal(await cut, true, 'the sheet was done before the server was killed')
    life = await launch(city)
    const stood = await done()
    assert.ok(stood > 0 && stood < rows.length, `${stood} rows were taken`)
    const { status, body } = await put()
    assert.deepEqual([status, body.done, body.taken, body.refused], [200, 8_000, 7_920, 80])
    const [row] = await ask<{ n: number; cells: number }>(
      city,
      `select count(*)::int as n, count(distinct (area, period))::int as cells from vital_values v join vitals d on d.id = v.vital where d.code = 'gas.checks'`,
    )
    assert.deepEqual(row, { n: 7_920, cells: 7_920 })
    const [faults] = await ask<{ n: number }>(city, 'select count(*)::int as n from vital_sheet_faults')
    assert.equal(faults!.n, 80)
  })

  it('keeps a sheet stopped that somebody stopped, until it is asked to go on', async () => {
    const path = '/vital-value-sheets/sheet-stopped'
    const sheet = sheetOf(checkRows(2_000))
    const put = (wish: string) => call<VitalSheetState>('chenli', 'PUT', `${path}?name=b.csv${wish}`, sheet)
    const taking = put('').catch(() => null)
    const row = async () =>
      (
        await ask<{ done: number; stopped: boolean }>(
          city,
          `select done, stopped_at is not null as stopped from vital_sheets where id = 'sheet-stopped'`,
        )
      )[0]
    await until(async () => ((await row())?.done ?? 0) > 0, 'the first rows to be taken', 20_000)
    // It was stopped and is killed before or after anybody heard of it: either it stands, or whoever asked was refused.
    const stopping = call('chenli', 'POST', `${path}/stop`, {}).catch(() => null)
    await until(async () => (await row())?.stopped ?? false, 'the sheet to be stopped', 20_000)
    life.kill()
    await Promise.all([life.ended, stopping, taking])
    life = await launch(city)
    const stood = await row()
    assert.ok(stood!.stopped && stood!.done < 8_000, JSON.stringify(stood))
    const { body: still } = await put('')
    assert.deepEqual([still.done, still.endedAt], [stood!.done, null])
    const [stops] = await ask<{ n: number }>(city, `select count(*)::int as n from facts where kind = 'vital-sheet.stopped'`)
    assert.equal(stops!.n, 1)
    const { body } = await put('&goOn=true')
    assert.deepEqual([body.done, body.taken, body.refused, body.stoppedAt], [8_000, 7_920, 80, null])
  })
})

/** Rows of hourly values, the newest so many hours back: every hundredth is none. */
function checkRows(back: number): string[] {
  const areas = ['990101001001', '990101001002', '990101002001', '990101002002']
  const now = Date.now()
  return Array.from({ length: 8_000 }, (_, i) => {
    const period = new Date(now + 8 * 3_600_000 - (Math.floor(i / 4) + 2 + back) * 3_600_000).toISOString().slice(0, 13)
    return `gas.checks,${areas[i % 4]},${period},${i % 100 === 7 ? '坏' : 5}`
  })
}
const sheetOf = (rows: readonly string[]): Buffer => Buffer.from(`指标编码,区域编码,周期,数值\n${rows.join('\n')}\n`)

/** Values of what the system tells; the demo has vitals of its own. */
const kept = async (city: City, what = '*'): Promise<number> => {
  const count = `select count(${what})::int as n from vital_values v join vitals d on d.id = v.vital where d.code = 'gas.leaks'`
  return (await ask<{ n: number }>(city, count))[0]!.n
}

async function signIn(life: Life, account: string): Promise<string> {
  const answer = await fetch(`${life.url}/api/v1/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, tab: true }),
  })
  return ((await answer.json()) as { tabSession: string }).tabSession
}

/** The system's connection; the answers it hears are kept with what they answer. */
async function enter(life: Life, secret: string, pushes: readonly Push[]): Promise<MqttClient> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${life.mqttPort}`, {
    ...{ clientId: key, username: key, password: secret, reconnectPeriod: 0 },
  })
  client.on('error', () => undefined)
  client.on('message', (_, payload) => {
    const text = String(payload)
    pushes.find(({ id }) => id === (JSON.parse(text) as VitalPushAnswer).id)?.answers.push(text)
  })
  await client.subscribeAsync(`zhili/v1/vitals/${key}/answers`, { qos: 1 })
  return client
}

/** Two good values and one in a wrong unit under an id of their own, again and again until the line is cut; four are on their way at once. */
async function keepPushing(client: MqttClient, pushes: Push[]): Promise<void> {
  const next = (): Push => {
    const n = pushes.length
    const about = { vital: 'gas.leaks', area: '990101001', value: 2 }
    const values = [
      { ...about, period: day(2 * n) },
      { ...about, period: day(2 * n + 1) },
      { ...about, period: day(0), unit: '个' },
    ]
    const push = { id: `m-${n}`, text: JSON.stringify({ id: `m-${n}`, values }), acked: false, answers: [] }
    pushes.push(push)
    return push
  }
  const lane = async (): Promise<void> => {
    while (await send(client, next()));
  }
  await Promise.all(Array.from({ length: 4 }, lane))
}

/** Resolves when it is acknowledged, or with false when the line is lost first. */
const send = (client: MqttClient, push: Push): Promise<boolean> =>
  new Promise((resolve) => {
    const done = (acked: boolean): void => {
      client.off('close', cut)
      push.acked ||= acked
      resolve(acked)
    }
    const cut = (): void => done(false)
    client.once('close', cut)
    client.publish(`zhili/v1/vitals/${key}/values`, push.text, { qos: 1 }, (error) => done(!error))
  })
