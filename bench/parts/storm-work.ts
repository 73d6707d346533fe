// The storm both get: so many raw alarms in ten seconds from tanks all over the city, and a red one a second among them.
import { setTimeout as pause } from 'node:timers/promises'
import { chanceFrom } from '../../server/city/area/rules/chance.ts'
import type { InventoryDevice, InventoryGateway } from '../../simulator/inventory.ts'
import { townOf } from '../../simulator/inventory.ts'
import { type Alert, openAlertmanager } from './alertmanager.ts'
import { ask } from './bench-database.ts'
import { launch, residentMb } from './launch.ts'
import { enter, listen } from './listen.ts'
import { type MqttLine, obey, openLine } from './mqtt-line.ts'

export type Tank = { gateway: InventoryGateway; device: InventoryDevice }
/** `reds`: how long after it was sent each red alarm was told, in ms, by device. */
export type Told = { reds: Map<string, number>; standing: number; redStanding: number }
export type OurStorm = Told & { list: number[]; memory: number; sent: number; stored: number; shed: number; restS: number }

export const stormS = 10
const tickMs = 20
/** the post whose phone listens, and the town its tanks stand in */
const phone = { account: 'cuntan-post', town: '500105005' }
const calm = { ch4: 3, h2s: 0.5, o2: 20.9, co: 2 }
const [raw, red] = [
  { ...calm, ch4: 14 },
  { ...calm, ch4: 55 },
]

/** Which tanks go red, ten of the phone's town, another ten in every round; all others send the raw alarms in turn. */
export function chooseTanks(tanks: readonly Tank[], round: number): { reds: Tank[]; others: Tank[] } {
  const near = tanks.filter(({ device }) => townOf(device.area) === phone.town)
  const reds = Array.from({ length: stormS }, (_, n) => near[(round * stormS + n) % near.length]!)
  return { reds, others: tanks.filter((tank) => !reds.includes(tank)) }
}

type Plan = { count: number; reds: Tank[]; others: Tank[]; send(tanks: Tank[]): void; sendRed(tank: Tank): void }

/** Ten seconds: every tick all that is due by then, and once in each second, at a moment of its own, a red one. */
async function blow({ count, reds, others, send, sendRed }: Plan): Promise<void> {
  const chance = chanceFrom('storm')
  const moments = reds.map((tank, second) => ({ tank, at: 1000 * (second + chance()) }))
  const began = performance.now()
  let sent = 0
  while (sent < count || moments.length > 0) {
    const now = performance.now() - began
    const due = Math.min(count, Math.floor((now / (stormS * 1000)) * count))
    if (due > sent) send(Array.from({ length: due - sent }, (_, n) => others[(sent + n) % others.length]!))
    sent = due
    while (moments[0] && moments[0].at <= now) sendRed(moments.shift()!.tank)
    await pause(tickMs)
  }
}

type Round = { tanks: Tank[]; round: number; count: number }
/** `sentAt` by object, `asked` by event: moments of `performance.now()`. */
type Sent = { reds: Tank[]; sentAt: Map<string, number>; asked: Map<string, number> }

/** The storm through the whole server, freshly started on a database of its own; `dir` is its data folder. */
export async function blowOurs(at: { dir: string; url: string }, { tanks, round, count }: Round): Promise<OurStorm> {
  const server = await launch(at.dir, ['--no-simulator'], { DATABASE_URL: at.url.replace('@/', '@localhost/') })
  const stop = new AbortController()
  const lines = new Map<string, MqttLine>()
  try {
    const { reds, others } = chooseTanks(tanks, round)
    for (const { gateway } of tanks)
      if (!lines.has(gateway.key))
        lines.set(
          gateway.key,
          await openLine({ port: server.mqttPort, id: gateway.key, secret: gateway.secret, onCommand: obey }),
        )
    const say = ({ gateway, device }: Tank, values: Record<string, number>): void => {
      const body = JSON.stringify({ at: new Date().toISOString(), values })
      lines.get(gateway.key)!.publish(`zhili/v1/devices/${device.id}/readings`, body, () => undefined)
    }
    const asked = await hearOrders(server.url, stop.signal)
    const sentAt = new Map<string, number>()
    await warmUp(tanks, (tank) => say(tank, calm))
    const watch = watchServer(server, stop.signal)
    const sendRed = (tank: Tank): void => {
      sentAt.set(tank.device.object, performance.now())
      say(tank, red)
    }
    await blow({ count, reds, others, send: (some) => void some.map((tank) => say(tank, raw)), sendRed })
    const restS = await untilTaken([...lines.values()])
    stop.abort()
    const told = await toldReds(at.url, { reds, sentAt, asked })
    return { ...(await keptIn(at.url)), ...(await watch), reds: told, sent: count + reds.length, restS }
  } finally {
    stop.abort()
    for (const line of lines.values()) line.close()
    await server.stop()
  }
}

