import { z } from 'zod'
import { CallChannel } from './channel.ts'
import { ChargeRole } from './charge-role.ts'
import { Condition } from './condition.ts'
import { DetailValue } from './detail.ts'
import { Haulage } from './haulage.ts'
import { Hazard } from './inspection.ts'
import { ObjectKind } from './object-kind.ts'
import { PackIndicator } from './pack-indicator.ts'
import { PackLayer } from './pack-layer.ts'
import { PackSheet } from './pack-sheet.ts'
import { PackSimulator } from './pack-simulator.ts'
import { PackParts } from './part-rule.ts'
import { Grade, Severity } from './scales.ts'
import { Duration } from './time.ts'
import { LimitText } from './time-limit.ts'
import { WayBlock } from './way-block.ts'
import { Words } from './words.ts'

const Level = z.object({ severity: Severity, limit: z.number(), hold: Duration })
const common = { id: z.string(), family: z.string(), name: Words }

export const ThresholdRule = z.object({
  ...common,
  kind: z.literal('threshold'),
  reading: z.string(),
  direction: z.enum(['above', 'below']),
  levels: z.array(Level).min(1),
  clearFactor: z.number().positive(),
  clearHold: Duration,
})
export const RateRule = z.object({
  ...common,
  kind: z.literal('rate'),
  reading: z.string(),
  perMinute: z.number(),
  window: Duration,
  severity: Severity,
  hold: Duration,
  clearHold: Duration,
})
export const SilenceRule = z.object({ ...common, kind: z.literal('silence'), for: Duration, severity: Severity })
export const FlatRule = z.object({ ...common, kind: z.literal('flat'), reading: z.string(), for: Duration, severity: Severity })
export const IneffectiveRule = z.object({
  ...common,
  kind: z.literal('ineffective'),
  command: z.string(),
  reading: z.string(),
  within: Duration,
  fall: z.number().positive().max(1),
  severity: Severity,
})
export const NoReceiptRule = z.object({
  ...common,
  kind: z.literal('no-receipt'),
  command: z.string(),
  severity: Severity,
  clearOnReceipt: z.literal(true),
})
/**
 * A rule made of conditions. Looked at for each device of the pack, or once for an object with all its devices (`on: 'object'`).
 * A level counts once its condition has held for its hold; it is over once it no longer holds, with its compares taken at
 * `clearFactor × limit` (÷ for below), for `clearHold`.
 */
export const TreeRule = z.object({
  ...common,
  kind: z.literal('tree'),
  on: z.enum(['device', 'object']),
  levels: z
    .array(z.object({ severity: Severity, when: Condition, hold: Duration }))
    .min(1)
    .max(4),
  clearFactor: z.number().positive(),
  clearHold: Duration,
  /** 误报记忆: a device whose alarm by this rule was called false raises its family by itself no further than `cap` for so long */
  doubt: z.object({ cap: Severity, for: Duration }).optional(),
})
export const DetectRule = z
  .discriminatedUnion('kind', [ThresholdRule, RateRule, SilenceRule, FlatRule, IneffectiveRule, NoReceiptRule, TreeRule])
  .meta({ id: 'DetectRule' })
export type DetectRule = z.infer<typeof DetectRule>
export type ThresholdRule = z.infer<typeof ThresholdRule>
export type RateRule = z.infer<typeof RateRule>
export type SilenceRule = z.infer<typeof SilenceRule>
export type FlatRule = z.infer<typeof FlatRule>
export type IneffectiveRule = z.infer<typeof IneffectiveRule>
export type NoReceiptRule = z.infer<typeof NoReceiptRule>
export type TreeRule = z.infer<typeof TreeRule>

/** Who is called: a kind of post, on a tier, of a board or domain, side A or B. */
export const Call = z.object({
  postKind: z.string(),
  tier: z.enum(['city', 'district', 'town']),
  board: z.string().optional(),
  domain: z.string().optional(),
  side: z.enum(['A', 'B']).optional(),
  /** who has this charge of the event's object goes first; the kind of post is asked where nobody has it */
  charge: ChargeRole.optional(),
  /** told at once, though not asked to accept (a leader on red) */
  inform: z.boolean().optional(),
})
export type Call = z.infer<typeof Call>

