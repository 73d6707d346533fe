import { z } from 'zod'
import { Instant } from './time.ts'
import { VitalCount } from './vital-count.ts'
import {
  vitalAggregations,
  vitalAnswers,
  vitalBands,
  vitalCadences,
  vitalDirections,
  vitalNotOver,
  vitalOverTimes,
  vitalRelations,
  vitalStandings,
  vitalStates,
  vitalTiers,
} from './vital-kinds.ts'
import { Words } from './words.ts'

export const Cadence = z.enum(vitalCadences).meta({ id: 'VitalCadence' })
const Tier = z.enum(vitalTiers).meta({ id: 'VitalTier' })
export const VitalState = z.enum(vitalStates).meta({ id: 'VitalState' })

const Band = z.enum(vitalBands).meta({ id: 'VitalBand' })
const Range = z.strictObject({ least: z.number().optional(), most: z.number().optional() })
const Bands = z
  .array(Range.extend({ band: Band }))
  .min(1)
  .max(4)
/** 分级常态: the range of the numbers of one tier above the one that tells a vital, with its own bands. */
const VitalAbove = Range.extend({ tier: Tier, bands: Bands.optional() }).meta({ id: 'VitalAbove' })

/**
 * `hold`: so many values in a row outside open the event. `causeHours`: so far back its suspected causes are looked for. `tier`: whose number is
 * judged, of the tier that tells it or one above; left out: of the one that tells it. `covered`: so many percent of the areas below must have told before
 * a number above them is judged; left out: all of them, of a ratio or a mean four fifths.
 */
const VitalOpens = z
  .strictObject({
    ...{ hold: z.number().int().min(1).max(60), causeHours: z.number().int().min(1).max(720).default(24) },
    ...{ tier: z.enum(vitalTiers).optional(), covered: z.number().int().min(1).max(100).optional() },
  })
  .meta({ id: 'VitalOpens' })

/**
 * 勾稽关系: the value against the sum of those of other vitals of the same tier, cadence and unit, in the same area and period, when one of
 * them is told. `tolerance`: so far apart they may be, in the unit. Where one of them was not told nothing is said.
 */
const VitalRule = z
  .strictObject({
    is: z.enum(vitalRelations),
    of: z.array(z.string().max(80)).min(1).max(10),
    tolerance: z.number().min(0).default(0),
    answer: z.enum(vitalAnswers).default('ask'),
  })
  .meta({ id: 'VitalRule' })

/** What a vital is (体征指标): the definition one version of it stands by. All numbers in its unit. */
export const VitalDefinition = z
  .strictObject({
    code: z
      .string()
      .regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/)
      .max(80),
    name: Words,
    ...{ board: z.string().max(40), track: z.string().max(40) },
    unit: Words,
    /** digits behind the point that are told and kept */
    decimals: z.number().int().min(0).max(6),
    aggregation: z.enum(vitalAggregations),
    /** reckoned from other vitals of the same cadence, told at its tier or below it and rolled up (`vital-formula.ts`): with the aggregation `formula`, and only then */
    formula: z.string().min(1).max(400).optional(),
    /** of a ratio or a formula: 1, 100 of a percentage, 1000 of a per-mille */
    times: z.union([z.literal(1), z.literal(100), z.literal(1000)]).default(1),
    /** what the two numbers of a ratio or a mean are */
    numerator: Words.optional(),
    denominator: Words.optional(),
    /** 最少样本: so large the denominator of a ratio, or of a formula that divides last, must be for it to be judged; left out: any is */
    leastSample: z.number().positive().optional(),
    ...{ tier: Tier, cadence: Cadence },
    /** how its periods make up coarser ones; left out: what is counted as it stands as the last of them, all else by its aggregation */
    overTime: z.enum(vitalOverTimes).optional(),
    /** minutes after the end of a period until its value must be there */
    dueMinutes: z.number().int().min(1).max(525_600),
    /** counted from the city's own rows; left out: told */
    count: VitalCount.optional(),
    /** 常态: the values that are as they should be; hysteresis: so far back inside until it counts as back */
    normal: Range.optional(),
    hysteresis: z.number().min(0).default(0),
    /** 分档: each further out than the one before; the hysteresis is theirs too */
    bands: Bands.optional(),
    /**
     * 分级常态: the ranges of tiers above its own. A tier without one is judged by `normal` where the number does not grow with the areas it is of; what
     * adds up is not judged there
     */
    normalAbove: z.array(VitalAbove).min(1).max(4).optional(),
    /** outside it no value can be true, and none is taken */
    possible: Range.optional(),
    /** 离群时: what is answered to a value far from its own past; left out: a reason is asked for */
    unusual: z.enum(vitalAnswers).optional(),
    rules: z.array(VitalRule).min(1).max(10).optional(),
    /** who tells it, from where */
    source: Words,
    /** the law, standard or document it stands on */
    basis: z.string().max(200).optional(),
    /** which way is good: bands lie on the other side; no colour follows from it */
    direction: z.enum(vitalDirections).optional(),
    /** the unit that answers for it, and the post in it */
    owner: z.string().max(80).optional(),
    ownerPost: z.string().max(80).optional(),
    /** the kind of object it is about, of a pack in force */
    objectKind: z.string().max(120).optional(),
    /** the type of event that follows when it leaves its normal range; its plan is that type's */
    eventType: z.string().max(80).optional(),
    /** 出常态立案: that event is opened, once for an area until it is over; left out: it is only said to be outside */
    opens: VitalOpens.optional(),
  })
  .meta({ id: 'VitalDefinition' })
