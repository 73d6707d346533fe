import { isRest } from '../../../contract/rest-parts.ts'
import { type WallFigureRow, WallRows, WallRowsWish } from '../../../contract/wall-rows.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { liveModels } from '../../flow/8-risk/rules/models-of.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { withWho } from '../check-up/store-who.ts'
import { placeOf } from '../desk/rules/event-row.ts'
import { orNotFound } from '../desk/store-sight.ts'
import { askingOf } from './asking.ts'
import { stripStart } from './store.ts'
import {
  type FigureLine,
  hourSpan,
  partPaths,
  readFigureEvents,
  readFigureObject,
  readFigureObjects,
  readFigureOrders,
} from './store-rows.ts'

type Deps = { spine: Spine; packs: Packs }
const weekMs = 7 * 86_400_000

/** The rows behind every figure of a wall and of the leader's phone: how many there are, the first of them, and whom to call about each. */
export async function cockpitRowRoutes(app: App, { spine, packs }: Deps): Promise<void> {
  const models = liveModels(packs)
  app.get(
    '/api/v1/cockpit/rows',
    {
      schema: { summary: '大屏数字后面的行', querystring: WallRowsWish, response: { 200: WallRows, ...errors } },
      config: { permit: 'cockpit.read', orPermit: 'leader.read' },
    },
    async (request) => {
      const wish = request.query
      const asked = await askingOf(spine, callerOf(request), wish.area)
      const rest = wish.part && isRest(wish.part) ? { part: wish.part, prefixes: asked.prefixes } : null
      const wanted = wish.part && !rest ? orNotFound(await partPaths(spine, asked.prefixes, wish.part)) : asked.wanted
      const objects = { caller: asked.caller, wanted, kinds: [...models().keys()], rest }
      const lines = await linesOf(spine, wish, { asked: { ...asked, wanted, rest }, objects })
      const [first] = lines
      const rows = await withWho(spine, lines.map(rowOf), { outside: [], now: asked.now })
      return { at: asked.now.toISOString(), n: first?.n ?? 0, part: first?.part ?? null, rows }
    },
  )
}

type Asked = { asked: Parameters<typeof readFigureEvents>[1]; objects: Parameters<typeof readFigureObjects>[1] }

/** The rows of a figure; what it needs beside an area is refused when it is not said. */
function linesOf(spine: Spine, { figure, level, hour, object }: WallRowsWish, { asked, objects }: Asked): Promise<FigureLine[]> {
  const { now } = asked
  switch (figure) {
    case 'answered':
    case 'returned':
      return readFigureOrders(spine, asked, figure)
    case 'risk':
      return readFigureObjects(spine, objects, { figure, level: level ?? null })
    case 'worse':
    case 'better':
      return readFigureObjects(spine, objects, { figure, since: new Date(now.getTime() - weekMs) })
    case 'desk':
    case 'unknown':
      return readFigureObjects(spine, objects, { figure })
    case 'object':
      return readFigureObject(spine, asked, said(object, 'object'), objects)
    case 'opened-hour':
      return readFigureEvents(spine, asked, figure, hourSpan(new Date(said(hour, 'hour'))))
    default:
      return readFigureEvents(spine, asked, figure, { from: stripStart(now), until: new Date(now.getTime() + 1) })
  }
}

function said(value: string | undefined, name: string): string {
  if (value === undefined) throw new RefusalError(malformed(`/${name}`, 'value.missing'))
  return value
}

const inTime = { zh: '按时签收', en: 'accepted in time' }
const late = { zh: '未按时签收', en: 'not accepted in time' }

/** What a figure counts of a row: whose order it is and whether it was accepted in time; how many of its indicators nobody knows. */
function noteOf({ unit, counted, of }: FigureLine): WallFigureRow['note'] {
  if (unit !== null) {
    const how = counted === null ? null : counted === 1 ? inTime : late
    return { zh: [unit, how?.zh].filter(Boolean).join(' · '), en: [unit, how?.en].filter(Boolean).join(' · ') }
  }
  if (counted === null) return null
  return { zh: `${counted}/${of} 项未知`, en: `${counted} of ${of} not known` }
}

function rowOf(line: FigureLine): WallFigureRow {
  const { id, title, grade, level, since } = line
  return {
    ...{ kind: grade === null ? 'object' : 'event', id, name: { zh: title, en: title } },
    ...{ ...placeOf(line), grade, level, since: since?.toISOString() ?? null },
    ...{ note: noteOf(line), vital: null, who: null },
  }
}
