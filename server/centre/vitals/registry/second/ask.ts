import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { keepRequest } from '../../../../city/second-person/requests.ts'
import { RefusalError } from '../../../../kernel/result.ts'
import type { Db, Tx } from '../../../../kernel/spine.ts'
import { changesOf } from '../rules/changes.ts'
import type { Registered } from '../store.ts'
import { insertRequest, waitingOf } from './store.ts'

export const timer = { key: 'vital-request', kind: 'vital-request.due' }

/** `place`: the area the vital belongs to. `batch`: asked for with others at once. */
type Asked = {
  vital: Registered
  definition: VitalDefinition
  place: { path: string; tier: string }
  by: string
  batch?: string
}

/** Asks that a definition follows the one in force: a second person who may define vitals there confirms it, within a day. Refused: one waits already. */
export async function askSecond(tx: Tx, { vital, definition, place, by, batch }: Asked): Promise<void> {
  const wish = { vital: vital.id, version: vital.version, definition, area: place.path, by }
  const { id, lapsesAt } = await keepRequest(tx, { timer }, (head) => insertRequest(tx, { ...wish, ...head }), waits(vital))
  const n = changesOf(vital.definition, definition).length
  await tx.record({
    ...{ kind: 'vital.publish-asked', subject: vital.code, area: place.path },
    body: {
      ...{ vital: vital.code, name: definition.name.zh, n, tier: place.tier },
      ...{ request: id, lapsesAt: lapsesAt.toISOString(), batch: batch ?? null },
    },
  })
}

const waits = ({ definition }: Registered) => ({
  ...({ code: 'vital.request-waiting', details: { name: definition.name.zh } } as const),
})

/** What waits for a second person stays as it was asked for. */
export async function orWaits(db: Db, vital: Registered): Promise<void> {
  if (await waitingOf(db, vital.id)) throw new RefusalError(waits(vital))
}
