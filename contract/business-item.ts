import { z } from 'zod'
import { appStates, itemStates, itemTiers } from './business-item-kinds.ts'
import { Instant } from './time.ts'
import { limitUnits } from './time-limit.ts'
import { Words } from './words.ts'

/** A length of time with its unit said; `fromNextDay`: the day of the beginning does not count. */
const Limit = z.object({ n: z.number(), unit: z.enum(limitUnits), fromNextDay: z.boolean() }).meta({ id: 'ItemLimit' })
export type ItemLimit = z.infer<typeof Limit>
const Unit = z.object({ id: z.string(), name: z.string() })
const total = {
  /** rows of the wish, on the first page only; with `more` there are at least so many */
  total: z.number().nullable(),
  more: z.boolean(),
  next: z.string().nullable(),
  at: Instant,
}

/**
 * A business item (业务事项): what a unit does again and again, as a catalogue keeps it; never a case of it. `type`: the event type that begins
 * it, with its name as long as a pack has it; `trigger`: what begins it in words. What is unknown is null.
 */
export const BusinessItem = z
  .object({
    ...{ code: z.string(), name: z.string(), tier: z.enum(itemTiers), unit: Unit, areaName: z.string() },
    ...{ type: z.string().nullable(), typeName: Words.nullable(), trigger: z.string().nullable() },
    ...{ basis: z.string().nullable(), accept: Limit.nullable(), finish: Limit.nullable() },
    ...{ state: z.enum(itemStates), version: z.number(), changedAt: Instant },
  })
  .meta({ id: 'BusinessItem' })
export type BusinessItem = z.infer<typeof BusinessItem>

/** A special app (特色应用) of a district or of the city. `pack`: the pack of this platform that is it. */
export const SpecialApp = z
  .object({
    ...{ code: z.string(), name: z.string(), unit: Unit, areaName: z.string() },
    district: z.object({ code: z.string(), name: z.string() }).nullable(),
    ...{ state: z.enum(appStates), since: z.string().nullable() },
    ...{ pack: z.string().nullable(), packName: Words.nullable(), version: z.number(), changedAt: Instant },
  })
  .meta({ id: 'SpecialApp' })
export type SpecialApp = z.infer<typeof SpecialApp>

const q = z.string().trim().min(1).max(60).optional()
const page = { cursor: z.string().max(400).optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }

/** Which items. `q`: the beginning of a code, words of a name, or first letters of its pinyin; `area`: what lies there, and nothing above it. */
export const ItemWish = z.strictObject({
  ...{ area: z.string().max(80).optional(), tier: z.enum(itemTiers).optional(), unit: z.string().max(80).optional() },
  ...{ state: z.enum(itemStates).optional(), type: z.string().max(80).optional(), q },
})
export const ItemQuery = ItemWish.extend(page)
export const AppWish = z.strictObject({
  ...{ area: z.string().max(80).optional(), state: z.enum(appStates).optional(), q },
})
export const AppQuery = AppWish.extend(page)

export const BusinessItems = z.object({ rows: z.array(BusinessItem), ...total }).meta({ id: 'BusinessItems' })
export type BusinessItems = z.infer<typeof BusinessItems>
export const SpecialApps = z.object({ rows: z.array(SpecialApp), ...total }).meta({ id: 'SpecialApps' })
export type SpecialApps = z.infer<typeof SpecialApps>

/** Units of an area itself that do items: what a list can be narrowed to. */
export const ItemUnits = z.object({ rows: z.array(Unit) }).meta({ id: 'ItemUnits' })
export type ItemUnits = z.infer<typeof ItemUnits>

/** One field as it was and is, as text; null: it was or is empty. */
export const ItemChange = z
  .object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })
  .meta({ id: 'ItemChange' })
export type ItemChange = z.infer<typeof ItemChange>

/** What was done to one: `changes` null where it was registered; `sheet`: of which sheet, null: by hand; `reason`: why, where somebody said so. */
const history = z.array(
  z.object({
    ...{ id: z.string(), at: Instant, by: z.string(), changes: z.array(ItemChange).nullable() },
    ...{ sheet: z.string().nullable(), reason: z.string().nullable() },
  }),
)
/** `mayChange`: its reader keeps the catalogue of its unit. */
export const BusinessItemEntry = z
  .object({ item: BusinessItem, mayChange: z.boolean(), history, at: Instant })
  .meta({ id: 'BusinessItemEntry' })
export type BusinessItemEntry = z.infer<typeof BusinessItemEntry>
/** What a form says of an item, in words as a sheet has them (`3wd`, `3个工作日`); empty text or null: not known. */
const said = (most: number) => z.string().max(most).nullable().optional()
const Said = {
  ...{ name: z.string().max(200).optional(), unit: z.string().max(80).optional(), type: said(80), trigger: said(300) },
  ...{ basis: said(400), accept: said(40), finish: said(40) },
}
/** Registers one item. */
export const RegisterItem = z
  .strictObject({ code: z.string().max(80), ...Said, name: z.string().max(200), unit: z.string().max(80) })
  .meta({ id: 'RegisterItem' })
/** Changes one item: what is left out stays. `version`: the one that was looked at. Who stops an item, or takes one up again, says why. */
export const ChangeItem = z
  .strictObject({
    version: z.int(),
    ...Said,
    state: z.enum(itemStates).optional(),
    reason: z.string().trim().max(300).optional(),
  })
  .meta({ id: 'ChangeItem' })
/** `changed`: so many fields are others now. */
export const ItemDone = z.object({ code: z.string(), version: z.number(), changed: z.number() })
export type ItemDone = z.infer<typeof ItemDone>

export const SpecialAppEntry = z.object({ app: SpecialApp, history, at: Instant }).meta({ id: 'SpecialAppEntry' })
export type SpecialAppEntry = z.infer<typeof SpecialAppEntry>

/** What a sheet would do. `digest` belongs to the file and to what it was held against; `sample`: some rows, `changes` null where one is new. */
export const ItemSheetLook = z
  .object({
    ...{ rows: z.number(), registered: z.number(), changed: z.number(), unchanged: z.number(), refused: z.number() },
    unknown: z.array(z.string()),
    faults: z.array(z.object({ row: z.number(), zh: z.string(), en: z.string() })),
    sample: z.array(z.object({ code: z.string(), name: z.string(), changes: z.array(ItemChange).nullable() })),
    digest: z.string(),
  })
  .meta({ id: 'ItemSheetLook' })
export type ItemSheetLook = z.infer<typeof ItemSheetLook>
export const ItemSheetTaken = z
  .object({ registered: z.number(), changed: z.number(), unchanged: z.number() })
  .meta({ id: 'ItemSheetTaken' })
export type ItemSheetTaken = z.infer<typeof ItemSheetTaken>
