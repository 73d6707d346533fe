import { isIPv6 } from 'node:net'
import { type Protocol, portSettings } from '../../../../contract/protocols.ts'
import { whyNotListening } from '../../../kernel/port.ts'
import { reachedAt } from '../cameras/reached-at.ts'
import { startSipServer } from '../cameras/sip-server.ts'
import { createSipTalk, type SipDeps } from '../cameras/sip-talk.ts'
import { startViidServer } from '../cameras/viid-server.ts'
import { askLibraries } from '../cameras/viid-subscribe.ts'
import { createViidTalk } from '../cameras/viid-talk.ts'
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

/** The protocols that are spoken in frames over TCP; AIS is only listened to. */
export const speakers: readonly Speaker[] = [jt808, hj212, sl651, gb26875]
/** Where the demo opens them; only that of SIP is in a standard. */
export const usualPorts = {
  ...{ jt808: 6808, hj212: 6212, sl651: 6651, gb26875: 6875, ais: 6371 },
  ...{ gb28181: 5060, gat1400: 6140 },
} as const

export type GatewayState = { port: number; connections: number }
export type Gateways = {
  /** Opens a protocol's port; answers the one it got. Throws a StartError when it is taken. */
  listen(protocol: Protocol, at: { port: number; host: string }): Promise<number>
  /** null while it is off in this process */
  state(protocol: Protocol): GatewayState | null
  /** Asks anew who stands behind a number, which somebody has changed. */
  forget(protocol: Protocol, number: string): void
  /** Asks the view libraries whose time has come, while their port is open here; answers whether there may be more. */
  askLibraries(): Promise<boolean>
  /** Takes nothing new in; what is under way is not waited for. */
  close(): Promise<void>
}

/** `us`: our own id to platforms of cameras; `viidUrl`: where view libraries reach us, if that is not the address they see. */
type Deps = Pick<ConversationDeps, 'spine' | 'ingest' | 'packs' | 'filesDir'> &
  Pick<AisTalk, 'plotsKeepDays'> & { us: string; viidUrl?: string | undefined; limits?: Partial<TcpLimits> }

/** The servers of the field protocols, none of them open yet. */
export function createGateways({ spine, ingest, packs, filesDir, plotsKeepDays, us, limits = {}, viidUrl }: Deps): Gateways {
  const servers = new Map<Protocol, TcpServer>()
  const libraries = createLibraries({ spine, us, viidUrl })
  let closing = false
  const frames = createFrames(spine)
  const deps: ConversationDeps & AisTalk = {
    ...{ spine, ingest, packs, filesDir, frames, senders: createSenders(spine), bounds: createBounds() },
    ...{ plots: createPlots(spine), plotsKeepDays },
    patiently: trying(spine, () => closing, 'throw'),
  }
  return {
    async listen(protocol, at) {
      const count = counting(spine, frames, protocol)
      const onEnd = (why: string, peer: string): void => count(`ended-${why}`, peer)
      const tcp = {
        ...{ limits: { ...usualLimits, ...limits }, pressure: ingest.pressure, onEnd },
        ...{ onFlood: (peer: string) => onEnd('flood', peer), count },
      }
      try {
        const server = await open({ ...deps, us, libraries }, protocol, tcp, at)
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
    ...{ forget: deps.senders.forget, askLibraries: libraries.ask },
    async close() {
      closing = true
      libraries.stop()
      await Promise.all([...servers.values()].map((server) => server.close()))
      servers.clear()
    },
  }
}

/** How long a view library may take to answer. */
const libraryPatienceMs = 5_000

/** What we ask of view libraries, once they can tell us something: their port is open in this process. */
function createLibraries({ spine, us, viidUrl }: Pick<Deps, 'spine' | 'us' | 'viidUrl'>) {
  const stopping = new AbortController()
  let receiver: ((host: string) => Promise<string>) | null = null
  return {
    heardBy(server: TcpServer, host: string): TcpServer {
      const reached = reachedAt(host, server.port)
      receiver = async (library) => viidUrl ?? urlOf(await reached(library))
      return server
    },
    async ask(): Promise<boolean> {
      if (receiver === null || stopping.signal.aborted) return false
      return askLibraries({ spine, us, receiver, patienceMs: libraryPatienceMs, stop: stopping.signal })
    },
    stop: () => stopping.abort(),
  }
}

const urlOf = ({ host, port }: At): string => `http://${isIPv6(host) ? `[${host}]` : host}:${port}`

/** Counts what is no frame of its own, without anybody waiting for it. */
const counting =
  (spine: ConversationDeps['spine'], frames: Frames, protocol: Protocol) =>
  (verdict: string, peer: string, n = 1): void => {
    const counted = { at: spine.clock.now(), protocol, verdict, area: null, peer, n }
    void frames.count(counted).catch((err: Error) => spine.log.warn({ err, verdict, peer }, 'not counted'))
  }

type At = { port: number; host: string }
type Tcp = Omit<TcpDeps, 'open'> & {
  onFlood(peer: string): void
  count(verdict: string, peer: string, n: number): void
}

type Opening = SipDeps & AisTalk & { libraries: ReturnType<typeof createLibraries> }

async function open(deps: Opening, protocol: Protocol, tcp: Tcp, at: At): Promise<TcpServer> {
  if (protocol === 'gb28181') return startSipServer({ ...tcp, talk: createSipTalk(deps) }, at)
  if (protocol === 'gat1400')
    return deps.libraries.heardBy(await startViidServer({ ...tcp, talk: createViidTalk(deps) }, at), at.host)
  if (protocol === 'ais') return startBoth(deps, tcp, at)
  const speaker = speakers.find((one) => one.protocol === protocol)!
  return startTcpServer({ ...tcp, open: (peer): Conversation => createConversation(deps, speaker, peer) }, at)
}

/** AIS comes over TCP and UDP, at one number. */
async function startBoth(deps: AisTalk, tcp: Tcp, at: At): Promise<TcpServer> {
  const open =
    (channel: 'tcp' | 'udp') =>
    (peer: string): AisConversation =>
      createAisConversation(deps, peer, channel)
  const server = await startTcpServer({ ...tcp, open: open('tcp') }, at)
  try {
    const onDrop = (peer: string, n: number): void => tcp.count('dropped-full', peer, n)
    const udp = await startUdpServer({ pressure: tcp.pressure, open: open('udp'), onDrop }, { ...at, port: server.port })
    return { ...server, close: () => Promise.all([server.close(), udp.close()]).then(() => undefined) }
  } catch (error) {
    await server.close()
    throw error
  }
}
