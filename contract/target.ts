import { z } from 'zod'
import { attainmentFormulas, targetEntryKinds, targetLights } from './target-kinds.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
const Day = z.iso.date()
const Said = z.string().trim().min(1).max(500)
/** A quarter was written `2026Q3` once; it is still read, and written as everywhere else. */
const withDash = (text: string): string => text.replace(/^(\d{4})(?=Q[1-4]$)/, '$1-')
/** A year or a quarter of it: `2027`, `2026-Q3`. */
export const TargetPeriod = z
  .string()
  .overwrite(withDash)
  .regex(/^\d{4}(-Q[1-4])?$/)
  .meta({ id: 'TargetPeriod' })
export const Quarter = z
  .string()
  .overwrite(withDash)
  .regex(/^\d{4}-Q[1-4]$/)
  .meta({ id: 'Quarter' })
export const TargetLight = z.enum(targetLights).meta({ id: 'TargetLight' })

/** `holder`: no system of its own; it holds tasks of which nobody published which system they fall to. */
const SystemKind = z.enum(['system', 'holder', 'safeguard', 'work'])

/** 里程碑 of an item: by when, and when it was reached as the plan's source says. */
const Milestone = z.strictObject({ id: Id, name: Words, due: Day.optional(), done: Day.optional() })
/** A figure that belongs to a work as it is: a length, how many it serves. */
const ItemFigure = z.strictObject({ name: Words, value: z.number(), unit: Words })

/** 事项: one thing to be done. `named` false: the source counts it and gives no name; it waits for one. */
const Item = z.strictObject({
  id: Id,
  name: Words,
  named: z.boolean().default(true),
  system: Id.optional(),
  list: Id.optional(),
  start: Day.optional(),
  due: Day.optional(),
  milestones: z.array(Milestone).max(40).default([]),
  figures: z.array(ItemFigure).max(20).default([]),
})

const Target = z.strictObject({
  period: TargetPeriod,
  value: z.number(),
  /** more than it, not as much as it: > 9.5 */
  over: z.boolean().default(false),
})
/** A value as the plan's source gives it. `yearOnYear`: percent, as it was told. */
const Told = z.strictObject({ period: TargetPeriod, value: z.number(), yearOnYear: z.number().optional() })

/** 目标指标. Without a name (`named` false) it is a definition that waits for its data. */
const Indicator = z.strictObject({
  id: Id,
  name: Words,
  named: z.boolean().default(true),
  unit: Words,
  decimals: z.int().min(0).max(4).default(0),
  direction: z.enum(['up', 'down']).default('up'),
  /** how often a value should be there */
  cadence: z.enum(['quarter', 'year']),
  /** level: where it stands; flow: what came together since the year began */
  kind: z.enum(['level', 'flow']).default('level'),
  baseline: Told.omit({ yearOnYear: true }).optional(),
  targets: z.array(Target).max(60).default([]),
  /** how a year's way is spread over its quarters; left out: a straight line */
  season: z.array(z.number().min(0).max(1)).length(4).optional(),
  told: z.array(Told).max(200).default([]),
  /** outside it no value can be true, and none is taken */
  possible: z.strictObject({ least: z.number().optional(), most: z.number().optional() }).optional(),
})

/** 目标方案: a plan → its systems → lists → items, and its indicators. Data, as the file it came in. */
export const TargetPlan = z
  .strictObject({
    id: Id,
    name: Words,
    /** where its figures stand */
    source: Words,
    systems: z.array(z.strictObject({ id: Id, name: Words, kind: SystemKind })).max(60),
    lists: z.array(z.strictObject({ id: Id, name: Words })).max(60),
    items: z.array(Item).max(1_000),
    indicators: z.array(Indicator).max(300),
    /** attainment from which it is slow instead of behind; at 1 it is on track */
    slowFrom: z.number().min(0.1).max(0.99).default(0.9),
  })
  .superRefine((plan, context) => {
    const ids = [...plan.items, ...plan.indicators].map(({ id }) => id)
    const twice = ids.find((id, i) => ids.indexOf(id) !== i)
    if (twice) context.addIssue({ code: 'custom', path: ['items'], params: { reason: 'unfit' }, message: twice })
    const places = { system: plan.systems, list: plan.lists }
    plan.items.forEach((item, i) => {
      for (const key of ['system', 'list'] as const)
        if (item[key] !== undefined && !places[key].some(({ id }) => id === item[key]))
          context.addIssue({
            code: 'custom',
            path: ['items', i, key],
            params: { reason: 'name.unknown', given: { name: item[key] } },
          })
    })
    plan.indicators.forEach(({ season }, i) => {
      if (season && Math.abs(season.reduce((a, b) => a + b, 0) - 1) > 0.001)
        context.addIssue({ code: 'custom', path: ['indicators', i, 'season'], params: { reason: 'unfit' } })
    })
  })
  .meta({ id: 'TargetPlanDefinition' })
