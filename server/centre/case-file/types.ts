import type { CasePartKind } from '../../../contract/case-parts.ts'
import type { Words } from '../../../contract/words.ts'
import type { Packs } from '../../city/pack/packs.ts'

/** A line of a part. */
export type Line = { name: Words; value: Words }
/** A piece of evidence before it has a place in the archive. `bytes`: what it is written as; a photo's lie on the disk under `sha256`. */
export type Piece = {
  kind: CasePartKind
  title: Words
  at: Date | null
  lon: number | null
  lat: number | null
  lines: Line[]
} & (
  | { bytes: Buffer; ending: 'json' | 'csv' }
  | { photo: { id: string; sha256: string; size: number; ending: 'jpg' | 'png' | 'webp'; gone: boolean } }
)

/** `show`: personal fields as they are, else masked. `here(sha256)`: are the bytes of a photo still on the disk? */
export type Gathering = { packs: Packs; zone: string; show: boolean; now: Date; here(sha256: string): Promise<boolean> }

/** A file of an archive: as it is written, or where it lies with what it must be. */
export type ToPack = { name: string; bytes: Uint8Array } | { name: string; from: string; sha256: string }
