import { z } from 'zod'
import { DetectRule, Plan } from './pack.ts'
import { RuleFaultCode } from './rule-fault.ts'
import { Severity } from './scales.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** A version of a pack's rules: being written, waiting for a second person, in force, was in force, thrown away. */
export const VersionState = z.enum(['draft', 'waiting', 'live', 'retired', 'discarded']).meta({ id: 'VersionState' })
export type VersionState = z.infer<typeof VersionState>

const Language = z.enum(['zh', 'en'])
/** A rule as JSON, or as the sentence a person wrote (head and sentence). */
const GivenRule = z.union([DetectRule, z.string().max(20_000)])
const mostRules = 500

/** All rules of a pack, each as JSON or as a sentence. */
export const RulesGiven = z.strictObject({
  rules: z.array(GivenRule).min(1).max(mostRules),
  /** language of the sentences */
  lang: Language.default('zh'),
})
export type RulesGiven = z.infer<typeof RulesGiven>
export const RulesDraft = RulesGiven.extend({ note: z.string().trim().min(1).max(500) })
export const VersionChange = RulesDraft.extend({
  /** when the version was last written, as it was read: a change over somebody else's head is refused */
  changedAt: Instant,
  /** the version in force whose differences the writer has seen: the draft counts from it on; another one in force by now is refused */
  basedOn: z.int().min(0).optional(),
})

/** A rule with its sentence in both languages. */
export const SaidRule = z.object({ rule: DetectRule, zh: z.string(), en: z.string() }).meta({ id: 'SaidRule' })

/** What keeps a rule from being saved: where in the rule, or where in its sentence and what would be right there. */
export const RuleRemark = z
  .object({
    /** place in the list that was sent */
    index: z.int(),
    rule: z.string().nullable(),
    /** place in the rule, as `levels.0.when.of.1` */
    path: z.string(),
    code: z.union([RuleFaultCode, z.enum(['unread', 'same-id'])]),
    /** sign of the sentence from which it could not be read */
    at: z.int().nullable(),
    words: Words,
  })
  .meta({ id: 'RuleRemark' })
export type RuleRemark = z.infer<typeof RuleRemark>

const Behaviour = z.object({
  days: z.number(),
  raises: z.number(),
  flaps: z.number(),
  up: z.number(),
  caught: z.number(),
  confirmed: z.number(),
})
/** One remark of the check of rules; with a better rule where one was found. */
export const RuleFinding = z
  .object({
    rule: z.string(),
    level: Severity.optional(),
    kind: z.enum(['never-fires', 'never-clears', 'shadowed', 'flaps', 'lost-family']),
    words: Words,
    proposal: z
      .object({
        rule: DetectRule,
        over: z.object({ before: Behaviour, after: Behaviour, laterMs: z.number() }).optional(),
      })
      .optional(),
  })
  .meta({ id: 'RuleFinding' })

/** One change in plain words; `rule` null: of the list as a whole. */
export const RuleDifference = z.object({ rule: z.string().nullable(), text: Words }).meta({ id: 'RuleDifference' })

/** What the check says of rules, saved or not. */
export const RulesChecked = z
  .object({
    rules: z.array(SaidRule.nullable()),
    faults: z.array(RuleRemark),
    findings: z.array(RuleFinding),
    differences: z.array(RuleDifference),
  })
  .meta({ id: 'RulesChecked' })

/** What a caller may do with a version now. */
export const VersionAct = z.enum(['change', 'ask', 'discard', 'publish', 'send-back', 'roll-back'])
export type VersionAct = z.infer<typeof VersionAct>

/** An act that fits the state of a version but is refused to the caller now, and why. */
export const VersionOff = z.object({ act: VersionAct, code: z.string(), words: Words }).meta({ id: 'VersionOff' })

export const RulesVersionLine = z
  .object({
    pack: z.string(),
    no: z.int(),
    state: VersionState,
    note: z.string(),
    basedOn: z.int(),
    authorName: z.string().nullable(),
    madeAt: Instant,
    changedAt: Instant,
    publishedByName: z.string().nullable(),
    publishedAt: Instant.nullable(),
    retiredAt: Instant.nullable(),
    /** why it was published without a back-test */
    untried: z.string().nullable(),
    allowed: z.array(VersionAct),
  })
  .meta({ id: 'RulesVersionLine' })

