import { z } from 'zod'
import { ChargeRole } from './charge-role.ts'
import { DetailValue } from './detail.ts'
import { DocumentKind, DocumentStanding } from './object-document.ts'
import { PublicReason, Restored } from './public-object.ts'
import { CodeState } from './register.ts'
import { Grade, Risk, Severity } from './scales.ts'
import { SceneFeatureNear } from './scene.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** Who answers for an object now, for the staff. People outside are masked; `callable`: a number is kept, and seen for a purpose. */
export const BriefHolder = z.object({
  ...{ charge: z.string(), role: ChargeRole, name: z.string(), unit: z.string().nullable(), callable: z.boolean() },
})

/** A device at the object and how it stands: its newest values with their units, and the alarms that stand. `heard` false: silence, which is never "normal". */
export const BriefSystem = z.object({
  ...{ device: z.string(), name: z.string(), kindName: Words, heard: z.boolean(), lastAt: Instant.nullable() },
  values: z.array(z.object({ name: Words, value: z.number(), unit: z.string(), bad: z.boolean() })),
})

/** One object on one page for whoever goes there (一楼一案): what it is, how it stands and why, who answers for it, what is open. */
export const ObjectBrief = z
  .object({
    ...{ id: z.string(), kind: z.string(), kindName: Words, title: Words, name: z.string(), number: z.string() },
    ...{ areaName: z.string(), address: z.string().nullable(), lon: z.number(), lat: z.number(), ended: z.boolean() },
    at: Instant,
    /** its kind has a model; without one no level is told */
    modelled: z.boolean(),
    risk: z
      .object({
        ...{ level: Risk, since: Instant, ratedAt: Instant, unknown: z.int(), of: z.int() },
        why: z.array(PublicReason),
        worsens: z.object({ at: Instant, level: Risk }).nullable(),
        advice: Words.nullable(),
        restored: Restored,
      })
      .nullable(),
    /** everything the register keeps but personal things; null: not known; `crew`: what a crew must know before all else */
    details: z.array(
      z.object({ id: z.string(), name: Words, value: Words.nullable(), raw: DetailValue.nullable(), crew: z.boolean() }),
    ),
    holders: z.array(BriefHolder),
    systems: z.array(BriefSystem),
    /** who has the duty over its place now, of the town and of the district */
    duty: z.array(z.object({ post: z.string(), postName: z.string(), unit: z.string(), name: z.string().nullable() })),
    /** the nearest hydrants and water sources, as the crow flies; null: one may not read the scene */
    near: z.array(SceneFeatureNear).nullable(),
    /** its papers that count now */
    documents: z.array(
      z.object({
        ...{
          id: z.uuid(),
          kind: DocumentKind,
          title: z.string(),
          validUntil: z.iso.date().nullable(),
          standing: DocumentStanding,
        },
        ...{ file: z.uuid(), type: z.string(), size: z.int(), at: Instant },
      }),
    ),
    alarms: z.array(z.object({ family: z.string(), name: Words, severity: Severity, since: Instant })),
    /** open cases at it: how many there are, and those one may see */
    open: z.object({
      n: z.int(),
      rows: z.array(z.object({ id: z.string(), no: z.string(), title: z.string(), grade: Grade, openedAt: Instant })),
    }),
    /** what can be reported of it */
    reports: z.array(z.object({ id: z.string(), name: Words })),
    code: z.object({ code: z.string(), state: CodeState }).nullable(),
    ...{ mayPost: z.boolean(), mayCall: z.boolean(), mayReport: z.boolean() },
  })
  .meta({ id: 'ObjectBrief' })
export type ObjectBrief = z.infer<typeof ObjectBrief>

export const BriefCall = z.strictObject({ purpose: z.string().max(300) })
/** Numbers of those who answer for it, by the id of their charge, and of who has the duty, by `duty:` and their post; who has none is left out. */
export const BriefNumbers = z
  .object({ rows: z.array(z.object({ charge: z.string(), name: z.string(), number: z.string() })) })
  .meta({ id: 'BriefNumbers' })
export type BriefNumbers = z.infer<typeof BriefNumbers>
