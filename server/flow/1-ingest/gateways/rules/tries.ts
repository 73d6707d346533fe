import { createAllowance } from './allowance.ts'

/**
 * Wrong proofs a window lets through: of one address under one number, of an address under any, under a number from anywhere, and
 * `ofFirst` more under it, each the first of its address.
 */
export type TryLimits = {
  windowMs: number
  ofPair: number
  ofAddress: number
  ofNumber: number
  ofFirst: number
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
 * address a number was right from last has only its own few tries to lose, so that guessing from elsewhere does not shut it out. A
 * device on a new address (a SIM card that was given another) has a first try of its own when few have used up the common ones: who would
 * shut it out needs an address for each of `ofFirst`. Any right code passing always would be guessing without an end.
 */
export function createTries({ windowMs, ofPair, ofAddress, ofNumber, ofFirst, pairs, addresses }: TryLimits): Tries {
  const byPair = createAllowance({ windowMs, each: { count: ofPair }, keys: pairs })
  const byAddress = createAllowance({ windowMs, each: { count: ofAddress }, keys: addresses })
  const byNumber = createAllowance({ windowMs, each: { count: ofNumber }, keys: Number.POSITIVE_INFINITY })
  const byFirst = createAllowance({ windowMs, each: { count: ofFirst }, keys: Number.POSITIVE_INFINITY })
  const homes = new Map<string, string>()
  const pairOf = ({ address, number }: Trying): string => `${address} ${number}`
  return {
    may(who, now) {
      if (byPair.spent(pairOf(who), now)) return false
      if (homes.get(who.number) === who.address) return true
      if (byAddress.spent(who.address, now)) return false
      return !byNumber.spent(who.number, now) || !(byPair.touched(pairOf(who), now) || byFirst.spent(who.number, now))
    },
    wrong(who, now) {
      byAddress.take(who.address, 0, now)
      if (!byNumber.take(who.number, 0, now)) byFirst.take(who.number, 0, now)
      // What nobody counts for this address alone is bounded by the number like everybody's.
      if (!byPair.take(pairOf(who), 0, now)) homes.delete(who.number)
    },
    right: ({ address, number }) => void homes.set(number, address),
  }
}
