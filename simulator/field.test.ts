import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { it } from 'node:test'
import { demoField, demoTanks } from '../contract/demo-field.ts'
import { createReceiver } from '../protocols/ais/receiver.ts'
import { decode as decodeGb26875 } from '../protocols/gb26875/decode.ts'
import { decode as decodeHj212 } from '../protocols/hj212/decode.ts'
import { decode } from '../protocols/jt808/decode.ts'
import { encode, messageTo } from '../protocols/jt808/encode.ts'
import { createFramer } from '../protocols/jt808/frame.ts'
import type { Bodies, Message } from '../protocols/jt808/types.ts'
import { decode as decodeSl651 } from '../protocols/sl651/decode.ts'
import { shippedSimulators, vesselPlay } from '../test/shipped-plays.ts'
import { playField } from './field.ts'
import { dustStation } from './field-dust.ts'
import { fireTransmitter, roofTransmitter } from './field-fire.ts'
import { riverGauge } from './field-gauge.ts'
import { shoreStation } from './field-ships.ts'
import { vesselOf } from './model/roof-tank.ts'

const nowMs = Date.parse('2026-03-02T01:30:00Z')
const of = (protocol: string) => demoField.find((device) => device.protocol === protocol)!

it('a truck registers, signs in with the code it was given, and tells where it is', async (t) => {
  const heard: Message[] = []
  const server = createServer((socket) => answer(socket, heard)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const stop = new AbortController()
  t.after(() => server.close())
  const clock = {
    nowMs: () => nowMs,
    rate: () => 1,
    wait: () => new Promise<void>((resolve) => setImmediate(resolve)),
    follow: async () => {},
  }
  const ports = { jt808: (server.address() as AddressInfo).port }
  const playing = playField({ host: '127.0.0.1', simulators: shippedSimulators, ports, seed: '1', clock, stop: stop.signal })
  while (!heard.some(({ name }) => name === 'location')) await new Promise((resolve) => setImmediate(resolve))
  stop.abort()
  await playing
  const [register, signIn] = heard.filter(({ name, phone }) => name !== 'heartbeat' && phone === of('jt808').number)
  assert.deepEqual(
    [register!.name, signIn!.name, (signIn!.body as { code: string }).code],
    ['register', 'authenticate', 'code-1'],
  )
  const { body } = heard.find(({ name }) => name === 'location')! as { body: Bodies['location'] }
  assert.equal(body.time, '2026-03-02T09:30:00+08:00')
})

/** Like a platform: a code for a registration, yes to everything else. */
function answer(socket: Socket, heard: Message[]): void {
  const framer = createFramer()
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    for (const frame of framer.push(chunk)) {
      const read = frame instanceof Uint8Array ? decode(frame) : null
      if (!read?.ok) continue
      heard.push(read.value)
      const { serial, name, id } = read.value
      const [say, body] =
        name === 'register'
          ? (['registerAnswer', { answers: serial, result: 0, code: 'code-1' }] as const)
          : (['platformReply', { answers: serial, message: Number.parseInt(id, 16), result: 0 }] as const)
      for (const bytes of encode(messageTo(read.value, 0, say, body as Bodies[typeof say]))) socket.write(bytes)
    }
  })
}

it('stations and transmitters send what their codecs read, under their numbers', () => {
  const dust = decodeHj212(dustStation(of('hj212'), '1').beat(nowMs)[0]!)
  assert.ok(dust.ok && dust.value.mn === of('hj212').number && dust.value.items.length === 5)
  const river = decodeSl651(riverGauge(of('sl651'), '1').beat(nowMs)[0]!)
  assert.ok(river.ok && river.value.station === of('sl651').number && river.value.password === of('sl651').code)
  assert.deepEqual(
    river.value.data.elements.map(({ code }) => code),
    ['1a', '39', '38'],
  )
  const panel = decodeGb26875(fireTransmitter(of('gb26875')).beat(nowMs)[0]!)
  assert.ok(panel.ok && panel.value.source === of('gb26875').number && panel.value.data?.type === 'system-state')
})

it('a shore station tells where six ships are and who, the name at its first beat', () => {
  const receiver = createReceiver()
  const said = (beat: Uint8Array[]) =>
    beat.map((line) => {
      const read = receiver.push(Buffer.from(line).toString('latin1').trim(), nowMs)
      assert.ok(read.ok)
      return read.value
    })
  const station = shoreStation('1')
  const first = said(station.beat(nowMs))
  const kinds = first.flatMap((one) => ('pending' in one ? [] : [one.type]))
  assert.deepEqual(kinds.toSorted(), [1, 1, 1, 1, 1, 1, 5, 5, 5, 5, 5, 5])
  const second = said(station.beat(nowMs + 10_000)).flatMap((one) => ('pending' in one ? [] : [one]))
  const ship = second.find(({ type }) => type === 1) as { lon: number; lat: number; second: number }
  assert.ok(ship.lon > 106.5 && ship.lat > 29.5 && ship.second === 10)
})

it('the transmitter of a roof tells the level of its tank while it leaks, and nothing while it is mute', () => {
  const tank = demoTanks[0]!
  const vessel = vesselOf(vesselPlay)
  const leaks = roofTransmitter(tank, '1', vessel, {
    troubles: [
      { kind: 'leak-fast', fromMs: nowMs, untilMs: nowMs + 7_200_000 },
      { kind: 'mute', fromMs: nowMs + 3_600_000, untilMs: nowMs + 7_200_000 },
    ],
  })
  const level = (afterMs: number): number | undefined => {
    const read = leaks.beat(nowMs + afterMs).map((frame) => decodeGb26875(frame))[0]
    const data = read?.ok && read.value.source === tank.number ? read.value.data : null
    return data?.type === 'part-value' ? data.items[0]?.analog.value : undefined
  }
  const lost = level(0)! - level(1_800_000)!
  assert.ok(lost > 0.46 && lost < 0.54, `half a metre in half an hour, not ${lost}`)
  assert.deepEqual(leaks.beat(nowMs + 3_600_000), [])
  assert.equal(roofTransmitter(tank, '1', vessel, { troubles: [] }).greet(nowMs).length, 2, 'its panel, and the level')
})
