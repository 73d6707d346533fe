import { objectById } from '../../city/object/store.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { offsetMs } from '../../kernel/calendar.ts'
import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { type FindingRow, findingById } from '../2-detect/haulage/store.ts'
import { districtPath, type FoldWhy, foldTo, sayFolded } from './haul-fold/rules/fold.ts'
import { type FoldKey, insertFold, keepFolded, lockFold, readAround, saySignal } from './haul-fold/store.ts'
import { placeName, titleOf } from './open.ts'
import { tripOf } from './parts/rules/trip-of.ts'
import { districtAt } from './parts/store.ts'
import { lockCaseOfTrip } from './parts/store-trip.ts'
import { regrade } from './regrade.ts'
import { offOf } from './rules/off-of.ts'
import { sayFinding } from './rules/say-finding.ts'
import { decideSignal, insertSignal } from './store-signals.ts'
import { knownOfVolume } from './store-volume.ts'

type Deps = { packs: Packs; zone: string }
type Told = Pick<FindingRow, 'id' | 'type' | 'object' | 'area' | 'lon' | 'lat' | 'demo'> & { title: string; content: string }

/**
 * What follows from registers, positions and tickets is a signal under the id of its finding: a person decides. Beyond the hour's budget of
 * its check and district findings are kept under one notice.
 */
export function haulageHandlers(deps: Deps) {
  const { packs } = deps
  async function onFound(fact: RecordedFact<'haul.found'>, tx: Tx): Promise<void> {
    const found = await findingById(tx, fact.body.finding)
    const type = found ? packs.typeOf(found.type)?.type : null
    if (!found || !type) throw new Error(`finding ${fact.body.finding} cannot be read back`)
    if (await joinTrip(tx, deps, found)) return
    const key = { pack: found.pack, check: found.check, district: districtPath(found.area) }
    if (await fold(tx, deps, found, key)) return
    await bring(tx, deps, await toldOf(tx, deps, found), key)
    await putOff(tx, deps, found)
  }
  return { onFound }
}

/** A finding in words. */
async function toldOf(tx: Tx, { packs, zone }: Deps, found: FindingRow): Promise<Told> {
  const object = found.object ? await objectById(tx, found.object) : null
  const place = await placeName(tx, found.area)
  const title = titleOf(packs.typeOf(found.type)!.type.title.zh, { place, object: object?.name ?? place })
  return { ...found, title, content: sayFinding(found.evidence, offsetMs(found.at, zone)) }
}

/**
 * The same carrier on the same trip, while a case of it stands in another district: one matter, not two. The finding is a signal merged into
 * that case (which can be split off again), and the case is as grave as its gravest part. In its own district a person decides, as ever.
 */
async function joinTrip(tx: Tx, deps: Deps, found: FindingRow): Promise<boolean> {
  const check = deps.packs.byId(found.pack).haulage?.checks.find(({ id }) => id === found.check)
  const trip = check ? tripOf(check.kind, found.key) : null
  const open = trip === null || !found.object ? null : await lockCaseOfTrip(tx, { ...found, object: found.object, trip })
  if (!open || (await districtAt(tx, open.area)) === (await districtAt(tx, found.area))) return false
  await bring(tx, deps, await toldOf(tx, deps, found), { pack: found.pack, check: found.check })
  await decideSignal(tx, found.id, { state: 'merged', event: open.id, by: tx.actor.name ?? tx.actor.id })
  const body = { signal: found.id, event: open.id, no: open.no }
  await tx.record({ kind: 'signal.merged', subject: found.id, area: found.area, body })
  const { grade } = deps.packs.typeOf(found.type)!.type
  await regrade(tx, open, { severity: null, grade, calls: false, reason: 'absorbed' })
  return true
}

async function bring(tx: Tx, { packs }: Deps, told: Told, { pack, check }: Pick<FoldKey, 'pack' | 'check'>): Promise<void> {
  const { id, type, object, area, lon, lat, demo, title, content } = told
  const { grade } = packs.typeOf(type)!.type
  const source = 'sensor'
  await insertSignal(tx, {
    ...{ id, source, type, title, grade, state: 'waiting', alarm: null, report: null, event: null },
    ...{ object, area, lon, lat, address: null, content, demo, rule: `${pack}/${check}` },
  })
  await tx.record({ kind: 'signal.received', subject: id, area, body: { signal: id, source, type, title, grade } })
}

/** What may answer itself is put off: by a ticket told late, or because the carrier's own places say otherwise. Whoever wants to looks earlier. */
async function putOff(tx: Tx, { packs }: Deps, found: FindingRow): Promise<void> {
  const { id, area } = found
  const here = packs.allAt(area).find((one) => one.id === found.pack)?.haulage
  const asked = here?.checks.find((one) => one.id === found.check)
  if (!here || !asked) return
  const loads = here.checks.flatMap(({ kind, id: check }) => (kind === 'no-ticket' ? [check] : []))
  const off = offOf(asked, found.evidence, asked.kind === 'volume' ? await knownOfVolume(tx, found, loads) : null)
  if (off === null) return
  const until = new Date(tx.now.getTime() + off.forMs)
  await decideSignal(tx, id, { state: 'snoozed', reason: off.reason, snoozeUntil: until })
  await tx.setTimer({ key: `snooze:${id}`, kind: 'signal.snooze-over', dueAt: until, body: { signal: id } })
  const when = until.toISOString()
  const body = { signal: id, because: off.because, ...(off.ends ? { ends: when } : { until: when }) }
  await tx.record({ kind: 'signal.snoozed', subject: id, area, body })
}

/** Keeps a finding under the notice of its check and district, if it belongs there; false: it comes before a person by itself. */
async function fold(tx: Tx, deps: Deps, found: FindingRow, key: FoldKey): Promise<boolean> {
  const { haulage } = deps.packs.byId(found.pack)
  const check = haulage?.checks.find(({ id }) => id === found.check)
  // A check that is no more was of an older version of the pack: what it found is still told.
  if (!haulage || !check) return false
  await lockFold(tx, key)
  const to = foldTo(check.kind, await readAround(tx, key, haulage.permit.kind), haulage.budget)
  if (to.to === 'person') return false
  const notice = to.to === 'standing' ? to.notice : await openNotice(tx, deps, { found, key, why: to.why })
  const kept = await keepFolded(tx, notice, found)
  await saySignal(tx, notice, sayFolded({ ...kept, budget: haulage.budget }, offsetMs(kept.lastAt, deps.zone)))
  return true
}

async function openNotice(tx: Tx, deps: Deps, of: { found: FindingRow; key: FoldKey; why: FoldWhy }): Promise<string> {
  const { found, key, why } = of
  const { type, lon, lat, demo } = found
  const id = tx.newId()
  const title = `${await placeName(tx, key.district)} ${deps.packs.typeOf(type)!.type.name.zh}：多条合为一条`
  await bring(tx, deps, { id, type, object: null, area: key.district, lon, lat, demo, title, content: '' }, key)
  await insertFold(tx, id, key, why)
  return id
}
