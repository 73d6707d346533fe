import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { CasePart } from '../../../contract/case-file.ts'
import { photoPath } from '../../city/file/disk.ts'
import { type Result, refuse } from '../../kernel/result.ts'
import { type Laid, manifestOf, sha256 } from './rules/lay-out.ts'
import { fixedNames } from './rules/verify.ts'
import type { ToPack } from './types.ts'

/** Bytes of all photos of one archive: a case of three hundred pictures of a phone. */
export const mostBytes = 200_000_000
/** Files of one archive: more than this no reader of ours opens (`protocols/sheet/zip.ts`). */
const mostParts = 480
/** MB the thread that packs may take: photos as read, and the archive beside them. */
const memoryMb = 1_024

/** Packs a case in a thread of its own; refused where it is too large, or a photo on the disk is not what it was. */
export async function packCase(dir: string, laid: readonly Laid[], page: string): Promise<Result<Uint8Array>> {
  const parts: CasePart[] = laid.map(({ part }) => part)
  if (parts.reduce((sum, { size }) => sum + (size ?? 0), 0) > mostBytes)
    return refuse('input.too-large', { limit: `${mostBytes / 1_000_000} MB` })
  if (laid.length > mostParts) return refuse('input.too-large', { limit: `${mostParts}` })
  const text = (name: string, content: string): ToPack => ({ name, bytes: Buffer.from(content) })
  const toPack: ToPack[] = [
    text(fixedNames.page, page),
    text(fixedNames.manifest, manifestOf(parts)),
    text(fixedNames.pageHash, `${sha256(page)}  ${fixedNames.page}\n`),
    ...laid.flatMap(({ part, bytes }): ToPack[] => {
      if (part.gone) return []
      return [bytes ? { name: part.path, bytes } : { name: part.path, from: photoPath(dir, part.sha256), sha256: part.sha256 }]
    }),
  ]
  const worker = new Worker(new URL('./archive-worker.ts', import.meta.url), {
    workerData: { parts: toPack },
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  try {
    const [done] = (await once(worker, 'message')) as [{ bytes: Uint8Array } | { broken: string }]
    return 'bytes' in done ? { ok: true, value: done.bytes } : refuse('case-file.broken', { name: done.broken })
  } finally {
    await worker.terminate()
  }
}
