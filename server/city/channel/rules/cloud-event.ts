import type { Actor } from '../../../../contract/actor.ts'
import { type FactKind, withoutPersons } from '../../../../contract/fact.ts'

type Told = {
  id: string
  kind: FactKind
  subject: string
  area: string | null
  unit: string | null
  actor: Pick<Actor, 'post'>
  occurredAt: Date
  body: Record<string, unknown>
  /** of a drill: an attribute says so, whatever the kind of fact */
  exercise?: boolean
}

/**
 * A fact as a CloudEvent 1.0.2. Who acted is told by post and unit, nobody by name; the body has its own place, so that no field of it
 * covers them.
 */
export const cloudEvent = ({
  id,
  kind,
  subject,
  area,
  unit,
  actor,
  occurredAt,
  body,
  exercise = false,
}: Told): Record<string, unknown> => ({
  specversion: '1.0',
  id,
  source: 'zhili/facts',
  type: `zhili.${kind}`,
  subject,
  time: occurredAt.toISOString(),
  datacontenttype: 'application/json',
  ...(exercise ? { exercise } : {}),
  data: { area, unit, post: actor.post ?? null, body: withoutPersons(kind, body) },
})