export type TargetPlan = z.infer<typeof TargetPlan>
export type TargetItem = TargetPlan['items'][number]
export type TargetIndicator = TargetPlan['indicators'][number]

/** What an owner says of an item or an indicator in a quarter. */
export const TargetSaid = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('progress'),
    words: Said,
    /** 0–100; null: said in words only */
    percent: z.number().min(0).max(100).nullable(),
    /** something stands in the way */
    stuck: z.boolean(),
  }),
  /** `done` null takes it back */
  z.strictObject({ kind: z.literal('milestone'), milestone: Id, done: Day.nullable() }),
  /** `value` null: nothing is known of the period any more, which is not zero */
  z.strictObject({
    kind: z.literal('value'),
    period: TargetPeriod,
    value: z.number().nullable(),
    yearOnYear: z.number().nullable().default(null),
    /** of a value far from the one before: why it is so */
    why: Said.optional(),
  }),
  z.strictObject({ kind: z.literal('reason'), words: Said }),
  z.strictObject({ kind: z.literal('next'), words: Said, due: Day.nullable() }),
  /** 佐证: which paper or record shows it, of which day */
  z.strictObject({
    ...{ kind: z.literal('evidence'), words: Said, day: Day.nullable() },
    /** the paper itself, read at `/files/{id}`; null: it is only named */
    file: z.object({ id: z.uuid(), type: z.string(), size: z.int() }).nullable().default(null),
  }),
  z.strictObject({ kind: z.literal('owner'), unit: z.string().max(80), coUnits: z.array(z.string().max(80)).max(20) }),
])
export type TargetSaid = z.infer<typeof TargetSaid>
export const SayTarget = z.strictObject({ subject: Id, quarter: Quarter, said: TargetSaid }).meta({ id: 'SayTarget' })
export type SayTarget = z.infer<typeof SayTarget>

export const TargetEntry = z
  .object({
    id: z.string(),
    subject: z.string(),
    quarter: Quarter,
    kind: z.enum(targetEntryKinds),
    said: TargetSaid,
    unitName: z.string(),
    /** made up for the demo */
    sample: z.boolean(),
    at: Instant,
  })
  .meta({ id: 'TargetEntry' })
export type TargetEntry = z.infer<typeof TargetEntry>

/** What a paper that is brought shows; its bytes are the body. */
export const TargetEvidence = z.strictObject({ subject: Id, quarter: Quarter, words: Said, day: Day.optional() })

const UnitName = z.object({ id: z.string(), name: z.string() })
/** What the review of a quarter says of it: why it is behind, what comes next; null: its owner said nothing. */
const Review = z.object({
  reason: z.string().nullable(),
  next: z.object({ words: z.string(), due: Day.nullable() }).nullable(),
})

/**
 * An item as it stands in a quarter. `why`: what its light comes from. `attainment`: percent told ÷ percent expected by the days gone.
 * `evidence`: how many pieces were named so far.
 */
