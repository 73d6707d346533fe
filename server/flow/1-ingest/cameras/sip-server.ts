import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { createSipFramer } from '../../../../protocols/gb28181/sip-frame.ts'
import { senderOf } from '../../../kernel/sliding-window.ts'
import type { Conversation } from '../gateways/conversation.ts'
import { createAllowance } from '../gateways/rules/allowance.ts'
import { type Reached, startTcpServer, type TcpDeps, type TcpServer } from '../gateways/tcp-server.ts'
import { costOf, type Pressure } from '../pressure.ts'
import { reachedAt } from './reached-at.ts'
import type { SipPeer, SipTalk } from './sip-talk.ts'

export type SipServerDeps = Omit<TcpDeps, 'open'> & { talk: SipTalk; onFlood(peer: string): void }

/** Datagrams worked on at once; what is beyond is sent again by its sender, as SIP over UDP is made for. */
const mostAtOnce = 256
/** Datagrams of one address in ten seconds. A platform with a thousand alarms a minute stays below a fifth of it. */
const mostOfAddress = 1_000

/** SIP over TCP and UDP at the same port. With port 0 a free one that both can have. */
export async function startSipServer(deps: SipServerDeps, { port, host }: { port: number; host: string }): Promise<TcpServer> {
  for (let tries = 5; ; tries--) {
    const tcp = await startTcpServer({ ...deps, open: (peer, reached) => openLine(deps.talk, peer, reached) }, { port, host })
    try {
      const udp = await listen(deps, { port: tcp.port, host })
      return {
        ...tcp,
        async close() {
          udp.close()
          await tcp.close()
        },
      }
    } catch (error) {
      await tcp.close()
      if (port !== 0 || tries <= 1) throw error
    }
  }
}

/** One connection. A stream that is no SIP any more is read on as rubbish until its bound ends it. */
function openLine(talk: SipTalk, peer: string, reached: Reached): Conversation {
  const framer = createSipFramer()
  const at = peer.lastIndexOf(':')
  const from: SipPeer = {
    transport: 'TCP',
    address: peer.slice(0, at),
    port: Number(peer.slice(at + 1)),
    reached: async () => reached,
  }
  return {
    async push(chunk) {
      const heard = { replies: [] as Uint8Array[], known: 0 }
      for (const piece of framer.push(chunk)) {
        if (!(piece instanceof Uint8Array)) {
          await talk.refuse(piece, from)
          continue
        }
        const { replies, known } = await talk.hear(piece, from)
        heard.replies.push(...replies)
        if (known) heard.known++
      }
      return heard
    },
  }
}

async function listen(deps: SipServerDeps, { port, host }: { port: number; host: string }): Promise<Socket> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  const bounds = createAllowance({ windowMs: 10_000, each: { count: mostOfAddress }, keys: 50_000 })
  // Once a window is enough to be seen.
  const told = createAllowance({ windowMs: 10_000, each: { count: 1 }, keys: 50_000 })
  const reached = reachedAt(host, port)
  let open = 0
  socket.on('message', (bytes, { address, port: from }: RemoteInfo) => {
    const now = performance.now()
    const sender = senderOf(address)
    if (!bounds.take(sender, 0, now)) {
      if (told.take(sender, 0, now)) deps.onFlood(`${address}:${from}`)
      return
    }
    if (open >= mostAtOnce || deps.pressure.level() === 'full') return
    open++
    const peer: SipPeer = { transport: 'UDP', address, port: from, reached: () => reached(address) }
    void hear(deps, socket, { bytes, peer }).finally(() => open--)
  })
  socket.bind(port, host)
  await once(socket, 'listening') // rejects on an error before
  // An answer to an address nobody can reach must not end the process.
  socket.on('error', () => undefined)
  return socket
}

type Datagram = { bytes: Buffer; peer: SipPeer }

/** Nothing is said when it could not be kept: its sender sends it again. */
async function hear(
  { talk, pressure }: { talk: SipTalk; pressure: Pressure },
  socket: Socket,
  { bytes, peer }: Datagram,
): Promise<void> {
  const release = pressure.hold(costOf(bytes))
  try {
    const { replies } = await talk.hear(bytes, peer)
    for (const reply of replies) socket.send(reply, peer.port, peer.address, () => undefined)
  } catch {
    // a fault of ours, logged where it happened
  } finally {
    release()
  }
}