/** One rung: called when nobody accepted the rungs before within their time. */
export const PlanStep = z.object({ call: z.array(Call).min(1), name: Words })
/** `limit`: of a case opened by a condition of the catalogue, its limit (`2uh`) in the place of `finish`. */
export const Clocks = z.object({
  accept: Duration,
  arrive: Duration.nullable(),
  report: Duration.nullable(),
  finish: Duration.nullable(),
  calendar: z.enum(['wall', 'work']),
  limit: LimitText.optional(),
})
export type Clocks = z.infer<typeof Clocks>

/** One way to call a person, so long after they were asked (叫应): the ladder stops at a human answer only. */
export const CallStep = z.object({ channel: CallChannel, after: Duration })
export type CallStep = z.infer<typeof CallStep>

export const ChecklistItem = z.object({
  id: z.string(),
  name: Words,
  kind: z.enum(['tick', 'photo', 'reading', 'text']),
  required: z.boolean(),
  reading: z.string().optional(),
  /** of a reading item: the unit it is written down in */
  unit: z.string().optional(),
  when: z.enum(['before', 'after']).optional(),
})
export type ChecklistItem = z.infer<typeof ChecklistItem>

/** What must be kept of the event's object: one of these values of a detail. What nobody knows, and a case without an object, is none. */
export const ObjectIs = z.object({ detail: z.string(), is: z.array(DetailValue).min(1).max(40) })
export type ObjectIs = z.infer<typeof ObjectIs>

/** Who else is asked at some grades; with `when` only for objects that are so. */
export const Assist = z.object({
  /** by which it is known whatever it is called; plans written before parts had ids have none (`contract/plan-parts.ts`) */
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .optional(),
  call: Call,
  grades: z.array(Grade),
  mandatory: z.boolean(),
  name: Words,
  when: ObjectIs.optional(),
  /** counts the households with whoever leads; every other part sees how many there are, never who they are */
  evacuates: z.literal(true).optional(),
  /** orders the closing of this way (`Plan.closures`) */
  closes: z.string().optional(),
})

export const Plan = z.object({
  lead: z.array(PlanStep).min(1),
  assist: z.array(Assist),
  inform: z.array(z.object({ call: Call, grades: z.array(Grade) })),
  clocks: z
    .record(z.string(), Clocks)
    .refine((clocks) => Object.keys(clocks).length > 0, { params: { reason: 'value.missing' } }),
  checklist: z.array(ChecklistItem),
  safety: z.array(Words),
  /** the households the object threatens are counted door by door (撤离清单); at these grades the case is not finished before all are */
  evacuate: z
    .object({
      grades: z.array(Grade),
      /** details of the object that say how many it threatens: a list that was never entered is told by them */
      registered: z.object({ households: z.string(), persons: z.string() }).optional(),
    })
    .optional(),
  /** 通行管制: ways that may be closed while it lasts */
  closures: z.array(WayBlock).min(1).max(4).optional(),
  /** how people are called until one answers, by grade; left out: a red case by app, SMS and phone, others by app only */
  callConfirm: z.partialRecord(Grade, z.array(CallStep).min(1).max(8)).optional(),
  /** whoever accepted has to confirm again when the case turns graver: they are called as if they had said nothing */
  confirmAnew: z.literal(true).optional(),
})
export type Plan = z.infer<typeof Plan>

/**
 * Of a matter cameras notice on a thing that bears a number (a plate): sightings of the same thing are one suspicion, and a person says of
 * each whether it is real before anything comes of it. What a camera reads of things of other matters is not kept.
 */
