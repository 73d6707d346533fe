import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { randomPointIn } from '../../server/city/area/places.ts'
import { chanceFrom } from '../../server/city/area/rules/chance.ts'
import { factsAfter, type Position } from '../../server/kernel/facts.ts'
import { sealOnce, verifyChain } from '../../server/kernel/seal.ts'
import type { Sent } from '../crash/gateway.ts'
import { act, check, type Stage, triage, work } from './acts.ts'
import { type Asking, ask, type Reply } from './doors.ts'
import { checkInvariants } from './invariants.ts'
import { createPeople } from './people.ts'
import { poison } from './poison.ts'
import { type FaultName, type Input, type Level, type Step, scheduleOf, tellStep, type Way } from './schedule.ts'
import { openWorld, type World } from './world.ts'

export type Playing = { seed: number; hours: number; faults: readonly FaultName[]; tell?: (line: string) => void }
/** What became of a seed: `failure` null when everything held. */
export type Played = {
  seed: number
  steps: number
  log: string[]
  failure: string | null
  /** the same for the same seed: a hash over every step, what came of it, and the facts it left */
  trace: string
  ms: number
  counts: Record<string, number>
}

/** The command that plays it again. */
export const againOf = ({ seed, hours, faults }: Playing): string =>
  `npm run city -- --seed ${seed} --hours ${hours} --faults ${faults.join(',') || 'none'}`

const values: Record<Level, Record<string, number>> = {
  clean: { ch4: 3, o2: 20.8 },
  blue: { ch4: 12 },
  yellow: { ch4: 22 },
  orange: { ch4: 30 },
  red: { ch4: 55 },
  'low-oxygen': { ch4: 4, o2: 18.9 },
}
const bearer = 'Bearer gw-990101.zhili-demo-gateway-990101'

/** Plays a seed from its first step to its last, looking at everything after each. */
export async function playSeed(playing: Playing): Promise<Played> {
  const began = performance.now()
  const steps = scheduleOf(playing)
  const log: string[] = []
  const say = (line: string): void => {
    log.push(line)
    playing.tell?.(line)
  }
  const world = await openWorld()
  const game = createGame(world, playing.seed)
  let failure: string | null = null
  let done = 0
  try {
    for (const step of steps) {
      say(tellStep(step))
      for (const line of await game.play(step)) say(`      ${line}`)
      done++
    }
    await game.finish()
  } catch (error) {
    failure = (error as Error).stack ?? String(error)
  }
  await world.end().catch((error: Error) => {
    failure ??= error.stack ?? String(error)
  })
  const trace = createHash('sha256').update(log.join('\n')).digest('hex').slice(0, 16)
  return { seed: playing.seed, steps: done, log, failure, trace, ms: performance.now() - began, counts: game.counts }
}

type Kept = { asking: Asking; id: string; byGrid: boolean }

