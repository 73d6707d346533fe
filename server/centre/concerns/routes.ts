import { z } from 'zod'
import { Concern, ConcernPage, type EventPart, EventParts } from '../../../contract/part.ts'
import { areasAlong } from '../../city/area/store.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { leadingDistrict } from '../../flow/3-event/parts/rules/parts-of.ts'
import { happeningsOf } from '../../flow/3-event/parts/store.ts'
import { districtName, leadDistrict } from '../../flow/3-event/parts/store-lead.ts'
import { visibleEvent } from '../../flow/3-event/store.ts'
import { wasRuled } from '../../flow/5-work/lead-request/store.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Db, Spine } from '../../kernel/spine.ts'
import { type HeadLine, headLines, type PartLine, partsOfEvent, partsWithin } from './store.ts'

const Id = z.object({ id: z.uuid() })
type Deps = { spine: Spine; packs: Packs }

/**
 * What concerns one's district though another leads it (涉本区): the head line and the own parts, by routes of their own. Nothing else opens:
 * lists, maps, search, case files and pictures follow `sightSql` as ever.
 */
export async function concernRoutes(app: App, { spine, packs }: Deps): Promise<void> {
  app.get(
    '/api/v1/concerns',
    {
      schema: {
        summary: '涉本区的事件',
        querystring: z.object({ over: z.enum(['yes', 'no']).default('no') }),
        response: { 200: ConcernPage, ...errors },
      },
      config: { permit: 'event.read' },
    },
    async (request) => {
      const rows = await concernsOf(spine, packs, callerOf(request), { over: request.query.over === 'yes' })
      return { rows, open: rows.filter(({ closedAt }) => closedAt === null).length, at: spine.clock.now().toISOString() }
    },
  )

  app.get(
    '/api/v1/concerns/:id',
    {
      schema: { summary: '一件涉本区的事件', params: Id, response: { 200: Concern, ...errors } },
      config: { permit: 'event.read' },
    },
    async (request) => {
      const [one] = await concernsOf(spine, packs, callerOf(request), { over: true, event: request.params.id })
      if (!one) throw new RefusalError({ code: 'thing.not-found' })
      return one
    },
  )

  app.get(
    '/api/v1/events/:id/parts',
    {
      schema: { summary: '事件涉及的各区', params: Id, response: { 200: EventParts, ...errors } },
      config: { permit: 'event.read' },
    },
    async (request) => {
      const event = await visibleEvent(spine, callerOf(request), request.params.id)
      if (!event) throw new RefusalError({ code: 'thing.not-found' })
      const lines = await partsOfEvent(spine, event.id)
      const lead = await leadDistrict(spine, event)
      const leads = packs.typeOf(event.type)?.pack.parts?.leads ?? []
      // The city's word is final: whoever it left the lead with is told of nobody to hand it to.
      const settled = lead.code !== null && (await wasRuled(spine, event.id, lead.code))
      const due = settled ? null : leadingDistrict(await happeningsOf(spine, event.id), leads)
      return {
        lead,
        leadUnit: event.lead_name,
        due: due && due !== lead.code ? { code: due, name: await districtName(spine, due) } : null,
        crosses: lines.some(({ district }) => district !== lead.code),
        parts: await Promise.all(lines.map((line) => partOf(spine, line))),
        at: spine.clock.now().toISOString(),
      }
    },
  )
}

/** Only for whoever answers for areas: who sees single cases has no district. */
async function concernsOf(db: Db, packs: Packs, caller: Caller, wish: { over: boolean; event?: string }): Promise<Concern[]> {
  const heads = caller.sight === 'area' ? await headLines(db, caller, wish) : []
  const ids = heads.map(({ id }) => id)
  const lines = Map.groupBy(await partsWithin(db, ids, caller.scope), ({ event }) => event)
  return Promise.all(heads.map((head) => concernOf(db, packs, head, lines.get(head.id) ?? [])))
}

async function concernOf(db: Db, packs: Packs, head: HeadLine, lines: PartLine[]): Promise<Concern> {
  const { id, no, type, grade, state, opened_at, closed_at, lead_name, may_open } = head
  return {
    ...{ event: id, no, type, typeName: packs.typeOf(type)?.type.name ?? { zh: type, en: type }, grade, state },
    ...{ openedAt: opened_at.toISOString(), closedAt: closed_at?.toISOString() ?? null },
    ...{ lead: (await leadDistrict(db, head)).name, leadUnit: lead_name, mayOpen: may_open },
    parts: await Promise.all(lines.map((line) => partOf(db, line))),
  }
}

async function partOf(db: Db, line: PartLine): Promise<EventPart> {
  const { why, district, district_name, area, place, named, at, since } = line
  const along = await areasAlong(db, area)
  return {
    ...{ why, district, districtName: district_name, placeName: place, named },
    areaName: along
      .filter(({ tier }) => tier === 'town' || tier === 'community')
      .map(({ name }) => name)
      .join(' '),
    ...{ at: at.toISOString(), since: since.toISOString() },
  }
}
