import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { answeringFor, cancelVitalNotices } from './store-vitals.ts'
import { tell } from './tell.ts'

/**
 * A vital is silent for a day: whoever holds the post that answers for it hears of it, else its unit, else who leads the duty above. `anew`:
 * somebody else answers for it now, and who did need look no more.
 */
export async function onVitalSilent({ body, area }: RecordedFact<'vital.silent'>, tx: Tx): Promise<void> {
  const { vital, name, areas, n, owner, ownerPost, anew } = body
  if (anew) await takeBack(tx, vital, area)
  await tell(tx, await answeringFor(tx, { owner, ownerPost }, tx.now), {
    ...{ event: null, order: null, area, kind: 'vital-silent', why: 'vital-silent', urgent: false },
    vital: { code: vital, name, areas, n },
  })
}

/** Nothing of it is silent any more: nobody need look. */
export async function onVitalSilenceOver({ body, area }: RecordedFact<'vital.silence-over'>, tx: Tx): Promise<void> {
  if (body.left === 0) await takeBack(tx, body.vital, area)
}

async function takeBack(tx: Tx, vital: string, area: string | null): Promise<void> {
  for (const { id, person } of await cancelVitalNotices(tx, vital))
    await tx.record({ kind: 'notice.cancelled', subject: person, area, body: { notice: id, person } })
}
