import { WallPartView as View, type WallPartView, WallPartWish } from '../../../contract/wall.ts'
import type { WallPart } from '../../../contract/wall-kinds.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { readCounts } from '../../flow/7-evaluate/store.ts'
import { cityDay } from '../../kernel/calendar.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { type Asked as AskedEvents, readEventRows } from '../desk/store.ts'
import { readLoads } from '../map/store-loads.ts'
import { askingOf, everyGrade, stripOf } from './asking.ts'
import { fewestCases, vitalSigns } from './rules/vital.ts'
import { readAcceptedOnTime, readNumbers, readPulse, readStrip } from './store.ts'

type Deps = { spine: Spine; packs: Packs; zone: string }
type Asking = Awaited<ReturnType<typeof askingOf>>
type Read = (deps: Deps, asked: Asking) => Promise<Partial<WallPartView>>

const dayMs = 86_400_000
/** Rows of the list that fit a wall, and red ones that are never left out. */
const most = { newest: 8, reds: 50 }

const events = ({ packs }: Deps, asked: Asking, filter: AskedEvents['filter']): AskedEvents => ({
  ...{ ...asked, filter, words: null, packs },
})

const readers: Readonly<Record<WallPart, Read>> = {
  now: async ({ spine }, asked) => {
    const { byGrade, open, overdue, unaccepted, unacceptedUrgent, closed24h, acceptedOnTime } = await readNumbers(spine, asked)
    return {
      now: {
        open: { n: open, byGrade: everyGrade(byGrade) },
        ...{ overdue, closed24h, few: acceptedOnTime.of < fewestCases },
        unaccepted: { n: unaccepted, redOrange: unacceptedUrgent },
        acceptedOnTime: { ...acceptedOnTime, hours: 24 },
      },
    }
  },
  open: async (deps, asked) => {
    const [reds, newest] = await Promise.all([
      readEventRows(deps.spine, events(deps, asked, { view: 'open', grades: ['extraordinary'] }), {
        ...{ after: null, limit: most.reds },
      }),
      readEventRows(deps.spine, events(deps, asked, { view: 'open' }), { after: null, limit: most.newest }),
    ])
    return { open: { reds, newest } }
  },
  areas: async ({ spine }, { caller, wanted }) => ({ areas: await readLoads(spine, caller, wanted) }),
  vitals: async ({ spine, packs, zone }, asked) => {
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
      vitals: vitalSigns({ pulse, numbers: { acceptedOnTime }, packs: packs.all(), month: { ...counted, ...closings } }, now),
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
      return { at: asked.now.toISOString(), part, ...(await readers[part](deps, asked)) }
    },
  )
}
