import type { Spine } from '../../../kernel/spine.ts'
import { readRollTree, treeStamp } from './store-tree.ts'
import type { TreeRead } from './types.ts'

/** The tree, read when first asked for and again when areas have changed. */
export type LiveTree = {
  read(): Promise<TreeRead>
  /** areas have changed: it is read again by whoever asks next */
  forget(): void
  zone: string
}

/** After this long it is looked whether areas have changed: they do by the year, and a changed one must not wait for a start. */
const keepMs = 10 * 60_000

type Kept = { tree: TreeRead; stamp: string }

export function createLiveTree(spine: Spine, zone: string): LiveTree {
  let kept: { reading: Promise<Kept>; at: number } | null = null
  // Reading 77,000 areas holds up whatever else the process does, asking whether they are the same does not.
  const again = async (before: Kept | null): Promise<Kept> => {
    const stamp = await treeStamp(spine)
    return before?.stamp === stamp ? before : { tree: await readRollTree(spine, zone), stamp }
  }
  return {
    zone,
    forget() {
      kept = null
    },
    async read() {
      const now = spine.clock.now().getTime()
      if (!kept || Math.abs(now - kept.at) > keepMs) {
        const before = kept?.reading.catch(() => null) ?? null
        const reading = Promise.resolve(before).then(again)
        kept = { reading, at: now }
        // A database that was away for a moment must not be away for ten minutes.
        reading.catch(() => {
          kept = null
        })
      }
      return (await kept.reading).tree
    },
  }
}
