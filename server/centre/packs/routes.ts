import type { z } from 'zod'
import type { Pack } from '../../../contract/pack.ts'
import {
  type PackAct,
  type PackLine,
  PackList,
  PackPage,
  type PackSetting,
  type ReleaseLine,
  ReleasePage,
} from '../../../contract/packs.ts'
import { sayRefusal } from '../../../contract/refusal-words.ts'
import { followRules } from '../../city/pack/live-rules.ts'
import {
  livePublishers,
  type ReleaseRow,
  releaseOf,
  releasesOf,
  tuningsOf,
  waitingReleases,
} from '../../city/pack/store-releases.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { weekOf } from '../versions/store.ts'
import { mergedInto, released } from './brings.ts'
import { figuresOf } from './figures.ts'
import { type Deps, Of, OfRelease, orNone, packOf } from './find.ts'
import { isTheirs } from './is-theirs.ts'
import { asMerged, hereOf } from './open-file.ts'
import { shownRequests } from './requests.ts'
import { installRoutes } from './routes-install.ts'
import { publisherRoutes } from './routes-publishers.ts'
import { releaseRoutes } from './routes-release.ts'
import { requestRoutes } from './routes-requests.ts'
import { tuneRoutes } from './routes-tune.ts'
import { isReplayed } from './rules/is-replayed.ts'
import { mayRelease } from './rules/may-release.ts'
import { callsPeople } from './rules/requests.ts'
import { shownModels } from './rules/show-model.ts'
import { shownPlay } from './rules/show-play.ts'
import { casesSince } from './store-cases.ts'
import { placesOf } from './store-places.ts'
import { requestsOf, waitingRequests } from './store-requests.ts'

const weekMs = 7 * 86_400_000

/** 场景包: what is in force, what it finds, what was changed of it; brought, published, taken back, switched. */
export async function packRoutes(app: App, deps: Deps): Promise<void> {
  await listRoutes(app, deps)
  await installRoutes(app, deps)
  await releaseRoutes(app, deps)
  await tuneRoutes(app, deps)
  await requestRoutes(app, deps)
  await publisherRoutes(app, deps)
}

async function listRoutes(app: App, { spine, packs, demo }: Deps): Promise<void> {
  const config = { permit: 'rule.read' } as const

  app.get(
    '/api/v1/packs',
    { schema: { summary: '场景包一览', response: { 200: PackList, ...errors } }, config },
    async (request) => {
      await followRules(spine, packs)
      const [caller, now] = [callerOf(request), spine.clock.now()]
      const waiting = await waitingReleases(spine)
      const span = { prefixes: caller.scope, from: new Date(now.getTime() - weekMs), to: now }
      const live = await livePublishers(spine)
      const asked = (await waitingRequests(spine)).filter((row) => isTheirs(row, caller))
      const own = await placesOf(spine, caller.scope)
      const cases = await casesSince(spine, span)
      const rows: z.infer<typeof PackLine>[] = []
      for (const { id } of packs.all()) {
        const week = sumOf(await weekOf(spine, { ...span, pack: id }))
        rows.push({
          ...lineOf(packs, id, live.get(id) ?? null),
          week: { ...week, cases: cases.get(id) ?? 0 },
          waiting: waiting.some(({ pack }) => pack === id),
          offAt: offAt(packs, id, own),
          asked: [...new Set(asked.flatMap(({ pack, what }) => (pack === id ? [what] : [])))],
        })
      }
      return {
        rows,
        waiting: waiting.map((row) => ({ ...releaseLine(row, caller), name: nameOf(row) })),
        allowed: caller.permits.has('rule.draft') ? ['install' as const] : [],
        at: now.toISOString(),
      }
    },
  )

  app.get(
    '/api/v1/packs/:pack/releases/:no',
    { schema: { summary: '场景包的一版', params: OfRelease, response: { 200: ReleasePage, ...errors } }, config },
    async (request) => {
      const row = orNone(await releaseOf(spine, request.params.pack, request.params.no))
      const here = await hereOf(spine, packs, row.pack, (row.body as Pack).types)
      return { line: releaseLine(row, callerOf(request)), brings: released(here, row) }
    },
  )

  app.get(
    '/api/v1/packs/:pack',
    { schema: { summary: '场景包', params: Of, response: { 200: PackPage, ...errors } }, config },
    async (request) => {
      await followRules(spine, packs)
      const caller = callerOf(request)
      const pack = packOf(packs, request.params.pack)
      const here = await hereOf(spine, packs, pack.id)
      const releases = await releasesOf(spine, pack.id)
      const live = releases.find(({ state }) => state === 'live')
      const whose = { publisher: live?.publisher ?? null, key: live?.key ?? null, samples: 0 }
      const tunings = await tuningsOf(spine, pack.id)
      const mayTune = caller.permits.has('pack.tune')
      return {
        ...{ pack: pack.id, name: pack.name, version: pack.version, release: packs.release(pack.id), publisher: whose.publisher },
        brings: mergedInto({ ...here, pack: null, plans: new Map() }, inForceNow(pack, here), {}, whose).brings,
        ...{ withPlatform: packs.withPlatform(pack.id)?.version ?? null, offered: offeredOf(packs, pack.id) },
        settings: Object.entries(pack.settings).map(([id, setting]) => settingOf(id, setting, demo)),
        ...{ models: shownModels(packs.byId(pack.id), packs.all()), play: shownPlay(pack, packs.all()) },
        figures: await figuresOf(spine, pack, caller.scope),
        layers: Object.entries(pack.layers).map(([id, layer]) => ({ id, ...layer })),
        tunings: tunings.map(({ changedAt, pack: _, ...row }) => ({ ...row, changedAt: changedAt.toISOString() })),
        ...{ board: pack.haulage !== undefined, offByTwo: callsPeople(pack) },
        requests: shownRequests(await requestsOf(spine, pack.id), { packs, pack: pack.id, by: caller }),
        releases: releases.map((row) => releaseLine(row, caller)),
        places: mayTune ? await placesOf(spine, caller.scope) : [],
        allowed: pageActs(caller, live !== undefined && (packs.withPlatform(pack.id) !== null || live.basedOn > 0)),
        at: spine.clock.now().toISOString(),
      }
    },
  )
}

