import { objectById } from '../../city/object/store.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { offsetMs } from '../../kernel/calendar.ts'
import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { type FindingRow, findingById } from '../2-detect/haulage/store.ts'
import { districtPath, type FoldWhy, foldTo, sayFolded } from './haul-fold/rules/fold.ts'
import { type FoldKey, insertFold, keepFolded, lockFold, readAround, saySignal } from './haul-fold/store.ts'
import { placeName, titleOf } from './open.ts'
import { sayFinding } from './rules/say-finding.ts'
import { insertSignal } from './store-signals.ts'

type Deps = { packs: Packs; zone: string }
type Told = Pick<FindingRow, 'id' | 'type' | 'object' | 'area' | 'lon' | 'lat' | 'demo'> & { title: string; content: string }

/**
 * What follows from registers, positions and tickets is a signal under the id of its finding: a person decides. Beyond the hour's budget of
 * its check and district findings are kept under one notice.
 */
export function haulageHandlers(deps: Deps) {
  const { packs, zone } = deps
  async function onFound(fact: RecordedFact<'haul.found'>, tx: Tx): Promise<void> {
    const found = await findingById(tx, fact.body.finding)
    const type = found ? packs.typeOf(found.type)?.type : null
    if (!found || !type) throw new Error(`finding ${fact.body.finding} cannot be read back`)
    const key = { pack: found.pack, check: found.check, district: districtPath(found.area) }
    if (await fold(tx, deps, found, key)) return
    const object = found.object ? await objectById(tx, found.object) : null
    const place = await placeName(tx, found.area)
    const title = titleOf(type.title.zh, { place, object: object?.name ?? place })
    await bring(tx, deps, { ...found, title, content: sayFinding(found.evidence, offsetMs(found.at, zone)) }, key)
  }
  return { onFound }
}

async function bring(tx: Tx, { packs }: Deps, told: Told, { pack, check }: FoldKey): Promise<void> {
  const { id, type, object, area, lon, lat, demo, title, content } = told
  const { grade } = packs.typeOf(type)!.type
  const source = 'sensor'
  await insertSignal(tx, {
    ...{ id, source, type, title, grade, state: 'waiting', alarm: null, report: null, event: null },
    ...{ object, area, lon, lat, address: null, content, demo, rule: `${pack}/${check}` },
  })
  await tx.record({ kind: 'signal.received', subject: id, area, body: { signal: id, source, type, title, grade } })
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
