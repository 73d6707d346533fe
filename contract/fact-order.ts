import type { FactView } from './fact.ts'

type Ordered = Pick<FactView, 'occurredAt' | 'recordedAt' | 'position'>

const secondOf = (at: string): number => Math.floor(Date.parse(at) / 1000)
/** Positions are `tx.id`: ids count up as facts are recorded; by number, not by their letters. */
const idOf = ({ position }: Ordered): number => Number(position.split('.')[1])

/**
 * Facts as they happened, oldest first. Timelines are read by the second: what happened within one stands as it was recorded, the opening before the
 * dispatch that follows from it.
 */
export const asHappened = (a: Ordered, b: Ordered): number =>
  secondOf(a.occurredAt) - secondOf(b.occurredAt) || Date.parse(a.recordedAt) - Date.parse(b.recordedAt) || idOf(a) - idOf(b)

/** The same, newest first. */
export const newestFirst = (a: Ordered, b: Ordered): number => asHappened(b, a)
