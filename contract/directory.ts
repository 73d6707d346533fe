import { z } from 'zod'
import { AppointmentKind, PostKind, Tier, UnitKind } from './admin.ts'
import { directoryKinds } from './directory-kinds.ts'
import { Instant } from './time.ts'

/** What the portal calls something: its own number, kept for ever. */
const number = z
  .string()
  .trim()
  .regex(/^[\w.-]{1,60}$/)
const text = z.string().trim().min(1).max(80)
/** The id of something that stands here already, which the row is about; looked at only while the number is new. */
const here = z.string().min(1).max(80).optional()

export const DirectoryUnit = z.strictObject({
  number,
  name: text,
  shortName: text.optional(),
  kind: UnitKind,
  tier: Tier,
  /** number of the unit above; left out: below the unit of the key */
  parent: number.nullable().default(null),
  /** codes of the areas it answers for; left out: those of the unit above */
  areas: z.array(z.string().max(20)).max(200).optional(),
  here,
})
export type DirectoryUnit = z.infer<typeof DirectoryUnit>
export const DirectoryPost = z.strictObject({ number, unit: number, name: text, kind: PostKind, here })
export type DirectoryPost = z.infer<typeof DirectoryPost>
/** A person is found by their number, which is the name of their account here. */
export const DirectoryPerson = z.strictObject({
  number: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9.-]{2,59}$/),
  name: text,
  phone: z
    .string()
    .trim()
    .regex(/^[0-9+ -]{5,20}$/),
})
export type DirectoryPerson = z.infer<typeof DirectoryPerson>
export const DirectoryAppointment = z.strictObject({
  number,
  person: number,
  post: number,
  kind: AppointmentKind.exclude(['delegated']).default('main'),
  until: Instant.nullable().default(null),
})
export type DirectoryAppointment = z.infer<typeof DirectoryAppointment>

export const DirectoryKind = z.enum(directoryKinds)
export type DirectoryKind = z.infer<typeof DirectoryKind>

/** Rows of every kind together. */
export const mostDirectoryRows = 5_000

const rows = {
  /** when the portal wrote it: an older one than the last is not taken, nor one of the future */
  at: Instant,
  units: z.array(DirectoryUnit).default([]),
  posts: z.array(DirectoryPost).default([]),
  persons: z.array(DirectoryPerson).default([]),
  appointments: z.array(DirectoryAppointment).default([]),
}
const gone = z.array(number).max(mostDirectoryRows).default([])

/** `full`: everything there is, what is not in it is gone. `changes`: what is new or changed, and what is gone by number. */
export const DirectoryIn = z
  .discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('full'), ...rows, mayEnd: z.boolean().default(false) }),
    z.strictObject({
      mode: z.literal('changes'),
      ...rows,
      gone: z
        .strictObject({ units: gone, posts: gone, persons: gone, appointments: gone })
        .default({ units: [], posts: [], persons: [], appointments: [] }),
    }),
  ])
  .refine((all) => all.units.length + all.posts.length + all.persons.length + all.appointments.length <= mostDirectoryRows, {
    error: `at most ${mostDirectoryRows} rows`,
  })
export type DirectoryIn = z.infer<typeof DirectoryIn>

const Count = z.object({ rows: z.number(), made: z.number(), changed: z.number(), ended: z.number(), refused: z.number() })
export const DirectoryCounts = z.object({ unit: Count, post: Count, person: Count, appointment: Count })
export type DirectoryCounts = z.infer<typeof DirectoryCounts>

/** A row that was not taken, and why; the others were. */
export const DirectoryRefused = z.object({
  kind: DirectoryKind,
  number: z.string(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
})
export type DirectoryRefused = z.infer<typeof DirectoryRefused>

export const DirectorySync = z
  .object({
    id: z.uuid(),
    mode: z.enum(['full', 'changes']),
    /** when the portal wrote it, and when the last of it was taken; null: it was cut off, or is on its way */
    at: Instant,
    takenAt: Instant.nullable(),
    counts: DirectoryCounts,
    refused: z.array(DirectoryRefused),
  })
  .meta({ id: 'DirectorySync' })
export type DirectorySync = z.infer<typeof DirectorySync>
/** `known`: the same was taken before, nothing changed. */
export const DirectoryTaken = DirectorySync.extend({ takenAt: Instant, known: z.boolean() }).meta({ id: 'DirectoryTaken' })

/** Where the directory stands: whether it is connected, its last deliveries, how many of it stand here. */
export const DirectoryView = z
  .object({
    connected: z.boolean(),
    syncs: z.array(DirectorySync),
    standing: z.object({ unit: z.number(), post: z.number(), person: z.number(), appointment: z.number() }),
    at: Instant,
  })
  .meta({ id: 'DirectoryView' })
export type DirectoryView = z.infer<typeof DirectoryView>