export const Sighted = z.object({
  /** the things are objects of this kind, known by this detail */
  kind: z.string(),
  detail: z.string(),
  /** sightings of the same thing that lie no further apart are one */
  within: Duration,
  gate: z
    .object({
      /** likelihood 0–1, all sightings taken together, from which a person looks */
      at: z.number().min(0.05).max(0.95),
      /** how far what people say may move the gate of one camera */
      least: z.number().min(0.05).max(0.99),
      most: z.number().min(0.05).max(0.99),
      /** of those below, one in so many is looked at all the same */
      sample: z.int().min(2).max(10_000),
      /** where so many other cameras stand within so far, each truck is seen often: there a look takes this likelihood instead of `at` */
      among: z
        .object({ at: z.number().min(0.05).max(0.99), others: z.int().min(1).max(100), withinM: z.int().min(100).max(50_000) })
        .optional(),
    })
    .refine(({ at, least, most }) => least <= at && at <= most, { path: ['at'], params: { reason: 'unfit' } }),
})
export type Sighted = z.infer<typeof Sighted>

export const EventType = z.object({
  id: z.string(),
  name: Words,
  /** 板块 / 跑道 / 一级业务 / 事项 */
  path: z.tuple([z.string(), z.string(), z.string(), z.string()]),
  /** six capitals at the head of the event number */
  prefix: z.string().regex(/^[A-Z]{6}$/),
  family: z.string().nullable(),
  grade: Grade,
  /** severity → grade; a severity left out is watch only */
  gradeOf: z.partialRecord(Severity, Grade),
  /** severities that open and dispatch by themselves; the others with a grade wait for a person */
  auto: z.array(Severity),
  title: Words,
  plan: Plan,
  /** closing needs the alarm cleared, or a waiver with its reason */
  closeNeedsClear: z.boolean(),
  /** reports of people may choose it */
  reportable: z.boolean(),
  /**
   * types, also of other packs, that are often another view of the same thing: each is offered for merging with the other, whichever of them says so.
   * One that no pack in force has is ignored; `test-pack` remarks on it.
   */
  akin: z.array(z.string().max(80)).max(20).optional(),
  /** where such a matter is and how far it has come may be told to everybody; its words and people never */
  public: z.boolean().optional(),
  cordonM: z.partialRecord(Severity, z.number()).optional(),
  /** cameras notice it, and people look at what they noticed (人工复核); left out: it waits in the inbox */
  sighted: Sighted.optional(),
  /** such a matter is a hazard at an object: it stands in the ledger of hazards, and its owner can be sent a letter */
  hazard: Hazard.optional(),
})
export type EventType = z.infer<typeof EventType>

export const Reading = z.object({
  name: Words,
  unit: z.string(),
  min: z.number(),
  max: z.number(),
  normal: z.tuple([z.number(), z.number()]),
})
export const Act = z.object({
  family: z.string(),
  /** only devices of this kind, also of another pack; left out: every device of the object */
  device: z.string().optional(),
  at: Severity,
  command: z.string(),
  off: z.string().optional(),
  receiptWithin: Duration,
  name: Words,
  offName: Words.optional(),
})

/** A place a fence names: its outline in WGS-84 (longitude, latitude), closed by itself. */
export const Zone = z.object({
  name: Words,
  outline: z
    .array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]))
    .min(3)
    .max(500),
})
export type Zone = z.infer<typeof Zone>

/** A number, or a length of time. */
export const SettingValue = z.union([z.number(), Duration])
export type SettingValue = z.infer<typeof SettingValue>

const named = z.string().max(80)
const at = z.string().max(120)
/**
 * A place a setting puts its value in: in a rule, in a check of the haulage, in a floor of a risk model, or in what a letter about a hazard of
 * a type says, each by its id (`*`: every one that has the place), and the place in it, as `levels.0.limit`.
 */
export const SettingPlace = z.union([
  z.strictObject({ rule: named, at }),
  z.strictObject({ check: named, at }),
  z.strictObject({ floor: named, at }),
  z.strictObject({ hazard: named, at }),
])
export type SettingPlace = z.infer<typeof SettingPlace>

/** A number or a length of time somebody may change per district, with its range, and what it sets in the pack. */
export const Setting = z.object({
  name: Words,
  help: Words,
  /** what the pack says by itself */
  value: SettingValue,
  /** what the demo puts in its place where that is shorter */
  demo: SettingValue.optional(),
  min: SettingValue,
  max: SettingValue,
  /** of a number: its steps on the screen */
  step: z.number().positive().optional(),
  unit: z.string().default(''),
  sets: z.array(SettingPlace).min(1).max(40),
})
export type Setting = z.infer<typeof Setting>

