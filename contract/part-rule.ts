import { z } from 'zod'

/** Why a case concerns an area: it happened there, what it is about came from there, it was seen there, whoever answers for it sits there. */
export const PartWhy = z.enum(['place', 'source', 'sighting', 'firm'])
export type PartWhy = z.infer<typeof PartWhy>

const detail = z.string().max(40)
/**
 * Which other area a case about an object of the kind `of` concerns, and where that area is named: by a detail of the object itself, by the
 * one entry of another kind (a paper: a permit) that names the object, or by the ticket that was open at that time. Of the rules of one
 * `why` the first counts that names one district and no more. `from`, `until`: details with the days a paper holds on; others do not count.
 */
export const PartRule = z.object({
  ...{ why: PartWhy, of: z.string().max(40) },
  by: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('detail'), detail }),
    z.object({
      kind: z.literal('paper'),
      of: z.string().max(40),
      names: detail,
      detail,
      from: detail.optional(),
      until: detail.optional(),
    }),
    z.object({ kind: z.literal('ticket') }),
  ]),
})
export type PartRule = z.infer<typeof PartRule>

/** Cases of a pack that concern several areas. `leads`: types of events whose place leads before that of any other in the same case. */
export const PackParts = z.object({
  rules: z.array(PartRule).max(12),
  leads: z.array(z.string().max(80)).max(20).default([]),
})
export type PackParts = z.infer<typeof PackParts>
