import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type DemoField, demoField } from '../contract/demo-field.ts'
import type { Protocol } from '../contract/gateway.ts'
import type { Framer } from '../protocols/decoded.ts'
import type { CityClock } from './city-clock.ts'
import { dustStation } from './field-dust.ts'
import { fireTransmitter } from './field-fire.ts'
import { riverGauge } from './field-gauge.ts'
import { truckTerminal } from './field-truck.ts'

/** What a device says: at the beginning of a connection, to what it hears, and at each of its beats. */
export type FieldDevice = {
  framer: Framer
  greet(nowMs: number): Uint8Array[]
  hear(frame: Uint8Array): Uint8Array[]
  beat(nowMs: number): Uint8Array[]
}

export type FieldPorts = Partial<Record<Protocol, number>>
type Playing = { host: string; ports: FieldPorts; seed: string; clock: CityClock; stop: AbortSignal }

const retryMs = 5_000
const makers: Record<DemoField['protocol'], (device: DemoField, seed: string) => FieldDevice> = {
  jt808: truckTerminal,
  hj212: dustStation,
  sl651: riverGauge,
  gb26875: fireTransmitter,
}

/** Plays the devices of field protocols over TCP of their own, as far as their ports are open, until `stop`. */
export async function playField(playing: Playing): Promise<void> {
  await Promise.all(
    demoField.map(async (device) => {
      const port = playing.ports[device.protocol]
      while (port && !playing.stop.aborted) {
        await play(makers[device.protocol](device, playing.seed), { ...playing, port, everyMs: device.intervalS * 1000 })
        await pause(retryMs, undefined, { signal: playing.stop }).catch(() => undefined) // aborted: the loop ends
      }
    }),
  )
}

type Line = Playing & { port: number; everyMs: number }

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
