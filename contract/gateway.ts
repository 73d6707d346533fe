import { z } from 'zod'
import { protocols } from './protocols.ts'
import { Instant } from './time.ts'

export const Protocol = z.enum(protocols)

/** Beside them: plots of sensing systems, which come over HTTP. */
export const gatewayFeeds = [...protocols, 'sensing'] as const
export type GatewayFeed = (typeof gatewayFeeds)[number]

/**
 * K13: a gateway of a field protocol. `port` is null while it is off, and of `sensing`; `connections` are those of this process now. Frames of the last
 * 24 hours by what became of them (`verdicts`); `unknown` are frames of numbers nobody registered.
 */
export const GatewayRow = z
  .object({
    protocol: z.enum(gatewayFeeds),
    port: z.number().nullable(),
    connections: z.number(),
    senders: z.number(),
    frames: z.number(),
    refused: z.number(),
    unknown: z.number(),
    /** of the frames, so many are kept as they came */
    kept: z.number(),
    lastAt: Instant.nullable(),
    verdicts: z.array(z.object({ verdict: z.string(), zh: z.string(), en: z.string(), n: z.number(), lastAt: Instant })),
  })
  .meta({ id: 'Gateway' })
export type GatewayRow = z.infer<typeof GatewayRow>
export const GatewayList = z
  .object({ rows: z.array(GatewayRow), next: z.string().nullable(), at: Instant })
  .meta({ id: 'GatewayList' })

/**
 * One frame as it came. `hex` and `value` are null where the frame tells of a person (`masked`) or, `value` only, cannot be read;
 * `device` is null for numbers nobody registered.
 */
export const FrameRow = z
  .object({
    id: z.uuid(),
    at: Instant,
    number: z.string().nullable(),
    device: z.string().nullable(),
    peer: z.string(),
    hex: z.string().nullable(),
    value: z.unknown(),
    masked: z.boolean(),
    verdict: z.string(),
    zh: z.string(),
    en: z.string(),
  })
  .meta({ id: 'Frame' })
export type FrameRow = z.infer<typeof FrameRow>
export const FrameList = z.object({ rows: z.array(FrameRow), next: z.string().nullable(), at: Instant }).meta({ id: 'FrameList' })
