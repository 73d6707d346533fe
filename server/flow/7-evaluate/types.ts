/** What is counted. Words live in the database for ever. */
export const countNames = [
  'opened',
  'dispatched',
  'accepted',
  'accepted-on-time',
  'overdue',
  'returned',
  'sent-back',
  'closed',
  'reopened',
  'false-alarm',
  'auto-cleared',
] as const
export type CountName = (typeof countNames)[number]

/** One more of something, in a town, on a day ('YYYY-MM-DD' of the city's zone). `area` is a town's path, or a shorter one as given. */
export type Tick = { area: string; day: string; name: CountName }

/** A cell that is not what a fresh count of the facts says. */
export type CountDifference = { area: string; day: string; name: string; stored: number; counted: number }

/** Sums over a part of the city and a span of days; every name present. */
export type CountSums = Record<CountName, number>

/** Where a thing received can stand. Words live in the database for ever. `gone`: its alarm cleared before anybody had decided. */
export const itemStates = ['open', 'closed', 'merged', 'rejected', 'false-alarm', 'self-handled', 'gone'] as const
export type ItemState = (typeof itemStates)[number]

/** Where a call to take on an order can stand. `climbed`: nobody answered, the next rung was called. */
export const callStates = ['pending', 'answered', 'climbed', 'withdrawn'] as const
export type CallState = (typeof callStates)[number]

/** One area's day. `balanced`: the items add up to what was received, the calls to what was sent; nothing in two places or in none. */
export type Sheet = {
  received: number
  items: Record<ItemState, number>
  sent: number
  calls: Record<CallState, number>
  balanced: boolean
}
export type AreaSheet = Sheet & { area: string }

/** A thing received or a call that does not stand where rows and facts say. */
export type BalanceDifference = {
  of: 'item' | 'call'
  id: string
  area: string
  day: string
  stored: string | null
  counted: string | null
}
