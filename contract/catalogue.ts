import { z } from 'zod'
import { Instant } from './time.ts'
import { LimitText } from './time-limit.ts'

/** 事件 or 部件: what happens, or a thing of the city that is out of order (GB/T 30428.2). */
export const CatalogueKind = z.enum(['event', 'component']).meta({ id: 'CatalogueKind' })
export type CatalogueKind = z.infer<typeof CatalogueKind>

const Cells = z.array(z.string().max(32_767)).max(64)
/**
 * One sheet of a city's catalogue as it was written: the lines above its headings, the headings, the rows. `csv`: how the file was
 * written, null of a workbook.
 */
export const CatalogueSheet = z.strictObject({
  name: z.string().max(100),
  kind: CatalogueKind,
  above: z.array(Cells).max(20),
  columns: Cells,
  rows: z.array(Cells).max(20_000),
  csv: z
    .strictObject({
      ...{ encoding: z.enum(['utf-8', 'gb18030']), bom: z.boolean() },
      ...{ newline: z.enum(['\r\n', '\n']), ended: z.boolean() },
    })
    .nullable(),
})
export type CatalogueSheet = z.infer<typeof CatalogueSheet>
/** A version of the catalogue: its sheets. What they mean is read from them. */
export const CatalogueData = z.strictObject({ sheets: z.array(CatalogueSheet).max(16) })
export type CatalogueData = z.infer<typeof CatalogueData>

/** One stretch of a limit; several are milestones (制止 4 工作时, 拆除 20 工作日), the last is the limit of the whole. */
export const Milestone = z.object({ name: z.string().nullable(), limit: LimitText }).meta({ id: 'Milestone' })
export type Milestone = z.infer<typeof Milestone>

/**
 * A 立案条件 of a 小类. `id`: `E0113-2` is the second condition of event 01/13, `C…` a component. `local`: a number the city gave itself.
 * `written`: the limit as the sheet has it. `limit`: `read` from it, `set` by a person, `plan` when a person said that the plan's own
 * limits hold, `unread` while nobody has; `milestones` is empty for the last two.
 */
export const FilingCondition = z
  .object({
    ...{ id: z.string(), kind: CatalogueKind, code: z.string(), major: z.string(), name: z.string(), local: z.boolean() },
    ...{ text: z.string(), close: z.string(), unit: z.string(), supervisor: z.string() },
    written: z.string(),
    limit: z.enum(['read', 'set', 'plan', 'unread']),
    milestones: z.array(Milestone),
  })
  .meta({ id: 'FilingCondition' })
export type FilingCondition = z.infer<typeof FilingCondition>

/** What an event keeps of the condition it was opened by; later versions of the catalogue change only new events. */
export const OpenedBy = FilingCondition.pick({ id: true, code: true, major: true, name: true, text: true, close: true })
  .extend({ ...{ version: z.number(), unit: z.string(), milestones: z.array(Milestone) } })
  .meta({ id: 'OpenedBy' })
export type OpenedBy = z.infer<typeof OpenedBy>

const Count = z.object({ majors: z.number(), classes: z.number(), local: z.number(), conditions: z.number(), unread: z.number() })
export const CatalogueQuery = z.strictObject({
  q: z.string().trim().max(60).optional(),
  kind: CatalogueKind.optional(),
  unread: z.enum(['true']).optional(),
  cursor: z.string().max(20).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
/** The catalogue in force, page by page. `version` 0: none was imported yet. `found`: rows that fit the wish. */
export const CatalogueView = z
  .object({
    ...{ version: z.number(), source: z.string().nullable(), madeAt: Instant.nullable(), madeBy: z.string().nullable() },
    counts: z.object({ event: Count, component: Count }),
    rows: z.array(FilingCondition),
    ...{ found: z.number(), next: z.string().nullable(), at: Instant },
  })
  .meta({ id: 'CatalogueView' })
export type CatalogueView = z.infer<typeof CatalogueView>

/** A sheet as it is sent: the file in base64, and what it holds where its sheets do not say. */
export const CatalogueFile = z.strictObject({
  name: z.string().trim().min(1).max(120),
  kind: CatalogueKind.default('event'),
  data: z.base64().max(960_000),
})
/** A person says what the limit of a condition is: a limit, or null, the plan's own. */
export const LimitBody = z.strictObject({ version: z.int().positive(), limit: LimitText.nullable() })
/** A class of the city's own; its number is the next one down from 99. */
export const LocalClassBody = z.strictObject({
  version: z.int().positive(),
  kind: CatalogueKind,
  major: z.string().regex(/^\d\d$/),
  name: z.string().trim().min(1).max(60),
  text: z.string().trim().min(1).max(500),
  close: z.string().trim().max(300).default(''),
  unit: z.string().trim().max(200).default(''),
  limit: LimitText,
})
export const CatalogueDone = z
  .object({ ...{ version: z.number(), changed: z.boolean(), conditions: z.number(), unread: z.number() } })
  .meta({ id: 'CatalogueDone' })
export type CatalogueDone = z.infer<typeof CatalogueDone>
