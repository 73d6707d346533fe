import { randomUUID } from 'node:crypto'
import { attachFile, insertKept, lockFile } from '../../city/file/store.ts'
import type { FileRow } from '../../city/file/types.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'

/** A file that proves a change, with its media type. */
export type Proof = { file: string; type: string }

/**
 * Files that prove a change, tied to each of its objects, so that whoever reads the object reads them: photos the caller has sent and tied to
 * nothing yet, or papers of the object. Several objects share the bytes of a photo, each by a file of its own. Answers the files by object.
 * Refused: a file of somebody else, of another object, or one that has not come whole.
 */
export async function takeEvidence(
  tx: Tx,
  files: readonly string[],
  { person, objects }: { person: string; objects: readonly string[] },
): Promise<Map<string, Proof[]>> {
  const taken = new Map<string, Proof[]>(objects.map((object) => [object, []]))
  const [first, ...others] = objects
  if (first === undefined) return taken
  for (const id of [...new Set(files)].sort()) {
    const file = await lockFile(tx, id)
    if (!file || !mayProve(file, { person, first, alone: others.length === 0 }))
      throw new RefusalError(malformed('/evidence', 'file.not-yours', { name: id }))
    if (file.object === null) await attachFile(tx, id, { object: first })
    taken.get(first)!.push({ file: id, type: file.kind! })
    for (const object of others) taken.get(object)!.push({ file: await shared(tx, file, { person, object }), type: file.kind! })
  }
  return taken
}

function mayProve(file: FileRow, { person, first, alone }: { person: string; first: string; alone: boolean }): boolean {
  if (file.state !== 'complete' || file.event !== null || file.report !== null || file.inspection !== null) return false
  return file.object === null ? file.owner === person : alone && file.object === first
}

async function shared(
  tx: Tx,
  { sha256, kind, size }: FileRow,
  { person, object }: { person: string; object: string },
): Promise<string> {
  const id = randomUUID()
  await insertKept(tx, { id, owner: person, sha256: sha256!, kind: kind!, size })
  await attachFile(tx, id, { object })
  return id
}
