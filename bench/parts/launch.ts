import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'

const bootstrap = fileURLToPath(new URL('../../bin/zhili.js', import.meta.url))
const readyMs = 180_000

/** The platform as `npm start` runs it after installing, on free ports. `gone` waits for it to end by other hands. */
export type Running = { url: string; mqttPort: number; readyS: number; pid: number; stop(): Promise<void>; gone(): Promise<void> }

/** Starts `zhili start` on a data folder with its own PostgreSQL; `readyS` is the time from the command to the word "ready". */
export async function launch(dir: string, args: string[] = [], settings: Record<string, string> = {}): Promise<Running> {
  const began = performance.now()
  const child = spawn(process.execPath, [bootstrap, 'start', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: dir, PORT: '0', MQTT_PORT: '0', HOST: '127.0.0.1', ...settings },
  })
  const ended = once(child, 'exit')
  const said = await untilReady(child)
  return {
    url: /console\s+(\S+)\//.exec(said)![1]!,
    mqttPort: Number(/MQTT (\d+)/.exec(said)![1]),
    readyS: (performance.now() - began) / 1000,
    pid: serverOf(child.pid!),
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
    gone: async () => void (await ended),
  }
}

async function untilReady(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let text = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk) => {
      text += String(chunk)
      if (/\/ ready[\s\S]*MQTT \d+/.test(text)) resolve(text)
    })
  child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${text}`)))
  const late = setTimeout(() => reject(new Error(`not ready after ${readyMs} ms:\n${text}`)), readyMs)
  try {
    return await promise
  } finally {
    clearTimeout(late)
  }
}

const commandOf = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')

/** Processes below one, with itself first. */
export function familyOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        return { pid: Number(name), parent: Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]) }
      } catch {
        return { pid: Number(name), parent: 0 } // ended while we were reading
      }
    })
  const below = (one: number): number[] => [
    one,
    ...parents.filter(({ parent }) => parent === one).flatMap((child) => below(child.pid)),
  ]
  return below(pid)
}

/** The bootstrap hands over to the shipped Node: the server is the process that runs `server/cli.ts`. */
const serverOf = (pid: number): number => familyOf(pid).find((one) => commandOf(one).includes('server/cli.ts')) ?? pid

/** Resident memory of one process, in MB: cheap enough to be asked often. */
export const residentMb = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

/** Resident memory of the server, of its PostgreSQL and of the simulated city, in MB (shared pages counted once, by their share). */
export function memoryMb(pid: number): { server: number; postgres: number; simulator: number } {
  const sum = { server: 0, postgres: 0, simulator: 0 }
  for (const one of familyOf(pid))
    try {
      const command = commandOf(one)
      const kind = command.includes('simulator/') ? 'simulator' : command.includes('postgres') ? 'postgres' : 'server'
      const file = kind === 'server' ? 'status' : 'smaps_rollup'
      const found = /^(?:VmRSS|Pss):\s+(\d+) kB/m.exec(readFileSync(`/proc/${one}/${file}`, 'utf8'))
      sum[kind] += Number(found?.[1] ?? 0) / 1024
    } catch {
      // ended while we were reading
    }
  return { server: Math.round(sum.server), postgres: Math.round(sum.postgres), simulator: Math.round(sum.simulator) }
}