/** What keeps a pack's alarms from calling for nothing (docs/adr/0024). */
export const Quiet = z.object({
  /** families whose standing alarm is the cause of what hangs below its object: a power cut, a gateway gone */
  causes: z.array(z.string()).default([]),
  /** families muted while a cause stands above: that nothing is heard, never what a reading says */
  caused: z.array(z.string()).default([]),
  /** so long after the cause is over what hangs below may take to be heard again */
  release: Duration.default('5m'),
  /** a rule that says a device is not to be believed → the families of that device's readings */
  faults: z.array(z.object({ rule: z.string(), families: z.array(z.string()) })).default([]),
  /** more raises than this within an hour is flapping (domain.md: 3) */
  flapsOver: z.int().min(1).default(3),
  /** what one rule may bring before a person within an hour, in the whole city */
  budget: z.int().min(1).default(60),
  /** so many findings of one type in one town within so long become one event */
  group: z.object({ from: z.int().min(2), within: Duration }).default({ from: 5, within: '10m' }),
})
export type Quiet = z.infer<typeof Quiet>

const BlockId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

export const Pack = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  version: z.int().positive(),
  name: Words,
  /** the kinds of objects it brings; none: it watches no things of its own */
  objects: z.array(ObjectKind).max(12).default([]),
  deviceKind: z.string().nullable(),
  deviceName: Words.nullable().default(null),
  intervalS: z.number().nullable(),
  readings: z.record(z.string(), Reading),
  detect: z.array(DetectRule),
  acts: z.array(Act),
  types: z.array(EventType).min(1),
  settings: z.record(z.string(), Setting),
  /** what is carried from place to place under permits and tickets */
  haulage: Haulage.optional(),
  /** which other areas its cases concern, and which place leads */
  parts: PackParts.optional(),
  /** the places its fences name */
  zones: z.record(z.string(), Zone).default({}),
  merge: z.object({ withinM: z.number(), within: Duration }),
  /** an event was ended though its alarm stands: so long nobody is called again for the same level */
  quietAfterEnd: Duration.default('10m'),
  quiet: Quiet.prefault({}),
  /** figures of its own page, by id */
  indicators: z.record(BlockId, PackIndicator).default({}),
  /** what it adds to the map, by id */
  layers: z.record(BlockId, PackLayer).default({}),
  /** how the demo plays its devices */
  simulator: PackSimulator.optional(),
  /** the figures of its month by area (月报) */
  sheet: PackSheet.optional(),
})
export type Pack = z.infer<typeof Pack>

/** Validates a pack's shape. Throws a ZodError with every fault at once. */
export const definePack = (pack: z.input<typeof Pack>): Pack => Pack.parse(pack)

type Given<T> = Omit<T, 'kind'>
/** Value beyond a limit for its hold; cleared below `clearFactor × limit` for `clearHold`, one step at a time. */
export const threshold = (rule: Given<ThresholdRule>): ThresholdRule => ({ kind: 'threshold', ...rule })
/** Value climbing faster than `perMinute` over the window. */
export const rate = (rule: Given<RateRule>): RateRule => ({ kind: 'rate', ...rule })
/** Nothing heard for so long. */
export const silence = (rule: Given<SilenceRule>): SilenceRule => ({ kind: 'silence', ...rule })
/** The very same value for so long: a stuck sensor. */
export const flat = (rule: Given<FlatRule>): FlatRule => ({ kind: 'flat', ...rule })
/** The command ran, and the reading did not fall by the share within the time. */
export const ineffective = (rule: Given<IneffectiveRule>): IneffectiveRule => ({ kind: 'ineffective', ...rule })
/** The device did not confirm a command. */
export const noReceipt = (rule: Given<NoReceiptRule>): NoReceiptRule => ({ kind: 'no-receipt', ...rule })
/** Conditions over several readings, devices, places and times. */
export const tree = (rule: Given<TreeRule>): TreeRule => ({ kind: 'tree', ...rule })
