import { z } from 'zod'
import { Duration } from './time.ts'

/** A number, or from–to: then each device (or time) has its own by chance. */
export const Span = z.union([z.number(), z.tuple([z.number(), z.number()])])
export type Span = z.infer<typeof Span>
/** A length of time, or from–to. */
export const LengthSpan = z.union([Duration, z.tuple([Duration, Duration])])
export type LengthSpan = z.infer<typeof LengthSpan>

const Share = z.number().min(0).max(1)
/** A path of a reading by seconds. */
const Curve = z
  .array(z.tuple([z.number().min(0), z.number()]))
  .min(2)
  .max(40)

/** Gas that builds up in a closed space, a fan that vents it, and stories told for somebody to look at. Values in the unit of `reading`. */
export const GasModel = z.object({
  kind: z.literal('gas'),
  reading: z.string(),
  /** never below */
  least: z.number().min(0),
  /** time constant of going to rest, and of going there while the fan runs */
  builds: Duration,
  vents: z.object({ command: z.string(), within: Duration, share: Span }),
  /** from when on gas is truly up, and from when on somebody is to be told (the pack's own limit) */
  truth: z.object({ up: z.number(), due: z.number() }),
  story: z.object({
    /** by seconds at pace 1; so long after its begin it is over the gravest limit */
    curve: Curve,
    gravestAfter: Duration,
    /** where it ends once somebody came, with this time constant; over when it is so near */
    ends: z.number(),
    endsWithin: Duration,
    near: z.number().positive(),
    /** the newcomer's own: begins so long after the start, calms down by itself; its monitor speaks this often */
    own: z.object({ begins: Duration, patience: Duration, base: z.number(), speaks: Duration, answers: Duration }),
    /** a tank beside it, in the same district, rests at most at this */
    besideAtMost: z.number(),
    /** one district after the other, at a slower pace; of the fans the share `unanswered` does not answer, and `yields` is enough by itself */
    others: z.object({ every: LengthSpan, pace: Span, patience: LengthSpan, unanswered: Share, yields: Share.default(0) }),
  }),
})
export type GasModel = z.infer<typeof GasModel>

/** Water in a tank: what befalls it, at most one thing in each window of time. Values in the unit of `reading`. */
export const VesselModel = z.object({
  kind: z.literal('vessel'),
  reading: z.string(),
  /** below this nothing runs out */
  floor: z.number().min(0),
  fillsPerHour: z.number().positive(),
  /** below this it is truly too low (the limit of the rule that watches it) */
  low: z.number(),
  window: Duration,
  /** in which share of the window it begins */
  begins: Span,
  /** with the share of windows in which it comes; `refilled`: that share is filled once by somebody who does not look for the cause */
  troubles: z
    .array(
      z.object({
        kind: z.enum(['leak-fast', 'leak-slow', 'drained', 'stuck', 'mute']),
        share: Share,
        lossPerHour: z.number().min(0).default(0),
        lasts: LengthSpan,
        refilled: z.object({ share: Share, after: LengthSpan }).optional(),
      }),
    )
    .max(10),
})
export type VesselModel = z.infer<typeof VesselModel>

/** Of a story of a slope: how long after the start, how long it lasts, how far it moves (mm), and the share the first and the second sensor see. */
const SlopeTale = z.object({ after: Duration, lasts: Duration, mm: z.number().min(0), sees: z.tuple([Share, Share]) })
/** How often a year something is wrong with a sensor: once in `every`. */
const Rare = z.object({ every: Duration })

/** Slopes: stories of the demo in hours instead of weeks, and lives as the literature has them, for measuring what the rules make of them. */
export const SlopeModel = z.object({
  kind: z.literal('slope'),
  /** a millimetre of movement in the unit of each reading */
  scales: z.record(z.string(), z.number()),
  /** growth of a day from which people are to be called (the pack's own limit), in mm */
  due: z.number().positive(),
  /** rain elsewhere: the share of hours with a shower, and its most in mm */
  showers: z.object({ share: Share, most: z.number().min(0) }),
  /** where something befalls a slope: how often its sensors measure, and what their loggers kept */
  watched: z.object({ every: Duration, kept: Duration, keptEvery: Duration }),
  stories: z.object({
    /** rain over it; it moves ever slower and comes to rest without failing */
    stirred: SlopeTale.extend({ over: Duration }),
    /** inverse velocity falls to nothing at the end; then the sensors are gone with it, so long */
    fails: SlopeTale.extend({ gone: Duration }),
    /** one sensor jumps, the slope is at rest */
    knocked: SlopeTale,
    /** one sensor says nothing; after so long a faultless rule says so */
    mute: SlopeTale.extend({ due: Duration }),
  }),
  /** rain over the slope that is stirred, mm in one and in 24 hours: before, each minute while it pours, at most; then it dries */
  storm: z.object({
    pours: Duration,
    /** after so long the rain alone is to be called */
    due: Duration,
    dries: z.number().min(0),
    hour: z.object({ before: z.number(), perMinute: z.number(), most: z.number() }),
    day: z.object({ before: z.number(), perMinute: z.number(), most: z.number() }),
  }),
  lives: z.object({
    /** of slopes that do not fail: at rest; of the others: creeping evenly (the rest is stirred now and then) */
    rest: Share,
    creep: Share,
    /** kinds of sensors by share, and the noise of each (σ) in its unit */
    sensors: z.record(z.string(), z.object({ share: Share, noise: z.number().min(0) })),
    base: Span,
    heatMm: Span,
    /** A of the last stage (v = A ÷ days left, mm) and the even speed before (mm a day), both even by their logarithm; the last stage takes at most so long */
    fails: z.object({ reachMm: Span, evenMm: Span, atMost: Duration }),
    creepMm: Span,
    pulses: z.object({ every: Duration, mm: Span, over: LengthSpan }),
    faults: z.object({
      spike: Rare.extend({ mm: Span }),
      jump: Rare.extend({ mm: Span }),
      stuck: Rare.extend({ lasts: LengthSpan }),
      gap: Rare.extend({ lasts: LengthSpan }),
      drift: Rare.extend({ mm: Span, over: Duration }),
    }),
    storms: z.object({ every: Duration, hours: Span, mmPerHour: Span, most: z.tuple([z.number(), z.number()]) }),
  }),
})
export type SlopeModel = z.infer<typeof SlopeModel>

