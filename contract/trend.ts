import { z } from 'zod'
import { Duration } from './time.ts'
import { trendSlots } from './trend-kinds.ts'

const Name = z.string().min(1).max(40)

const common = {
  of: z.strictObject({ reading: Name, device: Name.optional() }),
  within: Duration.describe('at most 7 days'),
  points: z.int().min(3).max(trendSlots),
  still: Duration.optional(),
}

/**
 * How a reading moves over a length of time. The length is cut into 24 equal slots; of each slot counts the mean of its readings, so that
 * memory has a bound however often a device sends. Unknown while fewer than `points` slots or less than half of the length was seen, while
 * the newest value is stale, and, with `still`, once nothing has changed for so long: a stuck sensor is no proof of rest.
 *
 * * `change`: the newest slot less the oldest, in the unit of the reading
 * * `slope`: unit per day after Theil and Sen, the median of the slopes between every two slots: up to 29 % of wild slots do not move it
 *   (P. K. Sen, J. Am. Stat. Assoc. 63 (1968) 1379)
 * * `acceleration`: unit per day and day: the slope over `within` less the slope over the `within` before it, for each day of `within`
 * * `angle`: the improved tangent angle in degrees (Xu Qiang et al., 岩石力学与工程学报 28 (2009) 1087): atan(v ÷ v̄), where v is the slope
 *   over `within` and v̄ that of the uniform stage, the slope over the `base` before it but `least` (unit per day) at least, which keeps noise
 *   on a slope at rest from having an angle. 45° is the uniform stage itself
 */
export type Trend =
  | (Length & { is: 'change' | 'slope' | 'acceleration' })
  | (Length & { is: 'angle'; base: Duration; least: number })

type Length = {
  of: { reading: string; device?: string | undefined }
  within: Duration
  points: number
  still?: Duration | undefined
}

export const Trend: z.ZodType<Trend> = z
  .discriminatedUnion('is', [
    z.strictObject({ is: z.enum(['change', 'slope', 'acceleration']), ...common }),
    z.strictObject({
      is: z.literal('angle'),
      ...common,
      base: Duration.describe('at most 60 days'),
      least: z.number().positive(),
    }),
  ])
  .meta({ id: 'RuleTrend' })
