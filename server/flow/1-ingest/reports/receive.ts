import type { ReportReceipt } from '../../../../contract/report.ts'
import { areaAt } from '../../../city/area/places.ts'
import { areasAlong } from '../../../city/area/store.ts'
import type { Area } from '../../../city/area/types.ts'
import { attachFile, lockFile } from '../../../city/file/store.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { lookupCode } from '../../../kernel/ids.ts'
import { malformed, orRefuse, RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { type Reporter, type SentReport, takeReport } from './rules/take-report.ts'
import { insertReport } from './store.ts'

export type ReceiveDeps = { packs: Packs; demo: boolean }

/** Writes a report with its photos and its fact. The photos may still be on their way: words go first (ux.md 10). */
export async function receiveReport(tx: Tx, deps: ReceiveDeps, given: SentReport, reporter: Reporter): Promise<ReportReceipt> {
  const place = areaAt(given.lon, given.lat)
  const along = place ? await areasAlong(tx, place.path) : []
  // The look-up knows more cities than this database holds.
  const area = along.at(-1)?.path === place?.path ? (place?.path ?? null) : null
  const reportable = deps.packs.typeOf(given.type)?.type.reportable ?? false
  const taken = orRefuse(takeReport(given, { reporter, area, reportable, now: tx.now }))
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

/** Only the sender's own photos, and none that another report has already. */
async function tieFiles(tx: Tx, report: string, files: string[], owner: string): Promise<void> {
  for (const id of [...new Set(files)].sort()) {
    const file = await lockFile(tx, id)
    if (!file || file.owner !== owner || file.report !== null)
      throw new RefusalError(malformed('/files', 'file.not-yours', { name: id }))
    await attachFile(tx, id, { report })
  }
}

/** 北岸区临江街道渡口社区: as much of a place as anybody may know. */
export const areaNameOf = (along: Area[]): string =>
  along
    .filter((area) => area.tier !== 'city' && area.tier !== 'grid')
    .map((area) => area.name)
    .join('')