export const TargetItemRow = z
  .object({
    ...{ id: z.string(), name: Words, named: z.boolean(), system: z.string().nullable(), list: z.string().nullable() },
    ...{ start: Day.nullable(), due: Day.nullable() },
    milestones: z.array(z.object({ id: z.string(), name: Words, due: Day.nullable(), done: Day.nullable() })),
    figures: z.array(ItemFigure),
    owner: UnitName.nullable(),
    coOwners: z.array(UnitName),
    progress: z
      .object({
        words: z.string(),
        percent: z.number().nullable(),
        expected: z.number().nullable(),
        stuck: z.boolean(),
        at: Instant,
        sample: z.boolean(),
      })
      .nullable(),
    light: TargetLight,
    why: z.enum(['reached', 'milestone-late', 'overdue', 'pace', 'stuck', 'told', 'nothing-told', 'no-days']),
    /** of a late milestone, its id */
    whyMilestone: z.string().nullable(),
    evidence: z.number(),
    ...Review.shape,
    /** the reader may say something of it */
    mine: z.boolean(),
  })
  .meta({ id: 'TargetItemRow' })
export type TargetItemRow = z.infer<typeof TargetItemRow>

const IndicatorValue = z.object({
  period: TargetPeriod,
  value: z.number(),
  yearOnYear: z.number().nullable(),
  sample: z.boolean(),
})

/**
 * An indicator as it stands in a quarter. `due`: the period whose value should be there. `current`: that value; null: nobody told it.
 * `newest`: the newest value at all. `attainment` = `top` ÷ `bottom`, both given, by the named formula; null: it cannot be reckoned.
 */
export const TargetIndicatorRow = z
  .object({
    ...{ id: z.string(), name: Words, named: z.boolean(), unit: Words, decimals: z.number() },
    ...{ direction: z.enum(['up', 'down']), cadence: z.enum(['quarter', 'year']), kind: z.enum(['level', 'flow']) },
    baseline: z.object({ period: TargetPeriod, value: z.number() }).nullable(),
    targets: z.array(z.object({ period: TargetPeriod, value: z.number(), over: z.boolean() })),
    seasonal: z.boolean(),
    due: TargetPeriod,
    current: IndicatorValue.nullable(),
    newest: IndicatorValue.nullable(),
    values: z.array(IndicatorValue),
    /** of the period that is due; null: no target reaches that far */
    expected: z.number().nullable(),
    attainment: z
      .object({ formula: z.enum(attainmentFormulas), top: z.number(), bottom: z.number(), ratio: z.number() })
      .nullable(),
    light: TargetLight,
    owner: UnitName.nullable(),
    coOwners: z.array(UnitName),
    ...Review.shape,
    mine: z.boolean(),
  })
  .meta({ id: 'TargetIndicatorRow' })
export type TargetIndicatorRow = z.infer<typeof TargetIndicatorRow>

const Counts = z.record(TargetLight, z.number())
/** Plans one may read, each with how its items and indicators stand in the quarter. */
export const TargetPlans = z
  .object({
    quarter: Quarter,
    rows: z.array(z.object({ id: z.string(), name: Words, areaName: z.string(), items: Counts, indicators: Counts })),
    at: Instant,
  })
  .meta({ id: 'TargetPlans' })
export type TargetPlans = z.infer<typeof TargetPlans>

export const TargetBoard = z
  .object({
    ...{ id: z.string(), name: Words, source: Words, version: z.number(), areaName: z.string(), quarter: Quarter },
    /** the quarter is not over: what is due in it may still be done */
    running: z.boolean(),
    /** its quarters so far, the newest first */
    quarters: z.array(Quarter),
    systems: z.array(z.object({ id: z.string(), name: Words, kind: SystemKind })),
    lists: z.array(z.object({ id: z.string(), name: Words })),
    items: z.array(TargetItemRow),
    indicators: z.array(TargetIndicatorRow),
    slowFrom: z.number(),
    /** units that may be named as owners, for whoever may name them */
    units: z.array(UnitName),
    at: Instant,
  })
  .meta({ id: 'TargetBoard' })
export type TargetBoard = z.infer<typeof TargetBoard>

export const TargetEntries = z.object({ rows: z.array(TargetEntry) }).meta({ id: 'TargetEntries' })
export type TargetEntries = z.infer<typeof TargetEntries>
export const QuarterWish = z.strictObject({ quarter: Quarter.optional() })
