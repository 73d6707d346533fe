import assert from 'node:assert/strict'
import type { Sent } from '../crash/gateway.ts'
import { type Asking, ask, type Reply } from './doors.ts'
import type { Input, Level, Way } from './schedule.ts'
import type { World } from './world.ts'

type Reading = Extract<Input, { do: 'reading' }>
/** `cameAt`: when it came by a standing connection, which is its moment where its own clock cannot be right. */
type OnItsWay = Sent & { refused: boolean; cameAt: Date | null }
/** Until the step `due` it lies at its gateway. */
type Held = { due: number; sent: OnItsWay }

/** Everything that measures, with the gateways that carry it. */
export type Gateways = {
  read(input: Reading, n: number): Promise<string>
  storm(input: Extract<Input, { do: 'storm' }>, n: number): Promise<string>
  /** what is measured while the database is away: nobody stops measuring for that */
  meanwhile(n: number): Promise<string>
  receipts(ok: boolean): Promise<string>
  /** what was held back until this step, and what nobody has acknowledged, is sent again */
  catchUp(n: number): Promise<void>
  /** every reading that was answered is stored once, or counted by name; of spoiled devices the latter will do */
  prove(spoiled: ReadonlySet<string>): Promise<void>
  /** nothing waits for an answer any more */
  finish(): void
}

const values: Record<Level, Record<string, number>> = {
  clean: { ch4: 3, o2: 20.8 },
  blue: { ch4: 12 },
  yellow: { ch4: 22 },
  orange: { ch4: 30 },
  red: { ch4: 55 },
  'low-oxygen': { ch4: 4, o2: 18.9 },
}
const bearer = 'Bearer gw-990101.zhili-demo-gateway-990101'

/** Opens the gateways of a world. `seen` hears every answer of the server. */
export function createGateways(world: World, seen: (reply: Reply, asking: Asking) => void): Gateways {
  const all: OnItsWay[] = []
  const unanswered = new Set<OnItsWay>()
  let heldBack: Held[] = []

  function measure(device: number, level: Level, aheadMs: number): OnItsWay {
    const at = new Date(world.now().getTime() + aheadMs).toISOString()
    const one = { device: deviceName(device), at, values: values[level], acked: false, refused: false, cameAt: null }
    all.push(one)
    return one
  }

  /** A gateway keeps what nobody has answered and sends it again. */
  async function deliver(one: OnItsWay, door: 'mqtt' | 'http', way: Way): Promise<boolean> {
    // While a fault is at work no acknowledgement may come at all, so what waits for one goes by HTTP, which always answers.
    if (door === 'mqtt' && !world.faulty()) {
      one.cameAt = world.now()
      const gateway = await world.gateway()
      await Promise.all(way === 'twice' ? [gateway.send(one), gateway.send(one)] : [gateway.send(one)])
      if (way === 'answer-lost' || way === 'half') {
        await world.loseGateway()
        await (await world.gateway()).send(one)
      }
    } else {
      const reply = await ask(world, readingEvent(one), way, (heard) => seen(heard, readingEvent(one)))
      one.refused ||= reply?.status === 422 || reply?.status === 500
      one.acked ||= reply?.status === 202
    }
    if (!one.acked && !one.refused) unanswered.add(one)
    return one.acked
  }

  return {
    async read({ device, level, skewS, heldBack: held, door, way }, n) {
      const one = measure(device, level, skewS * 1000 + n)
      if (held) heldBack.push({ due: n + 2, sent: one })
      return held ? 'held back' : (await deliver(one, door, way)) ? 'acknowledged' : 'not acknowledged'
    },
    async storm({ devices, level }, n) {
      const wave = Array.from({ length: devices }, (_, index) => measure(index, level, n))
      const each = (one: OnItsWay, index: number) => deliver(one, index % 2 === 0 ? 'mqtt' : 'http', 'once')
      if (!world.faulty()) await Promise.all(wave.map(each))
      // One after the other, so that the fault strikes at the same message in every run.
      else for (const [index, one] of wave.entries()) await each(one, index)
      return `${wave.filter((one) => one.acked).length} of ${devices} acknowledged`
    },
    async meanwhile(n) {
      const answered = await deliver(measure(5 + (n % 5), 'clean', n + 500), 'http', 'once')
      return `meanwhile a reading: ${answered ? 'acknowledged' : 'not acknowledged'}`
    },
    async receipts(ok) {
      const waiting = await world.direct.query<{ id: string; device: string }>(
        `select id, device from commands where state = 'sent' order by sent_at, device, name`,
      )
      for (const { id, device } of waiting) {
        const asking = event({ id, device, type: 'zhili.receipt', data: { command: id, ok } })
        await ask(world, asking, 'once', (heard) => seen(heard, asking))
      }
      return `${waiting.length} receipts`
    },
    async catchUp(n) {
      const ready = heldBack.filter((one) => one.due <= n)
      heldBack = heldBack.filter((one) => one.due > n)
      // The newest first: whatever was held back comes in the wrong order.
      for (const one of ready.reverse()) await deliver(one.sent, 'http', 'once')
      for (const one of [...unanswered]) {
        unanswered.delete(one)
        await deliver(one, 'http', 'once')
      }
    },
    async prove(spoiled) {
      const answered = all.filter((one) => one.acked || one.refused)
      const lost = await world.direct.query(unkept, [
        answered.map(({ device }) => device),
        answered.map(({ at }) => at),
        answered.map(({ cameAt }) => cameAt),
        answered.map(({ device, acked }) => acked && !spoiled.has(device)),
      ])
      assert.deepEqual(lost, [], 'answered readings that are neither stored once nor counted by name')
    },
    finish() {
      assert.deepEqual([...unanswered, ...heldBack], [], 'readings that nobody took in the end')
    },
  }
}

/**
 * Answered and not in the database, or twice: those that were taken, and of each device so many as were refused, beyond what the quarantine
 * counts under its name (one row of it may stand for many).
 */
const unkept = `
  with answered as (
    select a.device, a.at, a.taken, (select count(*) from readings r where r.device = a.device and r.at = a.at) as n,
      exists (select 1 from readings r where r.device = a.device and r.at = a.came_at) as came
    from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::bool[]) a (device, at, came_at, taken))
  select device, n || ' times ' || at as what from answered where n > 1 or (taken and n = 0 and not came)
  union all select device, count(*) || ' refused' from answered where not taken and n = 0 and not came group by device
    having count(*) > (select coalesce(sum(q.repeats), 0) from quarantine q where q.source = answered.device)`

const deviceName = (index: number): string => `hf-990101-${String(index + 1).padStart(4, '0')}`

type Said = { id: string; device: string; type: string; data: unknown; time?: string }
const event = ({ device, ...said }: Said): Asking => ({
  method: 'POST',
  url: '/api/v1/cloudevents',
  headers: { 'content-type': 'application/cloudevents+json', authorization: bearer },
  body: { specversion: '1.0', source: `devices/${device}`, ...said },
})

const readingEvent = ({ device, at, values: data }: Sent): Asking =>
  event({ id: `${device}-${at}`, device, type: 'zhili.reading', time: at, data: { values: data } })
