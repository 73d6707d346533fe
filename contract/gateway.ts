import { z } from 'zod'

/** Field protocols spoken over TCP of their own. */
export const protocols = ['jt808', 'hj212', 'sl651', 'gb26875'] as const
export const Protocol = z.enum(protocols)
export type Protocol = z.infer<typeof Protocol>