function createGame(world: World, seed: number) {
  const counts: Record<string, number> = {}
  const tally = (name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1
  }
  const spoiled = { events: new Set<string>(), devices: new Set<string>(), timers: new Set<string>() }
  const receipts: Kept[] = []
  const sent: Sent[] = []
  const heldBack: { due: number; sent: Sent }[] = []
  const again: (() => Promise<void>)[] = []
  const unacknowledged = new Set<Sent>()
  const read = new Set<string>()
  const before = new Map<string, number>()
  let position: Position = { tx: '0', id: '0' }
  let keys = 0
  let healAt = 0

  /** A fault of ours is never an answer, whatever is broken outside. */
  const seen = (reply: Reply, asking: Asking): void => {
    tally(`${reply.status}`)
    const outside = [503, 507].includes(reply.status) && (world.faulty() || world.struck())
    assert.ok(reply.status < 500 || outside, `${asking.method} ${asking.url} → ${reply.status} ${JSON.stringify(reply.body)}`)
  }
  const people = createPeople(world, seen)
  const stage: Stage = { world, people, key: () => `${seed}-${++keys}`, spoiled: spoiled.events }

  async function reading(input: Extract<Input, { do: 'reading' }>, n: number): Promise<string> {
    const device = deviceName(input.device)
    const at = new Date(world.now().getTime() + input.skewS * 1000 + n).toISOString()
    const one: Sent = { device, at, values: values[input.level], acked: false }
    if (input.skewS === 0) sent.push(one)
    if (input.heldBack) {
      heldBack.push({ due: n + 2, sent: one })
      return 'held back'
    }
    return (await deliver(one, input.door, input.way)) ? 'acknowledged' : 'not acknowledged'
  }

  /** A gateway keeps what was not acknowledged and sends it again. */
  async function deliver(one: Sent, door: 'mqtt' | 'http', way: Way): Promise<boolean> {
    // While a fault is at work no acknowledgement may come at all, so what waits for one goes by HTTP, which always answers.
    if (door === 'mqtt' && !world.faulty()) {
      const gateway = await world.gateway()
      await Promise.all(way === 'twice' ? [gateway.send(one), gateway.send(one)] : [gateway.send(one)])
      if (way === 'answer-lost' || way === 'half') {
        await world.loseGateway()
        await (await world.gateway()).send(one)
      }
    } else {
      const reply = await ask(world, readingEvent(one), way, (heard) => seen(heard, readingEvent(one)))
      one.acked ||= reply?.status === 202
    }
    if (!one.acked) unacknowledged.add(one)
    return one.acked
  }

  async function report({ dice: [where, what, , text], way, byGrid }: Extract<Input, { do: 'report' }>): Promise<string> {
    const town = where < 0.7 ? '990101001' : '990101002'
    const [lon, lat] = randomPointIn(town, chanceFrom(`place:${seed}:${where}`))
    const types = ['city.garbage', 'city.gas-smell', 'city.manhole', 'city.road-damage', 'city.street-light']
    const outcome = byGrid && text < 0.4 ? { selfHandled: true } : {}
    const body = {
      type: types[Math.floor(what * types.length)],
      content: `路边的情况需要处理 ${text.toFixed(6)}`,
      lon,
      lat,
      ...outcome,
    }
    const asking: Asking = { method: 'POST', url: '/api/v1/reports', body, headers: { 'idempotency-key': stage.key() } }
    const by = (how: Way) => (byGrid ? people.as('xieran', asking, how) : ask(world, asking, how, (heard) => seen(heard, asking)))
    const keep = async (how: Way): Promise<Reply | null> => {
      const reply = await by(how)
      if (reply?.status === 200) receipts.push({ asking, id: String(reply.body.id), byGrid })
      else if (reply === null) again.push(async () => void (await keep('once')))
      return reply
    }
    const reply = await keep(way)
    return reply ? `${reply.status}` : 'no answer'
  }

  async function answerCommands(ok: boolean): Promise<string> {
    const waiting = await world.direct.query<{ id: string; device: string }>(
      `select id, device from commands where state = 'sent' order by sent_at, device, name`,
    )
    for (const { id, device } of waiting) await receipt(device, id, ok)
    return `${waiting.length} receipts`
  }
  async function receipt(device: string, command: string, ok: boolean): Promise<void> {
    const asking: Asking = {
      method: 'POST',
      url: '/api/v1/cloudevents',
      headers: { 'content-type': 'application/cloudevents+json', authorization: bearer },
      body: { specversion: '1.0', id: command, source: `devices/${device}`, type: 'zhili.receipt', data: { command, ok } },
    }
    await ask(world, asking, 'once', (heard) => seen(heard, asking))
  }

  async function storm({ devices, level }: Extract<Input, { do: 'storm' }>, n: number): Promise<string> {
    const at = new Date(world.now().getTime() + n).toISOString()
    const all = Array.from(
      { length: devices },
      (_, index): Sent => ({ device: deviceName(index), at, values: values[level], acked: false }),
    )
    sent.push(...all)
    const each = (one: Sent, index: number) => deliver(one, index % 2 === 0 ? 'mqtt' : 'http', 'once')
    if (!world.faulty()) await Promise.all(all.map(each))
    // One after the other, so that the fault strikes at the same message in every run.
    else for (const [index, one] of all.entries()) await each(one, index)
    return `${all.filter((one) => one.acked).length} of ${devices} acknowledged`
  }

  async function perform(input: Input, n: number): Promise<string> {
    if (input.do === 'reading') return reading(input, n)
    if (input.do === 'storm') return storm(input, n)
    if (input.do === 'receipts') return answerCommands(input.ok)
    if (input.do === 'report') return report(input)
    if (input.do === 'triage') return triage(stage, input.dice, input.way)
    if (input.do === 'act') return act(stage, input.dice, input.way)
    if (input.do === 'work') return work(stage, input.dice, input.way)
    if (input.do === 'check') return check(stage, input.dice, input.way)
    return input.do === 'poison' ? poison(world, input, spoiled) : 'time passes'
  }

  /** What clients and gateways have left over is sent again; what was accepted before is asked for once more. */
  async function catchUp(n: number): Promise<void> {
    const ready = heldBack.filter((one) => one.due <= n)
    heldBack.splice(0, heldBack.length, ...heldBack.filter((one) => one.due > n))
    // The newest first: whatever was held back comes in the wrong order.
    for (const one of ready.reverse()) await deliver(one.sent, 'http', 'once')
    for (const one of [...unacknowledged]) {
      unacknowledged.delete(one)
      await deliver(one, 'http', 'once')
    }
    for (const retry of again.splice(0)) await retry()
    const kept = receipts[n % Math.max(1, receipts.length)]
    if (!kept || n % 4 > 0) return
    const reply = kept.byGrid
      ? await people.as('xieran', kept.asking)
      : await ask(world, kept.asking, 'once', (heard) => seen(heard, kept.asking))
    if (!reply) return
    assert.deepEqual([reply.status, reply.body.id], [200, kept.id], 'the same key, another receipt')
    tally('receipts asked again')
  }

  /** Reads on as the live stream does: every fact once, none left out. */
  async function follow(): Promise<void> {
    for (;;) {
      const facts = await factsAfter(world.direct, position, 500)
      for (const { id } of facts) {
        assert.equal(read.has(id), false, `fact ${id} read twice`)
        read.add(id)
      }
      position = facts.at(-1)?.position ?? position
      if (facts.length < 500) return
    }
  }

  /** How many facts of each kind came since the last time. */
  async function news(): Promise<string> {
    const now = await world.direct.query<{ kind: string; n: number }>(
      'select kind, count(*)::int as n from facts group by kind order by kind collate "C"',
    )
    const fresh = now.map(({ kind, n }) => ({ kind, n: n - (before.get(kind) ?? 0) })).filter(({ n }) => n > 0)
    for (const { kind, n } of now) before.set(kind, n)
    return fresh.map(({ kind, n }) => `${kind} ${n}`).join(' · ')
  }

  /** Looks at everything that must hold; answers the facts of the step. */
  async function look(): Promise<string> {
    const quiet = !world.faulty()
    await checkInvariants(world.direct, { now: world.now(), spoiled, quiet })
    const ids = receipts.map(({ id }) => id)
    const [there] = await world.direct.query<{ n: number }>('select count(*)::int as n from reports where id = any($1::uuid[])', [
      ids,
    ])
    assert.equal(there!.n, new Set(ids).size, 'reports with a receipt are lost')
    if (quiet) await lookOutside(world, spoiled.timers)
    await follow()
    return `→ ${await news()}`
  }

  return {
    counts,
    async play(step: Step): Promise<string[]> {
      const said: string[] = []
      if (healAt > 0 && step.n >= healAt) {
        await world.heal()
        healAt = 0
        said.push('healed')
      }
      await world.pass(step.waitMs)
      if (!world.faulty()) await catchUp(step.n)
      if (step.socket && !world.faulty()) {
        tally(step.socket.fault)
        world.arm(step.socket)
        healAt = step.n + step.socket.steps
      }
      said.push(await perform(step.input, step.n))
      await world.settle()
      if (step.socket?.fault === 'crash' && healAt > 0) {
        await world.restart()
        healAt = 0
        said.push('a new process')
        await world.settle()
      }
      said.push(await look())
      return said
    },
    async finish(): Promise<void> {
      await world.heal()
      // Whatever a fault has put off is tried again within the longest back-off.
      await world.pass(120_000)
      await catchUp(Number.MAX_SAFE_INTEGER)
      await world.settle()
      await look()
      await finalBalance(world, sent)
      const [facts] = await world.direct.query<{ n: number }>('select count(*)::int as n from facts')
      assert.equal(read.size, facts!.n, 'the reader has missed facts')
    },
  }
}

