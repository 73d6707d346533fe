import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { isIPv6 } from 'node:net'
import type { Reached } from '../gateways/tcp-server.ts'

/** Addresses remembered at once. */
const most = 10_000

/**
 * Where an address reaches a UDP socket of ours. One that listens everywhere does not know where a datagram came in: it is the address
 * answers leave from. Asked of the system (nothing is sent), once for each address.
 */
export function reachedAt(host: string, port: number): (address: string) => Promise<Reached> {
  const known = new Map<string, Promise<string>>()
  return async (address) => {
    if (host !== '0.0.0.0' && host !== '::') return { host, port }
    const found = known.get(address) ?? ownAddress(address)
    if (known.size >= most) known.delete(known.keys().next().value!)
    known.set(address, found)
    found.catch(() => known.delete(address))
    return { host: await found, port }
  }
}

async function ownAddress(address: string): Promise<string> {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4')
  try {
    socket.connect(9, address)
    await once(socket, 'connect') // rejects on an error before
    return socket.address().address
  } finally {
    socket.close()
  }
}
