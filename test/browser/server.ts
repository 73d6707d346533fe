import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { copyDemo } from './demo.ts'

const bootstrap = fileURLToPath(new URL('../../bin/zhili.js', import.meta.url))
/**
 * A start that takes longer is given up with all it started, the laying of a demo included. The tests allow their beginning a little more: what
 * came after it would belong to nobody, and go on.
 */
export const startMs = 110_000
/** A server that has been asked to stop and has not done so is killed after this. */
const stopMs = 20_000

/** The platform as `npm start` runs it, in processes of its own, but for the care it takes of memory over days. `said` is all it printed so far. */
export type Server = { url: string; mqttPort: number; databaseUrl: string; said(): string; stop(): Promise<void> }
/** `rate`: city seconds in a wall second. `simulator`: whether the city lives; without it only the test acts. */
export type ServerOptions = { rate?: number; simulator?: boolean; env?: Record<string, string> }

/**
 * Starts `zhili start` on free ports, with a copy of the full demo city and a data folder of its own, and waits until it says that it
 * is ready. Throws with what it printed when it ends instead.
 */
export async function startServer({ rate = 1, simulator = true, env = {} }: ServerOptions = {}): Promise<Server> {
  const began = performance.now()
  const { database, dir } = await copyDemo()
  const child = launch(database.url, dir, { rate, simulator, env })
  const kill = (): void => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL')
  }
  process.once('exit', kill)
  const clean = async (): Promise<void> => {
    process.off('exit', kill)
    await database.drop()
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  }
  const { ready, said } = listen(child, Math.max(1, startMs - (performance.now() - began)))
  try {
    await ready
  } catch (error) {
    kill()
    await clean()
    throw error
  }
  return {
    url: /console\s+(\S+)\//.exec(said())![1]!,
    databaseUrl: database.url,
    mqttPort: Number(/MQTT (\d+)/.exec(said())![1]),
    said,
    async stop() {
      const gone = child.exitCode === null ? once(child, 'exit') : null
      child.kill('SIGTERM')
      const limit = setTimeout(kill, stopMs)
      await gone
      clearTimeout(limit)
      await clean()
    },
  }
}

function launch(databaseUrl: string, dir: string, { rate, simulator, env }: Required<ServerOptions>): ChildProcess {
  return spawn(process.execPath, [bootstrap, 'start', ...(simulator ? [] : ['--no-simulator'])], {
    // Its own process group: when it does not stop, it goes with all it started.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      // A URL has to name a host; the socket in its query wins over it.
      DATABASE_URL: databaseUrl.replace('@/', '@localhost/'),
      DATA_DIR: dir,
      PORT: '0',
      MQTT_PORT: '0',
      HOST: '127.0.0.1',
      CLOCK_RATE: String(rate),
      ZHILI_HEAP_GROWTH: '0',
      ...env,
    },
  })
}

/** Keeps what the server prints. `ready` fails when it ends, or says nothing of its addresses for `limitMs`. */
function listen(child: ChildProcess, limitMs: number): { ready: Promise<void>; said(): string } {
  let text = ''
  const ready = Promise.withResolvers<void>()
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk) => {
      text += String(chunk)
      if (/MQTT \d+/.test(text)) ready.resolve()
    })
  child.once('exit', (code) => ready.reject(new Error(`the server ended with ${code}:\n${text}`)))
  const late = setTimeout(() => ready.reject(new Error(`the server is not ready after ${startMs} ms:\n${text}`)), limitMs)
  return { ready: ready.promise.finally(() => clearTimeout(late)), said: () => text }
}
