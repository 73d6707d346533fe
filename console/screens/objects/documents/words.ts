import type { DocumentKind } from '../../../../contract/document-kinds.ts'
import { createT } from '../../../../ui/t.ts'
import { documentsEn } from '../../../messages/en-documents.ts'
import { documentsZh } from '../../../messages/zh-documents.ts'

/** Words of this part, loaded with it and not with the first page. */
export const t = createT(documentsZh, documentsEn)
export const kindWord = (kind: DocumentKind): string => t(`kind.${kind}`)

/** Bytes as people read them. */
export const sizeWords = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`
