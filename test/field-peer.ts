import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { TestContext } from 'node:test'
import { wrap } from '../protocols/hj212/encode.ts'
import { encode } from '../protocols/jt808/encode.ts'
import type { Message } from '../protocols/jt808/types.ts'
import type { Story } from './story.ts'

export const phone = '13912345678'
export const utf8 = new TextEncoder()

/** A peer over real TCP. `reads` waits for so many bytes of replies. */
export async function peer(t: TestContext, port: number) {
  const socket = connect({ port, host: '127.0.0.1' })
  await once(socket, 'connect')
  t.after(() => socket.destroy())
  let held = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    held = Buffer.concat([held, chunk])
    socket.emit('more')
  })
  return {
    socket,
    send: (bytes: Uint8Array) => void socket.write(bytes),
    async reads(n: number): Promise<string> {
      while (held.length < n) await once(socket, 'more')
      const [found, rest] = [held.subarray(0, n), held.subarray(n)]
      held = rest
      return found.toString('hex')
    },
  }
}

export const message = (id: string, serial: number, what: { name: string; body: unknown }, from = phone): Uint8Array =>
  encode({ id, version: 2013, protocolVersion: 0, phone: from, serial, encryption: 0, ...what } as Message)[0]!

export const opaque = (text: string) => ({ name: 'opaque', body: { hex: text } })

/** A position as the terminal sends it: `alarm` 1 is the emergency button, status 2 a fix. */
export function location(serial: number, time: string, { alarm = 0, from = phone } = {}): Uint8Array {
  const body = Buffer.alloc(28)
  body.writeUInt32BE(alarm, 0)
  body.writeUInt32BE(2 | (3 << 8), 4)
  body.writeUInt32BE(29_560_000, 8)
  body.writeUInt32BE(106_550_000, 12)
  body.writeUInt16BE(450, 18)
  Buffer.from(time, 'hex').copy(body, 22)
  return message('0200', serial, opaque(body.toString('hex')), from)
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
export const replied = (
  { answers, id, result }: { answers: number; id: number; result: number },
  serial: number,
  to = phone,
): string => hex(message('8001', serial, { name: 'platformReply', body: { answers, message: id, result } }, to))

export const registration = (maker: string): Uint8Array =>
  message('0100', 1, opaque(`0032006a${maker.repeat(5)}${'42'.repeat(20)}${'43'.repeat(7)}02${'44'.repeat(7)}`))
export const register = registration('41')
export const signIn = (code: string, serial = 2, from = phone) => message('0102', serial, opaque(hex(utf8.encode(code))), from)

/** Registered and signed in: replies with serials 0 and 1 are read. */
export async function terminal(t: TestContext, story: Story, port: number) {
  const one = await peer(t, port)
  one.send(register)
  await one.reads(15 + 3 + 16)
  const [sender] = await story.sql<{ code: string }>(`select code from senders where number = $1`, [phone])
  one.send(signIn(sender!.code))
  assert.equal(await one.reads(20), replied({ answers: 2, id: 0x0102, result: 0 }, 1))
  return one
}

export const stored = (story: Story) =>
  story.sql<{ device: string; values: Record<string, number> }>(`select device, "values" as values from readings order by at`)
export const verdicts = async (story: Story): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await story.sql<{ verdict: string; n: string }>('select verdict, sum(n) as n from frame_counts group by 1')).map((row) => [
      row.verdict,
      Number(row.n),
    ]),
  )

export const gauge = { direction: 'up', centre: 5, station: '0011223344', function: '32', end: 'etx' } as const
export const isoOf = (story: Story): string =>
  `${new Date(story.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
/** Our clock in Beijing as six BCD bytes. */
export const nowDigits = (story: Story): string => isoOf(story).replace(/\D/g, '').slice(2, 14)

export const telegram = (segment: string): Uint8Array => wrap(segment)
export const dusty = (qn: string, values = 'a34002-Rtd=88,a34002-Flag=N;a34004-Rtd=40,a34004-Flag=D;LA-Rtd=61.5,LA-Flag=N') =>
  telegram(`QN=${qn};ST=39;CN=2011;PW=123456;MN=DUST0000000000000000001;Flag=5;CP=&&DataTime=20260302093000;${values}&&`)

/** Escapes make some replies longer than twenty bytes: read until the flags of so many frames are there. */
export async function framesRead(one: { reads(n: number): Promise<string> }, frames: number): Promise<string> {
  let text = ''
  for (let flags = 0; flags < frames * 2; ) {
    const byte = await one.reads(1)
    text += byte
    if (byte === '7e') flags++
  }
  return text
}

/** The i-th second of the morning, as BCD in hex. */
export function stamp(i: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `260302${two(7 + Math.floor(i / 3600))}${two(Math.floor(i / 60) % 60)}${two(i % 60)}`
}
