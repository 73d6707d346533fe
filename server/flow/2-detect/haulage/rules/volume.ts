/** What tickets took from a place: as its own gates weighed it, and as it came in where it was unloaded (a ticket that is open yet: as it left). */
export type Taken = { left: number; came: number }
/** That, against what the place may give. */
export type Volume = { taken: Taken; permitted: number; until: string | null }

/**
 * More than permitted by `percent`, or, once its days are over, less by that: then some of it went without a ticket. Two scales weighed every load,
 * each off by some percent of its own: only what both say is out of balance. Null: in balance, or not known yet.
 */
export function unbalanced({ taken, permitted, until }: Volume, percent: number, today: string): 'over' | 'under' | null {
  if (permitted <= 0) return null
  const [least, most] = [Math.min(taken.left, taken.came), Math.max(taken.left, taken.came)]
  if (least > permitted * (1 + percent / 100)) return 'over'
  return until !== null && until < today && most < permitted * (1 - percent / 100) ? 'under' : null
}
