import { z } from 'zod'
import { SettingValue } from './pack.ts'
import { BlockChange, KindHeld } from './pack-change.ts'
import { PackFault } from './pack-fault.ts'
import { MergeOutcome, PlanChange, PlanMergeLine, SettingMergeLine } from './pack-merge.ts'
import { PackRequest, PackRequestWhat } from './pack-requests.ts'
import { ShownModel, ShownPlay } from './pack-shown.ts'
import { PlanTiers } from './plan-preview.ts'
import { TypePlan } from './plan-version.ts'
import { RuleDifference } from './rules.ts'
import { Grade, Severity } from './scales.ts'
import { Duration, Instant } from './time.ts'
import { Words } from './words.ts'

export const ReleaseState = z.enum(['waiting', 'live', 'retired', 'discarded']).meta({ id: 'ReleaseState' })

export const MergeLine = z
  .object({
    rule: z.string(),
    name: Words,
    outcome: MergeOutcome,
    /** what the publisher changed against the version in force, and what was changed here; in plain words */
    theirs: z.array(Words),
    ours: z.array(Words),
    decided: z.enum(['ours', 'theirs']).nullable(),
  })
  .meta({ id: 'MergeLine' })
export type MergeLine = z.infer<typeof MergeLine>

/** What devices do by themselves at an alarm: no person is asked, and the event says that it was done. */
export const PackActs = z
  .object({
    command: z.string(),
    name: Words,
    /** what is done when the alarm is over; null: nothing */
    offName: Words.nullable(),
    /** what its alarms open an event of; null: nothing of this pack */
    of: Words.nullable(),
    /** from which colour on */
    at: Severity,
    /** kind of the devices that do it, also of another pack; null: every device of the object */
    device: z.string().nullable(),
    /** after so long without an answer it counts as not done */
    receiptWithin: Duration,
  })
  .meta({ id: 'PackActs' })

/** What a pack brings, and what it changes of what is in force. */
export const PackBrings = z
  .object({
    pack: z.string(),
    version: z.int(),
    title: Words,
    publisher: z.string().nullable(),
    key: z.string().nullable(),
    /** version in force now; null: the pack is new here */
    before: z.int().nullable(),
    objects: z.array(Words),
    device: Words.nullable(),
    readings: z.array(Words),
    rules: z.array(Words),
    /** event types, each with whom its plan calls first, and whom when nobody accepts */
    types: z.array(z.object({ id: z.string(), name: Words, grade: Grade, lead: z.array(Words) })),
    /** what devices do by themselves, in the order of the pack */
    acts: z.array(PackActs),
    settings: z.array(Words),
    indicators: z.array(Words),
    layers: z.array(Words),
    /** how many invented things the demo plays; null: it does not */
    played: z.int().nullable(),
    samples: z.int(),
    /** its kinds of objects with their columns and inspections */
    kinds: z.array(KindHeld),
    /** how it reckons the risk of its objects */
    models: z.array(ShownModel),
    /** blocks that come, go or change, beside rules and plans */
    blocks: z.array(BlockChange),
    /** rules, against those in force here */
    differences: z.array(RuleDifference),
    merge: z.array(MergeLine),
    /** plans changed here, row by row; only what is not the same on all sides */
    plans: z.array(PlanMergeLine),
    /** plans in force, against what they become */
    planChanges: z.array(PlanChange),
    /** settings changed here that the new version does not have, or not in this range */
    tuned: z.array(SettingMergeLine),
  })
  .meta({ id: 'PackBrings' })
export type PackBrings = z.infer<typeof PackBrings>

/** What a pack file says: everything that keeps it out, or what it would bring. */
/** Who would get what a pack opens, by type of event and severity, at a place on the real tree. */
export const PackReach = z
  .object({
    areaName: z.string(),
    types: z.array(z.object({ type: z.string(), name: Words, tiers: PlanTiers })),
    /** what the kinds of posts are called that may be asked */
    posts: TypePlan.shape.posts,
    details: TypePlan.shape.details,
  })
  .meta({ id: 'PackReach' })
export type PackReach = z.infer<typeof PackReach>

export const PackLook = z
  .object({ faults: z.array(PackFault), brings: PackBrings.nullable(), reach: PackReach.nullable() })
  .meta({ id: 'PackLook' })
export type PackLook = z.infer<typeof PackLook>

/** Which side each conflict is decided for: by the id of its rule, by the `id` of a row of a plan or of a setting. */
export const Decisions = z.record(z.string().max(400), z.enum(['ours', 'theirs']))
export type Decisions = z.infer<typeof Decisions>

export const PackAct = z.enum(['publish', 'discard', 'roll-back', 'switch', 'tune', 'install'])
export type PackAct = z.infer<typeof PackAct>

export const ReleaseLine = z
  .object({
    pack: z.string(),
    no: z.int(),
    version: z.int(),
    state: ReleaseState,
    publisher: z.string().nullable(),
    note: z.string(),
    askedByName: z.string().nullable(),
    askedAt: Instant.nullable(),
    publishedByName: z.string().nullable(),
    publishedAt: Instant.nullable(),
    allowed: z.array(PackAct),
    /** why the caller may not publish it */
    why: Words.nullable(),
  })
  .meta({ id: 'ReleaseLine' })

