import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { AreaDetail, AreaFound, AreaList, MapPoints, ObjectDetail, Outlines } from '../../../contract/map.ts'
import { Series } from '../../../contract/reading.ts'
import { Instant } from '../../../contract/time.ts'
import { areasAlong, cityArea, searchAreas } from '../../city/area/store.ts'
import { objectKindsOf, ratedKinds, vehicleKinds } from '../../city/pack/object-kinds.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { parseWords, wordPage } from '../../kernel/cursor.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { malformed, orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { readPrefixes } from '../desk/store-sight.ts'
import { createOutlines } from './outlines.ts'
import { parseBox } from './rules/bbox.ts'
import {
  readArea,
  readChildren,
  readDevice,
  readDevicesOf,
  readEventPoints,
  readObject,
  readObjectPoints,
  readObjectState,
} from './store.ts'
import { readLoads } from './store-loads.ts'
import { deviceView, seriesOf } from './store-series.ts'
import { haulageOf } from './track/carriers.ts'
import { toldPlace } from './track/told-place.ts'

const kindsOf = (packs: Packs) => ({ rated: ratedKinds(packs.all()), moving: vehicleKinds(packs.all()) })
const Code = z.object({ code: z.string().max(20) })
const Id = z.object({ id: z.string().max(80) })
const PageQuery = z.object({
  cursor: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(200),
})
const notFound = (): RefusalError => new RefusalError({ code: 'thing.not-found' })
const dayMs = 86_400_000
const longestMs = 31 * dayMs

/** K4: areas, outlines, what stands on the map, an object and the curves of its devices. */
export async function mapRoutes(app: App, { spine, packs }: { spine: Spine; packs: Packs }): Promise<void> {
  const outlines = createOutlines()

  app.get(
    '/api/v1/areas',
    {
      schema: {
        summary: '找辖区',
        querystring: z.object({ q: z.string().trim().min(1).max(40) }),
        response: { 200: AreaFound, ...errors },
      },
      config: { permit: 'session' },
    },
    async (request) => {
      const rows = await searchAreas(spine, request.query.q, callerOf(request).scope, 20)
      return { rows: rows.map(({ code, name, tier, path, lon, lat, above }) => ({ code, name, tier, path, lon, lat, above })) }
    },
  )

  app.get(
    '/api/v1/areas/:code',
    { schema: { summary: '辖区', params: Code, response: { 200: AreaDetail, ...errors } }, config: { permit: 'session' } },
    async (request) => {
      const area = await readArea(spine, request.params.code)
      if (!area) throw notFound()
      // A zone stands in the city, whatever districts its towns lie in.
      const along = await areasAlong(spine, area.path.endsWith('/') ? area.path : ((await cityArea(spine))?.path ?? ''))
      return {
        ...area,
        ancestors: along
          .filter((above) => above.code !== area.code)
          .map(({ code, name, tier, path }) => ({ code, name, tier, path })),
      }
    },
  )

  app.get(
    '/api/v1/areas/:code/children',
    {
      schema: { summary: '下级辖区', params: Code, querystring: PageQuery, response: { 200: AreaList, ...errors } },
      config: { permit: 'session' },
    },
    async (request) => {
      const { cursor, limit } = request.query
      const after = parseWords(cursor, 1)?.[0] ?? null
      const rows = await readChildren(spine, request.params.code, { after, limit: limit + 1 })
      return wordPage(rows, limit, (row) => [row.code])
    },
  )

  app.get(
    '/api/v1/map/outlines',
    {
      schema: {
        summary: '辖区轮廓（GeoJSON，区县以下为示意）',
        querystring: z.object({ of: z.string().max(20).default('50') }),
        response: { 200: Outlines, ...errors },
      },
      // Borders are public knowledge, and whoever reports without an account wants to see where the pin stands.
      config: { permit: 'public' },
    },
    async (request, reply) => {
      const drawing = outlines(request.query.of)
      if (!drawing) throw notFound()
      void reply.header('etag', drawing.etag).header('cache-control', 'private, max-age=86400').header('vary', 'accept-encoding')
      if (request.headers['if-none-match'] === drawing.etag) return nothingNew(reply)
      void reply.type('application/geo+json; charset=utf-8')
      const isPacked = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))
      if (isPacked) void reply.header('content-encoding', 'br')
      // Already bytes of that very shape: fastify sends a string or a buffer as it is.
      return (isPacked ? drawing.packed : drawing.text) as unknown as z.infer<typeof Outlines>
    },
  )

  const PointsQuery = z.object({ area: z.string().max(80).optional(), bbox: z.string().max(120).optional() })
  app.get(
    '/api/v1/map/points',
    {
      schema: { summary: '图上的事件、对象和下级合计', querystring: PointsQuery, response: { 200: MapPoints, ...errors } },
      config: { permit: 'map.read', wall: true },
    },
    async (request) => {
      const caller = callerOf(request)
      const box = request.query.bbox ? orRefuse(parseBox(request.query.bbox)) : null
      const wanted = await readPrefixes(spine, request.query.area)
      const events = await readEventPoints(spine, { caller, wanted, box })
      const objects = box
        ? await readObjectPoints(spine, { caller, wanted, box, ...kindsOf(packs), now: spine.clock.now() })
        : { rows: [], total: 0 }
      return {
        at: spine.clock.now().toISOString(),
        events,
        objects: objects.rows,
        objectsLeft: objects.total - objects.rows.length,
        children: await readLoads(spine, caller, wanted),
      }
    },
  )

  app.get(
    '/api/v1/objects/:id',
    { schema: { summary: '监管对象', params: Id, response: { 200: ObjectDetail, ...errors } }, config: { permit: 'event.read' } },
    async (request) => {
      const caller = callerOf(request)
      const object = await readObject(spine, caller, request.params.id)
      if (!object) throw notFound()
      const state = await readObjectState(spine, caller, object.id)
      const devices = await readDevicesOf(spine, object.id)
      const { district_name, town_name, duty_unit, maintainer_unit, rated, ...rest } = object
      const kind = objectKindsOf(packs.all()).find((one) => one.kind === object.kind)
      const isVehicle = haulageOf(packs, object) !== null
      const iso = (at: string): string => new Date(at).toISOString()
      return {
        ...rest,
        risk: kind?.risk && rated ? object.risk : null,
        placed: isVehicle ? toldPlace(devices, spine.clock.now()) : null,
        tracked: isVehicle,
        kindName: kind?.name ?? { zh: object.kind, en: object.kind },
        areaName: [district_name, town_name].filter(Boolean).join(' '),
        dutyUnit: duty_unit,
        maintainerUnit: maintainer_unit,
        devices: devices.map((device) => deviceView(packs, device, spine.clock.now())),
        alarms: state.alarms.map((alarm) => ({ ...alarm, since: iso(alarm.since) })),
        events: state.events.map((event) => ({ ...event, openedAt: iso(event.openedAt) })),
      }
    },
  )

  app.get(
    '/api/v1/devices/:id/series',
    {
      schema: {
        summary: '设备曲线',
        params: Id,
        querystring: z.object({ from: Instant.optional(), to: Instant.optional() }),
        response: { 200: Series, ...errors },
      },
      config: { permit: 'event.read' },
    },
    async (request) => {
      const to = request.query.to ? new Date(request.query.to) : spine.clock.now()
      const from = request.query.from ? new Date(request.query.from) : new Date(to.getTime() - dayMs)
      if (from >= to || to.getTime() - from.getTime() > longestMs)
        throw new RefusalError(malformed('/from', 'time.span', { max: 31 }))
      const device = await readDevice(spine, callerOf(request), request.params.id)
      if (!device) throw notFound()
      return seriesOf(spine, packs, device, { from, to })
    },
  )
}

function nothingNew(reply: FastifyReply): z.infer<typeof Outlines> {
  void reply.code(304)
  return '' as unknown as z.infer<typeof Outlines>
}
