import { system } from '../../../../contract/actor.ts'
import type { MappedDeps } from './deps.ts'
import { pollDue } from './poll.ts'
import { readDelivery } from './read-delivery.ts'
import { createSparkplug, type Sparkplug } from './sparkplug/sparkplug.ts'
import { pruneDeliveries } from './store-deliveries.ts'
import { createFolderWatch } from './watch-folder.ts'

/** What mapped feeds do by themselves, one step at a time; each answers whether there may be more. */
export type MappedFeeds = {
  /** reads a file that was brought */
  read(): Promise<boolean>
  /** asks the sources whose time has come */
  poll(): Promise<boolean>
  /** takes files out of the watched folder, and puts away those that were read */
  look(): Promise<boolean>
  /** edge nodes at the broker */
  sparkplug: Sparkplug
  /** deletes deliveries that are older than 30 days, and files of the watched folder */
  prune(): Promise<boolean>
  /** ends what is being read at its next part; it goes on after the next start */
  stop(): void
}

const keptMs = 30 * 86_400_000
const mostPruned = 200

export function createMappedFeeds(deps: MappedDeps): MappedFeeds {
  let stopping = false
  const folder = createFolderWatch(deps, deps.dropDir)
  return {
    read: () => readDelivery({ ...deps, stopping: () => stopping }),
    poll: () => pollDue(deps),
    look: folder.look,
    sparkplug: createSparkplug(deps),
    async prune() {
      await folder.prune()
      return deps.spine.transaction(system, (tx) => pruneDeliveries(tx, new Date(tx.now.getTime() - keptMs), mostPruned))
    },
    stop() {
      stopping = true
    },
  }
}
