import { z } from 'zod'
import {
  ChargeHolders,
  ObjectChanges,
  ObjectEntry,
  ObjectKinds,
  ObjectList,
  ObjectQuery,
  type ObjectWish,
} from '../../../contract/register.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { inScope } from '../../city/permit/scope.ts'
import type { WorkCalendar } from '../../kernel/calendar-days.ts'
import { pageOf, parseCursor, parseWords, wordPage } from '../../kernel/cursor.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Db, Spine } from '../../kernel/spine.ts'
import { narrowed, readPrefixes } from '../desk/store-sight.ts'
import { readObjectState } from '../map/store.ts'
import { onSpotOf } from '../risk/store-on-spot.ts'
import { briefRoutes } from './brief/routes.ts'
import { codeRoutes } from './codes/routes.ts'
import { courseRoutes } from './courses/routes.ts'
import { deviceRoutes } from './devices/routes.ts'
import { deviceSheetRoutes } from './devices/routes-sheet.ts'
import { deviceKindsFor } from './devices/rules/kinds-for.ts'
import { documentRoutes } from './documents/routes.ts'
import { hazardsAt, kindOf, kindsOf } from './kinds.ts'
import { ratedOf } from './rated.ts'
import { actRoutes } from './routes-acts.ts'
import { householdRoutes } from './routes-households.ts'
import { sheetRoutes } from './routes-sheets.ts'
import { secondRoutes } from './second/routes.ts'
import { countKinds, countLines, findLines, readHanging, readLine, readLines, type Wanted } from './store.ts'
import { chargesOf, findHolders } from './store-charges.ts'
import { readHistory } from './store-history.ts'
import { chargeOf, rowOf } from './views.ts'

export type RegisterDeps = {
  spine: Spine
  packs: Packs
  demo: boolean
  zone: string
  calendar: WorkCalendar
  publicUrl?: string | undefined
  filesDir: string
}

const Id = z.object({ id: z.string().max(80) })
const Page = z.object({ cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(20) })
const read = { permit: 'object.read' } as const
const mostHolders = 10

/** The register of objects (对象台账): what stands where, what is kept of it, who answers for it, what was changed by whom. */
export async function registerRoutes(app: App, deps: RegisterDeps): Promise<void> {
  listRoutes(app, deps)
  oneRoutes(app, deps)
  await actRoutes(app, deps)
  await secondRoutes(app, deps)
  await householdRoutes(app, deps)
  await sheetRoutes(app, deps)
  await codeRoutes(app, deps)
  await briefRoutes(app, deps)
  await documentRoutes(app, deps)
  await courseRoutes(app, deps)
  await deviceRoutes(app, deps)
  await deviceSheetRoutes(app, deps)
}

/** The wish inside the caller's own areas, whatever they see of cases. */
export async function wantedOf(deps: RegisterDeps, caller: Caller, wish: z.infer<typeof ObjectWish>): Promise<Wanted> {
  const { area, ...rest } = wish
  // The level of a kind without a model is nobody's reckoning: asked for by level it is not found.
  const rated = rest.risk ? kindsOf(deps.packs).flatMap(({ kind, modelled }) => (modelled ? [kind] : [])) : undefined
  return { ...rest, rated, areas: narrowed(caller.scope, await readPrefixes(deps.spine, area)) }
}

