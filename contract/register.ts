import { z } from 'zod'
import { ChargeRole } from './charge-role.ts'
import { Detail, DetailValue } from './detail.ts'
import { OnSpot } from './on-spot.ts'
import { mostEvidence, mostReason } from './rated-change.ts'
import { Grade, Risk } from './scales.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** Who owns an object, as the register lists them apart: somebody (有主), or nobody that is known (无主). */
export const OwnerKind = z.enum(['owned', 'ownerless'])
export type OwnerKind = z.infer<typeof OwnerKind>

/** Has it a code (消防码, 风险码), and does its plate hang? */
export const CodeState = z.enum(['none', 'issued', 'posted'])
export type CodeState = z.infer<typeof CodeState>

const Version = z.number().int().min(1)
const line = (max: number) => z.string().trim().min(1).max(max)
/** By the ids of the kind's details; null is not known. */
const Given = z.record(z.string().max(40), DetailValue.nullable())
const place = { lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }

/** An object to register. Where it lies (WGS-84) says to which grid it belongs. */
export const ObjectNew = z.strictObject({
  ...{ kind: line(60), code: line(60), name: line(80), ...place },
  address: line(200).nullable().default(null),
  owner: line(80).nullable().default(null),
  ownerKind: OwnerKind.nullable().default(null),
  dutyUnit: line(80).nullable().default(null),
  maintainerUnit: line(80).nullable().default(null),
  details: Given.default({}),
})
export type ObjectNew = z.infer<typeof ObjectNew>

/** Why something is changed, and files that prove it: photos one has sent, or papers of the object. Needed where a risk model rates it. */
const said = {
  reason: z.string().trim().max(mostReason).nullable().optional(),
  evidence: z.array(z.uuid()).max(mostEvidence).optional(),
}

/** What is left out stays as it is, each detail by itself. `version`: the one the change was made on. */
export const ObjectChange = z.strictObject({
  version: Version,
  ...said,
  ...{ code: line(60).optional(), name: line(80).optional(), lon: place.lon.optional(), lat: place.lat.optional() },
  address: line(200).nullable().optional(),
  owner: line(80).nullable().optional(),
  ownerKind: OwnerKind.nullable().optional(),
  dutyUnit: line(80).nullable().optional(),
  maintainerUnit: line(80).nullable().optional(),
  details: Given.optional(),
})
export type ObjectChange = z.infer<typeof ObjectChange>
export const ObjectEnd = z.strictObject({ version: Version, reason: line(300) })
/** `waits`: the object would leave red or orange by it, so a second person is to confirm it first. */
export const ObjectDone = z
  .object({ id: z.string(), version: Version, changed: z.boolean(), waits: z.boolean() })
  .meta({ id: 'ObjectDone' })

/** One field of chosen objects of a kind, all or none: a column of the register, or `details` with one value. */
export const ObjectsChange = z.strictObject({
  objects: z
    .array(z.strictObject({ id: z.string().max(80), version: Version }))
    .min(1)
    .max(500),
  change: ObjectChange.pick({ address: true, owner: true, ownerKind: true, dutyUnit: true, maintainerUnit: true, details: true }),
  ...said,
})
export const ObjectsDone = z
  .object({ changed: z.number(), unchanged: z.number(), waiting: z.number() })
  .meta({ id: 'ObjectsDone' })

/** A kind of objects in the register: what is kept of each, how many of one's areas are in force, of which risk, and how many have ended. */
export const ObjectKind = z
  .object({
    ...{ kind: z.string(), pack: z.string(), name: Words, details: z.record(z.string(), Detail) },
    ...{ objects: z.number(), ended: z.number(), risks: z.partialRecord(Risk, z.number()) },
    /** of those in force: so many have a code, of so many the plate hangs */
    ...{ coded: z.number(), posted: z.number() },
    /** its risk is reckoned; without a model no level is told */
    modelled: z.boolean(),
    /** devices may stand at its objects */
    devices: z.boolean(),
    /** fields a risk model rates (`ownerKind`, `details/<id>`): to change one needs a reason */
    rated: z.array(z.string()),
  })
  .meta({ id: 'ObjectKind' })
export type ObjectKind = z.infer<typeof ObjectKind>
export const ObjectKinds = z.object({ rows: z.array(ObjectKind), at: Instant }).meta({ id: 'ObjectKinds' })

/** A line of the register. Personal details are masked; what is not known is absent. `risk` null: nobody has rated it. `from` null: it was there before anybody registered. */
export const ObjectRow = z
  .object({
    ...{ id: z.string(), kind: z.string(), code: z.string(), name: z.string(), version: Version },
    ...{ area: z.string(), areaName: z.string(), ...place, address: z.string().nullable() },
    /** null: its kind has no model, or nobody rated it yet */
    risk: Risk.nullable(),
    ...{ owner: z.string().nullable(), ownerKind: OwnerKind.nullable() },
    ...{ dutyUnit: z.string().nullable(), dutyUnitName: z.string().nullable() },
    ...{ maintainerUnit: z.string().nullable(), maintainerUnitName: z.string().nullable() },
    details: z.record(z.string(), DetailValue),
    codeState: CodeState,
    ...{ from: Instant.nullable(), to: Instant.nullable() },
  })
  .meta({ id: 'ObjectRow' })
