import { CameraList, CameraQuery, type CameraRow } from '../../../../contract/camera-list.ts'
import { parseWords, wordPage } from '../../../kernel/cursor.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { type CameraLine, countCameras, readCameras } from './store-list.ts'

const dayMs = 86_400_000

/** The cameras of one's areas as their platforms listed them, found by words and by what was said of them. */
export function listRoutes(app: App, spine: Spine): void {
  app.get(
    '/api/v1/camera-list',
    {
      schema: { summary: '摄像机清单', querystring: CameraQuery, response: { 200: CameraList, ...errors } },
      config: { permit: 'feed.read' },
    },
    async (request) => {
      const { cursor, limit, ...wish } = request.query
      const { scope } = callerOf(request)
      const now = spine.clock.now()
      const page = { after: parseWords(cursor, 3), limit: limit + 1, since: new Date(now.getTime() - dayMs) }
      const { rows, next } = wordPage(await readCameras(spine, scope, wish, page), limit, (one) => [
        ...[one.protocol, one.number, one.camera],
      ])
      return { rows: rows.map(cameraView), next, total: await countCameras(spine, scope, wish), at: now.toISOString() }
    },
  )
}

function cameraView({ lon, lat, seen_at, ...rest }: CameraLine): CameraRow {
  return { ...rest, place: lon === null || lat === null ? null : { lon, lat }, listedAt: seen_at.toISOString() }
}
