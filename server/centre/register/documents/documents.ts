import { randomUUID } from 'node:crypto'
import type { DocumentKind } from '../../../../contract/document-kinds.ts'
import type { DocumentNew } from '../../../../contract/object-document.ts'
import type { Kept } from '../../../city/file/keep-paper.ts'
import { attachFile, insertKept } from '../../../city/file/store.ts'
import { cityDay } from '../../../kernel/calendar.ts'
import type { TimerHandler } from '../../../kernel/facts.ts'
import type { Caller } from '../../../kernel/http.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { told } from '../record-changes.ts'
import { lockObjects } from '../store.ts'
import type { Registered } from '../types.ts'
import { standingOn, tellMoments } from './rules/standing.ts'
import { type DocumentRow, documentsOf, holderOf, insertVersion, newestOf, withdrawDocument } from './store.ts'

export type Done = { id: string; version: number; object: string }

/**
 * Adds a paper to an object of one's areas, or a new version of one: those before stay to be read. The same bytes under the same words again
 * change nothing. Refused: an ended object, a withdrawn paper, a version that is not the newest, a day that is over.
 */
export async function addDocument(
  tx: Tx,
  caller: Pick<Caller, 'scope' | 'person'>,
  object: string,
  { given, kept, zone }: { given: DocumentNew; kept: Kept; zone: string },
): Promise<Done> {
  const held = await lockInForce(tx, caller, object)
  const title = plainText(given.title)
  const validUntil = given.validUntil ?? null
  if (standingOn(cityDay(tx.now, zone), validUntil) === 'expired') throw new RefusalError({ code: 'document.past' })
  const before = given.replaces ? await followed(tx, object, given) : null
  const same = (row: DocumentRow): boolean =>
    row.sha256 === kept.sha256 && row.title === title && row.valid_until === validUntil && row.withdrawn_at === null
  const known = before ? [before].find(same) : (await documentsOf(tx, object)).find((row) => !row.superseded_at && same(row))
  if (known) return { id: known.document, version: known.version, object }
  const file = randomUUID()
  await insertKept(tx, { id: file, owner: caller.person, ...kept })
  await attachFile(tx, file, { object })
  const document = before?.document ?? tx.newId()
  const version = (before?.version ?? 0) + 1
  const kind = before?.kind ?? given.kind
  const row = { document, version, object, kind, title, valid_until: validUntil, file }
  await insertVersion(tx, { ...row, by: caller.person })
  await tx.record({ kind: 'object.document-added', subject: object, area: held.area, body: bodyOf(held, row) })
  if (validUntil) await setTimers(tx, { document, version, validUntil, zone })
  return { id: document, version, object }
}

/** A paper counts no more; it stays to be read, with who said so and why. */
export async function withdrawOne(
  tx: Tx,
  caller: Pick<Caller, 'scope' | 'person'>,
  id: string,
  given: { version: number; reason: string },
): Promise<Done> {
  const newest = await newestOf(tx, id)
  if (!newest) throw new RefusalError({ code: 'thing.not-found' })
  const held = await lockInForce(tx, caller, newest.object)
  const row = (await newestOf(tx, id))!
  mustRun(row, given.version)
  const reason = plainText(given.reason)
  await withdrawDocument(tx, id, { by: caller.person, reason })
  const body = { ...bodyOf(held, row), reason }
  await tx.record({ kind: 'object.document-withdrawn', subject: row.object, area: held.area, body })
  return { id, version: row.version, object: row.object }
}

async function lockInForce(tx: Tx, { scope }: Pick<Caller, 'scope'>, object: string): Promise<Registered> {
  const [held] = await lockObjects(tx, scope, [object])
  if (!held) throw new RefusalError({ code: 'thing.not-found' })
  if (held.to !== null) throw new RefusalError({ code: 'object.ended' })
  return held
}

/** The version another is to follow. */
async function followed(tx: Tx, object: string, { replaces, version }: DocumentNew): Promise<DocumentRow> {
  const row = await newestOf(tx, replaces!)
  if (row?.object !== object) throw new RefusalError({ code: 'thing.not-found' })
  mustRun(row, version ?? row.version)
  return row
}

function mustRun(row: DocumentRow, version: number): void {
  if (row.withdrawn_at) throw new RefusalError({ code: 'document.withdrawn' })
  if (row.version !== version) throw new RefusalError({ code: 'version.stale', details: { version: row.version } })
}

type Named = { document: string; version: number; kind: DocumentKind; title: string; valid_until: string | null }
const bodyOf = (held: Pick<Registered, 'id' | 'name' | 'kind'>, { document, version, kind, title, valid_until }: Named) => ({
  ...told(held),
  ...{ document, version, documentKind: kind, title, validUntil: valid_until },
})

async function setTimers(
  tx: Tx,
  { document, version, validUntil, zone }: { document: string; version: number; validUntil: string; zone: string },
): Promise<void> {
  const moments = tellMoments(validUntil, tx.now, zone)
  for (const what of ['soon', 'expired'] as const) {
    const dueAt = moments[what]
    if (dueAt)
      await tx.setTimer({
        key: `document.due:${document}:${what}`,
        kind: 'document.due',
        dueAt,
        body: { document, version, what },
      })
  }
}

/** A paper is about to expire, or has: told unless a newer version is there, it was withdrawn, or its object has ended. */
export const onDocumentDue: TimerHandler = async ({ document, version, what }, tx) => {
  const row = await newestOf(tx, String(document))
  if (!row || row.version !== version || row.withdrawn_at) return
  const held = await holderOf(tx, row.object)
  if (held.to !== null) return
  const state = what === 'soon' ? ('soon' as const) : ('expired' as const)
  const body = { ...bodyOf(held, row), state, dutyUnit: held.dutyUnit }
  await tx.record({ kind: 'object.document-due', subject: row.object, area: held.area, body })
}
