/** From where a seat is used: the address (of IPv6 its network) and what the browser calls itself. */
export type From = { address: string; agent: string }

/**
 * A machine a seat was used from, the first and the last time. `told`: who let the seat in was told of it; `refusedAt`: when that a former key of it was
 * refused was told last.
 */
export type Machine = From & { firstAt: Date; lastAt: Date; told: boolean; refusedAt: Date | null }

/** How a key stands to its seat: the one in use, the one handed out to take its place, or one before. */
export type KeyKind = 'now' | 'next' | 'former'

/** The keys of a seat, but for themselves. `formerUntil`: until when the key that is asked for, one before, was good. */
export type Keys = { keyAt: Date; keyAgent: string | null; nextAt: Date | null; formerUntil: Date | null }

/** The machine the key in use was given to; null: of a seat from before that was written down. */
export type Home = { keyAddress: string | null; keyAgent: string | null }
