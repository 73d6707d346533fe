import { system } from '../../../contract/actor.ts'
import type { RecordedFact } from '../../kernel/facts.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { answeringFor, cancelSilentNotices, silentKey, takeWithdrawn } from './store-vitals.ts'
import { tell } from './tell.ts'

/**
 * Vitals of an owner are silent for a day: whoever holds the post that answers for them hears of it once, else its unit, else who leads the duty
 * above. What they were told before is withdrawn: the newest says how many there are.
 */
export async function onVitalsAsked({ body, area }: RecordedFact<'vitals.asked'>, tx: Tx): Promise<void> {
  const { owner, ownerPost, vitals, areas, names } = body
  await takeBack(tx, { owner, ownerPost, area })
  await tell(tx, await answeringFor(tx, { owner, ownerPost }, tx.now), {
    ...{ event: null, order: null, area, kind: 'vital-silent', why: 'vital-silent', urgent: false },
    silent: { of: silentKey({ owner, ownerPost }), vitals, areas, names },
  })
}

/** Nothing of them is silent any more: nobody need look. */
export async function onVitalsAnswered({ body, area }: RecordedFact<'vitals.answered'>, tx: Tx): Promise<void> {
  await takeBack(tx, { ...body, area })
}

/** At the start: what a migration withdrew leaves the phones that have it open. */
export async function tellWithdrawn(spine: Pick<Spine, 'transaction'>): Promise<void> {
  await spine.transaction(system, async (tx) => {
    for (const { id, person } of await takeWithdrawn(tx))
      await tx.record({ kind: 'notice.cancelled', subject: person, area: null, body: { notice: id, person } })
  })
}

type Back = { owner: string | null; ownerPost: string | null; area: string | null }

async function takeBack(tx: Tx, { area, ...owner }: Back): Promise<void> {
  for (const { id, person } of await cancelSilentNotices(tx, owner))
    await tx.record({ kind: 'notice.cancelled', subject: person, area, body: { notice: id, person } })
}