export type ObjectRow = z.infer<typeof ObjectRow>
/** `total`: how many the filter finds; null past the first page. */
export const ObjectList = z
  .object({ rows: z.array(ObjectRow), next: z.string().nullable(), total: z.number().nullable(), at: Instant })
  .meta({ id: 'ObjectList' })

export const ObjectWish = z.strictObject({
  kind: z.string().max(60).optional(),
  area: z.string().max(80).optional(),
  risk: Risk.optional(),
  ownerKind: OwnerKind.optional(),
  coded: CodeState.optional(),
  /** part of a name or an address, or how a code begins */
  q: z.string().trim().max(60).optional(),
  view: z.enum(['in-force', 'ended']).default('in-force'),
})
export const ObjectQuery = ObjectWish.extend({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** Who answers for an object in one role; outside people with their phone masked. `to` null: still. */
export const Charge = z.object({
  ...{ id: z.string(), role: ChargeRole, holder: z.enum(['unit', 'post', 'person', 'outside']) },
  ...{ of: z.string().nullable(), name: z.string(), unitName: z.string().nullable(), phone: z.string().nullable() },
  /** a firm outside, named in full; false of everybody else */
  firm: z.boolean(),
  ...{ from: Instant, to: Instant.nullable() },
})
export type Charge = z.infer<typeof Charge>
export const ChargeNew = z.strictObject({
  role: ChargeRole,
  /** from when on, if it begins later; left out: now */
  from: Instant.optional(),
  holder: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['unit', 'post', 'person']), id: z.string().max(80) }),
    z.strictObject({
      kind: z.literal('outside'),
      name: line(60),
      /** a firm, whose name is told in full; a person's is masked */
      firm: z.boolean().default(false),
      phone: z
        .string()
        .trim()
        .regex(/^[+\d][\d -]{4,24}$/)
        .nullable()
        .default(null),
    }),
  ]),
})
export type ChargeNew = z.infer<typeof ChargeNew>
/** What a holder outside is: a firm, named in full everywhere, also behind a code; or a person, masked. */
export const ChargeFirm = z.strictObject({ firm: z.boolean() })
export const ChargeDone = z.object({ id: z.string(), object: z.string() }).meta({ id: 'ChargeDone' })
/** Whom an object may be given to. */
export const ChargeHolders = z
  .object({
    rows: z.array(
      z.object({ kind: z.enum(['unit', 'post', 'person']), id: z.string(), name: z.string(), unitName: z.string().nullable() }),
    ),
  })
  .meta({ id: 'ChargeHolders' })

/** An object with all that hangs on it. `events` are the open ones as far as one sees them. `mayChange`: by the caller, now. */
export const ObjectEntry = ObjectRow.extend({
  kindName: Words,
  /** without a model the level is nobody's reckoning, and no screen shows it */
  modelled: z.boolean(),
  /** what the kind calls the roles, where it has words of its own */
  chargeNames: z.partialRecord(ChargeRole, Words),
  defs: z.record(z.string(), Detail),
  /** fields a risk model rates (`ownerKind`, `details/<id>`): to change one needs a reason */
  rated: z.array(z.string()),
  charges: z.array(Charge),
  devices: z.array(
    z.object({
      ...{ id: z.string(), name: z.string(), state: z.enum(['online', 'maintenance', 'retired']), lastAt: Instant.nullable() },
    }),
  ),
  events: z.array(z.object({ id: z.string(), no: z.string(), title: z.string(), grade: z.string(), openedAt: Instant })),
  /** kinds of hazards one may register at it, each with the grades its plan has clocks for and the usual one; empty: one may not */
  hazards: z.array(z.object({ type: z.string(), name: Words, grades: z.array(Grade), usual: Grade })),
  /** whom it threatens is kept household by household: a plan of its pack counts them */
  evacuates: z.boolean(),
  mayChange: z.boolean(),
  mayReveal: z.boolean(),
}).meta({ id: 'ObjectEntry' })
export type ObjectEntry = z.infer<typeof ObjectEntry>

/** What happened to an object in the register, newest first. Of personal fields only that they changed. */
export const ObjectChanges = z
  .object({
    rows: z.array(
      z.object({
        ...{ id: z.string(), kind: z.string(), at: Instant, by: z.string(), body: z.record(z.string(), z.unknown()) },
        /** of a change by hand of what is rated: its level before and after; `to` null: not rated yet. null: no such change */
        risk: z.object({ from: Risk.nullable(), to: Risk.nullable() }).nullable(),
        onSpot: OnSpot.nullable(),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'ObjectChanges' })

export const ObjectReveal = z.strictObject({ purpose: z.string().max(300) })
/** The personal details of an object, and the phones of those outside who answer for it, by the id of their charge. */
export const ObjectRevealed = z
  .object({
    details: z.record(z.string(), z.string()),
    phones: z.record(z.string(), z.string()),
    names: z.record(z.string(), z.string()),
  })
  .meta({ id: 'ObjectRevealed' })
