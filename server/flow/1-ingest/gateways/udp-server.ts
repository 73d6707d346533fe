import { createSocket } from 'node:dgram'
import { senderOf } from '../../../kernel/sliding-window.ts'
import { costOf, type Pressure } from '../pressure.ts'
import type { AisConversation } from './ais.ts'

export type UdpDeps = {
  pressure: Pressure
  open(peer: string): AisConversation
  /** so many datagrams found no room in memory; told once a second at most */
  onDrop(peer: string, n: number): void
}
export type UdpServer = { port: number; close(): Promise<void> }

/** Receivers remembered at once by their address, each with its messages in parts; the one quiet for longest is forgotten. */
const mostPeers = 256

/**
 * Takes datagrams of lines. Nobody waits for an answer and nothing holds a sender back: while memory is full they are dropped, and
 * counted. The parts of a message may come in several datagrams of one address.
 */
export async function startUdpServer(
  { pressure, open, onDrop }: UdpDeps,
  at: { port: number; host: string },
): Promise<UdpServer> {
  const socket = createSocket(at.host.includes(':') ? 'udp6' : 'udp4')
  const peerOf = remembering(open)
  const drops = createDrops(onDrop)
  socket.on('message', (datagram, { address, port }) => {
    if (pressure.level() === 'full') return drops.add(address)
    const release = pressure.hold(costOf(datagram))
    peerOf(address, port)
      .end(datagram)
      .catch(() => undefined) // closing: nothing more is kept
      .finally(release)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(at.port, at.host, () => {
      socket.off('error', reject)
      socket.on('error', () => undefined)
      resolve()
    })
  })
  const telling = setInterval(drops.tell, 1_000)
  return {
    port: socket.address().port,
    close() {
      clearInterval(telling)
      return new Promise((resolve) => socket.close(() => resolve()))
    },
  }
}

function remembering(open: UdpDeps['open']): (address: string, port: number) => AisConversation {
  const peers = new Map<string, AisConversation>()
  return (address, port) => {
    const sender = senderOf(address)
    const found = peers.get(sender) ?? open(`${address}:${port}`)
    peers.delete(sender)
    peers.set(sender, found)
    if (peers.size > mostPeers) peers.delete(peers.keys().next().value!)
    return found
  }
}

/** What could not be taken in, by address; the addresses of datagrams are soon made up, so beyond a few hundred they go under none. */
function createDrops(onDrop: UdpDeps['onDrop']): { add(address: string): void; tell(): void } {
  const drops = new Map<string, number>()
  return {
    add(address) {
      const peer = drops.has(address) || drops.size < mostPeers ? address : ''
      drops.set(peer, (drops.get(peer) ?? 0) + 1)
    },
    tell() {
      for (const [peer, n] of drops) onDrop(peer, n)
      drops.clear()
    },
  }
}
