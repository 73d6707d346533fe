import { createAllowance } from './allowance.ts'

/** Wrong proofs a window lets through: of one address under one number, of an address under any, under a number from anywhere. */
export type TryLimits = {
  windowMs: number
  ofPair: number
  ofAddress: number
  ofNumber: number
  pairs: number
  addresses: number
}
/** `number` with its protocol, and registered: so there are never more of them than rows. */
export type Trying = { address: string; number: string }

export type Tries = {
  /** May a proof still be looked at? Otherwise not even the right one counts. */
  may(who: Trying, now: number): boolean
  wrong(who: Trying, now: number): void
  right(who: Trying): void
}

/**
 * How often a code may be guessed. What is bounded in the end is the number, whose count needs no room that strangers could fill; the
 * address a number was right from last has only its own few tries to lose, so that guessing from elsewhere shuts nobody out.
 */
export function createTries({ windowMs, ofPair, ofAddress, ofNumber, pairs, addresses }: TryLimits): Tries {
  const byPair = createAllowance({ windowMs, each: { count: ofPair }, keys: pairs })
  const byAddress = createAllowance({ windowMs, each: { count: ofAddress }, keys: addresses })
  const byNumber = createAllowance({ windowMs, each: { count: ofNumber }, keys: Number.POSITIVE_INFINITY })
  const homes = new Map<string, string>()
  const pairOf = ({ address, number }: Trying): string => `${address} ${number}`
  return {
    may(who, now) {
      if (byPair.spent(pairOf(who), now)) return false
      if (homes.get(who.number) === who.address) return true
      return !byAddress.spent(who.address, now) && !byNumber.spent(who.number, now)
    },
    wrong(who, now) {
      byAddress.take(who.address, 0, now)
      byNumber.take(who.number, 0, now)
      // What nobody counts for this address alone is bounded by the number like everybody's.
      if (!byPair.take(pairOf(who), 0, now)) homes.delete(who.number)
    },
    right: ({ address, number }) => void homes.set(number, address),
  }
}
