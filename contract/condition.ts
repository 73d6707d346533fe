import { z } from 'zod'
import { Severity } from './scales.ts'
import { Duration } from './time.ts'
import { Trend } from './trend.ts'

/** Bounds of a rule's tree: deeper or larger ones are refused at save, so that no rule can hold up a batch. */
export const conditionBounds = { depth: 8, nodes: 64 } as const

const Name = z.string().min(1).max(40)
/** What a condition may look back over, wait for or hold: longer ones are refused at save. */
export const longestCondition: Duration = '7d'
const limited = Duration.describe('at most 7 days')

/**
 * A number a condition compares: a constant, the latest value of a reading (also of another device kind of the same object), how a reading
 * has moved (`trend`), or arithmetic on these.
 */
export type Value =
  | number
  | { reading: string; device?: string | undefined }
  | { trend: Trend }
  | { op: 'add' | 'subtract' | 'multiply' | 'divide' | 'least' | 'most'; of: [Value, Value] }
export const Value: z.ZodType<Value> = z
  .lazy(() =>
    z.union([
      z.number(),
      z.strictObject({ reading: Name, device: Name.optional() }),
      z.strictObject({ trend: Trend }),
      z.strictObject({
        op: z.enum(['add', 'subtract', 'multiply', 'divide', 'least', 'most']),
        of: z.tuple([Value, Value]),
      }),
    ]),
  )
  .meta({ id: 'RuleValue' })

const HourMinute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/**
 * What must hold. A leaf whose reading is missing does not hold, and neither does its `not`: missing is never zero and never proof.
 * For an object with several devices of a kind a leaf holds when it holds for one of them.
 *
 * * `compare`: value beyond a limit (`above` is ≥, `below` is ≤), with the level's clear factor as hysteresis
 * * `rate`: rises faster than `perMinute` over `within` (a negative number: falls faster); at least half of `within` must have been seen
 * * `unusual`: the reading is off what is usual at this hour of the day, as learned from the days before (with `season: 'week'` weekends
 *   apart): by at least `times` its usual stray and by at least `atLeast`; unknown until the hour was seen on `learned` days
 * * `silent`: the device itself, or any one `member` of its object, has sent nothing for `for`
 * * `count`: a condition has begun to hold at least `atLeast` times `within`
 * * `near`: at least `atLeast` other objects within `withinM` metres have an open alarm of the family, raised within `within`
 * * `agree`: at least `atLeast` devices of the object stand at `severity` or above by one of these `rules` of the pack: each device counts
 *   once. What a device's rules say counts at the next reading of any device of the object. Only in rules about a whole object
 * * `weigh`: the weights of the conditions that hold add up to `atLeast`. With `device` a part is about devices of that kind. A part counts
 *   once for every device of its kind for which it holds, its weight multiplied by that device's credibility (0–1, a camera's; else 1)
 * * `during`: the clock of the city is between two times of day, on these weekdays (1 Monday … 7 Sunday; all when left out); past midnight
 *   when `from` > `to` (the weekday is that of `from`), the whole day when they are equal
 * * `fence`: a moving device (readings `lon` and `lat`) is inside a zone; has entered it and is still in, or has left it and is still out
 *   (with `for`: so long only); or has dwelt in it `for` so long. Changes count only after `settle` (jitter of the position)
 */
export type Condition =
  | { op: 'all' | 'any'; of: Condition[] }
  | { op: 'not'; of: Condition }
  | { op: 'compare'; value: Value; is: 'above' | 'below'; limit: Value }
  | { op: 'rate'; reading: string; perMinute: number; within: Duration }
  | {
      op: 'unusual'
      reading: string
      is: 'above' | 'below' | 'either'
      times: number
      atLeast: number
      season: 'day' | 'week'
      learned: number
    }
  | { op: 'silent'; who: 'device' | 'member'; for: Duration }
  | { op: 'count'; of: Condition; atLeast: number; within: Duration }
  | { op: 'near'; family: string; withinM: number; within: Duration; atLeast: number }
  | { op: 'agree'; rules: string[]; severity: Severity; atLeast: number }
  | { op: 'weigh'; parts: { when: Condition; weight: number; device?: string | undefined }[]; atLeast: number }
  | { op: 'during'; from: string; to: string; days?: number[] | undefined }
  | { op: 'fence'; zone: string; is: 'inside' | 'entered' | 'left' | 'dwelt'; for?: Duration | undefined; settle: Duration }

const Unusual = z.strictObject({
  op: z.literal('unusual'),
  reading: Name,
  is: z.enum(['above', 'below', 'either']),
  times: z.number().min(1).max(100),
  atLeast: z.number().positive(),
  season: z.enum(['day', 'week']),
  learned: z.int().min(2).max(60),
})

const Agree = z.strictObject({
  op: z.literal('agree'),
  rules: z.array(z.string().min(1).max(60)).min(1).max(16),
  severity: Severity,
  atLeast: z.int().min(1).max(100),
})

export const Condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.discriminatedUnion('op', [
      z.strictObject({ op: z.enum(['all', 'any']), of: z.array(Condition).min(1).max(32) }),
      z.strictObject({ op: z.literal('not'), of: Condition }),
      z.strictObject({ op: z.literal('compare'), value: Value, is: z.enum(['above', 'below']), limit: Value }),
      z.strictObject({ op: z.literal('rate'), reading: Name, perMinute: z.number(), within: limited }),
      Unusual,
      z.strictObject({ op: z.literal('silent'), who: z.enum(['device', 'member']), for: limited }),
      z.strictObject({ op: z.literal('count'), of: Condition, atLeast: z.int().min(2).max(1_000), within: limited }),
      z.strictObject({
        op: z.literal('near'),
        family: Name,
        withinM: z.number().positive().max(50_000),
        within: limited,
        atLeast: z.int().min(1).max(100),
      }),
      Agree,
      z.strictObject({
        op: z.literal('weigh'),
        parts: z
          .array(z.strictObject({ when: Condition, weight: z.number().positive().max(100), device: Name.optional() }))
          .min(2)
          .max(16),
        atLeast: z.number().positive(),
      }),
      z.strictObject({
        op: z.literal('during'),
        from: HourMinute,
        to: HourMinute,
        days: z.array(z.int().min(1).max(7)).min(1).max(7).optional(),
      }),
      z.strictObject({
        op: z.literal('fence'),
        zone: Name,
        is: z.enum(['inside', 'entered', 'left', 'dwelt']),
        for: limited.optional(),
        settle: limited,
      }),
    ]),
  )
  .meta({ id: 'RuleCondition' })
