import { system } from '../../../contract/actor.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { ReadStands } from '../../flow/7-evaluate/vitals/stands/store-stands.ts'
import type { LiveTree } from '../../flow/7-evaluate/vitals/store-live-tree.ts'
import type { TreeRead } from '../../flow/7-evaluate/vitals/types.ts'
import { zoneText } from '../../kernel/calendar.ts'
import type { Spine } from '../../kernel/spine.ts'
import { keepCheckUp } from './keep.ts'
import { monthStart } from './rules/month.ts'
import { scheduledSince } from './store.ts'

type Deps = { spine: Spine; packs: Packs; tree: LiveTree; stands: ReadStands; zone: string }
/** A server that stood still for longer makes what is missing, and rings nobody up for the news of last week. */
const newsMs = 7 * 86_400_000

/**
 * The check-ups of the month that are not made yet: of the city, then of the operating districts, then of the towns, one a turn, each in its
 * own transaction. Answers whether there may be more. A server that stood still on the first makes them when it comes back.
 */
export async function makeDueCheckUps({ spine, packs, tree, stands, zone }: Deps): Promise<boolean> {
  const now = spine.clock.now()
  const since = monthStart(now, zone)
  // Before six on the first the month of the calendar has none yet, and that of the month before is late.
  if (zoneText(now, zone).slice(0, 7) !== zoneText(since, zone).slice(0, 7)) return false
  const read = await tree.read()
  const made = await scheduledSince(spine, since)
  const waiting = dueAreas(read).filter((code) => !made.has(code))
  const node = waiting[0] === undefined ? null : read.node(waiting[0])
  if (!node) return false
  const sent = now.getTime() - since.getTime() < newsMs
  await spine.transaction(system, (tx) =>
    keepCheckUp(tx, { packs, tree: read, stands, node, zone, made: 'schedule', actor: null, sent }),
  )
  return waiting.length > 1
}

const dueAreas = (read: TreeRead): string[] => {
  const districts = read.node(read.root)?.children ?? []
  return [read.root, ...districts, ...districts.flatMap((code) => read.node(code)?.children ?? [])]
}
