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
