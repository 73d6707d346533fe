import { z } from 'zod'
import type { VitalDefinition } from '../../../../contract/vital.ts'
import { VitalSheetLook, VitalSheetTaken } from '../../../../contract/vital-registry.ts'
import { type SheetSubject, sheetDoors, shownOfSheet } from '../../../city/sheet/doors.ts'
import { writeSheet } from '../../../city/sheet/write-sheet.ts'
import { homeOf } from '../../../flow/7-evaluate/vitals/rules/home-of.ts'
import { isKnownTo } from '../../../flow/7-evaluate/vitals/rules/is-known-to.ts'
import { feedingOpening } from '../../../flow/7-evaluate/vitals/store-opening.ts'
import { tracksByCode } from '../../../flow/7-evaluate/vitals/store-tracks.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { orRefuse, RefusalError } from '../../../kernel/result.ts'
import type { Spine, Tx } from '../../../kernel/spine.ts'
import { planSheet, type SheetPlan } from './plan-sheet.ts'
import {
  addAll,
  askAll,
  checkWhole,
  homeNode,
  type Keeping,
  keepTracksOf,
  knownFor,
  moveAll,
  oneByOne,
  putInForce,
} from './registry.ts'
import { keepingFor, type RegistryDeps } from './routes.ts'
import { needsSecond, withoutOpens } from './rules/needs-second.ts'
import { cellsOf, columns, lifeColumns } from './rules/sheet-columns.ts'
import { standsIn } from './rules/tracks.ts'
import { orWaits } from './second/ask.ts'
import { allRegistered, type Registered, registeredByCode } from './store.ts'

const file = z.any().meta({ type: 'string', format: 'binary' })
const endings = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** The registry as a sheet: handed out, looked at, taken whole or not at all, and its errors back. */
export async function sheetRoutes(app: App, deps: RegistryDeps): Promise<void> {
  for (const as of ['csv', 'xlsx'] as const)
    app.get(
      `/api/v1/vitals.${as}`,
      {
        schema: {
          summary: `导出指标目录（${as.toUpperCase()}，可改后导回）`,
          querystring: z.strictObject({ lang: z.enum(['zh', 'en']).default('zh') }),
          response: { 200: file, ...errors },
        },
        config: { permit: 'vital.read' } as const,
      },
      async (request, reply) => {
        const bytes = await exported(await known(deps, callerOf(request)), as, request.query.lang)
        void reply.type(endings[as]).header('content-disposition', `attachment; filename="vitals.${as}"`)
        return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
      },
    )
  await sheetDoors(app, deps, registrySheets(deps))
}

/** The registry as far as somebody knows of it. */
async function known({ spine, tree }: RegistryDeps, { scope }: Caller): Promise<Registered[]> {
  const [read, all] = [await tree.read(), await allRegistered(spine)]
  return all.filter(({ home }) => isKnownTo(read, scope, home))
}

async function exported(vitals: readonly Registered[], as: 'csv' | 'xlsx', language: 'zh' | 'en'): Promise<Uint8Array> {
  const writer = writeSheet(as, language === 'zh' ? '体征指标' : 'Vitals')
  try {
    const beside = Object.values(lifeColumns)
    writer.add([[...columns, ...beside].map((column) => column[language])])
    writer.add(
      vitals.map(({ definition, state, home, version }) => [...cellsOf(definition), ...[state, '', home ?? '', String(version)]]),
    )
    return await writer.end()
  } catch (error) {
    await writer.stop()
    throw error
  }
}

/** `feeds`: the vitals that formulas which open events stand on. */
type Planned = SheetPlan & { refused: number; keeping: Keeping; home: string | null; feeds: ReadonlySet<string> }
const Asked = z.strictObject({})

const registrySheets = (deps: RegistryDeps): SheetSubject<z.infer<typeof Asked>, Planned> => ({
  path: '/api/v1/vital-sheets',
  permit: 'vital.define',
  mostBytes: 8 * 1_048_576,
  summaries: { look: '预览导入指标目录', errors: '指标目录的错误表', take: '导入预览过的指标目录' },
  asked: Asked,
  answers: { look: VitalSheetLook, taken: VitalSheetTaken },
  plan: ({ caller, bytes }) => planFor(deps, caller, bytes),
  previewed: previewOf,
  async take({ plan }) {
    await take(deps.spine, plan, plan.keeping, plan.home)
    return countsOf(plan)
  },
  moved: 'vital.sheet-moved',
})

async function planFor(deps: RegistryDeps, caller: Caller, bytes: Uint8Array): Promise<Planned> {
  const keeping = await keepingFor(deps, caller)
  const own = homeOf(keeping.tree, caller.scope)
  const home = own === keeping.tree.root ? null : own
  const plan = await planSheet(deps.spine, bytes, { ...keeping, home, now: deps.spine.clock.now() })
  return { ...plan, refused: plan.faults.length, keeping, home, feeds: await feedingOpening(deps.spine) }
}