/** The back-test a version was looked at with: where, over how many days, when. `enough`: the caller may publish by it. */
export const VersionTried = z
  .object({
    backtest: z.string(),
    areas: z.array(z.string()),
    days: z.number(),
    readings: z.int(),
    /** the version in force it was compared with; null: from before that was noted */
    live: z.int().nullable(),
    askedAt: Instant,
    enough: z.boolean(),
  })
  .meta({ id: 'VersionTried' })

/** One thing somebody did with a version; `note`: what they wrote to it. */
export const VersionTurn = z
  .object({
    at: Instant,
    act: z.enum(['drafted', 'changed', 'asked', 'sent-back', 'discarded', 'published']),
    byName: z.string().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'VersionTurn' })

/** A version with its rules, what it changes against the rules in force, and what the check says of it. */
export const RulesVersion = RulesVersionLine.extend({
  rules: z.array(SaidRule),
  faults: z.array(RuleRemark),
  findings: z.array(RuleFinding),
  differences: z.array(RuleDifference),
  /** null: never tried on any reading */
  tried: VersionTried.nullable(),
  off: z.array(VersionOff),
  /** is there no reading at all that it could be tried on? Then a reason is written when asking */
  nothingRecorded: z.boolean(),
  /** who did what with it when, oldest first */
  history: z.array(VersionTurn),
}).meta({ id: 'RulesVersion' })
export type RulesVersion = z.infer<typeof RulesVersion>

/** What the rules of a pack may speak of, by code: names of readings, commands and zones, ranges, alarm families, kinds of devices. */
export const RuleVocabulary = z
  .object({
    readings: z.record(z.string(), Words),
    units: z.record(z.string(), z.string()),
    ranges: z.record(z.string(), z.object({ min: z.number(), max: z.number() })),
    commands: z.record(z.string(), Words),
    zones: z.record(z.string(), Words),
    /** by what their events are called, device kinds by their pack */
    alarmFamilies: z.record(z.string(), Words),
    /** those a rule of this pack may raise: of others nobody would be called */
    ownFamilies: z.array(z.string()),
    deviceKinds: z.record(z.string(), Words),
    /** rules that look at one device each: what a rule about the whole object may ask of */
    deviceRules: z.record(z.string(), Words),
  })
  .meta({ id: 'RuleVocabulary' })
export type RuleVocabulary = z.infer<typeof RuleVocabulary>

/**
 * What came of the rules in the last seven days, in the caller's areas, noisiest first. `ofSignals`: alarms of the rule that became a signal,
 * `merged` of them went into an event that was there already. `ofDecided`: events of its alarms that were closed or called false.
 */
export const RulesWeek = z
  .object({
    pack: z.string(),
    from: Instant,
    to: Instant,
    rows: z.array(
      z.object({
        rule: z.string(),
        name: Words,
        raised: z.int(),
        again: z.int(),
        merged: z.int(),
        ofSignals: z.int(),
        falseAlarm: z.int(),
        ofDecided: z.int(),
      }),
    ),
  })
  .meta({ id: 'RulesWeek' })
export type RulesWeek = z.infer<typeof RulesWeek>

/** The rules of a pack in force (`version` 0: as the pack came), and its versions, newest first. */
export const PackRules = z
  .object({
    pack: z.string(),
    name: Words,
    version: z.int(),
    rules: z.array(SaidRule),
    versions: z.array(RulesVersionLine),
    allowed: z.array(z.enum(['draft', 'roll-back'])),
    vocabulary: RuleVocabulary,
    /** by which events of its types people are called: what another plan is tried against */
    plans: z.array(z.object({ type: z.string(), name: Words, plan: Plan })),
  })
  .meta({ id: 'PackRules' })
export type PackRules = z.infer<typeof PackRules>

export const PackRulesList = z.object({
  rows: z.array(z.object({ pack: z.string(), name: Words, version: z.int(), rules: z.int(), open: z.int() })),
})

export const VersionDone = z.object({ pack: z.string(), no: z.int(), state: VersionState })
/** When the version that was read had last been changed: what nobody has read is not put in force. */
export const PublishBody = z.strictObject({ changedAt: Instant })

export const AskBody = z.strictObject({
  /** only where nothing is recorded that a back-test could replay */
  untried: z.string().trim().min(1).max(500).optional(),
})
export const NoteBody = z.strictObject({ note: z.string().trim().min(1).max(500) })
