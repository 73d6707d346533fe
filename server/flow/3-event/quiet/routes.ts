import { z } from 'zod'
import {
  EventQuiet,
  type Mute,
  MuteBody,
  MuteDone,
  MutedAlarmList,
  MuteList,
  MutePhone,
  MuteReach,
  MuteReveal,
  MuteWhat,
} from '../../../../contract/mute.ts'
import { areaByCode } from '../../../city/area/store.ts'
import { holdsPhone } from '../../../city/holds-phone.ts'
import { maskBy } from '../../../city/mask.ts'
import { objectById } from '../../../city/object/store.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { inScope } from '../../../city/permit/scope.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { malformed, orRefuse, RefusalError } from '../../../kernel/result.ts'
import type { Db, Spine, Tx } from '../../../kernel/spine.ts'
import { visibleEvent } from '../store.ts'
import { reachOf } from './rules/mute-reach.ts'
import { muteSpan, muteState } from './rules/mute-span.ts'
import { covers } from './rules/reasons.ts'
import { unknownIn } from './rules/unknown-in.ts'
import {
  belowOf,
  confirmMute,
  endMute,
  insertMute,
  lockMute,
  type MuteRow,
  membersOf,
  mutedIn,
  muteSeen,
  mutesOf,
} from './store-mutes.ts'
import { devicesUnder, standingIn } from './store-reach.ts'

type Deps = { spine: Spine; packs: Packs }
const Id = z.object({ id: z.uuid() })

/** Silences and planned windows, what stands quiet now, and what is quiet about an event. */
export async function quietRoutes(app: App, deps: Deps): Promise<void> {
  await readRoutes(app, deps)
  revealRoute(app, deps)
  const { spine, packs } = deps
  const config = { permit: 'alarm.mute' } as const
  const response = { 200: MuteDone, ...errors }

  app.post('/api/v1/mutes', { schema: { summary: '设静默', body: MuteBody, response }, config }, (request) =>
    write(spine, request, async (tx) => {
      const { kind, reason, from, to, ownerName = tx.actor.name ?? tx.actor.id, ownerPhone = null, ...what } = request.body
      for (const [path, text] of Object.entries({ '/ownerName': ownerName, '/reason': reason }))
        if (holdsPhone(text)) throw new RefusalError(malformed(path, 'text.phone'))
      const span = orRefuse(muteSpan({ ...(from ? { from } : {}), to }, tx.now))
      const known = await knownWhat(tx, packs, callerOf(request), what)
      const id = tx.newId()
      await insertMute(tx, { ...known, id, kind, reason, ownerName, ownerPhone, ...span })
      const moments = { from: span.from.toISOString(), until: span.to.toISOString() }
      await tx.record({
        kind: 'mute.made',
        subject: id,
        area: known.area,
        body: { mute: id, kind, ...moments, ownerName, reason },
      })
      return { id }
    }),
  )

  app.post(
    '/api/v1/mutes/reach',
    { schema: { summary: '静默会管到什么（不保存）', body: MuteWhat, response: { 200: MuteReach, ...errors } }, config },
    async (request) => {
      const what = await knownWhat(spine, packs, callerOf(request), request.body)
      return { ...(await reachOfMute(spine, packs, what)), at: spine.clock.now().toISOString() }
    },
  )

  app.post('/api/v1/mutes/:id/confirm', { schema: { summary: '复核静默', params: Id, response }, config }, (request) =>
    write(spine, request, async (tx) => {
      const mute = await openMute(tx, callerOf(request), request.params.id)
      if (mute.made_by === tx.actor.id) throw new RefusalError({ code: 'mute.second' })
      if (mute.confirmed_name) throw new RefusalError({ code: 'mute.confirmed', details: { by: mute.confirmed_name } })
      await confirmMute(tx, mute.id)
      await tx.record({ kind: 'mute.confirmed', subject: mute.id, area: mute.area, body: { mute: mute.id, reason: mute.reason } })
      return { id: mute.id }
    }),
  )

  app.post('/api/v1/mutes/:id/end', { schema: { summary: '提前结束静默', params: Id, response }, config }, (request) =>
    write(spine, request, async (tx) => {
      const mute = await openMute(tx, callerOf(request), request.params.id)
      await endMute(tx, mute.id)
      await tx.record({ kind: 'mute.ended', subject: mute.id, area: mute.area, body: { mute: mute.id, reason: mute.reason } })
      return { id: mute.id }
    }),
  )
}

async function readRoutes(app: App, { spine, packs }: Deps): Promise<void> {
  const config = { permit: 'alarm.read' } as const
  app.get(
    '/api/v1/mutes',
    {
      schema: {
        summary: '静默与计划作业',
        querystring: z.object({ view: z.enum(['open', 'over']).default('open') }),
        response: { 200: MuteList, ...errors },
      },
      config,
    },
    async (request) => {
      const [caller, now] = [callerOf(request), spine.clock.now()]
      const rows = await mutesOf(spine, areasSeen(caller), { over: request.query.view === 'over', now })
      return { rows: rows.map((row) => muteView(row, caller, now)), at: now.toISOString() }
    },
  )

  app.get(
    '/api/v1/muted-alarms',
    {
      schema: {
        summary: '静默中的报警',
        querystring: z.object({ object: z.string().max(80).optional() }),
        response: { 200: MutedAlarmList, ...errors },
      },
      config,
    },
    async (request) => {
      const { rows, ...counts } = await mutedIn(spine, areasSeen(callerOf(request)), request.query.object ?? null)
      return {
        rows: rows.map(({ area_name, family: _, pack: __, rule: ___, since, ...row }) => ({
          ...{ ...row, areaName: area_name, since: since.toISOString() },
        })),
        ...counts,
        at: spine.clock.now().toISOString(),
      }
    },
  )

  app.get(
    '/api/v1/events/:id/quiet',
    {
      schema: { summary: '事件之下静默的报警', params: Id, response: { 200: EventQuiet, ...errors } },
      config: { permit: 'event.read' },
    },
    async (request) => {
      const event = await visibleEvent(spine, callerOf(request), request.params.id)
      if (!event) throw new RefusalError({ code: 'thing.not-found' })
      const isCause = event.family !== null && packs.byId(event.pack).quiet.causes.includes(event.family)
      const caused = packs.all().flatMap(({ id, quiet }) => quiet.caused.map((family) => `${id}/${family}`))
      const below = isCause && event.object ? await belowOf(spine, { object: event.object, alarm: event.alarm, caused }) : null
      return {
        no: event.no,
        below: below && below.all > 0 ? below : null,
        members: await membersOf(spine, event.id),
        at: spine.clock.now().toISOString(),
      }
    },
  )
}

