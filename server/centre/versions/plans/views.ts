import { diffPlans } from '../../../../contract/plan-diff.ts'
import type { PlanList, PlanVersion, TypePlan } from '../../../../contract/plan-version.ts'
import { sayRefusal } from '../../../../contract/refusal-words.ts'
import { sameJson } from '../../../../contract/rule-words/same-json.ts'
import { detailsKept } from '../../../city/pack/object-kinds.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { planOf, standingOf, type VersionRow, versionsOf } from '../../../city/pack/store-versions.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'
import { inForceOf } from '../acts.ts'
import { hasReadings } from '../back-test/store.ts'
import { historyOf } from '../store.ts'
import { triedOf } from '../tried.ts'
import { lineOf, refused } from '../views.ts'
import { type PlanLine, planLine } from './plan-line.ts'
import { callablePosts, runningByVersion } from './store.ts'

type Viewing = { packs: Packs; caller: Caller; now: Date }

/** Every plan of every pack, with what runs by which version. */
export async function listView(db: Db, { packs, caller, now }: Viewing): Promise<PlanList> {
  const [running, standing] = await Promise.all([runningByVersion(db, caller), standingOf(db, 'plan')])
  const rows: PlanList['rows'] = []
  for (const { id: pack, name: packName, types } of packs.all())
    for (const { id, name, plan } of types) {
      const { live = null, open = 0 } = standing.get(id) ?? {}
      rows.push({
        ...{ type: id, name, pack, packName, version: live?.no ?? 0, open, rungs: (live?.body ?? plan).lead.length },
        publishedAt: live?.publishedAt.toISOString() ?? null,
        running: running.filter(({ type }) => type === id).map(({ version, events }) => ({ version, events })),
      })
    }
  return { rows, at: now.toISOString() }
}

/** A type's plan in force, with all its table needs. */
export async function typeView(db: Db, line: PlanLine, { caller, now }: Viewing): Promise<TypePlan> {
  const { no, body: plan } = await inForceOf(db, line)
  const { pack, type } = line
  const versions = await versionsOf(db, line.line)
  const running = await runningByVersion(db, caller, type.id)
  const mayDraft = caller.permits.has('rule.draft')
  return {
    ...{ type: type.id, name: type.name, pack: pack.id, packName: pack.name, version: no, plan },
    versions: versions.map((row) => lineOf(row, caller)),
    running: running.map(({ version, events }) => ({ version, events })),
    allowed: mayDraft ? ['draft', ...(no > 0 ? (['roll-back'] as const) : [])] : [],
    ...{ gradeOf: type.gradeOf, auto: type.auto, grade: type.grade },
    posts: await callablePosts(db, { scope: caller.scope, now }),
    readings: Object.fromEntries(Object.entries(pack.readings).map(([id, { name }]) => [id, name])),
    details: detailsKept(pack),
    at: now.toISOString(),
  }
}

/** A version in full; 0 is what the pack came with. */
export async function planVersionView(db: Db, line: PlanLine, row: VersionRow<'plan'>, caller: Caller): Promise<PlanVersion> {
  const now = await inForceOf(db, line)
  const looked = { what: line, row, by: caller, live: now.no }
  const off = await refused(db, { ...looked, same: sameJson(now.body, row.body) })
  const head = lineOf(row, caller)
  const running = await runningByVersion(db, caller, line.type.id)
  return {
    ...head,
    allowed: head.allowed.filter((act) => !off.some((one) => one.act === act)),
    off: off.map(({ act, refusal }) => ({ act, code: refusal.code, words: sayRefusal(refusal.code, refusal.details) })),
    nothingRecorded: !(await hasReadings(db, line.pack.deviceKind)),
    ...{ plan: row.body, faults: line.faultsOf(row.body), differences: diffPlans(now.body, row.body) },
    history: await historyOf(db, row),
    tried: await triedOf(db, looked),
    running: running.find(({ version }) => version === row.no)?.events ?? 0,
  }
}

/** The plan of a type as its pack came with it, as a version like any other. */
export const shippedPlan = (type: string, packs: Packs, live: boolean): VersionRow<'plan'> => ({
  ...{ ...planOf(type), no: 0, body: planLine(type, packs).shipped, state: live ? 'live' : 'retired', note: '', basedOn: 0 },
  ...{ authors: [], authorName: null, madeAt: new Date(0), changedAt: new Date(0), untried: null },
  ...{ publishedBy: null, publishedByName: null, publishedAt: null, retiredAt: null },
})
