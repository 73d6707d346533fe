import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { describe, it, type TestContext } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { fieldPacks, fieldStory } from '../../../../test/field-devices.ts'
import { location, peer, replied, signIn, stamp, stored } from '../../../../test/field-peer.ts'
import type { Story } from '../../../../test/story.ts'
import { createPacks } from '../../../city/pack/packs.ts'
import { trying } from '../patience.ts'
import { createPressure } from '../pressure.ts'
import { createBounds } from './bounds.ts'
import { createConversation } from './conversation.ts'
import { createFrames } from './frames.ts'
import { jt808 } from './jt808.ts'
import { createSenders } from './senders.ts'
import { startTcpServer, type TcpDeps, usualLimits } from './tcp-server.ts'

const minute = 60_000
const code = 'the-code'
const port = { port: 0, host: '127.0.0.1' }

/** The server of trucks with the usual bounds and a clock moved by hand; `ended` is what it counted. */
async function trucks(t: TestContext, story: Story) {
  const { spine, ingest } = story.zhili
  await story.sql(`update senders set code = $1 where protocol = 'jt808'`, [code])
  const conversing = {
    ...{
      spine,
      ingest,
      packs: createPacks(fieldPacks, { demo: false }),
      frames: createFrames(spine),
      senders: createSenders(spine),
    },
    ...{ bounds: createBounds(), patiently: trying(spine, () => false, 'throw') },
  }
  return serving(t, { pressure: ingest.pressure, open: (address) => createConversation(conversing, jt808, address) })
}

async function serving(t: TestContext, deps: Pick<TcpDeps, 'open' | 'pressure'>) {
  const ended: string[] = []
  let now = 0
  const server = await startTcpServer(
    { ...deps, limits: usualLimits, onEnd: (why) => void ended.push(why), now: () => now },
    port,
  )
  t.after(() => server.close())
  /** So many milliseconds later; whoever is silent for too long is ended then. */
  const after = (ms: number): void => {
    now += ms
    server.endIdle()
  }
  return { server, ended, after }
}

async function gone(socket: Socket): Promise<void> {
  socket.on('error', () => undefined)
  if (!socket.destroyed) await new Promise((resolve) => socket.once('close', resolve))
}

async function until(look: () => boolean): Promise<void> {
  while (!look()) await turn()
}

async function signedIn(t: TestContext, at: number) {
  const one = await peer(t, at)
  one.send(signIn(code))
  assert.equal(await one.reads(20), replied({ answers: 2, id: 0x0102, result: 0 }, 0))
  return one
}

describe('a connection', () => {
  it('without a frame of somebody known is ended after a minute, whatever else it sent', async (t) => {
    const story = await fieldStory(t)
    const { server, ended, after } = await trucks(t, story)
    const silent = await peer(t, server.port)
    const strange = await peer(t, server.port)
    const halfway = await peer(t, server.port)
    strange.send(location(1, '260302093000', { from: '13800000000' }))
    await strange.reads(20)
    halfway.send(location(1, '260302093000').subarray(0, 9))
    await until(() => server.connections() === 3)
    after(minute)
    assert.equal(server.connections(), 3, 'a minute to the millisecond is not over')
    after(1)
    await Promise.all([gone(silent.socket), gone(strange.socket), gone(halfway.socket)])
    assert.deepEqual(ended, ['no-frame', 'no-frame', 'no-frame'])
    assert.equal(server.connections(), 0)
  })

  it('of a terminal is kept for 65 minutes of silence, and from every frame anew; bytes without a frame are none', async (t) => {
    const story = await fieldStory(t)
    const { server, ended, after } = await trucks(t, story)
    const one = await signedIn(t, server.port)
    after(64 * minute)
    one.send(location(3, '260302093000'))
    await one.reads(20)
    after(65 * minute)
    one.send(location(4, '260302093100').subarray(0, 9))
    assert.equal(server.connections(), 1)
    after(1)
    await gone(one.socket)
    assert.deepEqual(ended, ['idle'])
    assert.equal((await stored(story)).length, 1)
  })

  it('whose other side has closed its half still gets what is under way, and all of it is kept', async (t) => {
    const story = await fieldStory(t)
    const { server } = await trucks(t, story)
    const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true })
    await once(socket, 'connect')
    const said: Buffer[] = []
    socket.on('data', (chunk) => void said.push(chunk))
    socket.end(Buffer.concat([signIn(code), ...Array.from({ length: 50 }, (_, i) => location(3 + i, stamp(i)))]))
    await gone(socket)
    const flags = Buffer.concat(said).filter((byte) => byte === 0x7e).length
    assert.equal(flags, 51 * 2, 'each is answered')
    assert.equal((await stored(story)).length, 50)
    await until(() => server.connections() === 0)
  })

  it('that breaks in the middle takes nothing with it: what came is kept, its place is free', async (t) => {
    const story = await fieldStory(t)
    const { server, ended } = await trucks(t, story)
    const one = await signedIn(t, server.port)
    one.send(Buffer.concat(Array.from({ length: 50 }, (_, i) => location(3 + i, stamp(i)))))
    await one.reads(20)
    one.socket.resetAndDestroy()
    await until(() => server.connections() === 0)
    assert.equal((await stored(story)).length, 50)
    const next = await signedIn(t, server.port)
    next.send(location(3, stamp(60)))
    await next.reads(20)
    assert.deepEqual(ended, [])
  })
})

describe('a peer that does not read', () => {
  it('is ended once 64 KB of replies wait here, and its neighbour is answered all the while', async (t) => {
    const [much, little] = [Buffer.alloc(1_048_576), Buffer.alloc(20)]
    // One of them is answered by a megabyte at a time, so that what the system holds for both sides is soon full.
    const open = () => ({
      push: async (chunk: Uint8Array) => ({ known: 1, replies: [chunk[0] === 1 ? much : little] }),
    })
    const { server, ended } = await serving(t, { pressure: createPressure(64 * 1_048_576), open })
    const slow = await peer(t, server.port)
    slow.socket.pause()
    const neighbour = await peer(t, server.port)
    for (let asked = 0; ended.length === 0 && asked < 100; asked++) {
      slow.send(Uint8Array.of(1))
      neighbour.send(Uint8Array.of(2))
      await neighbour.reads(little.length)
    }
    assert.deepEqual(ended, ['slow-reader'])
    neighbour.send(Uint8Array.of(2))
    await neighbour.reads(little.length)
    assert.equal(server.connections(), 1)
  })
})
