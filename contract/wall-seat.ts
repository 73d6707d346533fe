import { z } from 'zod'
import { Instant } from './time.ts'

/** The code a wall shows until somebody lets it in. */
export const WallPairing = z.object({ code: z.string(), until: Instant }).meta({ id: 'WallPairing' })
export type WallPairing = z.infer<typeof WallPairing>

/**
 * What a machine is: nothing yet, waiting with a code, let in, or ended. `replaced`: another machine holds the seat since `replacedAt`, when it changed the
 * key this one still has.
 */
export const WallSitting = z
  .object({
    state: z.enum(['none', 'waiting', 'seated', 'ended', 'replaced']),
    pairing: WallPairing.nullable(),
    seat: z.object({ id: z.string(), name: z.string(), areaName: z.string() }).nullable(),
    replacedAt: Instant.nullable(),
    demo: z.boolean(),
    now: Instant,
    rate: z.number(),
  })
  .meta({ id: 'WallSitting' })
export type WallSitting = z.infer<typeof WallSitting>

/** From where a seat is used: address and browser, the first and the last time. */
export const SeatMachine = z.object({ address: z.string(), browser: z.string(), firstAt: Instant, lastAt: Instant })
export type SeatMachine = z.infer<typeof SeatMachine>

/**
 * Machines that show walls. `heardAt`: the last time one asked for anything; null: not yet. `machines`: from where, the newest first, the very first always
 * among them, and those that were refused with a former key within a week (`refusedAt`); `two`: two of them use it at once now; `moved`: it was used last in
 * another browser than its key was given to.
 */
export const WallSeats = z
  .object({
    rows: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        area: z.string(),
        areaName: z.string(),
        madeBy: z.string(),
        madeAt: Instant,
        heardAt: Instant.nullable(),
        endedBy: z.string().nullable(),
        endedAt: Instant.nullable(),
        machines: z.array(SeatMachine.extend({ refusedAt: Instant.nullable() })),
        two: z.boolean(),
        moved: z.boolean(),
      }),
    ),
    at: Instant,
  })
  .meta({ id: 'WallSeats' })
export type WallSeats = z.infer<typeof WallSeats>

export const SeatWall = z
  .strictObject({
    code: z.string().trim().min(4).max(20),
    name: z.string().trim().min(1).max(60),
    area: z.string().max(80).optional(),
  })
  .meta({ id: 'SeatWall' })
export const SeatMade = z.object({ id: z.string() })

/**
 * How often a tile of walls was opened by hand. `last`: null: never. `since` of a row: the day from which it has stood on a wall without a break; null:
 * it stands on none.
 */
export const WallTiles = z
  .object({
    area: z.object({ code: z.string(), name: z.string() }),
    /** when the walls of the area began; null: nothing is known yet */
    since: z.iso.date().nullable(),
    /** whole days looked back */
    days: z.int(),
    rows: z.array(
      z.object({
        tile: z.string(),
        opens: z.int(),
        last: z.iso.date().nullable(),
        since: z.iso.date().nullable(),
        unopened: z.boolean(),
      }),
    ),
    at: Instant,
  })
  .meta({ id: 'WallTiles' })
export type WallTiles = z.infer<typeof WallTiles>
export const TileOpened = z
  .strictObject({ tile: z.string().max(40), area: z.string().max(80).optional() })
  .meta({ id: 'TileOpened' })
