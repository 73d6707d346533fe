import type { Spine } from '../../../kernel/spine.ts'
import { readRollTree } from './store-tree.ts'
import type { TreeRead } from './types.ts'

/** The tree, read when first asked for and again when areas have changed. */
export type LiveTree = {
  read(): Promise<TreeRead>
  /** areas have changed: it is read again by whoever asks next */
  forget(): void
  zone: string
}

/** Read again after this long: areas change by the year, and a changed one must not wait for a start. */
const keepMs = 10 * 60_000

export function createLiveTree(spine: Spine, zone: string): LiveTree {
  let kept: { tree: Promise<TreeRead>; at: number } | null = null
  return {
    zone,
    forget() {
      kept = null
    },
    read() {
      const now = spine.clock.now().getTime()
      if (!kept || Math.abs(now - kept.at) > keepMs) {
        const tree = readRollTree(spine, zone)
        kept = { tree, at: now }
        // A database that was away for a moment must not be away for ten minutes.
        tree.catch(() => {
          kept = null
        })
      }
      return kept.tree
    },
  }
}
