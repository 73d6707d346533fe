/** What tickets took from a place against what it may give. */
export type Volume = { taken: number; permitted: number; until: string | null }

/** More than permitted by `percent`, or, once its days are over, less by that: then some of it went without a ticket. Null: in balance, or not known yet. */
export function unbalanced({ taken, permitted, until }: Volume, percent: number, today: string): 'over' | 'under' | null {
  if (permitted <= 0) return null
  if (taken > permitted * (1 + percent / 100)) return 'over'
  return until !== null && until < today && taken < permitted * (1 - percent / 100) ? 'under' : null
}
