import type { Pack } from '../../../contract/pack.ts'
import { sameJson } from '../../../contract/rule-words/same-json.ts'
import { moveTuning, type ReleaseRow, type ReleaseShift, type TuningRow } from '../../city/pack/store-releases.ts'
import { insertVersion, liveVersion, planOf, plansInForce, publishVersion, versionOf } from '../../city/pack/store-versions.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { mergeSettings, shiftsBack } from './merge-settings.ts'

type Putting = { row: ReleaseRow; pack: Pack; note: string; by: string }

/** Plans of a release, each in force as a version like any other; an event that runs keeps the one it was dispatched with. */
export async function putPlans(tx: Tx, { row, pack, note, by }: Putting): Promise<void> {
  for (const { type, plan } of row.plans) {
    const found = pack.types.find(({ id }) => id === type)
    if (!found) continue
    const before = (await liveVersion(tx, planOf(type)))?.no ?? 0
    const made = { ...planOf(type), body: plan, note, basedOn: before, author: row.askedBy, state: 'waiting' as const }
    const no = await insertVersion(tx, made)
    await publishVersion(tx, { ...planOf(type), no }, by)
    const body = { type, name: found.name, version: no, before, note }
    await tx.record({ kind: 'plan.published', subject: type, area: null, body })
  }
}

/** Are the plans it was merged with still those in force? */
export async function plansMoved(
  tx: Tx,
  { row, pack, here }: { row: ReleaseRow; pack: Pack; here: Pack | null },
): Promise<boolean> {
  const own = new Set([...pack.types, ...(here?.types ?? [])].map(({ id }) => id))
  const now = (await plansInForce(tx)).filter(({ type }) => own.has(type))
  return !sameJson(Object.fromEntries(now.map(({ type, no }) => [type, no])), row.plansOn)
}

/** Were values set since it was asked for that it would end or move? When it goes back, what was changed since stays as it is. */
export const valuesMoved = (row: ReleaseRow, sides: { before: Pack; next: Pack; tunings: readonly TuningRow[] }): boolean =>
  row.decisions !== null && !sameJson(mergeSettings(sides, row.decisions).shifts, row.tunings)

/** Values of places that end or move with a release, each with a fact in the words of whoever asked for it. */
export async function putTunings(
  tx: Tx,
  { row, pack, note, tunings }: Omit<Putting, 'by'> & { tunings: TuningRow[] },
): Promise<void> {
  for (const [area, shifts] of Map.groupBy(row.tunings, (one) => one.area)) {
    const place = tunings.find((one) => one.area === area)
    if (!place) continue
    const held = shifts.filter(({ setting, from }) => (place.settings[setting] ?? null) === from)
    if (held.length === 0) continue
    const next = { ...place.settings }
    for (const { setting, to } of held)
      if (to === null) delete next[setting]
      else next[setting] = to
    await moveTuning(tx, { pack: pack.id, area, settings: next })
    const body = {
      pack: pack.id,
      name: pack.name.zh,
      areaName: place.areaName ?? '全市',
      what: whatOf(held, pack),
      ...{
        area,
        changes: held.map(({ setting, from, to }) => ({ setting, before: String(from ?? '—'), after: String(to ?? '—') })),
      },
      reason: note,
    }
    await tx.record({ kind: 'pack.tuned', subject: pack.id, area: null, body })
  }
}

const whatOf = (shifts: ReleaseShift[], { settings }: Pack): string =>
  shifts.map(({ setting, from, to }) => `${settings[setting]?.name.zh ?? setting} ${from ?? '—'} → ${to ?? '—'}`).join('，')

/** What a release that goes back restores beside the rules: the plans of before the live one, and the values it ended or moved. */
export async function restored(
  db: Db,
  { live, pack, from, tunings }: { live: ReleaseRow; pack: Pack; from: Pack; tunings: TuningRow[] },
) {
  const own = new Set([...pack.types, ...from.types].map(({ id }) => id))
  const now = (await plansInForce(db)).filter(({ type }) => own.has(type))
  const plans = []
  for (const { id, plan } of pack.types) {
    const inForce = now.find(({ type }) => type === id)
    if (!inForce) continue
    const on = live.plansOn[id] ?? 0
    const before = on > 0 ? ((await versionOf(db, planOf(id), on))?.body ?? plan) : plan
    if (!sameJson(before, inForce.plan)) plans.push({ type: id, plan: before })
  }
  return {
    plans,
    plansOn: Object.fromEntries(now.map(({ type, no }) => [type, no])),
    tunings: shiftsBack(live.tunings, { before: from, next: pack, tunings }),
    decisions: null,
  }
}
