import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, it } from 'node:test'
import type pg from 'pg'
import type { Framer } from '../../protocols/decoded.ts'
import { decode as decodeHj212 } from '../../protocols/hj212/decode.ts'
import { createFramer as hj212Framer } from '../../protocols/hj212/frame.ts'
import { decode as decodeJt808 } from '../../protocols/jt808/decode.ts'
import { createFramer as jt808Framer } from '../../protocols/jt808/frame.ts'
import { location, phone, signIn, telegram } from '../field-peer.ts'
import { chanceOfRun } from './chance.ts'
import { ask, type City, killPostgres, type Life, launch, makeCity, until } from './city.ts'

/** Two lives are killed, the third takes what is left. */
const kills = 2
const messages = 600
/** A life is killed before it has got more. */
const ofLife = 200
/** Of messages without an answer a device has no more than so many under way. */
const window = 20
const began = Math.floor(Date.now() / 1000) * 1000 - 3_600_000
/** Every message measures at a second of its own, which tells the rows apart; on the wire it is Beijing's. */
const momentOf = (n: number): number => began + n * 1000
const stampOf = (n: number): string => new Date(momentOf(n) + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14)

const numberOf = new Map(Array.from({ length: messages }, (_, n) => [`${stampOf(n)}000`, n]))

/** A device as it behaves on the wire. `answered`: which message a reply stands for; null for other replies. */
type Field = {
  protocol: string
  device: string
  port: RegExp
  hello: Uint8Array | null
  write(n: number): Uint8Array
  framer(): Framer
  answered(frame: Uint8Array): number | null
}

const truck: Field = {
  protocol: 'jt808',
  device: 'truck-1',
  port: /JT\/T 808 (\d+)/,
  hello: signIn('the-code', 60_000),
  write: (n) => location(n, stampOf(n).slice(2)),
  framer: jt808Framer,
  answered(frame) {
    const read = decodeJt808(frame)
    if (!read.ok || read.value.name !== 'platformReply') return null
    const { answers, message, result } = read.value.body as { answers: number; message: number; result: number }
    if (message !== 0x0200) return null
    assert.equal(result, 0, `position ${answers} was refused`)
    return answers
  },
}

const station: Field = {
  protocol: 'hj212',
  device: 'dust-1',
  port: /HJ 212 (\d+)/,
  hello: null,
  write: (n) =>
    telegram(
      `QN=${stampOf(n)}000;ST=39;CN=2011;PW=123456;MN=DUST0000000000000000001;Flag=5;CP=&&DataTime=${stampOf(n)};a34002-Rtd=88,a34002-Flag=N&&`,
    ),
  framer: () => hj212Framer({ crlf: false }),
  answered(frame) {
    const read = decodeHj212(frame)
    if (!read.ok || read.value.cn !== '9014') return null
    const n = numberOf.get(read.value.qn ?? '')
    assert.notEqual(n, undefined, `an answer to nothing: ${read.value.qn}`)
    return n!
  },
}

describe('a server killed while devices report in their own protocol', () => {
  it(`has kept all it answered, ${kills} times, and doubles nothing of what is sent again`, async (t) => {
    const chance = chanceOfRun('field')
    t.diagnostic(`CRASH_SEED=${chance.seed}`)
    const city = await makeCity({ more: register })
    t.after(() => city.remove())
    const fields = [truck, station].map((field) => ({ field, answered: new Set<number>() }))
    for (let kill = 0; kill < kills; kill++) {
      const life = await launch(city)
      const lines = await Promise.all(fields.map((one) => report(life, one, (kill + 1) * ofLife)))
      const enough = fields.map(({ answered }) => answered.size + 1 + chance.below(ofLife / 2))
      await until(() => fields.every(({ answered }, at) => answered.size >= enough[at]!), 'messages to be answered', 30_000)
      // Half of the time the database is killed in the same moment, as when the machine loses its power.
      if (chance.below(2) === 0) killPostgres(city)
      life.kill()
      await life.ended
      await Promise.all(lines)
    }
    const last = await launch(city)
    for (const { field, answered } of fields) {
      const kept = await momentsOf(city, field.device)
      assert.ok(answered.size >= kills, 'every life that was killed had answered something')
      for (const n of answered) assert.ok(kept.includes(momentOf(n)), `${field.protocol} ${n} was answered and is lost`)
      // As a device whose answers got lost: all of it once more.
      answered.clear()
      const line = await report(last, { field, answered }, messages)
      await until(() => answered.size === messages, `all messages to be answered (${field.protocol})`, 60_000)
      line.close()
      const all = Array.from({ length: messages }, (_, n) => momentOf(n))
      assert.deepEqual(await momentsOf(city, field.device), all, 'each message once')
    }
    await last.stop()
  })
})

async function register(client: pg.Client): Promise<void> {
  for (const [id, pack, object, device] of [
    ['truck-1', 'spoil-truck', 'spoil-truck', 'vehicle-terminal'],
    ['dust-1', 'environment', 'environment-site', 'environment-station'],
  ]) {
    await client.query(
      `insert into objects (id, pack, kind, code, name, area, lon, lat) select $1, $2, $3, $1, $1, area, lon, lat from objects order by id limit 1`,
      [id, pack, object],
    )
    await client.query('insert into devices (id, object, kind, pack, name, interval_s) values ($1, $1, $2, $3, $1, 30)', [
      id,
      device,
      pack,
    ])
  }
  await client.query(
    `insert into senders (protocol, number, device, code, crs) values
       ('jt808', $1, 'truck-1', 'the-code', 'WGS-84'), ('hj212', 'DUST0000000000000000001', 'dust-1', '123456', null)`,
    [phone],
  )
}

/** Every kept reading's moment, also those of the same one. */
const momentsOf = async (city: City, device: string): Promise<number[]> =>
  (await ask<{ at: Date }>(city, 'select at from readings where device = $1 order by at', [device])).map(({ at }) => at.getTime())

type Device = { field: Field; answered: Set<number> }

/** Connects and sends what is not answered yet of the first `most` messages, until all are or the line breaks; `answered` fills meanwhile. */
async function report(life: Life, { field, answered }: Device, most: number): Promise<{ close(): void }> {
  const socket = connect({ port: Number(field.port.exec(life.said())![1]), host: '127.0.0.1' })
  socket.on('error', () => socket.destroy())
  await once(socket, 'connect')
  const waiting = Array.from({ length: most }, (_, n) => n).filter((n) => !answered.has(n))
  const sent = new Set<number>()
  const fill = (): void => {
    while (sent.size < window && waiting.length > 0) {
      const n = waiting.shift()!
      sent.add(n)
      socket.write(field.write(n))
    }
  }
  const framer = field.framer()
  socket.on('data', (chunk) => {
    for (const piece of framer.push(chunk)) {
      const n = piece instanceof Uint8Array ? field.answered(piece) : null
      if (n === null) continue
      answered.add(n)
      sent.delete(n)
    }
    fill()
  })
  if (field.hello) socket.write(field.hello)
  fill()
  return { close: () => socket.destroy() }
}
