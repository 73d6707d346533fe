import type { Socket } from 'node:net'
import type { Pressure } from './pressure.ts'

/** What aedes keeps of a connection: how many packets of what it read last are not done yet. */
type Reading = Socket & { client?: { _parsingBatch: number } }

/**
 * aedes reads a connection on only when all it read before is done, for us: committed. A red message would wait in the socket until every
 * older one of its gateway has had its turn; so what comes is read at once, and waits in its lane. How much waits is the gate's affair.
 */
function readAhead(socket: Reading): void {
  socket.prependListener('readable', () => {
    if (socket.client) socket.client._parsingBatch = 0
  })
}

/**
 * Holds connections back while memory is full: what is not read is not acknowledged, and waits at its sender. A connection is read a
 * chunk at a time and each chunk counts at once, so no more than one of them (64 KB on the wire) goes beyond the bound.
 */
export function createReadGate(pressure: Pressure): { watch(socket: Socket): void; close(): void } {
  const held = new Set<Socket>()
  const close = pressure.onEase(() => {
    // In the order they were held back; whoever finds it full again goes to the end.
    for (const socket of [...held]) {
      if (pressure.level() === 'full') return
      held.delete(socket)
      socket.emit('readable')
    }
  })
  return {
    watch(socket) {
      readAhead(socket)
      const read = socket.read.bind(socket)
      socket.read = (size?: number): Buffer | null => {
        if (pressure.level() !== 'full') return read(size) as Buffer | null
        held.add(socket)
        return null
      }
      socket.once('close', () => held.delete(socket))
    },
    close,
  }
}
