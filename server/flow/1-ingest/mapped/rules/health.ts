import type { FeedHealth } from '../../../../../contract/mapped-feed.ts'
import type { MappedFeed } from '../types.ts'

type Known = Pick<
  MappedFeed,
  'on' | 'expect_s' | 'pull' | 'made_at' | 'last_ok_at' | 'last_failed_at' | 'failure' | 'gone' | 'last_measured_at'
>

/** How many times of what is expected may pass before a feed is called silent. */
const patience = 3

/** How a feed does. What is expected of one that fetches is its interval; silence counts from the newest moment measured, or from its beginning; who said goodbye is silent. */
export function healthOf(feed: Known, now: Date): FeedHealth {
  if (!feed.on) return 'off'
  if (feed.failure) return 'failing'
  if (feed.gone.length > 0) return 'silent'
  const last = feed.last_measured_at ?? feed.last_ok_at
  const expected = feed.expect_s ?? feed.pull?.everyS ?? null
  const since = Math.min(now.getTime(), (last ?? feed.made_at).getTime())
  if (expected !== null && now.getTime() - since > patience * expected * 1000) return 'silent'
  return last ? 'well' : 'new'
}
