import type { Db, Tx } from '../../kernel/spine.ts'
import type { ExifPlace, FileKind, FileRow, PhotoKind } from './types.ts'

const columns =
  'id, sha256, size, received, kind, state, owner, event, report, object, inspection, target_plan, exif_place, made_at'

/** The file with this id, whoever sent it; null when there is none. Whether somebody may see it is asked elsewhere. */
export async function fileById(db: Db, id: string): Promise<FileRow | null> {
  return (await db.query<FileRow>(`select ${columns} from files where id = $1`, [id]))[0] ?? null
}

/** The same, and nobody else can change it until the transaction ends. */
export async function lockFile(tx: Tx, id: string): Promise<FileRow | null> {
  return (await tx.query<FileRow>(`select ${columns} from files where id = $1 for update`, [id]))[0] ?? null
}

/** Photos of a report, an event or an inspection that are complete, oldest first. */
export function filesOf(db: Db, of: { event: string } | { report: string } | { inspection: string }): Promise<FileRow[]> {
  const [[column, id]] = Object.entries(of) as [['event' | 'report' | 'inspection', string]]
  return db.query<FileRow>(`select ${columns} from files where ${column} = $1 and state = 'complete' order by made_at, id`, [id])
}

export async function insertFile(
  tx: Tx,
  file: { id: string; size: number; sha256: string | null; owner: string },
): Promise<void> {
  await tx.query('insert into files (id, size, sha256, owner, made_at) values ($1, $2, $3, $4, $5)', [
    file.id,
    file.size,
    file.sha256,
    file.owner,
    tx.now,
  ])
}

/** A photo or a paper that came in one piece and lies on the disk already, cleaned (`cleanPhoto`, `keepPhoto`). */
export async function insertKept(
  tx: Tx,
  file: { id: string; owner: string; sha256: string; kind: FileKind; size: number },
): Promise<void> {
  const { id, owner, sha256, kind, size } = file
  await tx.query(
    `insert into files (id, size, received, sha256, kind, state, owner, made_at) values ($1, $2, $2, $3, $4, 'complete', $5, $6)`,
    [id, size, sha256, kind, owner, tx.now],
  )
}

export async function setReceived(tx: Tx, id: string, received: number): Promise<void> {
  await tx.query('update files set received = $2 where id = $1', [id, received])
}

export async function completeFile(
  tx: Tx,
  id: string,
  done: { sha256: string; kind: PhotoKind; place: ExifPlace | null },
): Promise<void> {
  await tx.query(`update files set state = 'complete', received = size, sha256 = $2, kind = $3, exif_place = $4 where id = $1`, [
    id,
    done.sha256,
    done.kind,
    done.place,
  ])
}

/** Ties a file to its event, report, object, inspection or target plan; sight of the one is then sight of the other. The caller has checked that the file is theirs. */
export async function attachFile(
  tx: Tx,
  id: string,
  to: { event?: string; report?: string; object?: string; inspection?: string; plan?: string },
): Promise<void> {
  await tx.query(
    `update files set event = coalesce($2, event), report = coalesce($3, report), object = coalesce($4, object),
       inspection = coalesce($5, inspection), target_plan = coalesce($6, target_plan) where id = $1`,
    [id, ...[to.event, to.report, to.object, to.inspection, to.plan].map((one) => one ?? null)],
  )
}

/** Ties photos to an event all at once; null: to none any more. */
export async function attachPhotos(tx: Tx, ids: string[], event: string | null): Promise<void> {
  if (ids.length > 0) await tx.query('update files set event = $2 where id = any($1::uuid[])', [ids, event])
}

/** Removes rows nobody tied to anything since `before`; answers their ids and the hashes no other row uses any more. */
export async function dropLoose(tx: Tx, before: Date): Promise<{ ids: string[]; hashes: string[] }> {
  const gone = await tx.query<{ id: string; sha256: string | null; state: string }>(
    'delete from files where event is null and report is null and object is null and inspection is null and target_plan is null and made_at < $1 returning id, sha256, state',
    [before],
  )
  const hashes = gone.flatMap((row) => (row.state === 'complete' && row.sha256 ? [row.sha256] : []))
  const used = await tx.query<{ sha256: string }>(
    `select distinct sha256 from files where sha256 = any($1) and state = 'complete'`,
    [hashes],
  )
  const still = new Set(used.map((row) => row.sha256))
  return { ids: gone.map((row) => row.id), hashes: [...new Set(hashes)].filter((hash) => !still.has(hash)) }
}
