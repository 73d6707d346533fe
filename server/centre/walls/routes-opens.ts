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
import { type Composed, shipped, tilesOf, wallBegan } from './rules/unopened.ts'
import { addOpen, beginningsOf, type LayoutRow, layoutsOf, opensOf } from './store-opens.ts'

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
      const dayOf = (at: Date): string => zoneText(at, zone).slice(0, 10)
      const from = dayOf(new Date(now.getTime() - days * dayMs))
      const [counts, began, layouts] = await Promise.all([
        opensOf(spine, area.code, from),
        beginningsOf(spine, area.code),
        layoutsOf(spine, area.code),
      ])
      const composed = layouts.map(({ at }) => dayOf(at)).toSorted()[0] ?? null
      const [seat, platform] = [began.seat, began.platform].map((at) => at && dayOf(at)) as [string | null, string | null]
      const since = wallBegan({ seat, opened: began.opened, composed, platform })
      const { code, name } = area
      const rows = tilesOf(wallTiles, counts, { walls: wallsOf(code, layouts, dayOf), from, began: since })
      return { area: { code, name }, since, days, rows, at: now.toISOString() }
    },
  )
}

/** The area's own wall follows the shipped one; a machine has one of its own from the day it was given one. */
function wallsOf(area: string, layouts: readonly LayoutRow[], dayOf: (at: Date) => string): Composed[] {
  const own = Map.groupBy(layouts, ({ wall }) => wall)
  const versions = (rows: readonly LayoutRow[]) => rows.map(({ at, body }) => ({ day: dayOf(at), body }))
  const machines = [...own].filter(([wall]) => wall !== area)
  return [
    { versions: versions(own.get(area) ?? []), follows: shipped },
    ...machines.map(([, rows]): Composed => ({ versions: versions(rows), follows: null })),
  ]
}
