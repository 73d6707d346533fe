import { z } from 'zod'
import { Evacuation } from './evacuation.ts'
import { Grade } from './scales.ts'
import { Instant } from './time.ts'
import { EventWay } from './way-closure.ts'

export const OrderState = z
  .enum([
    'asked',
    'accepted',
    'arrived',
    'suspended',
    'returned',
    'arbitration',
    'submitted',
    'passed',
    'excused',
    'cancelled',
    'transferred',
  ])
  .meta({ id: 'OrderState' })
export type OrderState = z.infer<typeof OrderState>

/** Every verb a person may use on a work order; the server answers which are allowed now. */
export const OrderAction = z
  .enum([
    'accept',
    'arrive',
    'progress',
    'return',
    'arbitrate',
    'transfer',
    'suspend',
    'resume',
    'extend',
    'approve-extend',
    'refuse-extend',
    'support',
    'submit',
    'excuse',
    'urge',
  ])
  .meta({ id: 'OrderAction' })
export type OrderAction = z.infer<typeof OrderAction>

const Words = z.object({ zh: z.string(), en: z.string() })

export const ChecklistView = z.object({
  id: z.string(),
  name: Words,
  kind: z.enum(['tick', 'photo', 'reading', 'text']),
  /** unit of a reading item; null for the others */
  unit: z.string().nullable(),
  required: z.boolean(),
  done: z.boolean(),
  doneAt: Instant.nullable(),
})

export const WorkOrder = z
  .object({
    id: z.uuid(),
    event: z.uuid(),
    unit: z.string(),
    unitName: z.string(),
    role: z.enum(['lead', 'assist']),
    mandatory: z.boolean(),
    /** 分工: what an assisting unit has to do, in the words of the plan; null: the lead, or asked by a person */
    part: Words.nullable(),
    state: OrderState,
    step: z.number(),
    holder: z.string().nullable(),
    holderName: z.string().nullable(),
    askedAt: Instant,
    acceptBy: Instant,
    /** once the ladder has climbed: the limit of those called last; `acceptBy` stays the first one, by which the case is measured */
    rungBy: Instant.nullable(),
    arriveBy: Instant.nullable(),
    finishBy: Instant.nullable(),
    provisional: z.boolean(),
    acceptedAt: Instant.nullable(),
    arrivedAt: Instant.nullable(),
    submittedAt: Instant.nullable(),
    clock: z
      .object({
        clock: z.enum(['accept', 'arrive', 'finish']),
        from: Instant,
        ...{ due: Instant, firstDue: Instant },
        paused: z.boolean(),
        provisional: z.boolean(),
      })
      .nullable(),
    checklist: z.array(ChecklistView),
    result: z.string().nullable(),
    defects: z.array(z.string()),
    proposal: z.object({ unit: z.string(), unitName: z.string(), reason: z.string(), basis: z.string() }).nullable(),
    ask: z.object({ kind: z.enum(['extend']), until: Instant, reason: z.string(), byName: z.string() }).nullable(),
    allowed: z.array(OrderAction),
    version: z.number(),
  })
  .meta({ id: 'WorkOrder' })
export type WorkOrder = z.infer<typeof WorkOrder>

/** A card of "today" on the phone: the order with what it needs of its event. */
export const OrderCard = WorkOrder.extend({
  no: z.string(),
  title: z.string(),
  grade: Grade,
  typeName: Words,
  areaName: z.string(),
  /** it is of all of that area: `lon`, `lat` are only its middle */
  whole: z.boolean(),
  address: z.string().nullable(),
  lon: z.number(),
  lat: z.number(),
  safety: z.array(Words),
  why: z.string(),
  contacts: z.array(z.object({ name: z.string(), post: z.string(), phone: z.string().nullable() })),
  readings: z.array(z.object({ at: Instant, reading: z.string(), value: z.number() })),
  photos: z.array(z.object({ id: z.string(), item: z.string(), takenAt: Instant })),
  /** you were called for it and have not answered: the attempt that 知道了 or 不能处置 answers */
  callWaiting: z.uuid().nullable(),
  /** whom the object of the case threatens, door by door; null where the plan has no such list */
  evacuation: Evacuation.nullable(),
  /** 通行管制: ways the plan may close */
  ways: z.array(EventWay),
}).meta({ id: 'OrderCard' })
export type OrderCard = z.infer<typeof OrderCard>
export const OrderList = z
  .object({ rows: z.array(OrderCard), next: z.string().nullable(), at: Instant })
  .meta({ id: 'OrderList' })

const version = z.int().positive().optional()
const reason = z.string().trim().min(2).max(500)
const place = {
  lon: z.number().min(-180).max(180).optional(),
  lat: z.number().min(-90).max(90).optional(),
  accuracyM: z.number().min(0).max(100_000).optional(),
}
/** When it truly happened on the phone; the server keeps both times. */
const occurredAt = Instant.optional()

export const AcceptBody = z.strictObject({ version, occurredAt })
export const ArriveBody = z.strictObject({ version, occurredAt, ...place })
export const ProgressBody = z.strictObject({
  version,
  occurredAt,
  item: z.string().max(60).optional(),
  note: z.string().trim().max(1000).optional(),
  file: z.uuid().optional(),
  value: z.number().optional(),
  ...place,
})
export const ReturnBody = z.strictObject({
  version,
  occurredAt,
  reason: z.enum(['area', 'owner', 'function', 'insufficient', 'duplicate']),
  basis: z.string().trim().min(4).max(300),
  proposed: z.string().max(80),
})
export const ArbitrateBody = z.strictObject({ version, unit: z.string().max(80), reason, rule: z.boolean().default(false) })
export const TransferBody = z.strictObject({ version, unit: z.string().max(80), reason })
export const SuspendBody = z.strictObject({ version, reason, until: Instant.optional() })
export const ExtendBody = z.strictObject({ version, until: Instant, reason })
export const SubmitBody = z.strictObject({
  version,
  occurredAt,
  result: z.string().trim().min(1).max(2000),
  cause: z.string().trim().max(200).optional(),
  confirmed: z.boolean().default(false),
})
export const NoteBody = z.strictObject({ version, note: z.string().trim().min(1).max(500) })
export const OrderReasonBody = z.strictObject({ version, reason })
export const OrderPlainBody = z.strictObject({ version })