/** The number of who answers for a mute. No idempotency key: its row would keep the number, and an answer from it would be a look without a fact. */
function revealRoute(app: App, { spine }: Deps): void {
  app.post(
    '/api/v1/mutes/:id/reveal',
    {
      schema: {
        summary: '查看静默负责人电话（写明用途，留痕）',
        params: Id,
        body: MuteReveal,
        response: { 200: MutePhone, ...errors },
      },
      config: { permit: 'personal.reveal' },
    },
    (request) =>
      spine.transaction(callerOf(request).actor, async (tx) => {
        const caller = callerOf(request)
        const mute = await muteSeen(tx, areasSeen(caller), request.params.id)
        if (!mute) throw new RefusalError({ code: 'thing.not-found' })
        const purpose = plainText(request.body.purpose)
        if ([...purpose].length < 2) throw new RefusalError({ code: 'personal.purpose' })
        const body = { subject: mute.id, field: 'mute.owner-phone', whose: maskBy('name', mute.owner_name)!, purpose }
        await tx.record({ kind: 'personal.revealed', subject: mute.id, area: mute.area, unit: caller.unit, body })
        return { ownerName: mute.owner_name, phone: mute.owner_phone }
      }),
  )
}

/** Lists of areas are for those who see areas; who sees cases only has none. */
const areasSeen = ({ sight, scope }: Caller): string[] => (sight === 'area' ? scope : [])

/** What is to be quiet, inside the caller's areas and known by name. */
async function knownWhat(db: Db, packs: Packs, caller: Caller, what: MuteWhat): Promise<MuteWhat> {
  const area = await areaByCode(db, what.area.split('/').filter(Boolean).at(-1) ?? '')
  if (!area || !inScope(caller.scope, area.path)) throw new RefusalError({ code: 'thing.not-found' })
  const objectArea = what.object ? ((await objectById(db, what.object))?.area ?? null) : null
  const unknown = unknownIn(what, { packs: packs.all(), areas: [area.path], objectArea })
  if (unknown) throw new RefusalError(unknown)
  return { ...what, area: area.path }
}

/** What a silence would reach if it held now. */
async function reachOfMute(db: Db, packs: Packs, what: MuteWhat): Promise<Omit<MuteReach, 'at'>> {
  const pack = what.rule?.split('/')[0] ?? (what.type ? (packs.typeOf(what.type)?.pack.id ?? null) : null)
  const { object = null, outline = null, type = null, rule = null, deviceKind = null } = what
  const mute = { area: what.area, outline, object, device_kind: deviceKind, type, rule }
  const [found, standing] = [await devicesUnder(db, what, pack), await standingIn(db, what.area, object)]
  const covered = standing.flatMap((alarm) => {
    const of = packs.typeOfFamily(alarm.pack, alarm.family)
    const noticed = { ...alarm, type: of?.id ?? '', deviceKind: packs.byId(alarm.pack).deviceKind }
    if (!of || !covers(mute, noticed, Object.keys(alarm.contributors))) return []
    return [{ severity: alarm.severity, attended: alarm.attended, calls: of.auto.includes(alarm.severity) }]
  })
  return { ...found, alarms: reachOf(covered) }
}

async function openMute(tx: Tx, caller: Caller, id: string): Promise<MuteRow> {
  const mute = await lockMute(tx, caller.scope, id)
  if (!mute) throw new RefusalError({ code: 'thing.not-found' })
  if (muteState(mute, tx.now) === 'over') throw new RefusalError({ code: 'mute.over' })
  return mute
}

function muteView(row: MuteRow, caller: Caller, now: Date): Mute {
  const state = muteState(row, now)
  const may = state !== 'over' && caller.permits.has('alarm.mute') && inScope(caller.scope, row.area)
  return {
    ...{ id: row.id, kind: row.kind, state, area: row.area, areaName: row.area_name, outline: row.outline },
    ...{ object: row.object, objectName: row.object_name, deviceKind: row.device_kind, type: row.type, rule: row.rule },
    ...{ reason: row.reason, ownerName: row.owner_name, ownerPhone: maskBy('phone', row.owner_phone) },
    ...{ madeByName: row.made_by_name, madeAt: row.made_at.toISOString() },
    ...{ from: row.from_at.toISOString(), to: row.to_at.toISOString(), confirmedByName: row.confirmed_name },
    ...{ endedAt: row.ended_at?.toISOString() ?? null, endedByName: row.ended_name, muted: row.muted },
    mayEnd: may,
    mayConfirm: may && row.confirmed_name === null && row.made_by !== caller.person,
  }
}
