import { leastCases } from '../../../contract/least-cases.ts'
import { carriedReds, redTurns } from '../../../contract/red-turns.ts'
import { WallPartView as View, type WallPartView, WallPartWish } from '../../../contract/wall.ts'
import type { WallPart } from '../../../contract/wall-kinds.ts'
import type { WallVitals } from '../../../contract/wall-vitals.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { readCounts } from '../../flow/7-evaluate/store.ts'
import { cityDay } from '../../kernel/calendar.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { type Asked as AskedEvents, readEventRows } from '../desk/store.ts'
import { readOpenGrave, readRowsOf } from '../desk/store-reds.ts'
import { readLoads } from '../map/store-loads.ts'
import { stateOf } from '../warnings/rules/state-of.ts'
import { readWarnings } from '../warnings/store.ts'
import { askingOf, everyGrade, stripOf } from './asking.ts'
import { vitalSigns } from './rules/vital.ts'
import { warningsInForce } from './rules/warnings-in-force.ts'
import { readAcceptedOnTime, readNumbers, readPulse, readStrip } from './store.ts'
import { readOnDuty } from './store-head.ts'

/** `signs`: the panel 体征, which is read by those who know vitals. */
type Signs = (caller: Caller, area: string | undefined) => Promise<WallVitals>
type Deps = { spine: Spine; packs: Packs; zone: string; signs: Signs }
type Asking = Awaited<ReturnType<typeof askingOf>>
type Read = (deps: Deps, asked: Asking, area: string | undefined) => Promise<Partial<WallPartView>>

const dayMs = 86_400_000
/** Rows of the list that fit a wall. */
/** As many as a panel that fills a whole column holds; what does not fit stays out of sight. */
const mostNewest = 20
/** More in force at once than a city ever had: every district with a handful. */
const mostWarnings = 300

const events = ({ packs }: Deps, asked: Asking, filter: AskedEvents['filter']): AskedEvents => ({
  ...{ ...asked, filter, words: null, packs },
})

const readers: Readonly<Record<WallPart, Read>> = {
  head: async ({ spine }, { prefixes, now, caller }, area) => {
    // What is not for the public is for the staff, and no machine is staff.
    const wanted = { now, areas: prefixes, open: caller.session === 'wall', after: null, limit: mostWarnings }
    const [{ duty, heard }, rows] = await Promise.all([readOnDuty(spine, { prefixes, area }, now), readWarnings(spine, wanted)])
    const inForce = rows.filter((row) => !row.exercise && stateOf(row, now) === 'now')
    return { head: { duty, warnings: { heard, rows: warningsInForce(inForce, prefixes) } } }
  },
  now: async ({ spine }, asked) => {
    const { byGrade, open, overdue, unaccepted, unacceptedUrgent, closed24h, acceptedOnTime } = await readNumbers(spine, asked)
    return {
      now: {
        open: { n: open, byGrade: everyGrade(byGrade) },
        ...{ overdue, closed24h, few: acceptedOnTime.of < leastCases },
        unaccepted: { n: unaccepted, redOrange: unacceptedUrgent },
        acceptedOnTime: { ...acceptedOnTime, hours: 24 },
      },
    }
  },
  open: async (deps, asked) => {
    const { spine, packs } = deps
    const { caller, wanted, now } = asked
    const [all, orange, newest] = await Promise.all([
      readOpenGrave(spine, caller, wanted, ['extraordinary']),
      readEventRows(spine, events(deps, asked, { view: 'open', grades: ['major'] }), { after: null, limit: mostNewest }),
      readEventRows(spine, events(deps, asked, { view: 'open' }), { after: null, limit: mostNewest }),
    ])
    const reds = await readRowsOf(spine, carriedReds(all, now.getTime()), { packs, now })
    return { open: { reds, orange, newest, waiting: redTurns(all), redsOpen: all.length } }
  },
  areas: async ({ spine }, { caller, wanted }) => ({ areas: await readLoads(spine, caller, wanted) }),
  vitals: async ({ signs }, { caller }, area) => ({ vitals: await signs(caller, area) }),
  pulse: async ({ spine, packs, zone }, asked) => {
    const { now, prefixes } = asked
    const days = { from: cityDay(new Date(now.getTime() - 29 * dayMs), zone), to: cityDay(now, zone) }
    const [acceptedOnTime, pulse, month] = await Promise.all([
      readAcceptedOnTime(spine, asked),
      readPulse(spine, packs, prefixes, now),
      readCounts(spine, prefixes, days),
    ])
    const counted = { closed: month.closed, falseAlarm: month['false-alarm'] }
    const closings = { reopened: month.reopened, sentBack: month['sent-back'] }
    return {
      pulse: vitalSigns({ pulse, numbers: { acceptedOnTime }, packs: packs.all(), month: { ...counted, ...closings } }, now),
    }
  },
  strip: async ({ spine }, asked) => ({ strip: stripOf(await readStrip(spine, asked), asked.now) }),
}

/** The parts of C1 one by one: what fails in one of them leaves the others on the wall. */
export async function cockpitPartRoutes(app: App, deps: Deps): Promise<void> {
  app.get(
    '/api/v1/cockpit/parts',
    {
      schema: { summary: '驾驶舱的一块', querystring: WallPartWish, response: { 200: View, ...errors } },
      config: { permit: 'cockpit.read' },
    },
    async (request) => {
      const { part, area } = request.query
      const asked = await askingOf(deps.spine, callerOf(request), area)
      return { at: asked.now.toISOString(), part, ...(await readers[part](deps, asked, area)) }
    },
  )
}
