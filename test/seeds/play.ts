import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { randomPointIn } from '../../server/city/area/places.ts'
import { chanceFrom } from '../../server/city/area/rules/chance.ts'
import { factsAfter, type Position } from '../../server/kernel/facts.ts'
import { sealOnce, verifyChain } from '../../server/kernel/seal.ts'
import { act, check, type Stage, triage, work } from './acts.ts'
import { type Asking, ask, type Reply } from './doors.ts'
import { createGateways } from './gateways.ts'
import { checkInvariants, isSpoiled } from './invariants.ts'
import { createPeople } from './people.ts'
import { poison, spread } from './poison.ts'
import { type FaultName, type Input, type SocketFault, type Step, scheduleOf, tellStep, type Way } from './schedule.ts'
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
  const again: (() => Promise<void>)[] = []
  const read = new Set<string>()
  const before = new Map<string, number>()
  let position: Position = { tx: '0', id: '0' }
  let keys = 0
  let healAt = 0
  let broken: SocketFault | null = null

  /** A fault of ours is never an answer, whatever is broken outside. */
  const seen = (reply: Reply, asking: Asking): void => {
    tally(`${reply.status}`)
    const outside = [503, 507].includes(reply.status) && (world.faulty() || world.struck())
    const poisoned = reply.body.code === 'server.fault' && spoiled.devices.has(String((reply.body.details as { id?: string }).id))
    assert.ok(
      reply.status < 500 || outside || poisoned,
      `${asking.method} ${asking.url} → ${reply.status} ${JSON.stringify(reply.body)}`,
    )
  }
  const people = createPeople(world, seen)
  const gateways = createGateways(world, seen)
  const stage: Stage = { world, people, key: () => `${seed}-${++keys}`, spoiled: spoiled.events }

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

  async function perform(input: Input, n: number): Promise<string> {
    if (input.do === 'reading') return gateways.read(input, n)
    if (input.do === 'storm') return gateways.storm(input, n)
    if (input.do === 'receipts') return gateways.receipts(input.ok)
    if (input.do === 'report') return report(input)
    if (input.do === 'triage') return triage(stage, input.dice, input.way)
    if (input.do === 'act') return act(stage, input.dice, input.way)
    if (input.do === 'work') return work(stage, input.dice, input.way)
    if (input.do === 'check') return check(stage, input.dice, input.way)
    return input.do === 'poison' ? poison(world, input, spoiled) : 'time passes'
  }

  /** What clients and gateways have left over is sent again; what was accepted before is asked for once more. */
  async function catchUp(n: number): Promise<void> {
    await gateways.catchUp(n)
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

  const isAway = (): boolean => world.struck() || broken?.how === 'noticed'

  /** A fault that found nothing to strike at is not counted. */
  async function heal(): Promise<void> {
    if (broken && isAway()) tally(broken.fault)
    broken = null
    healAt = 0
    await world.heal()
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
    await spread(world.direct, spoiled)
    await checkInvariants(world.direct, { now: world.now(), spoiled, quiet })
    const ids = receipts.map(({ id }) => id)
    const [there] = await world.direct.query<{ n: number }>('select count(*)::int as n from reports where id = any($1::uuid[])', [
      ids,
    ])
    assert.equal(there!.n, new Set(ids).size, 'reports with a receipt are lost')
    await gateways.prove(spoiled.devices)
    assert.deepEqual(
      world.failing().filter((row) => !isSpoiled(spoiled, row)),
      [],
      'a timer that failed though nothing poisoned it',
    )
    if (quiet) await lookOutside(world, spoiled.timers)
    await follow()
    return `→ ${await news()}`
  }

  return {
    counts,
    async play(step: Step): Promise<string[]> {
      const said: string[] = []
      if (healAt > 0 && step.n >= healAt) {
        await heal()
        said.push('healed')
      }
      await world.pass(step.waitMs)
      await spread(world.direct, spoiled)
      if (!world.faulty()) await catchUp(step.n)
      for (const name of faultsOf(step.input)) tally(name)
      if (step.socket && !world.faulty()) {
        broken = step.socket
        world.arm(step.socket)
        healAt = step.n + step.socket.steps
      }
      said.push(await perform(step.input, step.n))
      if (isAway()) said.push(await gateways.meanwhile(step.n))
      await world.settle()
      if (step.socket?.fault === 'crash' && healAt > 0) {
        tally('crash')
        broken = null
        await world.restart()
        healAt = 0
        said.push('a new process')
        await world.settle()
      }
      said.push(await look())
      return said
    },
    async finish(): Promise<void> {
      await heal()
      // Whatever a fault has put off is tried again within the longest back-off.
      await world.pass(120_000)
      await catchUp(Number.MAX_SAFE_INTEGER)
      await world.settle()
      await look()
      gateways.finish()
      while (await sealOnce(world.spine()));
      assert.equal((await verifyChain(world.direct)).ok, true, 'the chain breaks')
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

/** What of the faults a step brings by itself; those of the socket come beside. */
function faultsOf(input: Input): FaultName[] {
  const ways: Partial<Record<Way, FaultName>> = { twice: 'duplicate', 'answer-lost': 'partition', half: 'partition' }
  const way = 'way' in input ? ways[input.way] : undefined
  const found: FaultName[] = way ? [way] : []
  if (input.do === 'storm' || input.do === 'poison') found.push(input.do)
  if (input.do === 'reading' && input.skewS !== 0) found.push('skew')
  if (input.do === 'reading' && input.heldBack) found.push('reorder')
  return found
}
