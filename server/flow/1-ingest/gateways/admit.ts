import type { Socket } from 'node:net'
import { senderOf } from '../../../kernel/sliding-window.ts'
import type { TcpDeps } from './tcp-server.ts'

/** Connections that are open, in all and of each address. */
export type Admitted = { all: number; perAddress: Map<string, number> }

/** `host:port` of a peer without the port, which is of one connection only. */
export const hostOf = (peer: string): string => peer.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
/** Whom a peer counts as. */
export const addressOf = (peer: string): string => senderOf(hostOf(peer))

/** Counts a connection until it closes; one too many, in all or of its address, is ended and told. Was it let in? */
export function admit({ limits, onEnd }: Pick<TcpDeps, 'limits' | 'onEnd'>, there: Admitted, socket: Socket): boolean {
  const { perAddress } = there
  const address = senderOf(socket.remoteAddress ?? '')
  const own = perAddress.get(address) ?? 0
  const refused = there.all >= limits.connections ? 'too-many' : own >= limits.perAddress ? 'too-many-of-address' : null
  if (refused) {
    onEnd(refused, `${socket.remoteAddress ?? ''}:${socket.remotePort ?? 0}`)
    socket.destroy()
    return false
  }
  there.all++
  perAddress.set(address, own + 1)
  socket.once('close', () => {
    there.all--
    const left = (perAddress.get(address) ?? 1) - 1
    if (left > 0) perAddress.set(address, left)
    else perAddress.delete(address)
  })
  return true
}
