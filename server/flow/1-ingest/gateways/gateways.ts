import type { Protocol } from '../../../../contract/gateway.ts'
import { whyNotListening } from '../../../kernel/port.ts'
import { trying } from '../patience.ts'
import { createPlots } from '../plots/keep.ts'
import { type AisConversation, type AisTalk, createAisConversation } from './ais.ts'
import { createBounds } from './bounds.ts'
import { type Conversation, type ConversationDeps, createConversation } from './conversation.ts'
import { createFrames, type Frames } from './frames.ts'
import { gb26875 } from './gb26875.ts'
import { hj212 } from './hj212.ts'
import { jt808 } from './jt808.ts'
import { createSenders } from './senders.ts'
import { sl651 } from './sl651.ts'
import { startTcpServer, type TcpDeps, type TcpLimits, type TcpServer, usualLimits } from './tcp-server.ts'
import type { Speaker } from './types.ts'
import { startUdpServer } from './udp-server.ts'

/** The protocols we answer in, and the setting that gives each its port; AIS is only listened to. */
export const speakers: readonly Speaker[] = [jt808, hj212, sl651, gb26875]
export const portSettings = {
  jt808: 'JT808_PORT',
  hj212: 'HJ212_PORT',
  sl651: 'SL651_PORT',
  gb26875: 'GB26875_PORT',
  ais: 'AIS_PORT',
} as const
/** Where the demo opens them, as nothing in the standards says a port. */
export const usualPorts = { jt808: 6808, hj212: 6212, sl651: 6651, gb26875: 6875, ais: 6371 } as const

export type GatewayState = { port: number; connections: number }
export type Gateways = {
  /** Opens a protocol's port; answers the one it got. Throws a StartError when it is taken. */
  listen(protocol: Protocol, at: { port: number; host: string }): Promise<number>
  /** null while it is off in this process */
  state(protocol: Protocol): GatewayState | null
  /** Asks anew who stands behind a number, which somebody has changed. */
  forget(protocol: Protocol, number: string): void
  /** Takes nothing new in; what is under way is not waited for. */
  close(): Promise<void>
}

type Deps = Pick<ConversationDeps, 'spine' | 'ingest' | 'packs'> &
  Pick<AisTalk, 'plotsKeepDays'> & { limits?: Partial<TcpLimits> }

/** The servers of the field protocols, none of them open yet. */
export function createGateways({ spine, ingest, packs, plotsKeepDays, limits = {} }: Deps): Gateways {
  const servers = new Map<Protocol, TcpServer>()
  let closing = false
  const frames = createFrames(spine)
  const deps: ConversationDeps & AisTalk = {
    ...{ spine, ingest, packs, frames, senders: createSenders(spine), bounds: createBounds() },
    ...{ plots: createPlots(spine), plotsKeepDays },
    patiently: trying(spine, () => closing, 'throw'),
  }
  return {
    async listen(protocol, at) {
      const count = counting(spine, frames, protocol)
      const speaker = speakers.find((one) => one.protocol === protocol)
      const tcp = {
        ...{ limits: { ...usualLimits, ...limits }, pressure: ingest.pressure },
        onEnd: (why: string, peer: string) => count(`ended-${why}`, peer),
        open: (peer: string): Conversation =>
          speaker ? createConversation(deps, speaker, peer) : createAisConversation(deps, peer),
      }
      try {
        const server = speaker ? await startTcpServer(tcp, at) : await startBoth(tcp, at, { deps, count })
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
    forget: deps.senders.forget,
    async close() {
      closing = true
      await Promise.all([...servers.values()].map((server) => server.close()))
      servers.clear()
    },
  }
}

/** Counts what is no frame of its own, without anybody waiting for it. */
const counting =
  (spine: ConversationDeps['spine'], frames: Frames, protocol: Protocol) =>
  (verdict: string, peer: string, n = 1): void => {
    const counted = { at: spine.clock.now(), protocol, verdict, area: null, peer, n }
    void frames.count(counted).catch((err: Error) => spine.log.warn({ err, verdict, peer }, 'not counted'))
  }

type Both = { deps: AisTalk; count(verdict: string, peer: string, n: number): void }

/** AIS comes over TCP and UDP, at one number. */
async function startBoth(tcp: TcpDeps, at: { port: number; host: string }, { deps, count }: Both): Promise<TcpServer> {
  const server = await startTcpServer(tcp, at)
  const open = (peer: string): AisConversation => createAisConversation(deps, peer)
  try {
    const onDrop = (peer: string, n: number): void => count('dropped-full', peer, n)
    const udp = await startUdpServer({ pressure: tcp.pressure, open, onDrop }, { ...at, port: server.port })
    return { ...server, close: () => Promise.all([server.close(), udp.close()]).then(() => undefined) }
  } catch (error) {
    await server.close()
    throw error
  }
}
