import { z } from 'zod'
import { Backtest, BacktestAsked, type BacktestBody, BacktestDone, BacktestList } from '../../../../contract/backtest.ts'
import type { Pack } from '../../../../contract/pack.ts'
import type { Permit } from '../../../../contract/permit.ts'
import { objectById } from '../../../city/object/store.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { refuseWrong, settledAt } from '../../../city/pack/settled.ts'
import { rulesOf, versionOf } from '../../../city/pack/store-versions.ts'
import { inScope } from '../../../city/permit/scope.ts'
import { unknownIn } from '../../../flow/3-event/quiet/rules/unknown-in.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { narrowed, orNotFound, readPrefixes } from '../../desk/store-sight.ts'
import { placesOf } from '../../packs/store-places.ts'
import { orNone, packOf, refuseFault } from '../find.ts'
import { readGiven } from '../read-given.ts'
import type { Backtests } from './runner.ts'
import { type BacktestRow, backtestById, backtestsOf, insertBacktest } from './store.ts'

type Deps = { spine: Spine; packs: Packs; backtests: Backtests; keepDays: number }
const Id = z.object({ id: z.uuid() })
const dayMs = 86_400_000

/** What a change would have done on recorded days, tried beside the running city. */
export async function backtestRoutes(app: App, { spine, packs, backtests, keepDays }: Deps): Promise<void> {
  app.post(
    '/api/v1/backtests',
    {
      schema: { summary: '试算', body: BacktestAsked, response: { 200: BacktestDone, ...errors } },
      // Whoever may change a thing tries it: rules and plans, a silence, or settings.
      config: { permit: 'rule.read' },
    },
    async (request) => {
      const asked = request.body
      needPermit(callerOf(request), permitFor(asked.kind))
      const pack = packOf(packs, asked.pack)
      const caller = callerOf(request)
      const prefixes = orNotFound(narrowed(caller.scope, await readPrefixes(spine, asked.area)))
      const { body, version } = await bodyOf({ spine, packs, pack, prefixes, scope: caller.scope }, asked)
      const done = await write(spine, request, async (tx) => {
        const id = tx.newId()
        const from = new Date(tx.now.getTime() - Math.min(asked.days, keepDays) * dayMs)
        await insertBacktest(tx, {
          id,
          kind: asked.kind,
          pack: pack.id,
          version,
          body,
          prefixes,
          from,
          to: tx.now,
          by: caller.person,
        })
        return { id, state: 'waiting' as const }
      })
      backtests.kick()
      return done
    },
  )

  const config = { permit: 'rule.read' } as const
  app.get(
    '/api/v1/backtests',
    {
      schema: {
        summary: '一个场景包的试算',
        querystring: z.object({ pack: z.string().max(80) }),
        response: { 200: BacktestList, ...errors },
      },
      config,
    },
    async (request) => {
      const rows = await backtestsOf(spine, packOf(packs, request.query.pack).id)
      return { rows: rows.filter((row) => sees(callerOf(request), row)).map(shown) }
    },
  )

  app.get(
    '/api/v1/backtests/:id',
    { schema: { summary: '试算进度与结果', params: Id, response: { 200: Backtest, ...errors } }, config },
    async (request) => shown(orUnseen(await backtestById(spine, request.params.id), callerOf(request))),
  )

  app.post(
    '/api/v1/backtests/:id/cancel',
    { schema: { summary: '取消试算', params: Id, response: { 200: BacktestDone, ...errors } }, config },
    async (request) => {
      const row = orUnseen(await backtestById(spine, request.params.id), callerOf(request))
      needPermit(callerOf(request), permitFor(row.kind))
      const open = await backtests.cancel(row.id)
      return { id: row.id, state: open ? ('cancelled' as const) : row.state }
    },
  )
}

/** What is tried, read and without a fault. */
async function bodyOf(
  {
    spine,
    packs,
    pack,
    prefixes,
    scope,
  }: { spine: Spine; packs: Packs; pack: Pack; prefixes: string[]; scope: readonly string[] },
  asked: BacktestAsked,
): Promise<{ body: BacktestBody; version: number | null }> {
  if (asked.kind === 'settings') return { body: await tuningOf({ spine, packs, pack, scope }, asked), version: null }
  if (asked.kind === 'mute') {
    const objectArea = asked.mute.object ? ((await objectById(spine, asked.mute.object))?.area ?? null) : null
    const unknown = unknownIn(asked.mute, { packs: packs.all(), areas: prefixes, objectArea })
    if (unknown) throw new RefusalError(unknown)
    return { body: { mute: { what: { ...asked.mute, area: commonArea(prefixes) }, confirmed: asked.confirmed } }, version: null }
  }
  if (asked.kind === 'plan') {
    if (!pack.types.some(({ id }) => id === asked.type)) throw new RefusalError({ code: 'thing.not-found' })
    return { body: { type: asked.type, plan: asked.plan }, version: null }
  }
  if (asked.rules) {
    const { rules, faults } = readGiven({ rules: asked.rules, lang: asked.lang }, pack, packs.all())
    refuseFault(faults)
    return { body: rules.filter((rule) => rule !== null), version: null }
  }
  const version = asked.version ?? 0
  return { body: version === 0 ? pack.detect : orNone(await versionOf(spine, rulesOf(pack.id), version)).body, version }
}

type Tuning = { spine: Spine; packs: Packs; pack: Pack; scope: readonly string[] }

/** Settings as their place would have them: refused where a change of them would be. */
async function tuningOf(
  { spine, packs, pack, scope }: Tuning,
  { area, settings }: Extract<BacktestAsked, { kind: 'settings' }>,
): Promise<BacktestBody> {
  const place = orNone((await placesOf(spine, scope)).find((one) => one.area === area) ?? null)
  const { after } = settledAt(packs, pack, { place: place.area, settings })
  await refuseWrong(spine, packs, { pack, after })
  return { tuning: { area: after.area, settings: after.settings } }
}

/** Who may change a thing tries it, and stops what tries it. */
const permits: Record<BacktestRow['kind'], Permit> = {
  ...{ rules: 'rule.draft', plan: 'rule.draft', mute: 'alarm.mute', settings: 'pack.tune' },
}
const permitFor = (kind: BacktestRow['kind']): Permit => permits[kind]

function needPermit({ permits }: Caller, permit: Permit): void {
  if (!permits.has(permit)) throw new RefusalError({ code: 'permit.missing', details: { permit } })
}

/** The objects are those of the prefixes already: what is common to them is area enough. */
const commonArea = (prefixes: string[]): string => (prefixes.length === 1 ? prefixes[0]! : '')

/** A result tells of alarms and posts of its areas: only who sees all of them sees it. */
const sees = (caller: Caller, { prefixes }: BacktestRow): boolean =>
  caller.sight === 'area' && prefixes.every((prefix) => inScope(caller.scope, prefix))

function orUnseen(row: BacktestRow | null, caller: Caller): BacktestRow {
  if (!row || !sees(caller, row)) throw new RefusalError({ code: 'thing.not-found' })
  return row
}

const shown = (row: BacktestRow): Backtest => ({
  ...{ id: row.id, kind: row.kind, pack: row.pack, version: row.version, state: row.state, areas: row.prefixes },
  ...{ from: row.from.toISOString(), to: row.to.toISOString(), progress: { done: row.done, of: row.all } },
  ...{ result: row.result, error: row.error, askedByName: row.askedByName, askedAt: row.askedAt.toISOString() },
  endedAt: row.endedAt?.toISOString() ?? null,
})
