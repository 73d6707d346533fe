import type { Protocol } from '../../../../contract/gateway.ts'
import { whyNotListening } from '../../../kernel/port.ts'
import { trying } from '../patience.ts'
import { createBounds } from './bounds.ts'
import { type ConversationDeps, createConversation } from './conversation.ts'
import { createFrames } from './frames.ts'
import { gb26875 } from './gb26875.ts'
import { hj212 } from './hj212.ts'
import { jt808 } from './jt808.ts'
import { createSenders } from './senders.ts'
import { sl651 } from './sl651.ts'
import { startTcpServer, type TcpLimits, type TcpServer, usualLimits } from './tcp-server.ts'
import type { Speaker } from './types.ts'

/** The protocols we speak, and the setting that gives each its port. */
export const speakers: readonly Speaker[] = [jt808, hj212, sl651, gb26875]
export const portSettings = { jt808: 'JT808_PORT', hj212: 'HJ212_PORT', sl651: 'SL651_PORT', gb26875: 'GB26875_PORT' } as const
/** Where the demo opens them, as nothing in the standards says a port. */
export const usualPorts = { jt808: 6808, hj212: 6212, sl651: 6651, gb26875: 6875 } as const

export type GatewayState = { port: number; connections: number }
export type Gateways = {
  /** Opens a protocol's port; answers the one it got. Throws a StartError when it is taken. */
  listen(protocol: Protocol, at: { port: number; host: string }): Promise<number>
  /** null while it is off in this process */
  state(protocol: Protocol): GatewayState | null
  /** Takes nothing new in; what is under way is not waited for. */
  close(): Promise<void>
}

type Deps = Pick<ConversationDeps, 'spine' | 'ingest' | 'packs'> & { limits?: Partial<TcpLimits> }

/** The TCP servers of the field protocols, none of them open yet. */
export function createGateways({ spine, ingest, packs, limits = {} }: Deps): Gateways {
  const servers = new Map<Protocol, TcpServer>()
  let closing = false
  const frames = createFrames(spine)
  const deps: ConversationDeps = {
    ...{ spine, ingest, packs, frames, senders: createSenders(spine), bounds: createBounds() },
    patiently: trying(spine, () => closing, 'throw'),
  }
  return {
    async listen(protocol, at) {
      const speaker = speakers.find((one) => one.protocol === protocol)!
      const onEnd = (why: string, peer: string): void => {
        const counted = { at: spine.clock.now(), protocol, verdict: `ended-${why}`, area: null, peer }
        void frames.count(counted).catch((err: Error) => spine.log.warn({ err, why, peer }, 'ended connection not counted'))
      }
      const tcp = {
        ...{ limits: { ...usualLimits, ...limits }, pressure: ingest.pressure, onEnd },
        open: (peer: string) => createConversation(deps, speaker, peer),
      }
      try {
        const server = await startTcpServer(tcp, at)
        servers.set(protocol, server)
        return server.port
      } catch (error) {
        const setting = portSettings[protocol]
        throw whyNotListening({ speaks: protocol, setting, port: at.port }, error as NodeJS.ErrnoException)
      }
    },
    state(protocol) {
      const server = servers.get(protocol)
      return server ? { port: server.port, connections: server.connections() } : null
    },
    async close() {
      closing = true
      await Promise.all([...servers.values()].map((server) => server.close()))
      servers.clear()
    },
  }
}
