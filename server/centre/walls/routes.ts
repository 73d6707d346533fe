import {
  PushToWall,
  PutWallLayout,
  PutWallPlaylist,
  type WallPush,
  WallSettings,
  WallState,
  WallVersionMade,
  WallWish,
} from '../../../contract/wall.ts'
import { layoutFaults, wallScreens } from '../../../contract/wall-kinds.ts'
import { inScope } from '../../city/permit/scope.ts'
import { visibleEvent } from '../../flow/3-event/store.ts'
import { vitalsByCode } from '../../flow/7-evaluate/vitals/store-registry.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { narrowed, orNotFound, readPrefixes } from '../desk/store-sight.ts'
import { type AskedWall, askedWall, keptWall } from './asked-wall.ts'
import {
  addVersion,
  currentOf,
  type Edition,
  inForce,
  pushesOf,
  putPush,
  readHeard,
  type Versioned,
  versionsOf,
} from './store.ts'

type Deps = { spine: Spine }
const response = { 200: WallVersionMade, ...errors }
const config = { permit: 'wall.keep' } as const
const nameOf = ({ actor }: Caller): string => actor.name ?? actor.id

/** 大屏: what a wall is to show, how its tier composes it, its playlist, and what is pushed to it. */
export async function wallRoutes(app: App, { spine }: Deps): Promise<void> {
  app.get(
    '/api/v1/walls/state',
    {
      schema: { summary: '这块大屏放什么', querystring: WallWish, response: { 200: WallState, ...errors } },
      config: { permit: 'cockpit.read' },
    },
    async (request) => readState(spine, await askedWall(spine, callerOf(request), request.query)),
  )
  app.get(
    '/api/v1/walls/settings',
    {
      schema: { summary: '大屏的版式与轮播，及历次改动', querystring: WallWish, response: { 200: WallSettings, ...errors } },
      config,
    },
    async (request) => readSettings(spine, await keptWall(spine, callerOf(request), request.query)),
  )
  app.post(
    '/api/v1/walls/layout',
    { schema: { summary: '改大屏版式，或恢复原版', body: PutWallLayout, response }, config },
    async (request) => {
      const { body, ...wish } = request.body
      const [fault] = body === null ? [] : layoutFaults(body)
      if (fault) throw new RefusalError({ code: 'wall.layout', details: { ...fault } })
      await knownVitals(spine, body?.vitals ?? [], (await keptWall(spine, callerOf(request), wish)).area)
      return change(spine, request, { wish, what: 'layout', body })
    },
  )
  app.post(
    '/api/v1/walls/playlist',
    { schema: { summary: '改大屏轮播，或恢复原版', body: PutWallPlaylist, response }, config },
    async (request) => {
      const { body, ...wish } = request.body
      const wrong = body?.turns.find(({ when, hours }) => (when === 'hours') !== (hours !== null))
      if (wrong) throw new RefusalError({ code: 'wall.hours' })
      await onlyWithin(spine, await keptWall(spine, callerOf(request), wish), body?.turns.map(({ area }) => area) ?? [])
      return change(spine, request, { wish, what: 'playlist', body })
    },
  )
  app.post(
    '/api/v1/walls/push',
    { schema: { summary: '推送到大屏', body: PushToWall, response: { 200: WallSettings, ...errors } }, config },
    async (request) => {
      const caller = callerOf(request)
      const wall = await keptWall(spine, caller, request.body)
      await onlyWithin(spine, wall, [request.body.show])
      await write(spine, request, (tx) => push(tx, caller, wall, request.body))
      return readSettings(spine, wall)
    },
  )
}

/** A sign is a vital of the city's registry or of one the area lies in (another town's own is one nobody knows), and stands once. */
async function knownVitals(spine: Spine, codes: readonly string[], { code: own, path }: Edition): Promise<void> {
  if (codes.length === 0) return
  const known = await vitalsByCode(spine, codes)
  const homes = [null, own, ...(path ?? '').split('/')]
  const isKnown = (code: string): boolean => homes.includes(known.get(code)?.home ?? null) && known.has(code)
  const wrong = codes.find((code, at) => !isKnown(code) || codes.indexOf(code) !== at)
  if (wrong !== undefined) throw new RefusalError({ code: 'vital.unknown', details: { vital: wrong } })
}

type Change = { wish: { area?: string | undefined; seat?: string | undefined }; what: Versioned; body: never | object | null }

