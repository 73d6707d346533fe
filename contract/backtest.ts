import { z } from 'zod'
import { BacktestHaulage } from './backtest-haulage.ts'
import { BacktestRisk } from './backtest-risk.ts'
import { MuteWhat } from './mute.ts'
import { DetectRule, Plan, SettingValue } from './pack.ts'
import { RuleFinding, RulesGiven } from './rules.ts'
import { Grade, Severity } from './scales.ts'
import { Instant } from './time.ts'

export const BacktestState = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']).meta({ id: 'BacktestState' })
export type BacktestState = z.infer<typeof BacktestState>

const asked = {
  pack: z.string().max(80),
  /** path, code or zone of development; left out: all that is in one's own areas */
  area: z.string().max(80).optional(),
  days: z.int().min(1).max(90).default(30),
}
/** What is to be tried: a version of the rules, rules not saved yet, or another plan for one type. */
export const BacktestAsked = z.discriminatedUnion('kind', [
  z.strictObject({
    ...asked,
    kind: z.literal('rules'),
    version: z.int().min(0).optional(),
    ...RulesGiven.partial().shape,
    lang: z.enum(['zh', 'en']).default('zh'),
  }),
  z.strictObject({ ...asked, kind: z.literal('plan'), type: z.string().max(80), plan: Plan }),
  z.strictObject({
    ...asked,
    kind: z.literal('mute'),
    mute: MuteWhat.omit({ area: true }),
    /** as if a second person had confirmed it */
    confirmed: z.boolean().default(false),
  }),
  z.strictObject({
    ...asked,
    kind: z.literal('settings'),
    /** path of the city or the district they are changed for; the days are played in all of it */
    area: z.string().max(80),
    /** as they are sent to change them: by id; null: back to what is said above it */
    settings: z.record(z.string().max(60), SettingValue.nullable()),
  }),
])
export type BacktestAsked = z.infer<typeof BacktestAsked>

const MuteTried = z.object({ what: MuteWhat, confirmed: z.boolean() })
export type MuteTried = z.infer<typeof MuteTried>

/** Everything a place would have of its own once its settings are changed; area '': the city. */
export const TuningTried = z.object({ area: z.string(), settings: z.record(z.string(), SettingValue) })
export type TuningTried = z.infer<typeof TuningTried>

/** What is tried, as it is kept: rules, the plan of a type, a silence, or the settings of a place. */
export const BacktestBody = z.union([
  z.array(DetectRule),
  z.object({ type: z.string(), plan: Plan }),
  z.object({ mute: MuteTried }),
  z.object({ tuning: TuningTried }),
])
export type BacktestBody = z.infer<typeof BacktestBody>

/** What one side would have done on the same readings. */
export const BacktestSide = z
  .object({
    alarms: z.int(),
    /** of these: kept quiet by what is tried, to their end */
    muted: z.int(),
    bySeverity: z.record(Severity, z.int()),
    byRule: z.record(z.string(), z.int()),
    /** raised again within an hour of the time before */
    again: z.int(),
    events: z.object({
      auto: z.int(),
      triage: z.int(),
      byGrade: z.partialRecord(Grade, z.int()),
      /** by what was decided of events of the same object at the same time; the rest has no verdict */
      real: z.int(),
      falseAlarm: z.int(),
    }),
    /** false among those with a verdict, 0 to 1; null where there is none */
    falseShare: z.number().nullable(),
    calls: z.int(),
    people: z.int(),
    /** of the people called, by the fields, photos and visits the plan asks for */
    minutes: z.number(),
    /** posts called most, with how often */
    posts: z.array(z.object({ post: z.string(), name: z.string(), unitName: z.string(), calls: z.int() })),
  })
  .meta({ id: 'BacktestSide' })
export type BacktestSide = z.infer<typeof BacktestSide>

export const BacktestExample = z
  .object({
    object: z.string(),
    label: z.string(),
    family: z.string(),
    /** only by one of them, or of another severity */
    what: z.enum(['new', 'gone', 'graver', 'milder']),
    since: Instant,
    cleared: Instant.nullable(),
    live: Severity.nullable(),
    tried: Severity.nullable(),
    rule: z.string(),
  })
  .meta({ id: 'BacktestExample' })
export type BacktestExample = z.infer<typeof BacktestExample>

/** What the recorded days say against a rule that was tried, and on which object. */
export const BacktestFinding = RuleFinding.extend({ object: z.string(), label: z.string() }).meta({ id: 'BacktestFinding' })
export type BacktestFinding = z.infer<typeof BacktestFinding>

export const BacktestResult = z
  .object({
    readings: z.int(),
    objects: z.int(),
    days: z.number(),
    live: BacktestSide,
    tried: BacktestSide,
    difference: z.object({ same: z.int(), new: z.int(), gone: z.int(), graver: z.int(), milder: z.int() }),
    examples: z.array(BacktestExample),
    /** rules that flap or never clear: over the last week, on the devices where they were raised most */
    findings: z.array(BacktestFinding),
    /** what a replay cannot know; `no-neighbours` and `no-mutes-in-force` are said of results from before these were played */
    limits: z.array(
      z.enum([
        'no-neighbours',
        'neighbours-as-recorded',
        'commands-as-recorded',
        'roster-of-today',
        'events-end-with-their-alarm',
        'none-grouped',
        'no-flapping-or-budget',
        'no-causes',
        'no-mutes-in-force',
        'first-rung-only',
        'districts-as-city',
        'off-now',
      ]),
    ),
    /** what was played; left out: rules, as in results from before anything else could be */
    played: z.array(z.enum(['rules', 'haulage', 'risk'])).optional(),
    /** the checks of carriers, tickets and sites; left out where none is tried */
    haulage: BacktestHaulage.optional(),
    /** the risk of objects as they stand now; left out where no model is tried */
    risk: BacktestRisk.optional(),
  })
  .meta({ id: 'BacktestResult' })
export type BacktestResult = z.infer<typeof BacktestResult>

export const Backtest = z
  .object({
    id: z.string(),
    kind: z.enum(['rules', 'plan', 'mute', 'settings']),
    pack: z.string(),
    version: z.int().nullable(),
    state: BacktestState,
    from: Instant,
    to: Instant,
    areas: z.array(z.string()),
    progress: z.object({ done: z.int(), of: z.int().nullable() }),
    result: BacktestResult.nullable(),
    error: z.string().nullable(),
    askedByName: z.string().nullable(),
    askedAt: Instant,
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'Backtest' })
export type Backtest = z.infer<typeof Backtest>
export const BacktestList = z.object({ rows: z.array(Backtest) })
export const BacktestDone = z.object({ id: z.string(), state: BacktestState })
