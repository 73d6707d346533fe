import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Packs } from '../../city/pack/packs.ts'
import { type App, errors, originOf } from '../../kernel/http.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import { createSlidingWindow, senderOf } from '../../kernel/sliding-window.ts'
import type { Spine } from '../../kernel/spine.ts'
import { apiDocument } from './api-document.ts'
import { cityExtent, layersOf } from './layers.ts'
import { readItemsQuery, readPlainQuery } from './rules/query.ts'
import type { Extent, Feature, Layer } from './types.ts'

type Deps = { spine: Spine; packs: Packs /** addresses that are not counted */; free: (address: string) => boolean }

/** Answers of one address in ten minutes: a GIS that is dragged about asks often. */
const readLimit = { limit: 1_200, ms: 600_000 }

const prefix = '/api/ogc/features'
const conformsTo = ['core', 'oas30', 'geojson'].map((part) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${part}`)
const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'
const geoJson = 'application/geo+json; charset=utf-8'
const response = { 200: z.record(z.string(), z.unknown()), ...errors }
const Named = z.object({ id: z.string().max(40) })
const Item = z.object({ id: z.string().max(40), item: z.string().max(80) })

type Link = { href: string; rel: string; type: string; title?: string }
const link = (href: string, rel: string, type = 'application/json', title?: string): Link => ({
  href,
  rel,
  type,
  ...(title ? { title } : {}),
})
const notFound = (): RefusalError => new RefusalError({ code: 'thing.not-found' })
const baseOf = (request: FastifyRequest): string => `${originOf(request)}${prefix}`

/** OGC API Features Part 1 (core, OpenAPI 3.0, GeoJSON) over the public layers. CRS84 only. */
export async function openLayerRoutes(app: App, { spine, packs, free }: Deps): Promise<void> {
  const layers = layersOf({ db: spine, packs })
  const layerBy = (id: string): Layer => {
    const layer = layers.find((one) => one.id === id)
    if (!layer) throw notFound()
    return layer
  }
  const window = createSlidingWindow(readLimit)
  await app.register(
    async (plain) => {
      const scope = plain as unknown as App
      scope.addHook('preHandler', async (request, reply) => {
        const seconds = free(request.ip) ? 0 : window.take(senderOf(request.ip), spine.clock.now())
        if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
        if (!request.routeOptions.url?.endsWith('/items')) orRefuse(readPlainQuery(request.url.split('?')[1] ?? ''))
        // Any page may draw what everybody may have.
        void reply.header('access-control-allow-origin', '*')
      })
      frontRoutes(scope, layers)
      layerRoutes(scope, { layers, layerBy, extent: () => cityExtent(spine) })
      itemRoutes(scope, spine, layerBy)
    },
    { prefix },
  )
}

function frontRoutes(app: App, layers: Layer[]): void {
  app.get('', { schema: { summary: 'OGC API Features：入口', response }, config: { permit: 'public' } }, async (request) => {
    const base = baseOf(request)
    return {
      title: 'Zhili 智理',
      description: '公开图层 Public layers',
      links: [
        link(base, 'self'),
        link(`${base}/api`, 'service-desc', 'application/vnd.oai.openapi+json;version=3.0'),
        link(`${originOf(request)}/api/v1/docs`, 'service-doc', 'text/html'),
        link(`${base}/conformance`, 'conformance'),
        link(`${base}/collections`, 'data'),
      ],
    }
  })
  app.get(
    '/conformance',
    { schema: { summary: 'OGC API Features：符合哪些部分', response }, config: { permit: 'public' } },
    async () => ({ conformsTo }),
  )
  app.get(
    '/api',
    { schema: { summary: 'OGC API Features：接口说明（OpenAPI 3.0）', response }, config: { permit: 'public' } },
    async (request, reply) => {
      void reply.type('application/vnd.oai.openapi+json;version=3.0; charset=utf-8')
      return apiDocument(baseOf(request), layers)
    },
  )
}

type Shown = { layers: Layer[]; layerBy(id: string): Layer; extent(): Promise<Extent> }

function layerRoutes(app: App, { layers, layerBy, extent }: Shown): void {
  app.get(
    '/collections',
    { schema: { summary: 'OGC API Features：公开图层', response }, config: { permit: 'public' } },
    async (request) => {
      const where = await extent()
      return {
        links: [link(`${baseOf(request)}/collections`, 'self')],
        collections: layers.map((layer) => collectionOf(layer, baseOf(request), where)),
      }
    },
  )
  app.get(
    '/collections/:id',
    { schema: { summary: 'OGC API Features：一个图层', params: Named, response }, config: { permit: 'public' } },
    async (request) => collectionOf(layerBy(request.params.id), baseOf(request), await extent()),
  )
}

function collectionOf({ id, title, description }: Layer, base: string, where: Extent) {
  const links = [
    link(`${base}/collections/${id}`, 'self'),
    link(`${base}/collections/${id}/items`, 'items', 'application/geo+json', title),
  ]
  const extent = { spatial: { bbox: [where] } }
  return { id, title, description, extent, itemType: 'feature', crs: [crs84], links }
}

function itemRoutes(app: App, spine: Spine, layerBy: (id: string) => Layer): void {
  app.get(
    '/collections/:id/items',
    { schema: { summary: 'OGC API Features：图层里的要素', params: Named, response }, config: { permit: 'public' } },
    async (request, reply) => {
      const layer = layerBy(request.params.id)
      const query = request.url.split('?')[1] ?? ''
      const asked = orRefuse(readItemsQuery(query))
      const { features, next, matched } = await layer.page(asked)
      const items = `${baseOf(request)}/collections/${layer.id}/items`
      const links = [
        link(`${items}${query ? `?${query}` : ''}`, 'self', 'application/geo+json'),
        link(`${baseOf(request)}/collections/${layer.id}`, 'collection'),
      ]
      if (next) links.push(link(`${items}?${withCursor(query, next)}`, 'next', 'application/geo+json'))
      void send(reply)
      return {
        type: 'FeatureCollection',
        features,
        links,
        timeStamp: spine.clock.now().toISOString(),
        numberReturned: features.length,
        ...(matched === null ? {} : { numberMatched: matched }),
      }
    },
  )
  app.get(
    '/collections/:id/items/:item',
    { schema: { summary: 'OGC API Features：一个要素', params: Item, response }, config: { permit: 'public' } },
    async (request, reply) => {
      const layer = layerBy(request.params.id)
      const feature = await layer.find(request.params.item)
      if (!feature) throw notFound()
      void send(reply)
      return withLinks(feature, `${baseOf(request)}/collections/${layer.id}`)
    },
  )
}

const send = (reply: FastifyReply): FastifyReply => reply.type(geoJson).header('content-crs', `<${crs84}>`)

const withLinks = (feature: Feature, collection: string) => ({
  ...feature,
  links: [
    link(`${collection}/items/${encodeURIComponent(feature.id)}`, 'self', 'application/geo+json'),
    link(collection, 'collection'),
  ],
})

/** The same question from where the page ended. */
function withCursor(query: string, cursor: string): string {
  const next = new URLSearchParams(query)
  next.set('cursor', cursor)
  return next.toString()
}
