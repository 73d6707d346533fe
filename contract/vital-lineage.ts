import { z } from 'zod'
import { DutyDesk } from './duty.ts'
import { Instant } from './time.ts'
import { Cadence, ToldMark, VitalTold } from './vital.ts'

/** Somebody who answers for a number, as their post. `mayCall`: the caller may ask for the phone of who holds it (`POST /duty/posts/{id}/call`); `desk`: the duty phone one rings else. */
export const VitalAnswering = z
  .object({
    /** `owner`: answers for the vital; `duty`: leads the duty over the area; `teller`: told values of it */
    why: z.enum(['owner', 'duty', 'teller']),
    ...{ post: z.string(), postName: z.string(), unitName: z.string() },
    ...{ person: z.string().nullable(), name: z.string().nullable(), mayCall: z.boolean() },
    desk: DutyDesk.nullable(),
  })
  .meta({ id: 'VitalAnswering' })
export type VitalAnswering = z.infer<typeof VitalAnswering>

/**
 * A row of the city a number was counted from, of readings the device they came from. `id`: of the event or the object to open. `meets`: of a ratio, is it in the numerator.
 * `at`: the moment it is counted by; null of what is counted as it stands. `unitName`, `name`: who has it in hand.
 */
export const VitalSourceRow = z
  .object({
    ...{ key: z.string(), id: z.string(), opens: z.enum(['event', 'object']), no: z.string(), title: z.string() },
    ...{ areaName: z.string().nullable(), at: Instant.nullable(), state: z.string(), meets: z.boolean().nullable() },
    ...{ unitName: z.string().nullable(), name: z.string().nullable() },
    /** of a device: how many of its readings count in the period, and their mean, lowest or highest value, or how many met the part */
    heard: z.object({ n: z.number(), value: z.number().nullable() }).nullable(),
  })
  .meta({ id: 'VitalSourceRow' })
export type VitalSourceRow = z.infer<typeof VitalSourceRow>

export const VitalRowsWish = z.strictObject({
  /** left out: the highest one sees */
  area: z.string().max(40).optional(),
  period: z.string().max(20),
  /** the period is a coarser one than the vital's own; left out: its own */
  by: Cadence.optional(),
  /** the number as it was known at this moment; left out: as it is known now */
  knownAt: Instant.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  /** of told values: `next` of the page before, however many come meanwhile */
  after: ToldMark.optional(),
})

/**
 * What a number comes from: rows of the city, or values as they were told (`told`), and who answers. `of` null: reckoned by a formula, see
 * its operands. `why` says why no rows are shown: `past`, they were counted as they stood then; `unseen`, the caller may not read such rows; `gone`, its readings are
 * kept no longer; `then`, asked as of a moment: the rows have changed since, what they came to then stands in `told`;
 * `finer`, of devices only the vital's own periods list theirs.
 */
export const VitalRows = z
  .object({
    of: z.enum(['events', 'orders', 'objects', 'readings', 'devices', 'told']).nullable(),
    rows: z.array(VitalSourceRow),
    told: z.array(VitalTold),
    /** where told values go on; null: they end here */
    next: ToldMark.nullable(),
    total: z.number(),
    /** there are more than `total`, up to which told values are counted */
    more: z.boolean(),
    why: z.enum(['past', 'unseen', 'gone', 'then', 'finer']).nullable(),
    answering: z.array(VitalAnswering),
    at: Instant,
  })
  .meta({ id: 'VitalRows' })
export type VitalRows = z.infer<typeof VitalRows>