/** A pack as it is in force: with the rules and the plans that were published here. */
const inForceNow = (pack: Pack, { rules, plans }: Awaited<ReturnType<typeof hereOf>>): Pack =>
  asMerged(
    pack,
    rules,
    [...plans].map(([type, { plan }]) => ({ type, plan })),
  )

function lineOf(
  packs: Deps['packs'],
  id: string,
  publisher: string | null,
): Omit<z.infer<typeof PackLine>, 'week' | 'waiting' | 'asked' | 'offAt'> {
  const pack = packs.shipped(id)!
  const own = packs.tunings().filter((one) => one.pack === id)
  const changed = own.filter(({ area, off, settings }) => area !== '' && (off || Object.keys(settings).length > 0))
  return {
    ...{ pack: id, name: pack.name, version: pack.version, publisher },
    off: own.some(({ area, off }) => area === '' && off),
    districts: changed.length,
    rules: packs.inForce(pack).detect.length,
    rulesVersion: packs.rulesVersion(id),
    offered: offeredOf(packs, id),
  }
}

/** Where it is off of a reader's own places, by their own doing. */
const offAt = (packs: Deps['packs'], id: string, own: Awaited<ReturnType<typeof placesOf>>): string[] =>
  own.filter(({ area }) => packs.tunings().some((one) => one.pack === id && one.area === area && one.off)).map(({ name }) => name)

/** A version that came newer with the platform than the one installed over it; null: none, or nothing is installed. */
function offeredOf(packs: Deps['packs'], id: string): number | null {
  const came = packs.withPlatform(id)?.version ?? 0
  return came > (packs.shipped(id)?.version ?? came) ? came : null
}

type Week = Omit<z.infer<typeof PackLine>['week'], 'cases'>
const sumOf = (rows: Week[]): Week =>
  rows.reduce(
    (sum, row) => ({
      raised: sum.raised + row.raised,
      merged: sum.merged + row.merged,
      ofSignals: sum.ofSignals + row.ofSignals,
      falseAlarm: sum.falseAlarm + row.falseAlarm,
      ofDecided: sum.ofDecided + row.ofDecided,
    }),
    { raised: 0, merged: 0, ofSignals: 0, falseAlarm: 0, ofDecided: 0 },
  )

const nameOf = ({ body, pack }: ReleaseRow): Pack['name'] => (body as Pack).name ?? { zh: pack, en: pack }

function releaseLine(row: ReleaseRow, caller: Caller): z.infer<typeof ReleaseLine> {
  const acts = (['publish', 'discard'] as const).map((act) => ({ act, may: mayRelease(act, row, caller) }))
  const refused = acts.find(({ act, may }) => act === 'publish' && !may.ok)?.may
  return {
    ...{ pack: row.pack, no: row.no, version: row.version, state: row.state, publisher: row.publisher, note: row.note },
    ...{ askedByName: row.askedByName, askedAt: row.askedAt.toISOString() },
    ...{ publishedByName: row.publishedByName, publishedAt: row.publishedAt?.toISOString() ?? null },
    allowed: acts.flatMap(({ act, may }) => (may.ok ? [act] : [])),
    why: row.state === 'waiting' && refused && !refused.ok ? sayRefusal(refused.refusal.code, refused.refusal.details) : null,
  }
}

function pageActs({ permits }: Caller, mayGoBack: boolean): z.infer<typeof PackAct>[] {
  return [
    ...(permits.has('rule.draft') && mayGoBack ? (['roll-back'] as const) : []),
    ...(permits.has('pack.tune') ? (['switch', 'tune'] as const) : []),
  ]
}

const settingOf = (id: string, setting: Pack['settings'][string], demo: boolean): z.infer<typeof PackSetting> => {
  const { name, help, unit, value, min, max, step } = setting
  return {
    ...{ id, name, help, unit, value, min, max, step: step ?? null, demo: demo ? (setting.demo ?? null) : null },
    replayed: isReplayed(setting),
  }
}
