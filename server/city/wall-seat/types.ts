/** From where a seat is used: the address (of IPv6 its network) and what the browser calls itself. */
export type From = { address: string; agent: string }

/** A machine a seat was used from, the first and the last time. `told`: who let the seat in was told of it. */
export type Machine = From & { firstAt: Date; lastAt: Date; told: boolean }

/** How a key stands to its seat: the one in use, the one handed out to take its place, or the one before. */
export type KeyKind = 'now' | 'next' | 'former'

/** The keys of a seat, but for themselves. `keyAgent`: the browser that took the one in use; null: it is still the one it was let in with. */
export type Keys = { keyAt: Date; keyAgent: string | null; nextAt: Date | null; formerUntil: Date | null }
