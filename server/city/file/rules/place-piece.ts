import { ok, type Result, refuse, refuseInput } from '../../../kernel/result.ts'

/** The largest photo: 10 MB. A phone sends about 0.4 MB (ux.md 10). */
export const maxPhotoBytes = 10 * 1024 * 1024
/** The largest piece: 256 KB, the resumable step of decisions.md 6. */
export const maxPieceBytes = 256 * 1024

/**
 * What to do with a piece of an upload: `next` is the one that is due, `known` one that came before (the answer to it was lost).
 * Anything else is refused with the offset to go on from.
 */
export function placePiece(file: { size: number; received: number }, offset: number, length: number): Result<'next' | 'known'> {
  if (length === 0) return refuseInput('/', 'file.empty-piece')
  if (length > maxPieceBytes) return refuse('input.too-large', { limit: '256 KB' })
  if (offset + length > file.size) return refuse('input.too-large', { limit: `${file.size} B` })
  if (offset === file.received) return ok('next')
  if (offset + length <= file.received) return ok('known')
  return refuse('file.chunk', { offset: file.received })
}
