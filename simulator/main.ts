import { fstatSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Protocol } from '../contract/gateway.ts'
import type { FieldPorts } from './field.ts'
import { playCity, type Settings } from './run.ts'

/**
 * The seeded city: devices over MQTT, people over HTTP, like the world.
 * `node simulator/main.ts --url http://127.0.0.1:8080 --mqtt mqtt://127.0.0.1:1883 --seed 1 --speed 1 --story septic`
 * With `--field '{"jt808":6808,"hj212":6212}'` trucks and a dust station speak their own protocols to these ports.
 * With `--cameras 600` so many of the view library's cameras notice trucks, in place of 100.
 * With `--truth <file>` what is truly so is written there, for `npx zhili truth`.
 * With `--leak sx-500105-01` the tank on that roof loses a metre an hour (`--leak-pace slow`: five centimetres) after `--leak-after` seconds, for `--leak-for`.
 * With `--rock point-500105-0001` the sensors of that slope see it move after `--rock-after` seconds until it fails `--rock-for` later.
 * With `--cut box-500105-05` the power of that box goes after `--cut-after` seconds of the city and comes back `--cut-for` later.
 */
const usage =
  'simulator/main.ts --url <http address> --mqtt <mqtt address> [--seed 1] [--speed 1] [--story septic] [--field <ports as JSON>] [--cut <power box>] [--cut-after 120] [--cut-for 3600] [--truth <file>] [--cameras 100] [--leak <tank>] [--leak-after 60] [--leak-for 10800] [--leak-pace fast|slow] [--rock <point>] [--rock-after 60] [--rock-for 43200]'
const retryMs = 2_000

const options = {
  url: { type: 'string', default: 'http://127.0.0.1:8080' },
  mqtt: { type: 'string', default: 'mqtt://127.0.0.1:1883' },
  seed: { type: 'string', default: '1' },
  speed: { type: 'string', default: '1' },
  story: { type: 'string', default: 'septic' },
  field: { type: 'string', default: '{}' },
  cut: { type: 'string' },
  'cut-after': { type: 'string', default: '120' },
  'cut-for': { type: 'string', default: '3600' },
  truth: { type: 'string' },
  cameras: { type: 'string', default: '100' },
  leak: { type: 'string' },
  'leak-after': { type: 'string', default: '60' },
  'leak-for': { type: 'string', default: '10800' },
  'leak-pace': { type: 'string', default: 'fast' },
  rock: { type: 'string' },
  'rock-after': { type: 'string', default: '60' },
  'rock-for': { type: 'string', default: '43200' },
} as const

function readSettings(): Settings {
  const { values } = parseArgs({ options })
  const speed = Number(values.speed)
  if (!(speed > 0 && speed <= 100)) throw new Error(`--speed must lie between 0 and 100: ${values.speed}`)
  if (values.story !== 'septic') throw new Error(`--story: only septic so far, not ${values.story}`)
  const pace = values['leak-pace']
  if (pace !== 'fast' && pace !== 'slow') throw new Error(`--leak-pace is fast or slow: ${pace}`)
  const cut = values.cut ? { supply: values.cut, ...spanOf('cut', values['cut-after'], values['cut-for']) } : null
  const leaking = { kind: `leak-${pace}` as const, ...spanOf('leak', values['leak-after'], values['leak-for']) }
  const leak = values.leak ? { device: values.leak, ...leaking } : null
  const rock = values.rock ? { point: values.rock, ...spanOf('rock', values['rock-after'], values['rock-for']) } : null
  const log = (line: string): void => void process.stdout.write(`simulator: ${line}\n`)
  const field = readPorts(values.field)
  return {
    url: values.url.replace(/\/$/, ''),
    mqtt: values.mqtt,
    seed: values.seed,
    speed,
    cut,
    leak,
    rock,
    field,
    log,
    truth: values.truth ?? null,
    cameras: countOf('cameras', values.cameras),
  }
}

/** Seconds of the command line as milliseconds since the start. */
function spanOf(name: string, after: string, lasts: string): { fromMs: number; untilMs: number } {
  const [from, long] = [Number(after) * 1000, Number(lasts) * 1000]
  if (!(from >= 0 && long > 0)) throw new Error(`--${name}-after and --${name}-for are seconds`)
  return { fromMs: from, untilMs: from + long }
}

function countOf(name: string, text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new Error(`--${name} is a number`)
  return Number(text)
}

function readPorts(text: string): FieldPorts {
  const read = z.partialRecord(Protocol, z.int().min(1).max(65535)).safeParse(parsed(text))
  if (!read.success) throw new Error('--field is JSON: ports by protocol')
  return read.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Ends with the parent: its pipe on our standard input closes when it dies, however it dies. */
function stopWithParent(stop: () => void): void {
  const input = fstatSync(0)
  if (!input.isFIFO() && !input.isSocket()) return // started by hand
  process.stdin.on('end', stop).on('close', stop).on('error', stop).resume()
}

async function main(settings: Settings): Promise<void> {
  const ending = new AbortController()
  const stop = (): void => ending.abort()
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop)
  stopWithParent(stop)
  let told = ''
  while (!ending.signal.aborted) {
    try {
      await playCity(settings, ending.signal)
      told = ''
    } catch (error) {
      const line = `waiting for ${settings.url}: ${(error as Error).message}`
      if (line !== told) settings.log(line)
      told = line
      await pause(retryMs, undefined, { signal: ending.signal }).catch(() => undefined) // aborted: the loop ends
    }
  }
  process.exit(0) // connections half open need not be waited for
}

try {
  await main(readSettings())
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${usage}\n`)
  process.exit(2)
}
