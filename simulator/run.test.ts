import assert from 'node:assert/strict'
import { createServer as createHttp } from 'node:http'
import { createServer as createTcp, type Server } from 'node:net'
import { describe, it } from 'node:test'
import { Aedes, type Client } from 'aedes'
import type { ReadingIn } from '../contract/reading.ts'
import { shippedProfiles } from '../test/shipped-plays.ts'
import { playCity } from './run.ts'

const command = '0197f000-0000-7000-8000-000000000001'
/** A city minute passes in a wall second. */
const rate = 60

const device = (id: string, first: boolean) => ({
  id,
  object: `o-${id}`,
  name: id,
  lon: 106.6,
  lat: 29.6,
  area: '50/500105/500105005/500105005001/500105005001001/',
  intervalS: 60,
  supply: first ? null : 'box-1',
  ...(first ? { first } : {}),
})
const inventory = {
  gateways: [
    {
      id: 'gw-1',
      key: 'key-1',
      secret: 'secret-1',
      district: '500105',
      devices: [device('tank-1', true), device('tank-2', false)],
      boxes: [{ id: 'pd-1', object: 'box-1', intervalS: 60 }],
    },
  ],
  people: [],
  profiles: shippedProfiles,
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)))

/** A server with only the doors the simulator needs here. */
async function fakeServer() {
  const began = performance.now()
  const http = createHttp((request, response) => {
    const clock = { now: new Date(Date.parse('2026-04-10T01:30:00Z') + (performance.now() - began) * rate).toISOString(), rate }
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify(request.url === '/api/v1/demo/clock' ? clock : request.url === '/api/v1/demo/inventory' ? inventory : {}),
    )
  })
  const aedes = await Aedes.createBroker()
  const tcp = createTcp(aedes.handle)
  const [httpPort, mqttPort] = [await listen(http), await listen(tcp)]
  const close = async (): Promise<void> => {
    await new Promise<void>((done) => aedes.close(() => done()))
    tcp.close()
    http.close()
    http.closeAllConnections()
  }
  return { aedes, url: `http://127.0.0.1:${httpPort}`, mqtt: `mqtt://127.0.0.1:${mqttPort}`, close }
}

describe('the simulator against a server', { timeout: 30_000 }, () => {
  it('signs in as the gateway, lets the first tank rise over red, confirms the fan and ends when told', async () => {
    const server = await fakeServer()
    const seen = { user: '', clientId: '', topics: new Set<string>(), values: [] as number[], receipts: [] as string[] }
    const stop = new AbortController()
    server.aedes.authenticate = (client: Client, user, password, done) => {
      Object.assign(seen, { user: `${user}:${password?.toString()}`, clientId: client.id })
      done(null, true)
    }
    server.aedes.authorizePublish = (_client, packet, done) => {
      seen.topics.add(packet.topic)
      const body: unknown = JSON.parse(packet.payload.toString())
      if (packet.topic.endsWith('/receipts')) seen.receipts.push((body as { command: string }).command)
      if (packet.topic === 'zhili/v1/devices/tank-1/readings')
        for (const { values } of [body].flat() as ReadingIn[]) seen.values.push(values.ch4 ?? 0)
      if (seen.values.length === 3 && seen.receipts.length === 0) sendCommand(server.aedes)
      if (seen.values.some((value) => value > 50) && seen.receipts.length > 0) stop.abort()
      done(null)
    }
    await playCity({ url: server.url, mqtt: server.mqtt, seed: '1', speed: 1, log: () => undefined }, stop.signal)
    await server.close()
    assert.equal(seen.user, 'key-1:secret-1')
    assert.equal(seen.clientId, 'gw-1')
    assert.deepEqual(
      [...seen.topics].filter((topic) => !/^zhili\/v1\/devices\/(tank-[12]|pd-1)\/(readings|receipts)$/.test(topic)),
      [],
    )
    assert.equal(seen.receipts[0], command)
    assert.ok(seen.values.some((value) => value > 50))
  })

  it('lets a power box tell that its power is gone, and silences what hangs on it until it is back', async () => {
    const server = await fakeServer()
    const told: string[] = []
    const stop = new AbortController()
    server.aedes.authenticate = (_client, _user, _password, done) => done(null, true)
    server.aedes.authorizePublish = (_client, packet, done) => {
      const device = packet.topic.split('/')[3]!
      for (const { values } of [JSON.parse(packet.payload.toString())].flat() as ReadingIn[]) {
        if (device === 'pd-1') told.push(values.voltage === 0 ? 'no power' : 'power')
        if (device === 'tank-2') told.push('heard')
      }
      if (told.includes('no power') && told.slice(told.lastIndexOf('no power')).includes('heard')) stop.abort()
      done(null)
    }
    // A city minute is a wall second: three minutes without power.
    const cut = { supply: 'box-1', fromMs: 0, untilMs: 180_000 }
    await playCity({ url: server.url, mqtt: server.mqtt, seed: '1', speed: 1, cut, log: () => undefined }, stop.signal)
    await server.close()
    const [first, last] = [told.indexOf('no power'), told.lastIndexOf('no power')]
    assert.ok(last > first, 'it goes on telling while the power is gone')
    assert.ok(!told.slice(0, last + 1).includes('heard'), told.join())
  })
})

function sendCommand(aedes: Aedes): void {
  const payload = JSON.stringify({ command, name: 'fan.on', at: '2026-04-10T01:31:00Z' })
  aedes.publish(
    { cmd: 'publish', topic: 'zhili/v1/devices/tank-1/commands', payload, qos: 1, retain: false, dup: false },
    () => undefined,
  )
}