async function change(spine: Spine, request: Parameters<typeof write>[1], { wish, what, body }: Change): Promise<{ no: number }> {
  const caller = callerOf(request)
  const { area, walls } = await keptWall(spine, caller, wish)
  return write(spine, request, async (tx) => {
    const by = { id: caller.actor.id, name: nameOf(caller) }
    const no = await addVersion(tx, { wall: walls[0], what, body: body as never }, by)
    const kind = `wall.${what}-${body === null ? 'reset' : 'changed'}` as const
    await tx.record({ kind, subject: walls[0], area: area.path, body: { wall: walls[0], areaName: area.name, no } })
    return { no }
  })
}

type Pushing = { screen: WallPush['screen']; show: string | null; event: string | null; minutes: number }

async function push(tx: Tx, caller: Caller, { area, walls }: AskedWall, { screen, show, event, minutes }: Pushing) {
  const until = new Date(tx.now.getTime() + minutes * 60_000)
  if (minutes > 0) await mayShow(tx, caller, { screen, show, event })
  const by = { by: nameOf(caller), post: caller.post }
  await putPush(tx, { wall: walls[0], screen, show, event: screen === 'event' ? event : null, until, ...by })
  const about = { subject: walls[0], area: area.path }
  const head = { wall: walls[0], areaName: area.name }
  if (minutes === 0) await tx.record({ kind: 'wall.push-ended', ...about, body: head })
  else
    await tx.record({ kind: 'wall.pushed', ...about, body: { ...head, screen: wallScreens[screen], until: until.toISOString() } })
  return {}
}

/** A wall shows its own area and what lies in it: whoever looks at it may see no more, and a screen they may not see is no screen. */
async function onlyWithin(spine: Spine, { prefixes }: AskedWall, areas: readonly (string | null)[]): Promise<void> {
  for (const area of new Set(areas.filter((one) => one !== null))) {
    const paths = (await readPrefixes(spine, area)) ?? []
    if (paths.length === 0 || !paths.every((path) => inScope(prefixes, path)))
      throw new RefusalError({ code: 'wall.area', details: { area } })
  }
}

/** What is pushed is there, and the caller's to show: a wall shows nobody what they could not open themselves. */
async function mayShow(tx: Tx, caller: Caller, { screen, show, event }: Omit<Pushing, 'minutes'>): Promise<void> {
  if (screen === 'event' && !(event && (await visibleEvent(tx, caller, event))))
    throw new RefusalError({ code: 'thing.not-found' })
  if (show !== null) orNotFound(narrowed(caller.scope, await readPrefixes(tx, show)))
}

async function readState(spine: Spine, { area, prefixes, walls, now }: AskedWall): Promise<WallState> {
  const [current, pushes, heard] = await Promise.all([
    currentOf(spine, walls),
    pushesOf(spine, walls, now),
    readHeard(spine, prefixes),
  ])
  const shown = <K extends Versioned>(what: K) => {
    const found = inForce(current, walls, what)
    return found ? { no: found.no, at: found.at.toISOString(), by: found.by, body: found.body as never } : null
  }
  return {
    ...{ at: now.toISOString(), rate: spine.clock.rate(), area, dataAt: heard?.toISOString() ?? null },
    ...{ layout: shown('layout'), playlist: shown('playlist'), push: pushView(pushes, walls) },
  }
}

type Pushes = Awaited<ReturnType<typeof pushesOf>>
function pushView(pushes: Pushes, walls: readonly string[]): WallPush | null {
  const found = walls.flatMap((wall) => pushes.find((one) => one.wall === wall) ?? [])[0]
  if (!found) return null
  const { screen, show, event, until, by, postName } = found
  return { screen, area: show, event, until: until.toISOString(), by, postName }
}

async function readSettings(spine: Spine, { area, walls, now }: AskedWall): Promise<WallSettings> {
  const [own] = walls
  const [layout, playlist, pushes] = await Promise.all([
    versionsOf(spine, own, 'layout'),
    versionsOf(spine, own, 'playlist'),
    pushesOf(spine, [own], spine.clock.now()),
  ])
  const view = <B>({ no, body, by, at }: { no: number; body: B; by: string; at: Date }) => ({
    no,
    body,
    by,
    at: at.toISOString(),
  })
  return {
    area,
    layout: layout.map(view) as WallSettings['layout'],
    ...{ playlist: playlist.map(view), push: pushView(pushes, [own]), at: now.toISOString() },
  }
}
