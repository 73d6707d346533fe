import { z } from 'zod'
import { Permit } from './permit.ts'
import { Instant } from './time.ts'

export const SignIn = z.strictObject({
  account: z.string().trim().min(1).max(60),
  password: z.string().min(1).max(200),
  /** replaces a first password, which opens nothing by itself */
  newPassword: z.string().min(10).max(200).optional(),
  post: z.string().max(80).optional(),
})
export const DemoSignIn = z.strictObject({ account: z.string().max(60), tab: z.boolean().default(false) })

/** Providers by whom one may sign in here, as the buttons of the sign-in page name them. */
export const ProviderList = z
  .object({ rows: z.array(z.object({ id: z.string(), name: z.object({ zh: z.string(), en: z.string() }) })) })
  .meta({ id: 'ProviderList' })
export type ProviderList = z.infer<typeof ProviderList>
/** `back`: the page to show afterwards; only pages of this platform are. */
export const BeginSignIn = z.strictObject({ back: z.string().max(2_000).optional() })
/** `token`: what the staff’s portal gave its user for this platform; it lives for minutes and is used once. */
export const PortalSignIn = z.strictObject({ token: z.string().min(8).max(4_000) })
/** `next`: where the browser signs out at the provider it came by. */
export const SignedOut = z.object({ next: z.string() }).meta({ id: 'SignedOut' })
export type SignedOut = z.infer<typeof SignedOut>

/** Who is signed in, as which post, seeing what. */
export const Session = z
  .object({
    person: z.object({ id: z.string(), name: z.string() }),
    post: z.object({ id: z.string(), name: z.string(), kind: z.string(), side: z.string().nullable() }),
    posts: z.array(z.object({ id: z.string(), name: z.string(), unitName: z.string() })),
    unit: z.object({ id: z.string(), name: z.string(), shortName: z.string(), tier: z.string() }),
    scope: z.array(z.string()),
    home: z.object({ path: z.string(), name: z.string(), lon: z.number().nullable(), lat: z.number().nullable() }),
    sight: z.enum(['area', 'case']),
    permits: z.array(Permit),
    demo: z.boolean(),
    idleMinutes: z.number(),
    now: Instant,
    rate: z.number(),
    /** all that happened up to here is in what is read from now on: where the live stream is to begin */
    position: z.string(),
    /** only for a per-tab demo session: goes back in the header X-Demo-Session */
    tabSession: z.string().optional(),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof Session>

export const DemoInfo = z
  .object({
    accounts: z.array(
      z.object({
        account: z.string(),
        name: z.string(),
        label: z.object({ zh: z.string(), en: z.string() }),
        app: z.enum(['console', 'field', 'leader', 'cockpit', 'admin']),
      }),
    ),
    password: z.string(),
    now: Instant,
    rate: z.number(),
  })
  .meta({ id: 'DemoInfo' })
export const ClockInfo = z
  .object({ now: Instant, rate: z.number(), demo: z.boolean(), zone: z.string() })
  .meta({ id: 'ClockInfo' })

export const AreaView = z
  .object({
    code: z.string(),
    name: z.string(),
    tier: z.string(),
    path: z.string(),
    lon: z.number().nullable(),
    lat: z.number().nullable(),
    children: z.number(),
  })
  .meta({ id: 'Area' })
export type AreaView = z.infer<typeof AreaView>