function listRoutes(app: App, deps: RegisterDeps): void {
  const { spine, packs } = deps
  const now = (): string => spine.clock.now().toISOString()

  app.get(
    '/api/v1/object-kinds',
    {
      schema: {
        summary: '对象类别与数量',
        querystring: z.strictObject({ area: z.string().max(80).optional() }),
        response: { 200: ObjectKinds, ...errors },
      },
      config: read,
    },
    async (request) => {
      const areas = narrowed(callerOf(request).scope, await readPrefixes(spine, request.query.area))
      const counts = await countKinds(spine, areas)
      const gone = [...counts.keys()].filter((kind) => !kindsOf(packs).some((one) => one.kind === kind))
      const rows = [...kindsOf(packs), ...gone.map((kind) => kindOf(packs, kind))].map((kind) => ({
        ...kind,
        ...(counts.get(kind.kind) ?? { objects: 0, ended: 0, risks: {}, coded: 0, posted: 0 }),
        ...(kind.modelled ? {} : { risks: {} }),
        devices: deviceKindsFor(kind.kind, packs.all()).length > 0,
        rated: [...ratedOf(packs, kind.kind)],
      }))
      return { rows, at: now() }
    },
  )

  app.get(
    '/api/v1/objects',
    { schema: { summary: '对象台账', querystring: ObjectQuery, response: { 200: ObjectList, ...errors } }, config: read },
    async (request) => {
      const { cursor, limit, ...wish } = request.query
      const wanted = await wantedOf(deps, callerOf(request), wish)
      const after = parseWords(cursor, 1)?.[0] ?? null
      const { lines, total } = await pageOfRegister(spine, wanted, { after, limit: limit + 1 })
      const { rows, next } = wordPage(lines, limit, ({ code }) => [code])
      return { rows: rows.map((line) => rowOf(kindOf(packs, line.kind), line)), next, total, at: now() }
    },
  )

  app.get(
    '/api/v1/charge-holders',
    {
      schema: {
        summary: '可登记的责任人',
        querystring: z.strictObject({ q: z.string().trim().min(1).max(40) }),
        response: { 200: ChargeHolders, ...errors },
      },
      config: { permit: 'object.change' },
    },
    async (request) => {
      const asked = { scope: callerOf(request).scope, now: spine.clock.now() }
      return { rows: await findHolders(spine, asked, request.query.q, mostHolders) }
    },
  )
}

/** A page, and on the first one how many there are in all. */
async function pageOfRegister(db: Db, wanted: Wanted, page: { after: string | null; limit: number }) {
  if (page.after === null && wanted.q) return findLines(db, wanted, page.limit)
  const lines = await readLines(db, wanted, page)
  if (page.after !== null) return { lines, total: null }
  return { lines, total: lines.length < page.limit ? lines.length : await countLines(db, wanted) }
}

function oneRoutes(app: App, deps: RegisterDeps): void {
  const { spine, packs } = deps

  app.get(
    '/api/v1/objects/:id/entry',
    { schema: { summary: '对象台账页', params: Id, response: { 200: ObjectEntry, ...errors } }, config: read },
    async (request) => {
      const caller = callerOf(request)
      const line = await readLine(spine, caller.scope, request.params.id)
      if (!line) throw new RefusalError({ code: 'thing.not-found' })
      const kind = kindOf(packs, line.kind)
      const { details: defs, name: kindName, modelled, charges: chargeNames } = kind
      const { devices } = await readHanging(spine, line.id)
      const cases = caller.permits.has('event.read') ? (await readObjectState(spine, caller, line.id)).events : []
      return {
        ...rowOf(kind, line),
        ...{ kindName, modelled, chargeNames, defs, rated: [...ratedOf(packs, line.kind)] },
        charges: (await chargesOf(spine, line.id)).map(chargeOf),
        devices: devices.map(({ lastAt, ...device }) => ({ ...device, lastAt: lastAt?.toISOString() ?? null })),
        events: cases.map(({ state: _, openedAt, ...event }) => ({ ...event, openedAt: new Date(openedAt).toISOString() })),
        hazards: line.to === null && caller.permits.has('event.open') ? hazardsAt(packs, line.pack) : [],
        evacuates: packs.all().some(({ id, types }) => id === line.pack && types.some(({ plan }) => plan.evacuate)),
        mayChange: line.to === null && caller.permits.has('object.change') && inScope(caller.scope, line.area),
        mayReveal: caller.permits.has('object.change'),
      }
    },
  )

  app.get(
    '/api/v1/objects/:id/history',
    {
      schema: { summary: '对象经过', params: Id, querystring: Page, response: { 200: ObjectChanges, ...errors } },
      config: read,
    },
    async (request) => {
      const { cursor, limit } = request.query
      const line = await readLine(spine, callerOf(request).scope, request.params.id)
      if (!line) throw new RefusalError({ code: 'thing.not-found' })
      const lines = await readHistory(spine, line.id, { after: parseCursor(cursor), limit: limit + 1 })
      const { rows, next } = pageOf(lines, limit, ({ at, id }) => ({ at, id }))
      return {
        rows: rows.map(({ id, kind, at, actor, body, edit, was, level, told }) => ({
          ...{ id, kind, at: at.toISOString(), body: withoutPerson(body) },
          by: actor.name ?? actor.id,
          risk: edit ? { from: was, to: level } : null,
          onSpot: told && onSpotOf(told),
        })),
        next,
      }
    },
  )
}

/** Who they are stands in the list of charges. */
const withoutPerson = ({ person: _, ...body }: Record<string, unknown>): Record<string, unknown> => body
