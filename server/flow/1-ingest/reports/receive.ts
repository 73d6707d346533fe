import type { ReportReceipt } from '../../../../contract/report.ts'
import { areaNameOf } from '../../../city/area/area-name.ts'
import { areaAt } from '../../../city/area/places.ts'
import { areasAlong } from '../../../city/area/store.ts'
import { attachFile, lockFile } from '../../../city/file/store.ts'
import { liveObject, type NamedObject, objectOfLiveCode } from '../../../city/object/store-named.ts'
import { objectKindsOf } from '../../../city/pack/object-kinds.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { inScope } from '../../../city/permit/scope.ts'
import { lookupCode } from '../../../kernel/ids.ts'
import { malformed, orRefuse, RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { readCode } from './rules/public-view.ts'
import { placeOf, type Reporter, type SentReport, takeReport } from './rules/take-report.ts'
import { insertReport } from './store.ts'

export type ReceiveDeps = { packs: Packs; demo: boolean }

/** Writes a report with its photos and its fact. The photos may still be on their way: words go first (ux.md 10). */
export async function receiveReport(tx: Tx, deps: ReceiveDeps, given: SentReport, reporter: Reporter): Promise<ReportReceipt> {
  const about = await objectNamed(tx, given, reporter)
  const at = placeOf(given, about)
  const path = about?.area ?? (at && areaAt(at.lon, at.lat)?.path)
  const along = path ? await areasAlong(tx, path) : []
  // The look-up knows more cities than this database holds.
  const area = path && along.at(-1)?.path === path ? path : null
  const reportable = mayReport(deps.packs, given.type, about)
  const taken = orRefuse(takeReport(given, { reporter, area, reportable, now: tx.now, about }))
  const id = tx.newId()
  const code = lookupCode()
  await insertReport(tx, { ...taken, id, code, event: null, told_at: taken.outcome ? tx.now : null, demo: deps.demo })
  await tieFiles(tx, id, given.files, reporter.person ?? 'public')
  const body = { report: id, source: taken.source, type: taken.type, person: taken.person }
  await tx.record({ kind: 'report.received', subject: id, area: taken.area, occurredAt: taken.happened_at, body })
  if (taken.outcome)
    await tx.record({
      kind: 'reporter.told',
      subject: id,
      area: taken.area,
      body: { report: id, event: null, outcome: taken.outcome },
    })
  return { id, code, receivedAt: tx.now.toISOString(), areaName: areaNameOf(along) }
}

/** What can be reported anywhere, and of an object what the card of its kind offers. */
function mayReport(packs: Packs, type: string, about: NamedObject | null): boolean {
  const card = about && objectKindsOf(packs.all()).find(({ kind }) => kind === about.kind)?.card
  return card?.reports.includes(type) || (packs.typeOf(type)?.type.reportable ?? false)
}

/** The object a report names: by its code, which must be in force; by its id, which only staff of its area may give. */
async function objectNamed(tx: Tx, given: SentReport, { scope }: Reporter): Promise<NamedObject | null> {
  if (given.code !== undefined) {
    const found = await objectOfLiveCode(tx, readCode(given.code) ?? '')
    if (!found) throw new RefusalError({ code: 'code.unknown' })
    return found
  }
  if (given.object === undefined) return null
  const found = await liveObject(tx, given.object)
  if (!found || !scope || !inScope(scope, found.area))
    throw new RefusalError(malformed('/object', 'name.unknown', { name: given.object }))
  return found
}

/** Only the sender's own photos, and none that another report has already. */
async function tieFiles(tx: Tx, report: string, files: string[], owner: string): Promise<void> {
  for (const id of [...new Set(files)].sort()) {
    const file = await lockFile(tx, id)
    if (!file || file.owner !== owner || file.report !== null || file.object !== null)
      throw new RefusalError(malformed('/files', 'file.not-yours', { name: id }))
    await attachFile(tx, id, { report })
  }
}
