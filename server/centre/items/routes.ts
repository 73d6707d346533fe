import { z } from 'zod'
import {
  AppQuery,
  BusinessItemEntry,
  BusinessItems,
  ItemQuery,
  ItemUnits,
  type ItemWish,
  SpecialAppEntry,
  SpecialApps,
} from '../../../contract/business-item.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { inScope } from '../../city/permit/scope.ts'
import { parseWords, wordPage } from '../../kernel/cursor.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { narrowed, readPrefixes } from '../desk/store-sight.ts'
import { keepRoutes } from './routes-keep.ts'
import { sheetRoutes } from './routes-sheets.ts'
import { areasAbove, findItems, readItemLine, unitsDoing, type Wanted } from './store.ts'
import { type AppWanted, findApps, readAppLine } from './store-apps.ts'
import { historyOf } from './store-write.ts'
import { appOf, itemOf } from './views.ts'

export type ItemDeps = { spine: Spine; packs: Packs; zone: string; demo: boolean }
const config = { permit: 'item.read' } as const
const Code = z.object({ code: z.string().max(40) })
/** So much of what was done to one is shown. */
const shownHistory = 50
/** Units a list can be narrowed to: an area itself has some twenty. */
const shownUnits = 100

/** What a caller sees: their areas and what holds there from above; with an area wished for, what lies in it. */
export async function seenBy(
  { spine }: Pick<ItemDeps, 'spine'>,
  { scope }: Caller,
  area: string | undefined,
): Promise<Pick<Wanted, 'areas' | 'above'>> {
  if (area) return { areas: narrowed(scope, await readPrefixes(spine, area)), above: [] }
  return { areas: scope, above: await areasAbove(spine, scope) }
}

export async function itemsWanted(deps: ItemDeps, caller: Caller, { area, ...rest }: z.infer<typeof ItemWish>): Promise<Wanted> {
  return { ...rest, ...(await seenBy(deps, caller, area)) }
}

export async function appsWanted(
  deps: ItemDeps,
  caller: Caller,
  { area, ...rest }: Omit<z.infer<typeof AppQuery>, 'cursor' | 'limit'>,
): Promise<AppWanted> {
  return { ...rest, ...(await seenBy(deps, caller, area)) }
}

/** 业务事项、特色应用: the catalogue of what units do and the register of apps; read here, kept by sheets, an item one by one as well. */
export async function itemRoutes(app: App, deps: ItemDeps): Promise<void> {
  businessItemRoutes(app, deps)
  specialAppRoutes(app, deps)
  await keepRoutes(app, deps)
  await sheetRoutes(app, deps)
}

function businessItemRoutes(app: App, deps: ItemDeps): void {
  const { spine, packs } = deps
  const now = (): string => spine.clock.now().toISOString()
  app.get(
    '/api/v1/business-items',
    { schema: { summary: '业务事项', querystring: ItemQuery, response: { 200: BusinessItems, ...errors } }, config },
    async (request) => {
      const { cursor, limit, ...wish } = request.query
      const after = parseWords(cursor, 1)?.[0] ?? null
      const wanted = await itemsWanted(deps, callerOf(request), wish)
      const { lines, total, more } = await findItems(spine, wanted, { after, limit: limit + 1 })
      const { rows, next } = wordPage(lines, limit, ({ code }) => [code])
      return { rows: rows.map((line) => itemOf(line, packs)), next, total, more, at: now() }
    },
  )
  app.get(
    '/api/v1/business-items/:code',
    { schema: { summary: '一项业务事项', params: Code, response: { 200: BusinessItemEntry, ...errors } }, config },
    async (request) => {
      const { code } = request.params
      const caller = callerOf(request)
      const line = await readItemLine(spine, await seenBy(deps, caller, undefined), code)
      if (!line) throw new RefusalError({ code: 'thing.not-found' })
      const mayChange = caller.permits.has('item.change') && inScope(caller.scope, line.area)
      return { item: itemOf(line, packs), mayChange, history: await history(deps, 'business-item', code), at: now() }
    },
  )
  app.get(
    '/api/v1/business-item-units',
    {
      schema: {
        summary: '有业务事项的单位',
        querystring: z.strictObject({ area: z.string().max(80).optional() }),
        response: { 200: ItemUnits, ...errors },
      },
      config,
    },
    async (request) => {
      const { scope } = callerOf(request)
      const areas = narrowed(scope, await readPrefixes(spine, request.query.area))
      return { rows: await unitsDoing(spine, areas, shownUnits) }
    },
  )
}

function specialAppRoutes(app: App, deps: ItemDeps): void {
  const { spine, packs } = deps
  const now = (): string => spine.clock.now().toISOString()
  app.get(
    '/api/v1/special-apps',
    { schema: { summary: '特色应用', querystring: AppQuery, response: { 200: SpecialApps, ...errors } }, config },
    async (request) => {
      const { cursor, limit, ...wish } = request.query
      const after = parseWords(cursor, 1)?.[0] ?? null
      const wanted = await appsWanted(deps, callerOf(request), wish)
      const { lines, total, more } = await findApps(spine, wanted, { after, limit: limit + 1 })
      const { rows, next } = wordPage(lines, limit, ({ code }) => [code])
      return { rows: rows.map((line) => appOf(line, packs)), next, total, more, at: now() }
    },
  )
  app.get(
    '/api/v1/special-apps/:code',
    { schema: { summary: '一个特色应用', params: Code, response: { 200: SpecialAppEntry, ...errors } }, config },
    async (request) => {
      const { code } = request.params
      const line = await readAppLine(spine, await seenBy(deps, callerOf(request), undefined), code)
      if (!line) throw new RefusalError({ code: 'thing.not-found' })
      return { app: appOf(line, packs), history: await history(deps, 'special-app', code), at: now() }
    },
  )
}

async function history({ spine }: ItemDeps, of: 'business-item' | 'special-app', code: string) {
  const lines = await historyOf(spine, code, [`${of}.registered`, `${of}.changed`], shownHistory)
  return lines.map(({ at, actor, ...line }) => ({ ...line, at: at.toISOString(), by: actor.name ?? actor.id }))
}
