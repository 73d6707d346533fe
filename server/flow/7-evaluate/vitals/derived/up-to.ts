/** Transactions looked at in one round: some minutes of a busy city. */
const txsAtOnce = 5_000n

/** How far a look goes that stood at `from`, all below `ended` being over: after a long stop it catches up in steps. */
export const upTo = (from: bigint, ended: bigint): bigint => (ended - from > txsAtOnce ? from + txsAtOnce : ended)
