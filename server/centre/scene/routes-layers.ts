import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { reasonWords } from '../../../contract/refusal-reasons.ts'
import { LayerAsked, LayerLook, LayerRollBack, LayerTaken, type SceneLayer, SceneLayers } from '../../../contract/scene.ts'
import { type SceneKind, sceneKindIds } from '../../../contract/scene-kinds.ts'
import { inScope } from '../../city/permit/scope.ts'
import { linesOf } from '../../city/scene/rules/geometry.ts'
import { countLayers, type LayerRow, layersOf, lockLayer, type StateRow } from '../../city/scene/store-layers.ts'
import type { SceneFeature } from '../../city/scene/types.ts'
import { parseWords, wordPage } from '../../kernel/cursor.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import { createSlidingWindow } from '../../kernel/sliding-window.ts'
import type { Spine } from '../../kernel/spine.ts'
import { narrowed, readPrefixes } from '../desk/store-sight.ts'
import { type LayerPlan, planLayer } from './plan-layer.ts'
import { rollBackLayer, takeLayer } from './take-layer.ts'

/** What one file may weigh: 20,000 footprints are about half of it. */
const mostBytes = 12 * 1_048_576
/** Files one person may have looked at in ten minutes: each costs a second. */
const lookLimit = { limit: 40, ms: 600_000 }
/** Features drawn beside a look, corners of each. */
const drawn = { features: 400, corners: 40 }
const faultsShown = 50
const config = { permit: 'scene.change' } as const
type Deps = { spine: Spine }

/** Layers of scene features: listed, looked at, taken whole, brought back. */
export async function layerRoutes(app: App, deps: Deps): Promise<void> {
  listRoute(app, deps)
  await app.register(async (plain) => {
    const scope = plain as unknown as App
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    importRoutes(scope, deps)
  })
  app.post(
    '/api/v1/scene/layers/:id/roll-back',
    {
      schema: {
        ...{ summary: '恢复图层的以前版本', params: z.object({ id: z.string().max(80) }), body: LayerRollBack },
        response: { 200: LayerTaken, ...errors },
      },
      config,
    },
    (request) =>
      write(deps.spine, request, async (tx) => {
        const layer = await lockLayer(tx, request.params.id)
        if (!layer || !inScope(callerOf(request).scope, layer.area)) throw new RefusalError({ code: 'thing.not-found' })
        const { version: seen, to } = request.body
        return rollBackLayer(tx, { id: layer.id, seen, to })
      }),
  )
}

const ListQuery = z.strictObject({
  area: z.string().max(80).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

function listRoute(app: App, { spine }: Deps): void {
  app.get(
    '/api/v1/scene/layers',
    {
      schema: { summary: '实景图层', querystring: ListQuery, response: { 200: SceneLayers, ...errors } },
      config: { permit: 'scene.read' },
    },
    async (request) => {
      const { area, cursor, limit } = request.query
      const caller = callerOf(request)
      const scope = narrowed(caller.scope, await readPrefixes(spine, area))
      const words = parseWords(cursor, 2)
      const after = words ? { area: words[0]!, name: words[1]! } : null
      const found = await layersOf(spine, scope, { after, limit: limit + 1 })
      const { rows, next } = wordPage(found, limit, (row) => [row.area, row.name])
      const counts = await countLayers(spine, scope)
      return { rows: rows.map((row) => viewOf(row, caller)), ...counts, next, at: spine.clock.now().toISOString() }
    },
  )
}

function importRoutes(app: App, { spine }: Deps): void {
  const window = createSlidingWindow(lookLimit)
  const plan = async (request: FastifyRequest, asked: LayerAsked): Promise<LayerPlan> => {
    const caller = callerOf(request)
    const seconds = window.take(caller.person, spine.clock.now())
    if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    if (bytes.length === 0) throw new RefusalError(malformed('/file', 'rows.none'))
    return planLayer(spine, caller, { asked, bytes })
  }
  app.post(
    '/api/v1/scene/layers/look',
    {
      schema: { summary: '预览要素文件', querystring: LayerAsked, response: { 200: LayerLook, ...errors } },
      ...{ config, bodyLimit: mostBytes },
    },
    async (request) => lookOf(await plan(request, request.query)),
  )
  app.post(
    '/api/v1/scene/layers/take',
    {
      schema: {
        ...{ summary: '采用预览过的要素文件', response: { 200: LayerTaken, ...errors } },
        querystring: LayerAsked.extend({ digest: z.string().length(64) }),
      },
      ...{ config, bodyLimit: mostBytes },
    },
    async (request) => {
      const { digest, ...asked } = request.query
      const found = await plan(request, asked)
      if (found.digest !== digest) throw new RefusalError({ code: 'scene.moved' })
      if (found.features.length === 0) throw new RefusalError(malformed('/file', 'rows.none'))
      const { actor, person } = callerOf(request)
      return spine.transaction(actor, (tx) => takeLayer(tx, found, { asked, by: person }))
    },
  )
}

function lookOf(plan: LayerPlan): LayerLook {
  const { features, counts, bounds, crs, refused, faults, leftOut, before, digest } = plan
  return {
    ...{ features: features.length, counts: countsOf(counts), box: bounds, crs, refused, leftOut, digest },
    before: before && { version: before.version, features: before.features, asOf: before.asOf },
    faults: faults.slice(0, faultsShown).map(({ n, fault: { reason, given } }) => ({
      ...{ row: n, zh: reasonWords(reason, given, 'zh'), en: reasonWords(reason, given, 'en') },
    })),
    outlines: outlinesOf(features),
  }
}

/** Some features, evenly from the whole file, each with few corners. */
function outlinesOf(features: readonly SceneFeature[]): LayerLook['outlines'] {
  const step = Math.max(1, Math.ceil(features.length / drawn.features))
  return features
    .filter((_, i) => i % step === 0)
    .map(({ geometry }) => {
      const [line = []] = linesOf(geometry)
      const every = Math.max(1, Math.ceil(line.length / drawn.corners))
      return line.filter((_, i) => i % every === 0 || i === line.length - 1)
    })
}

const countsOf = (counts: Partial<Record<SceneKind, number>>): SceneLayer['counts'] =>
  sceneKindIds.flatMap((kind) => (counts[kind] ? [{ kind, n: counts[kind] }] : []))

function viewOf({ id, area, areaName, name, version, states }: LayerRow, caller: Caller): SceneLayer {
  const { counts, bounds: box, ...state } = states.find((one) => one.version === version)!
  return {
    ...{ id, name, area, areaName, mine: caller.permits.has('scene.change'), ...stateOf({ counts, bounds: box, ...state }) },
    former: states.filter((one) => one.version !== version).map(stateOf),
  }
}

const stateOf = ({ counts, bounds, takenAt, ...state }: StateRow): SceneLayer['former'][number] => ({
  ...state,
  ...{ counts: countsOf(counts), box: bounds, takenAt: new Date(takenAt).toISOString() },
})