export type VitalDefinition = z.infer<typeof VitalDefinition>

/**
 * One cell: a vital, an area, a period. `value` null: nothing was told, or the denominator is zero (`n` above 0 then), which is never zero.
 * `n` of `of`: how many of the areas that should tell it have. `newest`, `oldest`: when what stands in it was observed.
 * `version`: of the definition its values were told or counted by, of a formula the one it is reckoned by, in a closed period the one of then; `oldestVersion` differs where
 * values of several are within.
 * `standing`: normal, outside, or unknown (no value; 未判: a value, and no range of its tier; 报数不全: what areas that did not tell it could change; or 样本不足); `band`: how far outside, null where it is beyond no band; `stale`: the newest value is of an
 * earlier period than should be there by now. `uneven`: a formula over several vitals, not all told by every area: each is of the areas that told it, which need
 * not be the same.
 * `leastSample`: its denominator is smaller than this, which its definition wants: it is not judged (样本不足).
 * `periods`: of a coarser period how many of the vital's own have a number (`told`) of those that should by now (`due`) and of all there are in it
 * (`of`), and the newest that has one; null of its own period. `n` of `of` are then values of areas and periods.
 */
export const VitalCell = z
  .object({
    period: z.string(),
    value: z.number().nullable(),
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
    ...{ n: z.number(), of: z.number() },
    ...{ newest: Instant.nullable(), oldest: Instant.nullable() },
    ...{ version: z.number().nullable(), oldestVersion: z.number().nullable() },
    standing: z.enum(['normal', 'outside', 'unknown']),
    band: Band.nullable(),
    stale: z.boolean(),
    uneven: z.literal(true).optional(),
    leastSample: z.number().optional(),
    periods: z.object({ told: z.number(), due: z.number(), of: z.number(), last: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'VitalCell' })
export type VitalCell = z.infer<typeof VitalCell>

/**
 * A number held against an earlier one, its `cell` with its own coverage: `by` in the unit, `percent` of it (null of a percentage, whose difference is in
 * points, and of zero). `why` no difference is claimed: a number is missing (`none`), the coarser period still runs (`running`), or what adds up was told by
 * other areas (`areas`).
 */
export const VitalCompared = z
  .object({
    cell: VitalCell.nullable(),
    why: z.enum(['none', 'running', 'areas']).nullable(),
    ...{ by: z.number().nullable(), percent: z.number().nullable() },
  })
  .meta({ id: 'VitalCompared' })
export type VitalCompared = z.infer<typeof VitalCompared>

const Head = z.object({
  ...{ code: z.string(), name: Words, board: z.string(), track: z.string(), unit: Words, decimals: z.number() },
  ...{ state: VitalState, version: z.number(), cadence: Cadence, tier: Tier },
  /** false: told above this area, so that it can have no value here */
  here: z.boolean(),
  /** the range in force for the tier of the area; null: it is not judged there */
  normal: Range.nullable(),
  /** what its track is called */
  trackName: Words,
})
/**
 * A row of the list: the newest cell of the asked area, and the values of the periods before it, oldest first (null: none). `areaChanges`: days within
 * these periods on which areas under this one came or went (区划变动): what lies before is of another tree.
 */
export const VitalRow = Head.extend({
  /** of one that is sorted or catalogued what it lacks to be connected: its source, and whether a unit that answers for it (`owner`); null: nothing */
  lacks: z.object({ source: Words, owner: z.boolean() }).nullable(),
  /** by a formula over other vitals: without a number one of them has none */
  reckoned: z.boolean(),
  cell: VitalCell.nullable(),
  trend: z.array(z.number().nullable()),
  areaChanges: z.array(z.string()),
}).meta({ id: 'VitalRow' })
export type VitalRow = z.infer<typeof VitalRow>

const Counts = z.record(VitalState, z.number())
/** A track of a board in which vitals stand, and in which steps of their life. */
export const VitalTrack = z
  .object({ board: z.string(), track: z.string(), name: Words, counts: Counts })
  .meta({ id: 'VitalTrack' })
export type VitalTrack = z.infer<typeof VitalTrack>

/** `area`: a code of the tree or of an operating district; left out: the highest one sees. */
export const VitalsWish = z.strictObject({
  area: z.string().max(40).optional(),
  ...{ board: z.string().max(40).optional(), track: z.string().max(40).optional() },
  standing: z.enum(vitalStandings).default('all'),
  q: z.string().trim().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
})
export const VitalList = z
  .object({
    area: z.object({ code: z.string(), name: z.string(), tier: Tier }),
    tracks: z.array(VitalTrack),
    rows: z.array(VitalRow),
    total: z.number(),
    at: Instant,
  })
  .meta({ id: 'VitalList' })
export type VitalList = z.infer<typeof VitalList>

/** `path`: where to look on; null of a zone, which is several towns. */
const Part = z.object({ area: z.string(), name: z.string(), path: z.string().nullable(), cell: VitalCell })
/**
 * The period is closed (锁定) by the area or one above it: by which, when, and what the number was then, by which version of the definition. A formula stays
 * shown by the version of then; `now`: what it would be by the one in force, null where that is no other number by no other version.
 */
const Locked = z.object({
  ...{ area: z.string(), at: Instant, before: z.number().nullable(), version: z.number() },
  now: z.object({ value: z.number().nullable(), version: z.number() }).nullable(),
})
/**
 * One vital of one area: its definition, the cell, its periods and those of a year before, and the areas it is made of. As it was known at a
 * moment (`knownAt`) by the definition of then, its freshness as of then, and the series as far back as could be looked through.
 */
export const VitalPage = z
  .object({
    /** null: as it is known now */
    knownAt: Instant.nullable(),
    /** it stood at a number then that nobody kept: what is counted from readings moves until its value is due */
    lost: z.boolean(),
    definition: VitalDefinition,
    ...{ state: VitalState, version: z.number(), area: z.object({ code: z.string(), name: z.string(), tier: Tier }) },
    trackName: Words,
    /** the periods its cells are of: the vital's own, or a coarser one as asked */
    by: Cadence,
    /** the periods one may ask by, its own first; `notBy`: why there is no coarser one */
    ...{ offered: z.array(Cadence), notBy: z.enum(vitalNotOver).nullable() },
    /** the range its values are judged by; null: none is said for the tier of the area or for such a period */
    normal: Range.nullable(),
    /** false: told above this area, so that it can have no value here */
    here: z.boolean(),
    cell: VitalCell.nullable(),
    series: z.array(VitalCell),
    yearBefore: VitalCell.nullable(),
    /** held against the period before and the same period of the year before; null: there is no number */
    compared: z.object({ period: VitalCompared, year: VitalCompared }).nullable(),
    parts: z.array(Part),
    /** of a formula: what its number is reckoned by, in a closed period that of then; null of all else */
    formula: z.object({ text: z.string(), times: z.number(), version: z.number() }).nullable(),
    /** of a formula: the vitals it is reckoned from, each with its own cell of the area in the period */
    operands: z.array(
      z.object({
        code: z.string(),
        name: Words.nullable(),
        unit: Words.nullable(),
        decimals: z.number(),
        cell: VitalCell.nullable(),
      }),
    ),
    /** the next finer periods a coarser one is made of; those without a number are named too */
    finer: z.object({ by: Cadence, cells: z.array(VitalCell) }).nullable(),
    /** areas below that told nothing in the period */
    silent: z.array(z.object({ area: z.string(), name: z.string() })),
    /** 区划变动: days after the oldest period shown or compared on which areas under this one came or went; what lies before is of another tree */
    areaChanges: z.array(z.string()),
    /** the codes the area had before it came to be: its earlier periods are theirs */
    joined: z.array(z.object({ code: z.string(), name: z.string() })),
    locked: Locked.nullable(),
    at: Instant,
  })
  .meta({ id: 'VitalPage' })
export type VitalPage = z.infer<typeof VitalPage>

/**
 * `by`: by coarser periods than its own, `period` being one of them. `knownAt`: as it was known at this moment; left out: as it is known now.
 * One that lies ahead is refused.
 */
export const VitalPageWish = z.strictObject({
  area: z.string().max(40).optional(),
  by: Cadence.optional(),
  period: z.string().max(20).optional(),
  knownAt: Instant.optional(),
})
/** What a check said of a value when it was told (存疑): it was taken with a reason (`ask`), or taken all the same (`warn`). */
export const VitalMark = z
  .object({
    ...{ check: z.enum(['unusual', 'rule']), answer: z.enum(['ask', 'warn']), zh: z.string(), en: z.string() },
    /** the vitals a rule names, as the sentence names them, by their codes */
    codes: z.array(z.string()),
  })
  .meta({ id: 'VitalMark' })
export type VitalMark = z.infer<typeof VitalMark>

/** A doubted value was looked at and is right (核对无误): who says so, when, and why. */
export const VitalConfirmed = z
  .object({ at: Instant, byName: z.string().nullable(), reason: z.string() })
  .meta({ id: 'VitalConfirmed' })
export type VitalConfirmed = z.infer<typeof VitalConfirmed>

/** A value as it was told: the rows behind a number, newest first. `value` null: withdrawn. */
export const VitalTold = z
  .object({
    ...{ area: z.string(), name: z.string(), period: z.string() },
    ...{ value: z.number().nullable(), numerator: z.number().nullable(), denominator: z.number().nullable() },
    ...{ observedAt: Instant, knownAt: Instant, source: z.string(), by: z.string(), reason: z.string().nullable() },
    /** the name of the person or of the system that told it; null: the platform itself */
    byName: z.string().nullable(),
    /** of the definition it was told or counted by */
    version: z.number(),
    marks: z.array(VitalMark),
    confirmed: VitalConfirmed.nullable(),
    /** a later value of the same area and period took its place */
    replaced: z.boolean(),
  })
  .meta({ id: 'VitalTold' })
export type VitalTold = z.infer<typeof VitalTold>
/** Where a page of told values ended: the period (ms) and the number of its last. */
export const ToldMark = z.string().regex(/^\d{1,16}\.\d{1,18}$/)
export const VitalToldWish = z.strictObject({
  ...{ area: z.string().max(40), period: z.string().max(20) },
  /** what was known at this moment; left out: all that is known now */
  knownAt: Instant.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  /** `next` of the page before: what follows it, however many values come meanwhile */
  after: ToldMark.optional(),
})
/** `more`: there are more than `total`, up to which is counted. */
export const VitalToldList = z
  .object({
    rows: z.array(VitalTold),
    ...{ total: z.number(), more: z.boolean() },
    ...{ next: ToldMark.nullable(), at: Instant },
  })
  .meta({ id: 'VitalToldList' })
export type VitalToldList = z.infer<typeof VitalToldList>

/** A row that was refused, or taken and doubted, with the words of why. */
export const VitalRowSaid = z.object({ row: z.number(), code: z.string(), zh: z.string(), en: z.string() })
/**
 * Values to take, at most 2,000: each by itself taken or refused with its number. `value`: of a ratio the numerator, beside `denominator`;
 * of a weighted mean beside `weight`; null withdraws. `unit`: checked when given. `reason`: why it is right although a check asked.
 */
export const VitalValue = z.strictObject({
  ...{ vital: z.string().max(80), area: z.string().max(40), period: z.string().max(20) },
  value: z.number().nullable(),
  denominator: z.number().optional(),
  weight: z.number().optional(),
  unit: z.string().max(40).optional(),
  observedAt: Instant.optional(),
  reason: z.string().trim().max(300).optional(),
})
export type VitalValue = z.infer<typeof VitalValue>
export const VitalValues = z.strictObject({ values: z.array(VitalValue).min(1).max(2_000) })
export const VitalValuesTaken = z
  .object({
    taken: z.number(),
    refused: z.array(VitalRowSaid),
    /** taken, and marked for whoever answers for the vital */
    marked: z.array(VitalRowSaid),
  })
  .meta({ id: 'VitalValuesTaken' })
export type VitalValuesTaken = z.infer<typeof VitalValuesTaken>
