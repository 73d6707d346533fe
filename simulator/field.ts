import { createSocket } from 'node:dgram'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type DemoField, type DemoTank, demoField, demoTanks } from '../contract/demo-field.ts'
import type { PackSimulator } from '../contract/pack-simulator.ts'
import type { Protocol } from '../contract/protocols.ts'
import type { Framer } from '../protocols/decoded.ts'
import type { CityClock } from './city-clock.ts'
import { dustStation } from './field-dust.ts'
import { fireTransmitter, roofTransmitter } from './field-fire.ts'
import { riverGauge } from './field-gauge.ts'
import { shipEveryMs, shoreStation } from './field-ships.ts'
import { truckTerminal } from './field-truck.ts'
import { type TankTrouble, vesselOf } from './model/roof-tank.ts'
import { type Play, playOf } from './plays.ts'
import type { Truth } from './truth.ts'

/** What a device says: at the beginning of a connection, to what it hears, and at each of its beats. */
export type FieldDevice = {
  framer: Framer
  greet(nowMs: number): Uint8Array[]
  hear(frame: Uint8Array): Uint8Array[]
  beat(nowMs: number): Uint8Array[]
}

export type FieldPorts = Partial<Record<Protocol, number>>
/** A tank that leaks for somebody to look at, beside what the seed has in store for it. */
export type PlayedLeak = { device: string; trouble: TankTrouble }
type Playing = {
  host: string
  ports: FieldPorts
  seed: string
  clock: CityClock
  stop: AbortSignal
  /** how packs have their devices played: without rounds no truck drives, without a vessel no tank is told */
  simulators: readonly PackSimulator[]
  leak?: PlayedLeak | null | undefined
  truth?: Truth | undefined
}

const retryMs = 5_000
type Maker = (device: DemoField, seed: string) => FieldDevice
const makersOf = (rounds: Play<'rounds'> | null): Partial<Record<DemoField['protocol'], Maker>> => ({
  ...(rounds ? { jt808: (device, seed) => truckTerminal(device, seed, rounds) } : {}),
  hj212: dustStation,
  sl651: riverGauge,
  gb26875: fireTransmitter,
})

/** Plays the devices of field protocols over TCP of their own, as far as their ports are open, until `stop`; a second station hears the ships over UDP. */
export async function playField(playing: Playing): Promise<void> {
  const { ports, seed, truth, simulators } = playing
  const makers = makersOf(playOf(simulators, 'rounds'))
  const tanks = playOf(simulators, 'vessel')
  const vessel = tanks && vesselOf(tanks)
  const written = truth && { truth, sinceMs: playing.clock.nowMs() }
  await Promise.all([
    ...demoField.map((device) => {
      const maker = makers[device.protocol]
      return (
        maker &&
        playAgain(() => maker(device, seed), { ...playing, port: ports[device.protocol], everyMs: device.intervalS * 1000 })
      )
    }),
    ...demoTanks.map((tank) => {
      const troubles = playedOf(tank, playing.leak)
      const make = vessel && (() => roofTransmitter(tank, seed, vessel, { troubles, written }))
      return make && playAgain(make, { ...playing, port: ports.gb26875, everyMs: tank.intervalS * 1000 })
    }),
    playAgain(() => shoreStation(seed), { ...playing, port: ports.ais, everyMs: shipEveryMs }),
    tellByDatagrams(shoreStation(seed, 'B'), { ...playing, port: ports.ais, everyMs: shipEveryMs }),
  ])
}

/** What befalls a tank: what was asked for; else what the seed has, which is nothing for a calm one. */
function playedOf({ id, calm }: DemoTank, leak: PlayedLeak | null | undefined): TankTrouble[] | undefined {
  if (leak?.device === id) return [leak.trouble]
  return calm ? [] : undefined
}

/** A device and its connection, again whenever that has ended. */
export async function playAgain(make: () => FieldDevice, { port, ...line }: Told): Promise<void> {
  while (port && !line.stop.aborted) {
    await play(make(), { ...line, port })
    await pause(retryMs, undefined, { signal: line.stop }).catch(() => undefined) // aborted: the loop ends
  }
}

type Wire = Pick<Playing, 'host' | 'clock' | 'stop'>
type Told = Wire & { port?: number | undefined; everyMs: number }

/** Nobody answers a datagram, and nobody misses one. */
async function tellByDatagrams(device: FieldDevice, { host, port, clock, stop, everyMs }: Told): Promise<void> {
  if (!port) return
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4').on('error', () => undefined)
  while (!stop.aborted) {
    await clock.wait(everyMs, stop)
    if (stop.aborted) break
    for (const sentence of device.beat(clock.nowMs())) socket.send(sentence, port, host)
  }
  socket.close()
}

type Line = Wire & { port: number; everyMs: number }

/** One connection; resolves when it has ended, for whatever reason. */
async function play(device: FieldDevice, { host, port, clock, stop, everyMs }: Line): Promise<void> {
  const socket = connect({ host, port })
  const over = ended(socket, stop)
  const say = (frames: Uint8Array[]): void => {
    if (!socket.destroyed && frames.length > 0) socket.write(Buffer.concat(frames))
  }
  socket.on('connect', () => say(device.greet(clock.nowMs())))
  socket.on('data', (chunk: Buffer) => {
    for (const frame of device.framer.push(chunk)) if (frame instanceof Uint8Array) say(device.hear(frame))
  })
  while (!over.aborted) {
    await clock.wait(everyMs, over)
    if (!over.aborted) say(device.beat(clock.nowMs()))
  }
}

function ended(socket: Socket, stop: AbortSignal): AbortSignal {
  const gone = new AbortController()
  socket.on('error', () => socket.destroy()).on('close', () => gone.abort())
  stop.addEventListener('abort', () => socket.destroy(), { once: true, signal: gone.signal })
  if (stop.aborted) socket.destroy()
  return gone.signal
}
