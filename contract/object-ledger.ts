import { z } from 'zod'
import { Instant } from './time.ts'
import { Words } from './words.ts'

const Day = z.iso.date()

/**
 * How the cycle of an object stands: its next time lies ahead, went by, or nobody knows the last one, which is never in time: none is written down
 * (`never`), or a day to come is, which cannot have happened (`unknown`).
 */
export const CycleState = z.enum(['in-time', 'overdue', 'never', 'unknown']).meta({ id: 'CycleState' })
export type CycleState = z.infer<typeof CycleState>

/**
 * Numbers of a group of a ledger, each a part of `objects`. `letters`: objects with a letter that runs, `late` of those past its day; null where one
 * may not see cases.
 */
export const LedgerGroup = z.object({
  ...{ id: z.string(), name: Words, objects: z.int(), inTime: z.int(), overdue: z.int(), never: z.int(), unknown: z.int() },
  ...{ letters: z.int().nullable(), late: z.int().nullable() },
})
export type LedgerGroup = z.infer<typeof LedgerGroup>

/** A row of a ledger. `cells`: as `columns`, null where it is not known. `cycle.last`: as it is written down; `next` null: nobody knows. `letters`: how many were sent, and until when one runs. */
export const LedgerRow = z.object({
  ...{ id: z.string(), code: z.string(), name: z.string(), areaName: z.string(), group: Words, cells: z.array(Words.nullable()) },
  cycle: z.object({ state: CycleState, last: Day.nullable(), next: Day.nullable(), months: z.int() }).nullable(),
  letters: z.object({ sent: z.int(), until: Instant.nullable(), late: z.boolean() }).nullable(),
})
export type LedgerRow = z.infer<typeof LedgerRow>

/** 一本账 of a kind, as its pack declares it. `cycleName` null: it has no cycle. */
export const ObjectLedger = z
  .object({
    ledgers: z.array(z.object({ kind: z.string(), name: Words })),
    ...{ kind: z.string().nullable(), cycleName: Words.nullable(), hasLetters: z.boolean() },
    columns: z.array(z.object({ id: z.string(), name: Words })),
    ...{ groups: z.array(LedgerGroup), total: LedgerGroup.nullable() },
    ...{ rows: z.array(LedgerRow), next: z.string().nullable(), at: Instant },
  })
  .meta({ id: 'ObjectLedger' })
export type ObjectLedger = z.infer<typeof ObjectLedger>

export const ledgerViews = ['all', 'overdue', 'never', 'unknown', 'letters'] as const
export const LedgerWish = z.strictObject({
  ...{ kind: z.string().max(60).optional(), area: z.string().max(80).optional(), group: z.string().max(60).optional() },
  view: z.enum(ledgerViews).default('all'),
})
export const LedgerQuery = LedgerWish.extend({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
