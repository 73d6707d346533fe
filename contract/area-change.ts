import { z } from 'zod'
import { Instant } from './time.ts'

/** Codes of areas: 2 digits the city, 6 a district, 9 a town, 12 a community, 15 a grid; each begins with its parent's. */
const Code = z.string().regex(/^(?:\d{6}|\d{9}|\d{12}|\d{15})$/)
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/**
 * A line of a change of areas (区划变动). `from` without `to`: it ends (撤销); `to` without `from`: it begins (设立); both: the one ends and the
 * other takes its place (迁移, 合并, 拆分); both the same: it is called otherwise (更名). What lies below moves along where its place is plain.
 */
export const AreaChangeRow = z.strictObject({
  from: Code.nullable(),
  to: Code.nullable(),
  name: z.string().trim().min(1).max(40).nullable(),
  kind: z.string().trim().min(1).max(20).nullable(),
  /** the operating district of a town, where it is not the one of its code (开发区) */
  district: z.string().trim().min(1).max(20).nullable(),
})
export type AreaChangeRow = z.infer<typeof AreaChangeRow>

/** `day`: the first day of the new tree. `text`: lines as they are copied from a sheet: 原代码, 新代码, 名称, 类别, 运行区县. `basis`: the paper it follows. */
export const AreaChangeBody = z.strictObject({
  day: Day,
  title: z.string().trim().min(2).max(80),
  basis: z.string().trim().min(2).max(120),
  text: z.string().min(3).max(200_000),
})
export type AreaChangeBody = z.infer<typeof AreaChangeBody>

const Named = { code: z.string(), name: z.string(), tier: z.string() }
export const AreaEnds = z.object({ ...Named, above: z.string(), to: z.array(z.string()) })
export const AreaBegins = z.object({ ...Named, kind: z.string(), above: z.string(), of: z.array(z.string()) })
export const AreaRenamed = z.object({ ...Named, kind: z.string(), was: z.string() })
/** A unit that answers for areas that end. `to`: the codes it answers for from the day on. `parentNow`: the unit it stands under then; null: as before. */
export const AreaUnit = z.object({
  ...{ id: z.string(), name: z.string(), to: z.array(z.string()), parentWas: z.string().nullable() },
  parentNow: z.string().nullable(),
})
export type AreaUnit = z.infer<typeof AreaUnit>
/** What stands in the way of a line (the first is 1). */
export const AreaFault = z.object({ row: z.int(), zh: z.string(), en: z.string() })
export type AreaFault = z.infer<typeof AreaFault>
/** What the change would do, shown before anything is done; with a fault nothing can be done. */
export const AreaChangePlan = z
  .object({
    ends: z.array(AreaEnds),
    begins: z.array(AreaBegins),
    renames: z.array(AreaRenamed),
    units: z.array(AreaUnit),
    /** objects that move along; cases that are open there, which stay under the code they were opened under */
    ...{ objects: z.int(), openEvents: z.int() },
    faults: z.array(AreaFault),
  })
  .meta({ id: 'AreaChangePlan' })
export type AreaChangePlan = z.infer<typeof AreaChangePlan>

export const areaChangeStates = ['waiting', 'done', 'failed', 'withdrawn'] as const
export const AreaChangeView = z
  .object({
    ...{ id: z.string(), day: Day, title: z.string(), basis: z.string(), state: z.enum(areaChangeStates) },
    ...{ askedBy: z.string(), askedAt: Instant, doneAt: Instant.nullable() },
    rows: z.array(AreaChangeRow),
    /** why it could not be carried out on its day, by line */
    faults: z.array(AreaFault),
  })
  .meta({ id: 'AreaChangeView' })
export type AreaChangeView = z.infer<typeof AreaChangeView>
export const AreaChangeList = z.object({ rows: z.array(AreaChangeView), at: Instant }).meta({ id: 'AreaChangeList' })
export type AreaChangeList = z.infer<typeof AreaChangeList>
export const AreaChangeAsked = z.object({ id: z.string() }).meta({ id: 'AreaChangeAsked' })
