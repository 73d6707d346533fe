import { z } from 'zod'
import { Actor } from './actor.ts'
import { adminFacts } from './facts/admin.ts'
import { alarmFacts } from './facts/alarm.ts'
import { baseMapFacts } from './facts/basemap.ts'
import { cameraFacts } from './facts/camera.ts'
import { dispatchFacts } from './facts/dispatch.ts'
import { dutyFacts } from './facts/duty.ts'
import type { FactEntry } from './facts/entry.ts'
import { evaluateFacts } from './facts/evaluate.ts'
import { eventFacts } from './facts/event.ts'
import { intakeFacts } from './facts/intake.ts'
import { orderFacts } from './facts/order.ts'
import { registerFacts } from './facts/register.ts'
import { reviewFacts } from './facts/review.ts'
import { versionFacts } from './facts/version.ts'
import { wallFacts } from './facts/wall.ts'
import { wayFacts } from './facts/way.ts'
import { Instant } from './time.ts'

/**
 * Every kind of fact: `noun.past`. Bodies hold codes and values, never sentences; the sentence is made from
 * the template here (`{name}` = a value of the body, `{by}` = the actor; a part in `[]` is left out when one of its values is empty).
 * Each subject has a file of its own in `facts/`.
 */
export const factKinds = {
  ...intakeFacts,
  ...cameraFacts,
  ...alarmFacts,
  ...eventFacts,
  ...dispatchFacts,
  ...orderFacts,
  ...wayFacts,
  ...evaluateFacts,
  ...reviewFacts,
  ...versionFacts,
  ...registerFacts,
  ...baseMapFacts,
  ...adminFacts,
  ...dutyFacts,
  ...wallFacts,
} as const satisfies Record<string, FactEntry>

export type FactKind = keyof typeof factKinds
export type FactBody<K extends FactKind> = z.infer<(typeof factKinds)[K]['body']>

/** A body as it may leave the house: what its kind describes, without who somebody is. */
export const withoutPersons = (kind: FactKind, body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries<z.ZodType>(factKinds[kind].body.shape).flatMap(([name, field]) =>
      isPersonal(field) ? [] : [[name, body[name]]],
    ),
  )

function isPersonal(field: z.ZodType): boolean {
  if (field.meta()?.personal === true) return true
  // May be left out, or null: what it is when it is there counts.
  return (field instanceof z.ZodNullable || field instanceof z.ZodOptional) && isPersonal(field.unwrap() as z.ZodType)
}

/** A fact as read back: `position` is `tx.id`, the only safe place to resume from. */
export const Fact = z
  .object({
    position: z.string(),
    kind: z.string(),
    subject: z.string(),
    area: z.string().nullable(),
    actor: Actor,
    recordedAt: Instant,
    occurredAt: Instant,
    body: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Fact' })
export type FactView = z.infer<typeof Fact>