/** Waits until everything sent is acknowledged, two minutes at most, and a second for what follows from it; answers how long in s. */
async function untilTaken(lines: MqttLine[]): Promise<number> {
  const began = performance.now()
  while (lines.some((line) => line.waiting() > 0) && performance.now() - began < 120_000) await pause(50)
  const seconds = (performance.now() - began) / 1000
  await pause(1_000)
  return seconds
}

/** What the database holds of the storm: its readings, what was counted as dropped, and the alarms that stand. */
async function keptIn(url: string): Promise<Pick<OurStorm, 'stored' | 'shed' | 'standing' | 'redStanding'>> {
  const [kept] = await ask<Pick<OurStorm, 'stored' | 'shed' | 'standing' | 'redStanding'>>(
    url,
    `select (select count(*)::int from readings where values->>'ch4' <> '${calm.ch4}') as stored,
       (select coalesce(sum(n), 0)::int from shed) as shed,
       (select count(*)::int from alarms where family = 'gas' and cleared_at is null) as standing,
       (select count(*)::int from alarms where family = 'gas' and cleared_at is null and severity = 'red') as "redStanding"`,
  )
  return kept!
}

/** Every tank once, a thousand a second: the code is warm and the devices are known, as after a minute of any day. */
async function warmUp(tanks: readonly Tank[], say: (tank: Tank) => void): Promise<void> {
  for (let n = 0; n < tanks.length; n += 20) {
    for (const tank of tanks.slice(n, n + 20)) say(tank)
    await pause(tickMs)
  }
  await pause(2_000)
}

/** The phone's own connection: when the order to lead a case stands on it, by event. Which tank it is of, the database says afterwards. */
async function hearOrders(url: string, stop: AbortSignal): Promise<Map<string, number>> {
  const asked = new Map<string, number>()
  await listen(url, {
    ...{ account: phone.account, stop },
    hear({ kind, body }) {
      const event = String(body.event)
      if (kind === 'work-order.asked' && body.role === 'lead' && !asked.has(event)) asked.set(event, performance.now())
    },
  })
  return asked
}

/** How long after it was sent each red one stood on the phone, in ms by device; not a number when it never did. */
async function toldReds(url: string, { reds, sentAt, asked }: Sent): Promise<Map<string, number>> {
  const events = await ask<{ id: string; object: string }>(url, `select id, object from events where family = 'gas'`)
  const heard = new Map(events.map(({ id, object }) => [object, asked.get(id) ?? Number.NaN]))
  return new Map(
    reds.map(({ device }) => [device.id, (heard.get(device.object) ?? Number.NaN) - (sentAt.get(device.object) ?? Number.NaN)]),
  )
}

/** Until stopped: how long the duty officer's list takes, ten times a second, and how much memory the server holds at most. */
async function watchServer(server: { url: string; pid: number }, stop: AbortSignal): Promise<{ list: number[]; memory: number }> {
  const cookie = await enter(server.url, 'jiangbei-duty')
  const list: number[] = []
  let memory = 0
  while (!stop.aborted) {
    const began = performance.now()
    const answer = await fetch(`${server.url}/api/v1/events?limit=50`, { headers: { cookie } })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`the list: ${answer.status}`)
    list.push(performance.now() - began)
    memory = Math.max(memory, residentMb(server.pid))
    await pause(Math.max(0, 100 - (performance.now() - began)))
  }
  return { list, memory }
}

/** The same storm into Alertmanager: the alarms of a tick in one request, which is kind to it, a red one in a request of its own. */
export async function blowAlertmanager({ tanks, round, count }: Round): Promise<Told & { notices: number; version: string }> {
  const { reds, others } = chooseTanks(tanks, round)
  const [sentAt, after] = [new Map<string, number>(), new Map<string, number>()]
  const peer = await openAlertmanager((device) => {
    const sent = sentAt.get(device)
    if (sent !== undefined && !after.has(device)) after.set(device, performance.now() - sent)
  })
  const alertOf = ({ device }: Tank, severity: Alert['severity']): Alert => ({
    ...{ device: device.id, town: townOf(device.area), severity },
  })
  const posted: Promise<void>[] = []
  try {
    await blow({
      ...{ count, reds, others },
      send: (some) => posted.push(peer.post(some.map((tank) => alertOf(tank, 'blue')))),
      sendRed(tank) {
        sentAt.set(tank.device.id, performance.now())
        posted.push(peer.post([alertOf(tank, 'red')]))
      },
    })
    await Promise.all(posted)
    await pause(3_000)
    const standing = await peer.standing()
    return {
      ...{ reds: new Map(reds.map(({ device }) => [device.id, after.get(device.id) ?? Number.NaN])), standing: standing.length },
      ...{
        redStanding: standing.filter(({ severity }) => severity === 'red').length,
        notices: peer.notices(),
        version: peer.version,
      },
    }
  } finally {
    await peer.close()
  }
}
