import { z } from 'zod'
import { CockpitEvent, CockpitView, LeaderView } from '../../../contract/cockpit.ts'
import type { Grade } from '../../../contract/scales.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { readCounts } from '../../flow/7-evaluate/store.ts'
import { cityDay } from '../../kernel/calendar.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { type Asked as AskedEvents, readEventRows } from '../desk/store.ts'
import { readOpenGrave, readRowsOf } from '../desk/store-reds.ts'
import { readLoads } from '../map/store-loads.ts'
import { askingOf, everyGrade, stripOf } from './asking.ts'
import { type ReadCaseVitals, readWar } from './read-war.ts'
import { graveOrder } from './rules/grave-order.ts'
import { vitalSigns } from './rules/vital.ts'
import { type Asked, readHead, readLastFacts, readNumbers, readPulse, readStrip } from './store.ts'

type Deps = { spine: Spine; packs: Packs; zone: string; caseVitals: ReadCaseVitals }
const Where = z.object({ area: z.string().max(80).optional() })
const dayMs = 86_400_000
const urgent: Grade[] = ['extraordinary', 'major']
/** Rows a phone is handed; how many there are is said beside. */
const mostRows = 50

/** C1 the wall, C2 one event, L1 the leader's phone. */
export async function cockpitRoutes(app: App, deps: Deps): Promise<void> {
  const { spine, packs, zone } = deps
  const asking = (caller: Caller, area: string | undefined) => askingOf(spine, caller, area)
  const events = (asked: Asked, filter: AskedEvents['filter']): AskedEvents => ({ ...asked, filter, words: null, packs })

  app.get(
    '/api/v1/cockpit',
    {
      schema: { summary: '驾驶舱总览', querystring: Where, response: { 200: CockpitView, ...errors } },
      config: { permit: 'cockpit.read' },
    },
    async (request) => {
      const asked = await asking(callerOf(request), request.query.area)
      const { now, prefixes } = asked
      const days = { from: cityDay(new Date(now.getTime() - 29 * dayMs), zone), to: cityDay(now, zone) }
      // Side by side: the first two look at all that stands open, which in a large city is most of the time of a wall.
      const [numbers, districts, pulse, month, newest, hours, area] = await Promise.all([
        readNumbers(spine, asked),
        readLoads(spine, asked.caller, asked.wanted),
        readPulse(spine, packs, prefixes, now),
        readCounts(spine, prefixes, days),
        readEventRows(spine, events(asked, { view: 'open' }), { after: null, limit: 8 }),
        readStrip(spine, asked),
        readHead(spine, prefixes),
      ])
      const seen = {
        pulse,
        numbers,
        packs: packs.all(),
        month: { closed: month.closed, falseAlarm: month['false-alarm'], reopened: month.reopened, sentBack: month['sent-back'] },
      }
      return {
        at: now.toISOString(),
        dataAt: pulse.lastAt?.toISOString() ?? null,
        area,
        open: { n: numbers.open, byGrade: everyGrade(numbers.byGrade) },
        overdue: numbers.overdue,
        unaccepted: { n: numbers.unaccepted, redOrange: numbers.unacceptedUrgent },
        acceptedOnTime: { ...numbers.acceptedOnTime, hours: 24 },
        closed24h: numbers.closed24h,
        newest,
        districts,
        vital: vitalSigns(seen, now),
        strip24h: stripOf(hours, now),
      }
    },
  )

  app.get(
    '/api/v1/cockpit/event/:id',
    {
      schema: { summary: '作战视图', params: z.object({ id: z.uuid() }), response: { 200: CockpitEvent, ...errors } },
      config: { permit: 'cockpit.read' },
    },
    async (request) => {
      const view = await readWar(deps, callerOf(request), request.params.id)
      if (!view) throw new RefusalError({ code: 'thing.not-found' })
      return view
    },
  )

  app.get(
    '/api/v1/leader',
    {
      schema: { summary: '掌上指挥室', querystring: Where, response: { 200: LeaderView, ...errors } },
      config: { permit: 'leader.read' },
    },
    async (request) => {
      const asked = await asking(callerOf(request), request.query.area)
      const { now, prefixes } = asked
      const today = cityDay(now, zone)
      const [numbers, grave, counts, { path, name }] = await Promise.all([
        readNumbers(spine, asked),
        readOpenGrave(spine, asked.caller, asked.wanted, urgent),
        readCounts(spine, prefixes, { from: today, to: today }),
        readHead(spine, prefixes),
      ])
      const ids = graveOrder(grave).map(({ id }) => id)
      const [rows, last] = await Promise.all([
        readRowsOf(spine, ids.slice(0, mostRows), { packs, now }),
        readLastFacts(spine, ids.slice(0, mostRows)),
      ])
      return {
        at: now.toISOString(),
        area: { path, name },
        unaccepted: { n: numbers.unacceptedUrgent, of: numbers.urgent },
        overdue: { n: numbers.overdue, of: numbers.open },
        returned: { waiting: numbers.returned, today: counts.returned },
        rows: rows.map((row) => ({ ...row, lastFact: last.get(row.id) ?? null })),
        beyond: grave.length - rows.length,
      }
    },
  )
}
