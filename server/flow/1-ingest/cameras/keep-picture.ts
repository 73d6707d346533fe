import { createHash } from 'node:crypto'
import { keepPhoto } from '../../../city/file/disk.ts'
import { cleanPhoto } from '../../../city/file/rules/clean-photo.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import type { Db } from '../../../kernel/spine.ts'
import { matchLabel } from './rules/match-label.ts'
import { labelsOf } from './store.ts'
import type { CameraProtocol, Seen } from './types.ts'

export type PictureKeeper = (protocol: CameraProtocol, seen: Seen) => Promise<NonNullable<Seen['photo']> | null>

/**
 * Keeps the picture of what people will be asked about, without anything about its maker; every other one is dropped unopened. `dir` is
 * DATA_DIR/files.
 */
export const createPictureKeeper =
  ({ db, packs, dir }: { db: Db; packs: Packs; dir: string }): PictureKeeper =>
  async (protocol, seen) => {
    if (!packs.all().some(({ types }) => types.some(({ sighted }) => sighted))) return null
    const matched = matchLabel(await labelsOf(db, protocol, seen.names), seen, (type) => packs.typeOf(type) !== null)
    if (matched.outcome !== 'suspicion' || !packs.typeOf(matched.label.type!)?.type.sighted) return null
    const bytes = seen.picture?.()
    const clean = bytes ? cleanPhoto(Buffer.from(bytes)) : null
    if (!clean) return null
    const sha256 = createHash('sha256').update(clean.bytes).digest('hex')
    await keepPhoto(dir, sha256, clean.bytes)
    return { sha256, kind: clean.kind, size: clean.bytes.length }
  }
