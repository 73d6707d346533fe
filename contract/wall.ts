import { z } from 'zod'
import { AreaLoad, ByGrade, Share, Vital } from './cockpit.ts'
import { EventRow } from './event.ts'
import { Instant } from './time.ts'
import { WallHead } from './wall-head.ts'
import { playConditionIds, wallPanelIds, wallParts, wallScreenIds, wallSigns } from './wall-kinds.ts'
import { WallVitals } from './wall-vitals.ts'

const Now = z.object({
  open: z.object({ n: z.number(), byGrade: ByGrade }),
  overdue: z.number(),
  unaccepted: z.object({ n: z.number(), redOrange: z.number() }),
  acceptedOnTime: Share.extend({ hours: z.number() }),
  /** too few cases for a share */
  few: z.boolean(),
  closed24h: z.number(),
})

/** One part of C1, read by itself: a part that fails leaves the others alone. `at`: the moment its figures were counted. Only the part asked for is there. */
export const WallPartView = z
  .object({
    at: Instant,
    part: z.enum(wallParts),
    head: WallHead.optional(),
    now: Now.optional(),
    /**
     * open red ones, drills among them: those that wait longest or whose turn is next, then the newest; the newest orange ones; and the newest of all. `waiting`: every
     * unaccepted red one in the order of its turns; `redsOpen`: how many red ones are open
     */
    open: z
      .object({
        reds: z.array(EventRow),
        orange: z.array(EventRow),
        newest: z.array(EventRow),
        waiting: z.array(z.uuid()),
        redsOpen: z.int(),
      })
      .optional(),
    /** open events of each area below */
    areas: z.array(AreaLoad).optional(),
    vitals: WallVitals.optional(),
    /** what devices and work say of themselves */
    pulse: z.array(Vital).optional(),
    strip: z.array(z.object({ from: Instant, byGrade: ByGrade })).optional(),
  })
  .meta({ id: 'WallPart' })
export type WallPartView = z.infer<typeof WallPartView>
export const WallPartWish = z.object({ part: z.enum(wallParts), area: z.string().max(80).optional() })

const Panels = z.array(z.enum(wallPanelIds)).max(6)
const Slots = z.strictObject({ left: Panels, right: Panels, bottom: Panels })
/** Which panels stand where, for both proportions; `vitals`: which signs the panel 体征 has, by code, each once; left out: the first ones of the boards. */
export const WallLayoutBody = z
  .strictObject({ normal: Slots, wide: Slots, vitals: z.array(z.string().max(80)).max(wallSigns).optional() })
  .meta({ id: 'WallLayout' })

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** A turn of the playlist: what is shown for how many seconds, and when it counts. `area` null: the wall's own. `hours` only with that condition. */
export const WallTurn = z
  .strictObject({
    screen: z.enum(wallScreenIds),
    area: z.string().max(80).nullable(),
    seconds: z.int().min(10).max(3600),
    when: z.enum(playConditionIds),
    hours: z.strictObject({ from: Clock, until: Clock }).nullable(),
  })
  .meta({ id: 'WallTurn' })
export type WallTurn = z.infer<typeof WallTurn>
export const WallPlaylist = z.strictObject({ turns: z.array(WallTurn).max(20) }).meta({ id: 'WallPlaylist' })
export type WallPlaylist = z.infer<typeof WallPlaylist>

const Edition = z.object({
  /** code of the area, of a zone its own */
  code: z.string(),
  /** null: a zone, which is several towns */
  path: z.string().nullable(),
  name: z.string(),
  tier: z.string(),
})
const Version = z.object({ no: z.int(), at: Instant, by: z.string() })

/** What somebody pushed to a wall, until when. `postName`: by which post; null: not known any more. */
export const WallPush = z
  .object({
    screen: z.enum(wallScreenIds),
    area: z.string().nullable(),
    event: z.string().nullable(),
    until: Instant,
    by: z.string(),
    postName: z.string().nullable(),
  })
  .meta({ id: 'WallPush' })
export type WallPush = z.infer<typeof WallPush>

/** What a wall is to show: its edition, composition, playlist and what is pushed to it. `layout`, `playlist` null: as shipped. */
export const WallState = z
  .object({
    at: Instant,
    /** server seconds in a second */
    rate: z.number(),
    area: Edition,
    /** the last moment anything was heard from a device inside; null: never */
    dataAt: Instant.nullable(),
    layout: Version.extend({ body: WallLayoutBody }).nullable(),
    playlist: Version.extend({ body: WallPlaylist }).nullable(),
    push: WallPush.nullable(),
  })
  .meta({ id: 'WallState' })
export type WallState = z.infer<typeof WallState>

/** Whose wall: an area's, or one machine's (`seat`), which follows its area where it has nothing of its own. */
export const WallWish = z.object({ area: z.string().max(80).optional(), seat: z.string().max(80).optional() })
const Whose = { area: z.string().max(80).optional(), seat: z.string().max(80).optional() }

/** How a wall came to be what it is. */
export const WallSettings = z
  .object({
    area: Edition,
    layout: z.array(Version.extend({ body: WallLayoutBody.nullable() })),
    playlist: z.array(Version.extend({ body: WallPlaylist.nullable() })),
    push: WallPush.nullable(),
    at: Instant,
  })
  .meta({ id: 'WallSettings' })
export type WallSettings = z.infer<typeof WallSettings>

/** `body` null: back to what is shipped. */
export const PutWallLayout = z.strictObject({ ...Whose, body: WallLayoutBody.nullable() }).meta({ id: 'PutWallLayout' })
export const PutWallPlaylist = z.strictObject({ ...Whose, body: WallPlaylist.nullable() }).meta({ id: 'PutWallPlaylist' })
/** `minutes` 0: ends what is pushed. `event` goes with the screen of one event. */
export const PushToWall = z
  .strictObject({
    ...Whose,
    screen: z.enum(wallScreenIds),
    show: z.string().max(80).nullable(),
    event: z.uuid().nullable(),
    minutes: z.int().min(0).max(240),
  })
  .meta({ id: 'PushToWall' })
export const WallVersionMade = z.object({ no: z.int() })
