import { createHash } from 'node:crypto'
import type { CasePart } from '../../../../contract/case-file.ts'
import { caseParts } from '../../../../contract/case-parts.ts'
import type { Piece } from '../types.ts'

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** A part with what it is written as; null: a photo, whose bytes lie on the disk. */
export type Laid = { part: CasePart; bytes: Buffer | null }

/** Gives each piece its number and place in the archive: by kind as `caseParts` has them, then by time. The same pieces always come out the same. */
export function layOut(pieces: readonly Piece[]): Laid[] {
  const order = (piece: Piece): number => caseParts.indexOf(piece.kind)
  const time = (piece: Piece): number => piece.at?.getTime() ?? 0
  return pieces
    .map((piece, place) => ({ piece, place }))
    .toSorted((a, b) => order(a.piece) - order(b.piece) || time(a.piece) - time(b.piece) || a.place - b.place)
    .map(({ piece }, at) => laid(piece, at + 1))
}

function laid(piece: Piece, n: number): Laid {
  const { kind, title, at, lon, lat, lines } = piece
  const rest = { n, kind, title, at: at?.toISOString() ?? null, lon, lat, lines }
  const stem = `${String(n).padStart(3, '0')}-${kind}`
  if ('bytes' in piece) {
    const { bytes, ending } = piece
    const part = { ...rest, path: `parts/${stem}.${ending}`, sha256: sha256(bytes), size: bytes.length, file: null, gone: false }
    return { part, bytes }
  }
  const { id, sha256: hash, size, ending, gone } = piece.photo
  const part = { ...rest, path: `photos/${stem}.${ending}`, sha256: hash, size: gone ? null : size, file: gone ? null : id, gone }
  return { part, bytes: null }
}

/** `manifest.sha256`: a line for each part whose bytes are there, as `sha256sum -c` reads it. */
export const manifestOf = (parts: readonly CasePart[]): string =>
  parts
    .filter(({ gone }) => !gone)
    .map(({ sha256: hash, path }) => `${hash}  ${path}\n`)
    .join('')
