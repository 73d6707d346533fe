import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Packs } from '../../city/pack/packs.ts'
import { scopeOfUnit } from '../../city/sign-in/store.ts'
import { type App, callerOf, errors, originOf } from '../../kernel/http.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { type Asking, listOf, oneOf } from './answer.ts'
import { ways } from './entities.ts'
import { readOptions } from './rules/options.ts'
import type { Sight } from './store.ts'
import type { Options, SetName } from './types.ts'

type Deps = { spine: Spine; packs: Packs }
const base = '/api/sta/v1.1'
const names: readonly SetName[] = ['Things', 'Locations', 'Datastreams', 'Observations']
/** So far back Observations go where no Datastream is named. */
const lookBackMs = 86_400_000

/** Four of its eight sets and no paths to properties: `datamodel` and `resource-path` are not claimed. */
const conformance = ['http://www.opengis.net/spec/iot_sensing/1.1/req/request-data']
const response = { 200: z.record(z.string(), z.unknown()), ...errors }
const One = z.object({ entities: z.string().max(200) })
const Two = z.object({ entities: z.string().max(200), way: z.string().max(40) })
const key = { permit: 'key' } as const
const notFound = (): RefusalError => new RefusalError({ code: 'thing.not-found' })

/** SensorThings 1.1, reading only: devices, their places and what they measured, for systems, in the areas of the key's unit. */
export async function sensorThingsRoutes(app: App, deps: Deps): Promise<void> {
  app.get(base, { schema: { summary: 'SensorThings：入口', response }, config: key }, async (request) => ({
    value: names.map((name) => ({ name, url: `${baseOf(request)}/${name}` })),
    serverSettings: { conformance },
  }))
  app.get(
    `${base}/:entities`,
    { schema: { summary: 'SensorThings：一组或一个', params: One, response }, config: key },
    async (request) => {
      const { set, id } = pathOf(request.params.entities)
      const { asking, options } = await open(deps, request)
      if (id === null) return answerOf(await listOf(asking, { set, only: null, options, address: addressOf(request) }))
      const one = await oneOf(asking, { set, only: { column: 'id', value: id }, options })
      if (!one) throw notFound()
      return one.shown
    },
  )
  app.get(
    `${base}/:entities/:way`,
    { schema: { summary: 'SensorThings：与一个相连的', params: Two, response }, config: key },
    async (request) => {
      const { set, id } = pathOf(request.params.entities)
      const way = Object.hasOwn(ways[set], request.params.way) ? ways[set][request.params.way] : undefined
      if (id === null || !way) throw notFound()
      const { asking, options } = await open(deps, request)
      const from = await oneOf(asking, { set, only: { column: 'id', value: id }, options: { ...options, expand: [] } })
      if (!from) throw notFound()
      const only = way.only(from.row)
      if (!way.one) return answerOf(await listOf(asking, { set: way.to, only, options, address: addressOf(request) }))
      const one = await oneOf(asking, { set: way.to, only, options })
      if (!one) throw notFound()
      return one.shown
    },
  )
}

const baseOf = (request: FastifyRequest): string => `${originOf(request)}${base}`
const addressOf = (request: FastifyRequest): string => `${originOf(request)}${request.url}`

/** `Things` or `Things('hf-1')`, quotes inside doubled. */
function pathOf(text: string): { set: SetName; id: string | null } {
  const [, name, quoted] = /^(\w+)(?:\('((?:[^']|'')*)'\))?$/.exec(text) ?? []
  const set = names.find((one) => one === name)
  if (!set) throw notFound()
  return { set, id: quoted?.replaceAll("''", "'") ?? null }
}

async function open({ spine, packs }: Deps, request: FastifyRequest): Promise<{ asking: Asking; options: Options }> {
  const caller = callerOf(request)
  if (caller.postKind !== 'key-system') throw new RefusalError({ code: 'key.wrong' })
  const options = orRefuse(readOptions(request.url.split('?')[1] ?? ''))
  const readings = packs
    .all()
    .flatMap((pack) =>
      Object.entries(pack.readings).map(([reading, { name, unit }]) => ({ pack: pack.id, reading, name: name.zh, unit })),
    )
  const sight: Sight = {
    scope: caller.unit ? await scopeOfUnit(spine, caller.unit) : [],
    readings,
    since: new Date(spine.clock.now().getTime() - lookBackMs),
  }
  return { asking: { db: spine, sight, base: baseOf(request), statements: 0 }, options }
}

const answerOf = ({ count, value, next }: Awaited<ReturnType<typeof listOf>>) => ({
  ...(count === null ? {} : { '@iot.count': count }),
  value,
  ...(next ? { '@iot.nextLink': next } : {}),
})
