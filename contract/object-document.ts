import { z } from 'zod'
import { documentKinds, documentStandings } from './document-kinds.ts'
import { Instant } from './time.ts'

export const DocumentKind = z.enum(documentKinds).meta({ id: 'DocumentKind' })
export const DocumentStanding = z.enum(documentStandings).meta({ id: 'DocumentStanding' })
const Day = z.iso.date()
const title = z.string().trim().min(2).max(80)

/** One version of a paper: `file` is read at `/files/{file}`, `sha256` is of what is kept and served. `by`: who brought it. */
export const DocumentVersion = z.object({
  ...{ version: z.int(), title: z.string(), validUntil: Day.nullable(), file: z.uuid(), type: z.string(), size: z.int() },
  ...{ sha256: z.string(), at: Instant, by: z.string() },
})
/** A paper of an object (图纸资料) in its newest version, with those before it, the newest first. */
export const ObjectDocument = DocumentVersion.extend({
  ...{ id: z.uuid(), kind: DocumentKind, standing: DocumentStanding, former: z.array(DocumentVersion) },
  withdrawn: z.object({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
}).meta({ id: 'ObjectDocument' })
export type ObjectDocument = z.infer<typeof ObjectDocument>

export const ObjectDocuments = z
  .object({ rows: z.array(ObjectDocument), mayKeep: z.boolean(), at: Instant })
  .meta({ id: 'ObjectDocuments' })
export type ObjectDocuments = z.infer<typeof ObjectDocuments>

/** A paper that is brought; its bytes are the body. `replaces`: the paper it is a new version of, `version` the one it follows; its kind stays. */
export const DocumentNew = z.strictObject({
  ...{ kind: DocumentKind, title, validUntil: Day.optional() },
  ...{ replaces: z.uuid().optional(), version: z.coerce.number().int().min(1).optional() },
})
export type DocumentNew = z.infer<typeof DocumentNew>
export const DocumentWithdraw = z.strictObject({ version: z.int().min(1), reason: z.string().trim().min(2).max(300) })
export const DocumentDone = z.object({ id: z.uuid(), version: z.int(), object: z.string() }).meta({ id: 'ObjectDocumentDone' })

/** Papers of one's areas that are about to expire or have expired, the longest ago first. */
export const DueDocuments = z
  .object({
    rows: z.array(
      z.object({
        ...{ id: z.uuid(), object: z.string(), objectName: z.string(), objectKind: z.string(), areaName: z.string() },
        ...{ kind: DocumentKind, title: z.string(), validUntil: Day, standing: DocumentStanding },
      }),
    ),
    ...{ soon: z.int(), expired: z.int(), dated: z.int(), next: z.string().nullable(), at: Instant },
  })
  .meta({ id: 'DueDocuments' })
export type DueDocuments = z.infer<typeof DueDocuments>
export const DueDocumentsWish = z.strictObject({
  ...{ area: z.string().max(80).optional(), kind: z.string().max(60).optional(), cursor: z.string().max(200).optional() },
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
