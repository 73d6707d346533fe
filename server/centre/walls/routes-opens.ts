import { z } from 'zod'
import { WallWish } from '../../../contract/wall.ts'
import { wallTiles } from '../../../contract/wall-kinds.ts'
import { TileOpened, WallTiles } from '../../../contract/wall-seat.ts'
import { zoneText } from '../../kernel/calendar.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { askedWall, keptWall } from './asked-wall.ts'
import { tilesOf } from './rules/unopened.ts'
import { addOpen, firstOpen, opensOf } from './store-opens.ts'

type Deps = { spine: Spine; zone: string }
const dayMs = 86_400_000
/** A month. */
const days = 30

/** What people open on walls, by tile and area and day; never by whom. */
export async function wallOpenRoutes(app: App, { spine, zone }: Deps): Promise<void> {
  app.post(
    '/api/v1/walls/opened',
    {
      schema: { summary: '大屏上打开了一块', body: TileOpened, response: { 200: z.object({}), ...errors } },
      config: { permit: 'cockpit.read' },
    },
    async (request) => {
      const { tile, area } = request.body
      if (!wallTiles.includes(tile)) throw new RefusalError({ code: 'thing.not-found' })
      const wall = await askedWall(spine, callerOf(request), { area })
      const day = zoneText(wall.now, zone).slice(0, 10)
      return write(spine, request, async (tx) => {
        await addOpen(tx, wall.area.code, tile, day)
        return {}
      })
    },
  )
  app.get(
    '/api/v1/walls/tiles',
    {
      schema: {
        summary: '大屏各块打开过几次，哪些一个月没人打开',
        querystring: WallWish,
        response: { 200: WallTiles, ...errors },
      },
      config: { permit: 'wall.keep' },
    },
    async (request) => {
      const { area, now } = await keptWall(spine, callerOf(request), request.query)
      const from = zoneText(new Date(now.getTime() - days * dayMs), zone).slice(0, 10)
      const [counts, since] = await Promise.all([opensOf(spine, area.code, from), firstOpen(spine, area.code)])
      const { code, name } = area
      return { area: { code, name }, since, days, rows: tilesOf(wallTiles, counts, { from, since }), at: now.toISOString() }
    },
  )
}
