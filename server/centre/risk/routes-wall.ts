import { z } from 'zod'
import type { EventRow } from '../../../contract/event.ts'
import { RiskWall } from '../../../contract/object-risk.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { liveModels } from '../../flow/8-risk/rules/models-of.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { settled } from '../../kernel/settled.ts'
import type { Spine } from '../../kernel/spine.ts'
import { readHead } from '../cockpit/store.ts'
import { readHeaviest } from '../desk/store.ts'
import { narrowed, orNotFound, readPrefixes } from '../desk/store-sight.ts'
import { kindsOf, weekMs } from './routes.ts'
import { countDesk, readLevels, readMoved, readOpenOf, readParts, readReckoned, readWorst } from './store.ts'
import { lineOf, wallRegisterOf } from './views.ts'

/** What a wall has room for. */
const worstAtMost = 10
const Where = z.object({ area: z.string().max(80).optional() })

/** C3: the five colours of an area on the wall. */
export async function riskWallRoutes(app: App, { spine, packs }: { spine: Spine; packs: Packs }): Promise<void> {
  const models = liveModels(packs)
  app.get(
    '/api/v1/cockpit/risk',
    {
      schema: { summary: '驾驶舱风险一张图', querystring: Where, response: { 200: RiskWall, ...errors } },
      config: { permit: 'cockpit.read' },
    },
    async (request) => {
      const caller = callerOf(request)
      const wanted = await readPrefixes(spine, request.query.area)
      const prefixes = orNotFound(narrowed(caller.scope, wanted))
      const wish = { caller, wanted, kinds: [...models().keys()] }
      const now = spine.clock.now()
      const since = new Date(now.getTime() - weekMs)
      const part = <T>(name: string, read: () => Promise<T>) => settled(spine.log, `risk.${name}`, read)
      // Each panel by itself.
      const [levels, reckoned, parts, moved, desk, worst, area] = await Promise.all([
        part('levels', () => readLevels(spine, wish)),
        part('reckoned', () => readReckoned(spine, wish)),
        part('parts', () => readParts(spine, wish)),
        part('moved', () => readMoved(spine, wish, since)),
        part('desk', () => countDesk(spine, wish)),
        part('worst', () => worstOf({ spine, packs, models: models() }, wish, now)),
        readHead(spine, prefixes),
      ])
      const register = wallRegisterOf({ levels, reckoned, parts, moved, desk }, { now, since, prefixes })
      return { ...register, ...{ kinds: kindsOf(models(), packs), area, worst } }
    },
  )
}

type Wish = { caller: Caller; wanted: string[] | null; kinds: string[] }
type Ground = { spine: Spine; packs: Packs; models: ReturnType<ReturnType<typeof liveModels>> }

/** The worst objects, each with what is being done about it. */
async function worstOf({ spine, packs, models }: Ground, wish: Wish, now: Date): Promise<NonNullable<RiskWall['worst']>> {
  const { caller, wanted } = wish
  const rows = await readWorst(spine, { ...wish, level: null, desk: false }, { after: null, limit: worstAtMost })
  const objects = rows.map(({ object }) => object)
  const open = await readOpenOf(spine, objects)
  const filter = { view: 'open', objects } as const
  const cases = await readHeaviest(spine, { caller, wanted, filter, words: null, now, packs }, Math.max(1, open.length))
  const objectOf = new Map(open.map(({ id, object }) => [id, object]))
  return rows.map((row) => ({
    ...lineOf(row, models.get(row.kind)!, now),
    doing: doingOf(cases.filter(({ id }) => objectOf.get(id) === row.object)),
  }))
}

/** The gravest open case of an object, and how many more there are. */
function doingOf(cases: readonly EventRow[]): NonNullable<RiskWall['worst']>[number]['doing'] {
  const [first, ...others] = cases
  if (!first) return null
  const { id, title, state, holder, openedAt, overdue } = first
  return { event: id, title, state, holder, since: openedAt, overdue, more: others.length }
}
