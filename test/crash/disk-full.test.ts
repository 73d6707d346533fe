import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { cityBalance, readingsBalance } from './balance.ts'
import { ask, type City, launch, makeCity, until } from './city.ts'
import { connectGateway, type Sent } from './gateway.ts'

/** The small city takes about 100 MB, the reserve of a running server 128 MB. */
const diskMb = 400

describe('a disk that fills up', () => {
  const dir = mkdtempSync(join(tmpdir(), 'zhili-full-'))
  let city: City | undefined
  after(async () => {
    await city?.remove()
    spawnSync('umount', [dir])
    rmSync(dir, { recursive: true, force: true })
  })

  it('stops new readings and writes, never what is there to read, and goes on by itself', async (t) => {
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}m,mode=755`, 'tmpfs', dir])
    if (mounted.status !== 0) return t.skip(`no small disk can be mounted here: ${String(mounted.stderr).trim()}`)
    city = await makeCity({ dir })
    const life = await launch(city)
    const gateway = await connectGateway(life.mqttPort)
    const sent: Sent[] = []
    const send = (): Promise<boolean> => {
      const at = new Date(Date.now() + sent.length).toISOString()
      const one = { device: 'hf-990101-0001', at, values: { ch4: 4, co: sent.length }, acked: false }
      sent.push(one)
      return gateway.send(one)
    }
    assert.equal(await send(), true)
    const session = await signIn(life.url)
    const ballast = join(dir, 'ballast')
    fill(ballast)
    await until(async () => (await report(life.url)).code === 'store.full', 'writes to be refused')
    assert.equal((await report(life.url)).status, 507)
    // Until the next look at the disk a reading may still find room on a page that is there already.
    const noticed = async () => (await report(life.url)).status === 507 && life.said().includes('taking no new data')
    await until(noticed, 'the reserve to be noticed')
    const held = Array.from({ length: 20 }, send)
    const events = await fetch(`${life.url}/api/v1/events`, { headers: { 'x-demo-session': session } })
    assert.equal(events.status, 200, 'reading must go on')
    assert.ok(await signIn(life.url), 'signing in must go on')
    assert.equal(sent.filter((one) => one.acked).length, 1, 'acknowledged without being stored')

    rmSync(ballast)
    assert.deepEqual(
      await Promise.all(held),
      held.map(() => true),
    )
    assert.equal(await readingsBalance(city, sent), sent.length)
    await until(async () => (await report(life.url)).status === 200, 'writes to be taken again')
    // What came due meanwhile found no room; it is tried again by itself, without a try counted.
    const found = city
    const failed = () => ask<{ n: number }>(found, 'select count(*)::int as n from timers where last_error is not null')
    await until(async () => (await failed())[0]!.n === 0, 'what found no room to be done', 60_000)
    await cityBalance(city)
    assert.match(life.said(), /taking no new data[\s\S]*taking new data/)
    await gateway.close()
    await life.stop()
  })
})

/** Writes a file until not one more page fits. */
function fill(file: string): void {
  const piece = Buffer.alloc(1 << 20)
  const open = openSync(file, 'w')
  try {
    for (;;) writeSync(open, piece)
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC')
  } finally {
    closeSync(open)
  }
}

async function post(url: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

const signIn = async (url: string): Promise<string> =>
  String((await post(`${url}/api/v1/demo/session`, { account: 'chenli', tab: true })).body.tabSession ?? '')

async function report(url: string): Promise<{ status: number; code: unknown }> {
  const { status, body } = await post(`${url}/api/v1/reports`, {
    type: 'city.gas-smell',
    content: '公厕旁边有很重的沼气味',
    lon: 105.5072,
    lat: 31.5069,
  })
  return { status, code: body.code }
}
