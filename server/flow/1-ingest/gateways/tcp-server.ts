import { createServer, type Server, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import { costOf, type Pressure } from '../pressure.ts'
import { type Admitted, admit } from './admit.ts'
import type { Conversation } from './conversation.ts'

/** What one server, one address and one connection may take of us. */
export type TcpLimits = {
  connections: number
  perAddress: number
  /** without a frame that can be read: terminals send a heartbeat every few minutes, stations every hour */
  idleMs: number
  /** until the first one */
  firstMs: number
  /** bytes without a frame of somebody known */
  strayBytes: number
  /** replies not read by the other side */
  unreadBytes: number
}

export const usualLimits: TcpLimits = {
  connections: 20_000,
  perAddress: 1_000,
  idleMs: 65 * 60_000,
  firstMs: 60_000,
  strayBytes: 65_536,
  unreadBytes: 65_536,
}

/** Why we ended a connection. */
export type Ended = 'too-many' | 'too-many-of-address' | 'idle' | 'no-frame' | 'rubbish' | 'slow-reader' | 'failed'

/** An address of our own, as a socket has it. */
export type Reached = { host: string; port: number }

export type TcpDeps = {
  limits: TcpLimits
  pressure: Pressure
  /** `reached`: where the other side reached us */
  open(peer: string, reached: Reached): Conversation
  onEnd(why: Ended, peer: string): void
  /** milliseconds of a clock nobody sets */
  now?: () => number
}
/** `endIdle` ends who has been silent for too long; it happens by itself every few seconds. */
export type TcpServer = { port: number; connections(): number; endIdle(): void; close(): Promise<void> }

type Line = {
  socket: Socket
  peer: string
  conversation: Conversation
  since: number
  lastFrame: number | null
  stray: number
  hearing: boolean
  /** the other side has nothing more to say */
  over: boolean
}
type Lines = { all: Set<Line>; admitted: Admitted }

/** A TCP server whose peers are bounded in number, bytes and time; hostile and broken ones are ended, with the reason told. */
export async function startTcpServer(deps: TcpDeps, at: { port: number; host: string }): Promise<TcpServer> {
  const lines: Lines = { all: new Set(), admitted: { all: 0, perAddress: new Map() } }
  // Half open: what a terminal is owed for its last frames goes out after it has closed its side.
  const server = createServer({ allowHalfOpen: true }, (socket) => welcome(deps, lines, socket))
  await listening(server, at)
  const { idleMs, firstMs } = deps.limits
  const sweep = setInterval(() => endIdle(deps, lines), Math.min(5_000, idleMs / 4, firstMs / 4))
  return {
    port: (server.address() as { port: number }).port,
    connections: () => lines.all.size,
    endIdle: () => endIdle(deps, lines),
    async close() {
      clearInterval(sweep)
      for (const { socket } of lines.all) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

const nowOf = ({ now = () => performance.now() }: TcpDeps): number => now()

function listening(server: Server, { port, host }: { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      // A socket that cannot be taken (no more file handles) must not end the process.
      server.on('error', () => undefined)
      resolve()
    })
  })
}

function welcome(deps: TcpDeps, lines: Lines, socket: Socket): void {
  const peer = `${socket.remoteAddress ?? ''}:${socket.remotePort ?? 0}`
  socket.on('error', () => socket.destroy())
  if (!admit(deps, lines.admitted, socket)) return
  const line: Line = {
    ...{ socket, peer },
    conversation: deps.open(peer, { host: socket.localAddress ?? '', port: socket.localPort ?? 0 }),
    since: nowOf(deps),
    lastFrame: null,
    ...{ stray: 0, hearing: false, over: false },
  }
  lines.all.add(line)
  socket.setNoDelay(true)
  socket.setKeepAlive(true, 60_000)
  socket.on('data', (chunk: Buffer) => void hear(deps, line, chunk))
  socket.once('end', () => {
    line.over = true
    if (!line.hearing) socket.end()
  })
  socket.once('close', () => {
    lines.all.delete(line)
    line.conversation.leave?.().catch(() => undefined) // stopping: what is not counted is kept as it came all the same
  })
}

/** One chunk at a time: what is not read yet waits at its sender. */
async function hear(deps: TcpDeps, line: Line, chunk: Buffer): Promise<void> {
  const { socket, conversation } = line
  const { limits, pressure } = deps
  socket.pause()
  line.hearing = true
  const release = pressure.hold(costOf(chunk))
  try {
    const { replies, known } = await conversation.push(chunk)
    // Only who is known keeps a line open: a stranger's frame an hour would hold it for ever.
    if (known > 0) line.lastFrame = nowOf(deps)
    line.stray = known > 0 ? 0 : line.stray + chunk.length
    if (socket.destroyed) return
    if (replies.length > 0) socket.write(Buffer.concat(replies))
    if (line.stray > limits.strayBytes) return end(deps, line, 'rubbish')
    if (socket.writableLength > limits.unreadBytes) return end(deps, line, 'slow-reader')
  } catch {
    return end(deps, line, 'failed')
  } finally {
    release()
    line.hearing = false
    if (line.over) socket.end()
  }
  await eased(pressure)
  socket.resume()
}

function eased(pressure: Pressure): Promise<void> {
  if (pressure.level() !== 'full') return Promise.resolve()
  return new Promise((resolve) => {
    const done = pressure.onEase(() => {
      if (pressure.level() === 'full') return
      done()
      resolve()
    })
  })
}

function end(deps: TcpDeps, { socket, peer }: Line, why: Ended): void {
  if (socket.destroyed) return
  socket.destroy()
  deps.onEnd(why, peer)
}

function endIdle(deps: TcpDeps, lines: Lines): void {
  const now = nowOf(deps)
  for (const line of lines.all) {
    if (line.socket.isPaused()) continue // we are the slow one
    if (line.lastFrame === null && now - line.since > deps.limits.firstMs) end(deps, line, 'no-frame')
    else if (line.lastFrame !== null && now - line.lastFrame > deps.limits.idleMs) end(deps, line, 'idle')
  }
}
