import { z } from 'zod'
import { ObjectTrack, TrackWish } from '../../../../contract/track.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { malformed, RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { objectsSql } from '../../desk/store-sight.ts'
import { haulageOf } from './carriers.ts'
import { gapOf } from './rules/gap-of.ts'
import { newestPosition, readCarrier, readPositions, type Told } from './store.ts'

const dayMs = 86_400_000
/** The slider's week and a day. */
const longestMs = 8 * dayMs
/** More points than a map's pixels tell nothing more. */
const pointsAtMost = 2_000

/** Where a vehicle was, for the slider of the map. Vehicles only: what carries under the permits of a pack. Persons have no track. */
export async function trackRoutes(app: App, { spine, packs }: { spine: Spine; packs: Packs }): Promise<void> {
  app.get(
    '/api/v1/objects/:id/track',
    {
      schema: {
        ...{ summary: '车辆走过的路线', params: z.object({ id: z.string().max(80) }), querystring: TrackWish },
        response: { 200: ObjectTrack, ...errors },
      },
      config: { permit: 'plot.read' },
    },
    async (request) => {
      const caller = callerOf(request)
      const object = await readCarrier(spine, request.params.id, (values) => objectsSql(caller, values))
      const haulage = object && haulageOf(packs, object)
      if (!object || !haulage) throw new RefusalError({ code: 'thing.not-found' })
      const now = spine.clock.now()
      const { from, to } = spanOf(request.query, now)
      const { device, interval_s } = object
      const gapS = gapOf(interval_s ?? 0)
      const wish = { from, to, speed: haulage.speed.reading, load: haulage.load.reading, gapS, most: pointsAtMost }
      const found = device === null ? { rows: [], total: 0, every: 1 } : await readPositions(spine, { device, ...wish })
      const newest = device === null ? null : await newestPosition(spine, device, now)
      const { readings } = packs.byId(object.pack)
      const said = (reading: string) => {
        const { name, unit } = readings[reading]!
        return { name, unit }
      }
      return {
        ...{ object: object.id, name: object.name, from: from.toISOString(), to: to.toISOString(), at: now.toISOString() },
        ...{ gapS, newest: newest?.toISOString() ?? null, positions: found.total, every: found.every },
        speed: said(haulage.speed.reading),
        load: { ...said(haulage.load.reading), loaded: haulage.load.atLeast, empty: haulage.load.atMost },
        stretches: stretchesOf(found.rows),
      }
    },
  )
}

function spanOf(wish: z.infer<typeof TrackWish>, now: Date): { from: Date; to: Date } {
  const to = new Date(Math.min(now.getTime(), wish.to ? Date.parse(wish.to) : now.getTime()))
  const from = wish.from ? new Date(wish.from) : new Date(to.getTime() - dayMs)
  if (from >= to || to.getTime() - from.getTime() > longestMs)
    throw new RefusalError(malformed('/from', 'time.span', { max: longestMs / dayMs }))
  return { from, to }
}

function stretchesOf(rows: readonly Told[]): ObjectTrack['stretches'] {
  const stretches: ObjectTrack['stretches'] = []
  for (const { at, opens, ...row } of rows) {
    if (opens) stretches.push([])
    stretches.at(-1)?.push({ at: at.toISOString(), ...row })
  }
  return stretches
}