/** The watchdog has eyes of its own: it must see every piece that failed for good, nothing else, and no lane that stands still. */
async function lookOutside(world: World, poisoned: ReadonlySet<string>): Promise<void> {
  const troubles = await world.dog().look()
  const told = troubles.filter(({ why }) => why === 'failed').map(({ key }) => key)
  const failed = await world.direct.query<{ key: string }>(
    `select 'timer:' || key as key from timers where tries >= 5
     union all select 'claim:' || fact_id || ' ' || handler from fact_work where tries >= 5
     union all select 'message:' || key from outbox where state = 'failed' order by 1`,
  )
  assert.deepEqual(
    told.toSorted(),
    failed.map(({ key }) => key),
    'the watchdog sees other failures than there are',
  )
  // A poisoned timer is tried five times within 85 seconds, and never taken for done.
  const [left] = await world.direct.query<{ n: number }>('select count(*)::int as n from timers where key = any($1)', [
    [...poisoned],
  ])
  assert.equal(left!.n, poisoned.size, 'a poisoned timer is gone though nobody could do it')
  assert.deepEqual(
    troubles.filter(({ why }) => why === 'late'),
    [],
    'a lane stands still',
  )
}

/** Readings once each, a chain that holds. */
async function finalBalance(world: World, sent: Sent[]): Promise<void> {
  const rows = await world.direct.query<{ key: string; n: number }>(
    `select device || ' ' || (extract(epoch from at) * 1000)::bigint as key, count(*)::int as n from readings group by 1`,
  )
  const stored = new Map(rows.map(({ key, n }) => [key, n]))
  const wrong = sent.filter((one) => {
    const n = stored.get(`${one.device} ${new Date(one.at).getTime()}`) ?? 0
    return n > 1 || (one.acked && n === 0)
  })
  assert.deepEqual(wrong, [], 'acknowledged readings are lost or doubled')
  assert.deepEqual(
    sent.filter((one) => !one.acked),
    [],
    'readings that nobody took in the end',
  )
  while (await sealOnce(world.spine()));
  assert.equal((await verifyChain(world.direct)).ok, true, 'the chain breaks')
}

const deviceName = (index: number): string => `hf-990101-${String(index + 1).padStart(4, '0')}`

const readingEvent = ({ device, at, values: data }: Sent): Asking => ({
  method: 'POST',
  url: '/api/v1/cloudevents',
  headers: { 'content-type': 'application/cloudevents+json', authorization: bearer },
  body: {
    specversion: '1.0',
    id: `${device}-${at}`,
    source: `devices/${device}`,
    type: 'zhili.reading',
    time: at,
    data: { values: data },
  },
})