export const PackLine = z
  .object({
    pack: z.string(),
    name: Words,
    version: z.int(),
    /** null: it came with the platform */
    publisher: z.string().nullable(),
    /** switched off in the whole city */
    off: z.boolean(),
    /** districts in which it is off, or whose settings differ */
    districts: z.int(),
    rules: z.int(),
    /** version of the rules in force */
    rulesVersion: z.int(),
    waiting: z.boolean(),
    /** names of the reader's districts where it is switched off by themselves */
    offAt: z.array(z.string()),
    /** what waits for a second person at a place of the reader's */
    asked: z.array(PackRequestWhat),
    /** a newer version that came with the platform while another one is installed */
    offered: z.int().nullable(),
    /** alarms of its rules, what became of them, and all its cases, however they were noticed: by rules, checks of trips, cameras, models, people */
    week: z.object({
      raised: z.int(),
      merged: z.int(),
      ofSignals: z.int(),
      falseAlarm: z.int(),
      ofDecided: z.int(),
      cases: z.int(),
    }),
  })
  .meta({ id: 'PackLine' })
export const PackList = z.object({
  rows: z.array(PackLine),
  waiting: z.array(ReleaseLine.extend({ name: Words })),
  allowed: z.array(PackAct),
  at: Instant,
})
export type PackList = z.infer<typeof PackList>

/** A release, and what it brings or brought against what is in force now. */
export const ReleasePage = z.object({ line: ReleaseLine, brings: PackBrings }).meta({ id: 'ReleasePage' })
export type ReleasePage = z.infer<typeof ReleasePage>

export const PackSetting = z
  .object({
    id: z.string(),
    name: Words,
    help: Words,
    unit: z.string(),
    value: SettingValue,
    /** what the demo puts in its place */
    demo: SettingValue.nullable(),
    min: SettingValue,
    max: SettingValue,
    step: z.number().nullable(),
    /** it is set in rules, so recorded readings say what another value would have done */
    replayed: z.boolean(),
  })
  .meta({ id: 'PackSetting' })

/** What the city (area '') or a district changed of a pack. */
export const PackTuning = z
  .object({
    area: z.string(),
    areaName: z.string().nullable(),
    off: z.boolean(),
    settings: z.record(z.string(), SettingValue),
    changedByName: z.string(),
    changedAt: Instant,
  })
  .meta({ id: 'PackTuning' })

/** A figure of a pack in the reader's areas: a count, or with `of` a share with both numbers; null: nothing to share. */
export const PackFigure = z
  .object({ id: z.string(), name: Words, help: Words, n: z.int(), of: z.int().nullable() })
  .meta({ id: 'PackFigure' })

export const PackPage = z
  .object({
    pack: z.string(),
    name: Words,
    version: z.int(),
    release: z.int(),
    publisher: z.string().nullable(),
    brings: PackBrings,
    /** version that came with the platform; null: it only ever came by file */
    withPlatform: z.int().nullable(),
    /** the same where it is newer than the one installed: it waits to be looked at */
    offered: z.int().nullable(),
    settings: z.array(PackSetting),
    figures: z.array(PackFigure),
    /** how the risk of its objects is reckoned, with the settings of the city */
    models: z.array(ShownModel),
    /** how the demo plays its devices; null: it does not */
    play: ShownPlay.nullable(),
    layers: z.array(z.object({ id: z.string(), name: Words, kinds: z.array(z.string()), scene: z.array(z.string()) })),
    tunings: z.array(PackTuning),
    /** it has a board of before and after: what a district says of the time before, beside its cases since it was on */
    board: z.boolean(),
    /** switching it off waits for a second person: it opens events */
    offByTwo: z.boolean(),
    /** switches and settings asked for at the reader's places, those that wait first */
    requests: z.array(PackRequest),
    releases: z.array(ReleaseLine),
    /** places the caller may change it for: the city and its districts, as far as they answer for them */
    places: z.array(z.object({ area: z.string(), name: z.string() })),
    allowed: z.array(PackAct),
    at: Instant,
  })
  .meta({ id: 'PackPage' })
export type PackPage = z.infer<typeof PackPage>

const note = z.string().trim().min(1).max(500)
export const ReleaseDone = z.object({ pack: z.string(), no: z.int(), version: z.int(), state: ReleaseState })
export const ReleaseNote = z.strictObject({ note })
/** A newer version that came with the platform, looked at and asked for. */
const Decided = z.strictObject({ decisions: Decisions.default({}) })
/** `area`: code of a place, for who would get it there. */
export const ShippedLook = Decided.extend({ area: z.string().max(20).optional() })
export const ShippedAsk = Decided.extend({ note })
export const ReleaseAct = z.strictObject({})
export const TuneBody = z.strictObject({
  /** path of the city or a district; the city's is the whole city */
  area: z.string().max(80),
  /** left out: as it is */
  off: z.boolean().optional(),
  /** by id; null: back to what is said above it */
  settings: z.record(z.string().max(60), SettingValue.nullable()).default({}),
  reason: note,
})
export type TuneBody = z.infer<typeof TuneBody>
export const TuneDone = z.object({ pack: z.string(), area: z.string(), off: z.boolean() })

export const PublisherState = z.enum(['waiting', 'trusted', 'refused', 'withdrawn']).meta({ id: 'PublisherState' })
export const Publisher = z
  .object({
    key: z.string(),
    name: z.string(),
    state: PublisherState,
    askedByName: z.string(),
    askedAt: Instant,
    decidedByName: z.string().nullable(),
    decidedAt: Instant.nullable(),
    allowed: z.array(z.enum(['confirm', 'refuse', 'withdraw'])),
  })
  .meta({ id: 'PackPublisher' })
export const PublisherList = z.object({ rows: z.array(Publisher), mayAsk: z.boolean() })
export type PublisherList = z.infer<typeof PublisherList>
export const PublisherBody = z.strictObject({
  name: z.string().trim().min(1).max(80),
  publicKey: z.string().trim().min(1).max(2_000),
})
export const PublisherDone = z.object({ key: z.string(), state: PublisherState })