const Wrong = z.object({ share: Share, due: Duration })
/**
 * Vehicles of a register that drive from their sites along their permitted ways, and what is wrong with some of their turns. `share`: of the turns
 * their permits allow; `due`: from when on a faultless detector says it. Numbers a check has too (how far off, how fast, how long) are those of the pack's
 * check, held together by a test.
 */
export const FleetModel = z.object({
  /** a turn; within it so long at the site and at the tip */
  takes: Duration,
  loads: Duration,
  tips: Duration,
  speedKmh: z.tuple([z.number(), z.number()]),
  /** how far roads bend about the few points a permit names, metres */
  bendsM: z.tuple([z.number(), z.number()]),
  /** of every ten seconds on the way, the share at which it begins to stand at a light */
  stops: Share,
  /** how often a terminal tells where it is, on its way and at rest; σ of a place in metres */
  tells: Duration,
  rests: Duration,
  errsM: z.number().min(0),
  /**
   * the gate at the edge of the site, so many shares of its radius along the way: how long one stands at its barrier, and how long one that is
   * washed there (seconds); of those that leave unwashed a share has to wait as long as `waits` all the same. Left out: nobody stands there
   */
  gate: z
    .object({
      ...{ at: Share, stands: z.tuple([z.number(), z.number()]), washes: z.tuple([z.number(), z.number()]) },
      ...{ queues: Share, waits: z.tuple([z.number(), z.number()]) },
      /** of those it saw washed it tells so many as unwashed */
      errs: Share,
    })
    .optional(),
  wrong: z.object({
    ...{ 'no-ticket': Wrong, 'open-ticket': Wrong, unwashed: z.object({ share: Share }), dump: z.object({ share: Share }) },
    route: Wrong.extend({ offM: z.number().positive() }),
    /** truly too fast above `kmh`; such stretches are driven at `drives` */
    speed: Wrong.extend({ kmh: z.number().positive(), drives: z.tuple([z.number(), z.number()]) }),
    /** of the turns no permit allows by its hours */
    hours: Wrong,
    /** a vehicle without a valid permit drives every so many-th turn */
    'no-permit': z.object({ every: z.int().min(1), due: Duration }),
    volume: z.object({ percent: z.number().positive() }),
  }),
})
export type FleetModel = z.infer<typeof FleetModel>

/** Vehicles that go full from a place to another and back empty, under tickets, and cameras that look at them. */
export const RoundsModel = z.object({
  kind: z.literal('rounds'),
  takes: Duration,
  /** shares of a round at which it is there, leaves again, and is back */
  arrives: Share,
  leaves: Share,
  returns: Share,
  /** degrees to a place nobody named */
  reach: z.number().positive(),
  speedKmh: z.tuple([z.number(), z.number()]),
  /** what a full one carries, m³ */
  load: z.number().positive(),
  /** where gates are careless every so many-th trip goes without a ticket; so long after its begin it is to be found (the pack's own check) */
  unticketed: z.object({ every: z.int().min(2), due: Duration }),
  /** and every so many-th it leaves unwashed; left out: gates that do not tell */
  unwashed: z.object({ every: z.int().min(2) }).optional(),
  /** vehicles that pass cameras: how often, the share with something wrong; cameras err so many times as often as their share says, so that a visitor sees some */
  passes: z.object({ every: Duration, share: Share, errsTimes: z.number().min(0) }),
  /** the share of true matters a model notices, of clean passes it calls one, and how sure it says it is */
  cameras: z
    .array(
      z.object({
        model: z.string(),
        hits: Share,
        errs: Share,
        sure: Share,
        sureWhenWrong: Share,
        spread: Share,
      }),
    )
    .min(1)
    .max(20),
  /** more of them, with a terminal each */
  fleet: FleetModel.optional(),
})
export type RoundsModel = z.infer<typeof RoundsModel>

/** What of the physical world a pack's devices are played by. Speeds and shares of the shipped packs are ours and made up where no source stands beside them. */
export const PackModel = z.discriminatedUnion('kind', [GasModel, VesselModel, SlopeModel, RoundsModel])
export type PackModel = z.infer<typeof PackModel>
