import { z } from 'zod'
import { ReceivedList } from '../../../contract/feed.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { sayRefused } from './say-refused.ts'
import { type KeptLine, type RefusedLine, readKept, readRefused } from './store-received.ts'

const Asked = z.object({ device: z.string().trim().min(1).max(120).optional() })
const shown = 30
/** Who connects a device looks at it now; older than an hour is history. Of one device a week is of use. */
const hourMs = 3_600_000
const weekMs = 7 * 24 * hourMs

type Row = z.infer<typeof ReceivedList>['rows'][number]

/** K13 怎样接入: what came last and what became of it, for somebody who connects a source and waits for its first message. */
export async function receivedRoutes(app: App, { spine, zone }: { spine: Spine; zone: string }): Promise<void> {
  app.get(
    '/api/v1/received',
    {
      schema: { summary: '刚收到的数据', querystring: Asked, response: { 200: ReceivedList, ...errors } },
      config: { permit: 'feed.read' },
    },
    async (request) => {
      const now = spine.clock.now()
      const device = request.query.device ?? null
      const asked = { device, limit: shown, since: new Date(now.getTime() - (device === null ? hourMs : weekMs)) }
      const kept = await readKept(spine, callerOf(request), asked)
      const refused = await readRefused(spine, callerOf(request), asked)
      const rows = [...kept.map(keptRow), ...refused.map((line) => refusedRow(line, zone))]
      return { rows: rows.sort((a, b) => b.at.localeCompare(a.at)).slice(0, shown), next: null, at: now.toISOString() }
    },
  )
}

const keptRow = ({ at, source, device, object, measured_at, values }: KeptLine): Row => ({
  ...{ at: at.toISOString(), source, device, object, values, refused: null },
  measuredAt: measured_at?.toISOString() ?? null,
})

const refusedRow = ({ at, source, code, details, times }: RefusedLine, zone: string): Row => ({
  ...{ at: at.toISOString(), source, device: null, object: null, measuredAt: null, values: null },
  refused: { code, ...sayRefused(code, details, zone), times },
})
