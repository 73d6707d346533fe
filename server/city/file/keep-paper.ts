import { createHash } from 'node:crypto'
import { mostDocumentBytes } from '../../../contract/document-kinds.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import { keepPhoto } from './disk.ts'
import { readPdf } from './read-pdf.ts'
import { cleanPhoto } from './rules/clean-photo.ts'
import type { FileKind } from './types.ts'

export type Kept = { sha256: string; kind: FileKind; size: number }

/** Keeps the bytes of a paper under their hash: a photo without anything about its maker, a PDF as it came, if it only shows something. */
export async function keepPaper(dir: string, bytes: Buffer): Promise<Kept> {
  if (bytes.length === 0) throw new RefusalError(malformed('/file', 'rows.none'))
  if (bytes.length > mostDocumentBytes) throw new RefusalError({ code: 'input.too-large', details: { limit: '10 MB' } })
  const look = readPdf(bytes)
  if (look === 'active' || look === 'locked') throw new RefusalError({ code: `document.${look}` })
  const clean = look === 'plain' ? { kind: 'application/pdf' as const, bytes } : cleanPhoto(bytes)
  if (!clean) throw new RefusalError({ code: 'document.kind' })
  const sha256 = createHash('sha256').update(clean.bytes).digest('hex')
  await keepPhoto(dir, sha256, clean.bytes)
  return { sha256, kind: clean.kind, size: clean.bytes.length }
}
