import type { PullSource } from '../../../city/channel/types.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import type { Spine } from '../../../kernel/spine.ts'
import type { Ingest } from '../accept.ts'

/** What mapped feeds stand on. `keepDays`: READINGS_KEEP_DAYS. */
export type MappedDeps = {
  spine: Spine
  ingest: Ingest
  packs: Packs
  pulls: readonly PullSource[]
  keepDays: number
  zone: string
  /** FILE_DROP_DIR; null: no folder is watched */
  dropDir: string | null
}
