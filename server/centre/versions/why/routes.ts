import { Why, WhyAsked } from '../../../../contract/why.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { visibleEvent } from '../../../flow/3-event/store.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { malformed, RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { readDevice } from '../../map/store.ts'
import { orNone } from '../find.ts'
import { eventsUnderWay, gravestMoment, postsHeld, receiptOf } from './store.ts'
import { whyDevice } from './why-device.ts'
import { forPerson, whyEvent } from './why-event.ts'

type Deps = { spine: Spine; packs: Packs; zone: string; keepDays: number }
/** `reading`: the moment is that of one reading, by its device's clock or by ours. */
type Asked = { device: string; reading: boolean } | { event: string } | { person: string }

const dayMs = 86_400_000

/** Why something happened, and why not. Everybody learns only of what they see anyway. */
export async function whyRoutes(app: App, deps: Deps): Promise<void> {
  const { spine } = deps
  app.get(
    '/api/v1/why',
    { schema: { summary: '为什么', querystring: WhyAsked, response: { 200: Why, ...errors } }, config: { permit: 'event.read' } },
    async (request) => {
      const caller = callerOf(request)
      const { asked, at } = askedOf(request.query, spine.clock.now())
      if ('device' in asked) return ofDevice(deps, caller, { ...asked, at })
      if ('event' in asked) {
        const event = orNone(await visibleEvent(spine, caller, asked.event))
        const gravest = event.alarm ? await gravestMoment(spine, event.alarm) : null
        const device = gravest && (await deviceSeen(deps, caller, gravest))
        return { at: (gravest?.at ?? at).toISOString(), person: null, device, events: [await whyEvent(spine, event)] }
      }
      return ofPerson(deps, caller, { person: asked.person, at })
    },
  )
}

/** Exactly one thing is asked about. */
function askedOf({ reading, device, event, person, at }: typeof WhyAsked._output, now: Date): { asked: Asked; at: Date } {
  const moment = at ? new Date(at) : now
  if ([reading, device, event, person].filter((one) => one !== undefined).length !== 1) throw wrong('/')
  if (event) return { asked: { event }, at: moment }
  if (person) return { asked: { person }, at: moment }
  if (device) return { asked: { device, reading: false }, at: moment }
  const cut = reading!.lastIndexOf('@')
  const then = new Date(reading!.slice(cut + 1))
  if (cut < 1 || Number.isNaN(then.getTime())) throw wrong('/reading')
  return { asked: { device: reading!.slice(0, cut), reading: true }, at: then }
}

const wrong = (path: string): RefusalError => new RefusalError(malformed(path, 'unfit'))

type Moment = { device: string; at: Date }

async function ofDevice(deps: Deps, caller: Caller, asked: Moment & { reading: boolean }): Promise<Why> {
  const { spine } = deps
  const at = (asked.reading ? await receiptOf(spine, asked.device, asked.at) : null) ?? asked.at
  const device = orNone(await deviceSeen(deps, caller, { device: asked.device, at }))
  const ids = [...new Set(device.alarms.flatMap(({ event }) => (event ? [event] : [])))]
  return { at: at.toISOString(), person: null, device, events: await seen(spine, caller, ids) }
}

/** Null when the caller does not see the device. */
async function deviceSeen({ spine, packs, zone, keepDays }: Deps, caller: Caller, { device: id, at }: Moment) {
  const line = await readDevice(spine, caller, id)
  if (!line) return null
  // Readings go by whole days.
  const keptSince = new Date(Math.floor((spine.clock.now().getTime() - keepDays * dayMs) / dayMs) * dayMs)
  return whyDevice(spine, { packs, zone }, { id, pack: line.pack, at, keptSince })
}

async function ofPerson({ spine }: Deps, caller: Caller, { person, at }: { person: string; at: Date }): Promise<Why> {
  const held = await postsHeld(spine, person, { at, scope: caller.scope })
  if (held.length === 0 || (caller.sight !== 'area' && person !== caller.person))
    throw new RefusalError({ code: 'thing.not-found' })
  const events = await seen(spine, caller, await eventsUnderWay(spine, caller, at))
  const { id, name } = held[0]!
  return { at: at.toISOString(), person: { id, name }, device: null, events: events.map((event) => forPerson(event, held)) }
}

async function seen(spine: Spine, caller: Caller, ids: string[]): Promise<Why['events']> {
  const events: Why['events'] = []
  for (const id of ids) {
    const event = await visibleEvent(spine, caller, id)
    if (event) events.push(await whyEvent(spine, event))
  }
  return events
}