/** Does what a plan says in one transaction: a registry is some thousands of rows, and half of it would be none. */
async function take(spine: Spine, { fresh, changed, moved }: SheetPlan, keeping: Keeping, home: string | null): Promise<void> {
  const area = homeNode(keeping.tree, home).paths[0] ?? null
  await spine.transaction(keeping.caller.actor, async (tx) => {
    await placedAnew(tx, { fresh, changed, moved })
    await reckonedAnew(tx, [...fresh, ...changed.map(({ definition }) => definition)], keeping)
    if (fresh.length > 0) await addAll(tx, fresh.map(withoutOpens), home, keeping.caller)
    await tx.recordAll(
      'vital.registered',
      fresh.map(({ code, name }) => ({ subject: code, area, body: { vital: code, name: name.zh } })),
    )
    const held = await registeredByCode(
      tx,
      [...changed.map(({ vital }) => vital.code), ...moved.flatMap(({ vital }) => vital?.code ?? [])],
      true,
    )
    const feeds = await feedingOpening(tx)
    for (const { vital, definition } of changed) {
      const now = held.get(vital.code)
      if (now?.version !== vital.version) throw new RefusalError({ code: 'vital.sheet-moved' })
      await orWaits(tx, now)
      if (!needsSecond(now.definition, definition, feeds.has(vital.code))) await putInForce(tx, now, definition, keeping)
    }
    await askAll(tx, waitingOf({ fresh, changed, feeds }), keeping)
    if (moved.some(({ vital }) => vital && held.get(vital.code)?.state !== vital.state))
      throw new RefusalError({ code: 'vital.sheet-moved' })
    await moveAll(tx, moved, home, keeping)
  })
}

/** Tracks of a sheet are held once more against what is in use now; whoever would stop one of them waits. */
async function placedAnew(tx: Tx, { fresh, changed, moved }: Pick<SheetPlan, 'fresh' | 'changed' | 'moved'>): Promise<void> {
  const next = new Map(changed.map(({ vital, definition }) => [vital.code, definition]))
  const begun = moved.flatMap(({ vital }) => (vital?.state === 'stopped' && !next.has(vital.code) ? [vital.definition] : []))
  const definitions = [...fresh, ...next.values(), ...begun]
  await keepTracksOf(tx, definitions)
  const tracks = await tracksByCode(
    tx,
    definitions.map(({ track }) => track),
  )
  if (definitions.some(({ board, track }) => standsIn(board, tracks.get(track)) === 'stopped'))
    throw new RefusalError({ code: 'vital.sheet-moved' })
}

/** Formulas of a sheet are held once more against what is in force now: others may have come since it was looked at. */
async function reckonedAnew(tx: Tx, definitions: readonly VitalDefinition[], { packs }: Keeping): Promise<void> {
  const formulas = definitions.filter(({ formula }) => formula !== undefined)
  if (formulas.length === 0) return
  await oneByOne(tx, formulas)
  const known = await knownFor(tx, packs, definitions, tx.now)
  for (const one of formulas) orRefuse(checkWhole(one, known))
}

/** What a second person has to confirm of a sheet: whatever opens events by it, or other ones. */
const waitingOf = ({ fresh, changed, feeds }: Pick<Planned, 'fresh' | 'changed' | 'feeds'>): VitalDefinition[] => [
  ...fresh.filter((definition) => needsSecond(null, definition, false)),
  ...changed.flatMap(({ vital, definition }) =>
    needsSecond(vital.definition, definition, feeds.has(vital.code)) ? [definition] : [],
  ),
]

const countsOf = (plan: Planned) => ({
  ...{ registered: plan.fresh.length, changed: plan.changed.length, moved: plan.moved.length, unchanged: plan.unchanged },
  waiting: waitingOf(plan).length,
})

const previewOf = (plan: Planned) => ({ ...countsOf(plan), ...sampleOf(plan) })

/** What a sheet would do, one line a vital: one that is changed, or new, and led on as well stands once, with all of it. */
const sampleOf = ({ fresh, changed, moved }: SheetPlan) => {
  const state = new Map(
    moved.map(({ code, vital, steps }) => [code, { field: 'state', from: vital?.state ?? null, to: steps.at(-1)! }]),
  )
  const led = (code: string) => [state.get(code) ?? []].flat()
  const known = changed.map(({ definition: { code, name }, changes }) => ({
    ...{ code, name: name.zh, changes: [...changes, ...led(code)] },
  }))
  const begun = fresh.map(({ code, name }) => ({ code, name: name.zh, changes: state.has(code) ? led(code) : null }))
  const here = new Set([...known, ...begun].map(({ code }) => code))
  const only = moved.filter(({ code }) => !here.has(code)).map(({ code, name }) => ({ code, name, changes: led(code) }))
  return { sample: [...known, ...only, ...begun].slice(0, shownOfSheet) }
}
