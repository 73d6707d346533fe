import { LaneList } from '../../../contract/feed.ts'
import { type App, errors } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import type { Ingest } from './accept.ts'
import type { Aside } from './put-aside.ts'
import type { ShedList } from './shed.ts'
import { lanesInOrder } from './types.ts'

type Deps = { spine: Spine; ingest: Ingest; aside: Aside; shed: ShedList }

/** K13: what waits to be taken in now, of this process as a whole: numbers that name no device and no place. */
export async function laneRoutes(app: App, { spine, ingest, aside, shed }: Deps): Promise<void> {
  app.get(
    '/api/v1/lanes',
    {
      schema: { summary: '排队等待接收的数据', response: { 200: LaneList, ...errors } },
      config: { permit: 'feed.read' },
    },
    async () => ({
      level: ingest.pressure.level(),
      heldBytes: ingest.pressure.bytes(),
      lanes: lanesInOrder.map((lane) => ({ lane, waiting: ingest.waitingIn(lane), oldestMs: ingest.oldestIn(lane) })),
      aside: { bytes: aside.bytes(), oldestAt: aside.oldestAt() },
      shed: shed.total(),
      at: spine.clock.now().toISOString(),
    }),
  )
}
