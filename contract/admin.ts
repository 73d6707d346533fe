import { z } from 'zod'
import { Fact } from './fact.ts'
import { Instant } from './time.ts'

export const UnitKind = z.enum([
  'city-centre',
  'district-centre',
  'town-centre',
  'board',
  'department',
  'station',
  'community',
  'grid-team',
])
export const Tier = z.enum(['city', 'district', 'town', 'community', 'grid'])
export const PostKind = z.enum([
  'city-leader',
  'city-duty',
  'district-leader',
  'district-duty',
  'district-seat',
  'district-checker',
  'town-commander',
  'town-duty',
  'town-post',
  'department-clerk',
  'maintainer',
  'grid-worker',
  'data-admin',
  'system-admin',
  'security-admin',
  'audit-admin',
])
export const AppointmentKind = z.enum(['main', 'concurrent', 'temporary', 'seconded', 'delegated'])

/** A unit in the tree. `children`, `posts` and `people` are those in force below it, directly. */
export const AdminUnit = z
  .object({
    id: z.string(),
    name: z.string(),
    shortName: z.string(),
    kind: UnitKind,
    tier: Tier,
    parent: z.string().nullable(),
    board: z.string().nullable(),
    domain: z.string().nullable(),
    from: Instant,
    to: Instant.nullable(),
    children: z.number(),
    posts: z.number(),
    people: z.number(),
  })
  .meta({ id: 'AdminUnit' })
export type AdminUnit = z.infer<typeof AdminUnit>

/** Who holds a post, from when to when; `delegatedByName` for acting out of another's post. */
export const AdminAppointment = z
  .object({
    id: z.string(),
    person: z.string(),
    personName: z.string(),
    post: z.string(),
    postName: z.string(),
    unit: z.string(),
    unitName: z.string(),
    kind: AppointmentKind,
    from: Instant,
    to: Instant.nullable(),
    delegatedByName: z.string().nullable(),
  })
  .meta({ id: 'AdminAppointment' })
export type AdminAppointment = z.infer<typeof AdminAppointment>

export const AdminPost = z
  .object({
    id: z.string(),
    unit: z.string(),
    unitName: z.string(),
    name: z.string(),
    kind: PostKind,
    side: z.enum(['A', 'B']).nullable(),
    from: Instant,
    to: Instant.nullable(),
    holders: z.array(AdminAppointment),
  })
  .meta({ id: 'AdminPost' })
export type AdminPost = z.infer<typeof AdminPost>

/** A person; phone and id number are masked here, always. */
export const AdminPerson = z
  .object({
    id: z.string(),
    name: z.string(),
    phone: z.string(),
    idNumber: z.string().nullable(),
    account: z.string().nullable(),
    lockedUntil: Instant.nullable(),
    posts: z.array(AdminAppointment),
  })
  .meta({ id: 'AdminPerson' })
export type AdminPerson = z.infer<typeof AdminPerson>

const page = { next: z.string().nullable() }
export const AdminUnitList = z.object({ rows: z.array(AdminUnit), ...page }).meta({ id: 'AdminUnitList' })
export const AdminPostList = z.object({ rows: z.array(AdminPost), ...page }).meta({ id: 'AdminPostList' })
export const AdminPersonList = z.object({ rows: z.array(AdminPerson), ...page }).meta({ id: 'AdminPersonList' })
export const AdminAppointmentList = z.object({ rows: z.array(AdminAppointment), ...page }).meta({ id: 'AdminAppointmentList' })
export const AuditList = z.object({ rows: z.array(Fact), ...page, at: Instant }).meta({ id: 'AuditList' })

const cursor = z.string().max(160).optional()
const limit = z.coerce.number().int().min(1).max(200).default(50)
const text = z.string().trim().min(1).max(80)
export const UnitQuery = z.object({ parent: z.string().max(80).optional(), q: z.string().max(60).optional(), cursor, limit })
export const PostQuery = z.object({ unit: z.string().max(80).optional(), q: z.string().max(60).optional(), cursor, limit })
export const PersonQuery = z.object({ unit: z.string().max(80).optional(), q: z.string().max(60).optional(), cursor, limit })
export const AppointmentQuery = z.object({
  unit: z.string().max(80).optional(),
  post: z.string().max(80).optional(),
  person: z.string().max(80).optional(),
  past: z.stringbool().default(false),
  cursor,
  limit,
})
export const AuditQuery = z.object({
  kind: z.string().max(60).optional(),
  person: z.string().max(80).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  cursor,
  limit,
})

