import { z } from 'zod'
import {
  FrameList,
  type GatewayFeed,
  GatewayList,
  type GatewayRow,
  gatewayFeeds,
  Protocol,
} from '../../../../contract/gateway.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import type { Spine } from '../../../kernel/spine.ts'
import type { Gateways } from './gateways.ts'
import { isEnd, isLenient, isRefused, sayVerdict } from './rules/verdict-words.ts'
import { showFrame } from './show-frame.ts'
import { type CountLine, newestFrames, readCounts, readSenders } from './store-show.ts'

const dayMs = 86_400_000
const newest = 50

/** K13: the gateways of field protocols, and what each received last. */
export async function gatewayRoutes(app: App, { spine, gateways }: { spine: Spine; gateways: Gateways }): Promise<void> {
  app.get(
    '/api/v1/gateways',
    {
      schema: { summary: '协议网关', response: { 200: GatewayList, ...errors } },
      config: { permit: 'feed.read' },
    },
    async (request) => {
      const now = spine.clock.now()
      const caller = callerOf(request)
      const counts = await readCounts(spine, caller, new Date(now.getTime() - dayMs))
      const senders = await readSenders(spine, caller)
      const rows = gatewayFeeds.map((protocol) => ({
        protocol,
        port: stateOf(gateways, protocol)?.port ?? null,
        connections: stateOf(gateways, protocol)?.connections ?? 0,
        senders: senders.get(protocol) ?? 0,
        ...sums(counts.filter((line) => line.protocol === protocol)),
      }))
      return { rows, next: null, at: now.toISOString() }
    },
  )

  app.get(
    '/api/v1/gateways/:protocol/frames',
    {
      schema: { summary: '刚收到的报文', params: z.object({ protocol: Protocol }), response: { 200: FrameList, ...errors } },
      config: { permit: 'feed.read' },
    },
    async (request) => {
      const { protocol } = request.params
      const lines = await newestFrames(spine, callerOf(request), { protocol, limit: newest })
      const rows = lines.map(({ raw, at, ...line }) => ({
        ...line,
        ...showFrame(protocol, raw, isLenient(line.verdict)),
        ...sayVerdict(line.verdict),
        at: at.toISOString(),
      }))
      return { rows, next: null, at: spine.clock.now().toISOString() }
    },
  )
}

const stateOf = (gateways: Gateways, feed: GatewayFeed) => (feed === 'sensing' ? null : gateways.state(feed))

function sums(lines: CountLine[]): Pick<GatewayRow, 'frames' | 'refused' | 'unknown' | 'kept' | 'lastAt' | 'verdicts'> {
  const frames = lines.filter(({ verdict }) => !isEnd(verdict))
  const total = (some: CountLine[]): number => some.reduce((sum, { n }) => sum + n, 0)
  const last = Math.max(...frames.map(({ last_at }) => last_at.getTime()))
  return {
    frames: total(frames),
    refused: total(frames.filter(({ verdict }) => isRefused(verdict))),
    unknown: total(frames.filter(({ verdict }) => verdict === 'unknown-sender')),
    kept: frames.reduce((sum, { kept }) => sum + kept, 0),
    lastAt: frames.length > 0 ? new Date(last).toISOString() : null,
    verdicts: lines.map(({ verdict, n, last_at }) => ({ verdict, ...sayVerdict(verdict), n, lastAt: last_at.toISOString() })),
  }
}
