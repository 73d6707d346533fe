import { system } from '../../../../contract/actor.ts'
import { orderedId } from '../../../kernel/ids.ts'
import { isOutside } from '../../../kernel/outside.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { createGroupCommit } from '../group-commit.ts'
import { type Counted, countFrames, insertFrames, type NumberedFrame } from './store-gateways.ts'
import type { KeptFrame } from './types.ts'

/** Resolve once committed; throw when the database is down or the disk is full. */
export type Frames = {
  keep(frame: KeptFrame): Promise<void>
  /** Counts what is not kept: rubbish between frames, what is beyond its sender's room, connections that were ended. */
  count(counted: Counted & Pick<KeptFrame, 'peer'>): Promise<void>
}

const maxBatch = 1000

/** Frames as they came, many in one commit. */
export function createFrames(spine: Spine): Frames {
  const group = <T extends Counted & { peer: string }>(
    save: (tx: Parameters<typeof countFrames>[0], batch: T[]) => Promise<void>,
  ) =>
    createGroupCommit<T, void>({
      most: maxBatch,
      ticket: ({ peer }) => ({ device: peer, via: peer, lane: 'calm' }),
      commit: (batch) =>
        spine.transaction(system, async (tx) => {
          await save(tx, batch)
          return batch.map(() => undefined)
        }),
      isOutside,
      onPoison: (_one, error) => Promise.reject(error),
    })
  const kept = group<NumberedFrame>(insertFrames)
  let came = 0
  const counted = group<Counted & Pick<KeptFrame, 'peer'>>((tx, batch) => countFrames(tx, batch))
  return { keep: (frame) => kept.add({ ...frame, id: orderedId(frame.at, came++) }), count: (one) => counted.add(one) }
}
