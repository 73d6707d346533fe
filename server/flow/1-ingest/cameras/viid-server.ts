import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Admitted, admit } from '../gateways/admit.ts'
import type { TcpDeps, TcpServer } from '../gateways/tcp-server.ts'
import { costOf } from '../pressure.ts'
import type { ViidAnswer, ViidTalk } from './viid-talk.ts'

export type ViidServerDeps = Omit<TcpDeps, 'open'> & { talk: ViidTalk }

/** Bodies held at once; pictures come inside, so one may be large. */
const mostHeld = 64 * 1_048_576
/** Where nobody says how long a body is. */
const unsaid = 16 * 1_048_576
const bodyMs = 30_000

type Held = { bytes: number }

/** The HTTP server of GA/T 1400, bounded in connections, in bytes and in time. Its peers are cameras: no pages, no cookies, no TLS. */
export async function startViidServer(deps: ViidServerDeps, { port, host }: { port: number; host: string }): Promise<TcpServer> {
  const held: Held = { bytes: 0 }
  const admitted: Admitted = { all: 0, perAddress: new Map() }
  const options = { requestTimeout: bodyMs, headersTimeout: 10_000, keepAliveTimeout: deps.limits.firstMs }
  const server = createServer(options, (request, response) => void serve(deps, held, request, response))
  server.on('connection', (socket) => void admit(deps, admitted, socket))
  server.listen(port, host)
  await once(server, 'listening') // rejects on an error before
  server.on('error', () => undefined)
  return {
    port: (server.address() as { port: number }).port,
    connections: () => admitted.all,
    endIdle: () => server.closeIdleConnections(),
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

async function serve(deps: ViidServerDeps, held: Held, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { socket, headers, method = '', url = '' } = request
  const peer = `${socket.remoteAddress ?? ''}:${socket.remotePort ?? 0}`
  const identify = headers['user-identify']
  try {
    const answer = await deps.talk.hear({
      ...{ method, path: url.split('?')[0]!.slice(0, 200), peer },
      authorization: headers.authorization,
      identify: typeof identify === 'string' ? identify : undefined,
      read: (most) => readBody(deps, held, request, most),
    })
    send(request, response, answer)
  } catch {
    // Not kept, so not answered: it comes again.
    socket.destroy()
  }
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers = {}, type, body }: ViidAnswer): void {
  if (response.destroyed) return
  // A body nobody read ends its connection: it may be endless.
  if (!request.complete && !request.readableEnded) response.shouldKeepAlive = false
  response.writeHead(status, { ...headers, 'content-type': type, 'content-length': Buffer.byteLength(body) })
  response.end(body, () => {
    if (!request.complete) request.socket.destroy()
  })
}

/** Null when it is longer than `most`, or too much is held already. */
async function readBody(
  { pressure }: ViidServerDeps,
  held: Held,
  request: IncomingMessage,
  most: number,
): Promise<Buffer | null> {
  const said = request.headers['content-length']
  const wanted = Math.min(said === undefined ? unsaid : Number(said), most + 1)
  if (!(wanted <= most || said === undefined) || held.bytes + wanted > mostHeld || pressure.level() === 'full') return null
  held.bytes += wanted
  const release = pressure.hold(costOf({ length: Math.min(wanted, 1_048_576) }))
  try {
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of request) {
      length += (chunk as Buffer).length
      if (length > most) return null
      chunks.push(chunk as Buffer)
    }
    return Buffer.concat(chunks)
  } finally {
    held.bytes -= wanted
    release()
  }
}
