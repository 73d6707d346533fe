import { z } from 'zod'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** What a finding follows from: values only, the words are made where they are shown. */
const Evidence = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

/** One finding only one side would have made. */
export const HaulTrialExample = z
  .object({
    what: z.enum(['new', 'gone']),
    check: z.string(),
    name: Words,
    /** the carrier or the site; null: it is in no register any more */
    object: z.string().nullable(),
    label: z.string(),
    at: Instant,
    evidence: Evidence,
    /** the case it became in truth, and what came of it */
    event: z.object({ id: z.string(), no: z.string() }).nullable(),
    verdict: z.enum(['real', 'false']).nullable(),
  })
  .meta({ id: 'HaulTrialExample' })
export type HaulTrialExample = z.infer<typeof HaulTrialExample>

/** A check on the same recorded days with the settings in force and with those tried. */
export const HaulTrialCheck = z
  .object({
    check: z.string(),
    name: Words,
    live: z.int(),
    tried: z.int(),
    /** found only by those tried, and only by those in force */
    added: z.int(),
    dropped: z.int(),
    /** of those dropped: what people decided of the cases they were in truth; the rest nobody decided on */
    droppedReal: z.int(),
    droppedFalse: z.int(),
  })
  .meta({ id: 'HaulTrialCheck' })
export type HaulTrialCheck = z.infer<typeof HaulTrialCheck>

/** What checks of carriers, tickets and sites would have found on recorded days. */
export const BacktestHaulage = z
  .object({
    /** carriers that told where they were in these areas, how often, and on how many days of the city's calendar */
    carriers: z.int(),
    told: z.int(),
    daysTold: z.int(),
    tickets: z.int(),
    sites: z.int(),
    checks: z.array(HaulTrialCheck),
    examples: z.array(HaulTrialExample),
    /** what such a replay cannot know */
    limits: z.array(z.enum(['papers-of-today', 'carriers-of-today', 'late-as-registered', 'volume-by-day', 'no-hour-budget'])),
  })
  .meta({ id: 'BacktestHaulage' })
export type BacktestHaulage = z.infer<typeof BacktestHaulage>