export const UnitNew = z.strictObject({
  name: text,
  shortName: text,
  kind: UnitKind,
  tier: Tier,
  parent: z.string().max(80),
  board: z.string().max(40).optional(),
  domain: z.string().max(40).optional(),
  areas: z.array(z.string().max(20)).max(200).default([]),
})
export const PostNew = z.strictObject({
  unit: z.string().max(80),
  name: text,
  kind: PostKind,
  side: z.enum(['A', 'B']).optional(),
})
/** A person comes with a first post: nobody stands in the books without one. With `account` a first password is made when the post is confirmed. */
export const PersonNew = z.strictObject({
  name: text,
  phone: z
    .string()
    .trim()
    .regex(/^[0-9+ -]{5,20}$/),
  idNumber: z
    .string()
    .trim()
    .regex(/^[0-9]{17}[0-9X]$/)
    .optional(),
  account: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{2,59}$/)
    .optional(),
  post: z.string().max(80),
  until: Instant.optional(),
})
export const PersonMade = z.object({ id: z.string(), appointment: z.string(), waiting: z.boolean() }).meta({ id: 'PersonMade' })
export const AppointmentNew = z.strictObject({
  person: z.string().max(80),
  post: z.string().max(80),
  kind: AppointmentKind.exclude(['delegated']).default('main'),
  from: Instant.optional(),
  until: Instant.optional(),
})
/** `at` left out means now; an end in the future is a planned end. */
export const EndBody = z.strictObject({ at: Instant.optional() })
export const DelegateBody = z.strictObject({ person: z.string().max(80), until: Instant })
export const Made = z.object({ id: z.string() }).meta({ id: 'Made' })

/** `waiting`: it grants nothing until a second administrator confirms it. */
export const AppointmentGiven = z.object({ id: z.string(), waiting: z.boolean() }).meta({ id: 'AppointmentGiven' })
/** An appointment that waits for a second administrator; `allowed` is what the reader may do with it. */
export const WaitingAppointment = z
  .object({
    id: z.string(),
    personName: z.string(),
    postName: z.string(),
    unitName: z.string(),
    kind: AppointmentKind,
    from: Instant,
    to: Instant.nullable(),
    askedByName: z.string(),
    askedAt: Instant,
    allowed: z.array(z.enum(['confirm', 'reject'])),
  })
  .meta({ id: 'WaitingAppointment' })
export type WaitingAppointment = z.infer<typeof WaitingAppointment>
/** The first password of a person who had none, shown this once and to who confirms only; it must be replaced at the first sign-in. */
export const AppointmentConfirmed = z
  .object({ id: z.string(), password: z.string().nullable() })
  .meta({ id: 'AppointmentConfirmed' })
export const WaitingAppointmentList = z.object({ rows: z.array(WaitingAppointment) }).meta({ id: 'WaitingAppointmentList' })

export const ApiKey = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['device', 'gateway', 'system']),
    unit: z.string().nullable(),
    unitName: z.string().nullable(),
    madeAt: Instant,
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof ApiKey>
export const ApiKeyList = z.object({ rows: z.array(ApiKey), ...page }).meta({ id: 'ApiKeyList' })
export const ApiKeyQuery = z.object({ q: z.string().max(60).optional(), cursor, limit })
export const ApiKeyNew = z.strictObject({
  name: text,
  kind: z.enum(['device', 'gateway', 'system']),
  unit: z.string().max(80),
  id: z
    .string()
    .regex(/^[a-z0-9-]{3,60}$/)
    .optional(),
})
/** The secret is shown this once and never again: `Authorization: Bearer <id>.<secret>`, or the MQTT password. */
export const ApiKeyMade = z.object({ id: z.string(), secret: z.string() }).meta({ id: 'ApiKeyMade' })
