import { z } from 'zod'
import {
  VitalTrackChange,
  VitalTrackDone,
  VitalTrackList,
  VitalTrackNew,
  VitalTrackStop,
} from '../../../../contract/vital-track.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { keepingFor, type RegistryDeps } from './routes.ts'
import { addTrack, changeTrack, mayChangeTracks, readTracks, stopTrack } from './tracks.ts'

const Code = z.object({ code: z.string().max(40) })
const config = { permit: 'vital.define' } as const
const done = { 200: VitalTrackDone, ...errors }

/** 跑道: the fields of work of the eight boards, named by the city and kept version by version. */
export async function trackRoutes(app: App, deps: RegistryDeps): Promise<void> {
  const { spine } = deps
  app.get(
    '/api/v1/vital-tracks',
    { schema: { summary: '跑道', response: { 200: VitalTrackList, ...errors } }, config: { permit: 'vital.read' } as const },
    async (request) => ({
      rows: await readTracks(spine),
      mayChange: mayChangeTracks(await keepingFor(deps, callerOf(request))),
      at: spine.clock.now().toISOString(),
    }),
  )
  app.post(
    '/api/v1/vital-tracks',
    { schema: { summary: '增加跑道', body: VitalTrackNew, response: done }, config },
    async (request) => {
      const keeping = await keepingFor(deps, callerOf(request))
      return write(spine, request, (tx) => addTrack(tx, request.body, keeping))
    },
  )
  app.put(
    '/api/v1/vital-tracks/:code',
    { schema: { summary: '跑道改名、换位', params: Code, body: VitalTrackChange, response: done }, config },
    async (request) => {
      const keeping = await keepingFor(deps, callerOf(request))
      return write(spine, request, (tx) => changeTrack(tx, request.params.code, request.body, keeping))
    },
  )
  app.post(
    '/api/v1/vital-tracks/:code/stop',
    { schema: { summary: '停用跑道', params: Code, body: VitalTrackStop, response: done }, config },
    async (request) => {
      const keeping = await keepingFor(deps, callerOf(request))
      return write(spine, request, (tx) => stopTrack(tx, request.params.code, request.body, keeping))
    },
  )
}
