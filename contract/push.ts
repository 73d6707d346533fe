import { z } from 'zod'

const key = z.string().regex(/^[\w-]{1,200}$/)

/** The public key a browser subscribes with; null: push is switched off here. */
export const PushKey = z.object({ key: z.string().nullable() }).meta({ id: 'PushKey' })
/** A browser's subscription as it spells it. */
export const PushBody = z.strictObject({
  endpoint: z.url().max(1_000),
  keys: z.strictObject({ p256dh: key, auth: key }),
})
export const Subscribed = z.object({ subscribed: z.boolean() }).meta({ id: 'Subscribed' })

/** What a push carries: codes and ids, nobody's name, no place; of a drill, that it is one. The app asks for the rest once it is opened. */
export type PushNote = { notice: string; kind: string; urgent: boolean; order: string | null; exercise?: true }
