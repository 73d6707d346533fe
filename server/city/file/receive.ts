import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { system } from '../../../contract/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { bytesHere, dropIncoming, keepPhoto, photoPath, readIncoming, writePiece } from './disk.ts'
import { cleanPhoto } from './rules/clean-photo.ts'
import { placePiece } from './rules/place-piece.ts'
import { completeFile, dropLoose, lockFile, setReceived } from './store.ts'
import type { FileRow } from './types.ts'

type Piece = { id: string; owner: string; offset: number; bytes: Buffer }

/** A refusal that is an answer about a committed state, such as "start again from 0". */
type Received = Result<FileRow>

/**
 * Takes one piece of an upload, one after the other for the same file. The last one makes the photo complete: hash checked, content
 * recognised, cleaned, kept. A photo that fails is forgotten and starts again from 0.
 */
export async function receivePiece(spine: Spine, dir: string, piece: Piece): Promise<Received> {
  return spine.transaction(system, async (tx) => {
    const file = await lockFile(tx, piece.id)
    if (!file || file.owner !== piece.owner) return refuse('thing.not-found')
    if (file.state === 'complete') return ok(file)
    const here = Math.min(file.received, await bytesHere(dir, file.id))
    const placed = placePiece({ size: file.size, received: here }, piece.offset, piece.bytes.length)
    if (!placed.ok) return placed
    if (placed.value === 'known') return ok({ ...file, received: here })
    await writePiece(dir, file.id, piece.offset, piece.bytes)
    const received = piece.offset + piece.bytes.length
    await setReceived(tx, file.id, received)
    return received === file.size ? finish(tx, dir, file) : ok({ ...file, received })
  })
}

async function finish(tx: Tx, dir: string, file: FileRow): Promise<Received> {
  const bytes = await readIncoming(dir, file.id)
  if (file.sha256 !== null && hashOf(bytes) !== file.sha256) return startAgain(tx, dir, file, { code: 'file.hash' })
  const photo = cleanPhoto(bytes)
  if (!photo) return startAgain(tx, dir, file, { code: 'file.kind' })
  const sha256 = hashOf(photo.bytes)
  await keepPhoto(dir, sha256, photo.bytes)
  await completeFile(tx, file.id, { sha256, kind: photo.kind, place: photo.place })
  await dropIncoming(dir, file.id)
  return ok({ ...file, state: 'complete', received: file.size, sha256, kind: photo.kind, exif_place: photo.place })
}

async function startAgain(tx: Tx, dir: string, file: FileRow, refusal: Refusal): Promise<Received> {
  await setReceived(tx, file.id, 0)
  await dropIncoming(dir, file.id)
  return { ok: false, refusal }
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** A phone may be offline for a whole shift and more; what is tied to nothing after seven days was given up. */
const keepLooseMs = 7 * 86_400_000

/** Clears uploads that never became part of a report or an event. Once a day is enough. Answers how many. */
export async function sweepFiles(spine: Spine, dir: string): Promise<number> {
  const gone = await spine.transaction(system, (tx) => dropLoose(tx, new Date(tx.now.getTime() - keepLooseMs)))
  for (const id of gone.ids) await dropIncoming(dir, id)
  for (const hash of gone.hashes) await rm(photoPath(dir, hash), { force: true })
  return gone.ids.length
}
