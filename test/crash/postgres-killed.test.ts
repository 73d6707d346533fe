import assert from 'node:assert/strict'
import { chmodSync } from 'node:fs'
import { after, describe, it } from 'node:test'
import { cityBalance, readingsBalance } from './balance.ts'
import { type City, killPostgres, launch, makeCity, until } from './city.ts'
import { connectGateway, type Gateway, type Sent } from './gateway.ts'

const device = 'hf-990101-0001'

describe('a database killed under a running server', () => {
  let city: City
  after(() => city?.remove())

  it('is started again by itself; meanwhile the server says so and holds the acknowledgements back', async () => {
    city = await makeCity()
    const life = await launch(city)
    const gateway = await connectGateway(life.mqttPort)
    const sent: Sent[] = []
    for (const long of [false, true]) {
      const feed = feeding(gateway, sent)
      await until(() => sent.filter((one) => one.acked).length > 50, 'readings to be acknowledged')
      // A folder open to everybody is one PostgreSQL refuses to start in: the outage lasts until we say so.
      if (long) chmodSync(city.cluster, 0o777)
      killPostgres(city)
      if (long) await refusesMeanwhile(life.url, sent)
      chmodSync(city.cluster, 0o700)
      await until(() => healthy(life.url), 'the database to be back', 30_000)
      const [before] = [sent.length]
      await until(() => sent.slice(before).some((one) => one.acked), 'readings to be acknowledged again')
      await feed.stop()
    }
    await until(() => sent.every((one) => one.acked), 'what was held back to be acknowledged')
    assert.equal(await readingsBalance(city, sent), sent.length)
    await cityBalance(city)
    assert.match(life.said(), /PostgreSQL ended by itself/)
    assert.doesNotMatch(life.said(), /Uncaught|unhandled|\n\s+at /, 'no stack trace on the terminal')
    await gateway.close()
    await life.stop()
  })
})

async function healthy(url: string): Promise<boolean> {
  return (await fetch(`${url}/healthz`)).status === 200
}

async function refusesMeanwhile(url: string, sent: Sent[]): Promise<void> {
  await until(async () => !(await healthy(url)), 'the outage to be noticed')
  // What was kept before the outage may still be acknowledged now; nothing that is sent from here on.
  const late = sent.length
  for (const [path, method] of [
    ['/api/v1/demo/inventory', 'GET'],
    ['/api/v1/demo/session', 'POST'],
  ] as const) {
    const body = method === 'POST' ? { body: JSON.stringify({ account: 'chenli', tab: true }) } : {}
    const answer = await fetch(`${url}${path}`, { method, headers: { 'content-type': 'application/json' }, ...body })
    assert.equal(answer.status, 503)
    assert.equal(((await answer.json()) as { code: string }).code, 'store.down')
  }
  assert.ok(!sent.slice(late).some((one) => one.acked), 'a reading was acknowledged without a database')
  assert.ok(!sent.every((one) => one.acked), 'nothing is held back')
}

/** Sends readings one after the other, four at a time, until told to stop. */
function feeding(gateway: Gateway, sent: Sent[]): { stop(): Promise<void> } {
  let going = true
  const lane = async (): Promise<void> => {
    while (going) {
      const at = new Date(Math.max(Date.now(), Date.parse(sent.at(-1)?.at ?? '') + 1 || 0)).toISOString()
      const one = { device, at, values: { ch4: 4, co: sent.length % 10 }, acked: false }
      sent.push(one)
      if (!(await gateway.send(one))) return
    }
  }
  const lanes = Promise.all(Array.from({ length: 4 }, lane))
  return {
    async stop() {
      going = false
      await lanes
    },
  }
}
