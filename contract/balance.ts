import { z } from 'zod'
import { Instant } from './time.ts'

/** A day as people of the city count it. */
export const Day = z.iso.date().meta({ id: 'Day' })

const n = z.number()

/** Where all that was received on a day stands now. `gone`: its alarm cleared before anybody had decided. */
const Items = z.object({ open: n, closed: n, merged: n, rejected: n, falseAlarm: n, selfHandled: n, gone: n })
/** Where all calls to take on an order that went out on a day stand now. `climbed`: nobody answered, the next rung was called. */
const Calls = z.object({ pending: n, answered: n, climbed: n, withdrawn: n })

export const Sheet = z
  .object({
    received: n,
    items: Items,
    sent: n,
    calls: Calls,
    /** the items add up to what was received, the calls to what was sent */
    balanced: z.boolean(),
  })
  .meta({ id: 'BalanceSheet' })
export type Sheet = z.infer<typeof Sheet>

/** The balance sheet of a day: the sum over the asked areas, and each town in which anything happened. */
export const Balance = z
  .object({
    day: Day,
    total: Sheet,
    towns: z.array(Sheet.extend({ area: z.string(), areaName: z.string() })),
    /** when the chain took this day's sheets in, and how many things stood elsewhere than their rows then; null before */
    sealed: z.object({ at: Instant, differences: n }).nullable(),
    at: Instant,
  })
  .meta({ id: 'Balance' })
export type Balance = z.infer<typeof Balance>

/** A thing that stands elsewhere than its rows and facts say: `stored` on the sheet, `counted` anew; null where one has it not at all. */
export const BalanceDifference = z
  .object({
    of: z.enum(['item', 'call']),
    id: z.string(),
    area: z.string(),
    areaName: z.string(),
    title: z.string().nullable(),
    event: z.string().nullable(),
    stored: z.string().nullable(),
    counted: z.string().nullable(),
  })
  .meta({ id: 'BalanceDifference' })
/** A day's sheets compared with a fresh count, at this moment; at most 1000 differences. */
export const BalanceDifferences = z
  .object({ day: Day, rows: z.array(BalanceDifference), at: Instant })
  .meta({ id: 'BalanceDifferences' })
export type BalanceDifferences = z.infer<typeof BalanceDifferences>
