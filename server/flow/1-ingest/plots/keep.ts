import { system } from '../../../../contract/actor.ts'
import { isOutside } from '../../../kernel/outside.ts'
import type { Spine, Tx } from '../../../kernel/spine.ts'
import { needRoom } from '../accept.ts'
import { createGroupCommit } from '../group-commit.ts'
import { newestOf } from './rules/newest-of.ts'
import { onceEach, plotKey } from './rules/once.ts'
import { insertPlots, saveTargets } from './store-plots.ts'
import type { Kept, Seen } from './types.ts'

/** Resolves once committed; throws when the database is down or the disk is full. */
export type Plots = { keep(seen: Seen): Promise<Kept> }

const maxBatch = 1000

/** The one door for plots, whatever brought them; many in one commit. */
export function createPlots(spine: Spine): Plots {
  const group = createGroupCommit<Seen, Kept>({
    most: maxBatch,
    ticket: ({ station }) => ({ device: station, via: station, lane: 'calm' }),
    commit(batch) {
      needRoom(spine)
      return spine.transaction(system, (tx) => keepAll(tx, batch))
    },
    isOutside,
    onPoison: (_one, error) => Promise.reject(error),
  })
  return { keep: (seen) => group.add(seen) }
}

/** Keeps what is not kept yet and brings the newest of each target up to it; one answer for each, in order. */
export async function keepAll(tx: Tx, batch: readonly Seen[]): Promise<Kept[]> {
  // In the order of their keys, so that two batches never wait for each other crosswise.
  const fresh = onceEach(batch).toSorted((a, b) => (plotKey(a) < plotKey(b) ? -1 : 1))
  const kept = await insertPlots(tx, fresh)
  const isNew = new Set(fresh.filter((seen) => kept.has(plotKey(seen))))
  await saveTargets(tx, newestOf(batch.filter((seen) => seen.words || isNew.has(seen))))
  return batch.map((seen) => (isNew.has(seen) || !seen.place ? 'taken' : 'repeated'))
}
