import type { Label, Seen } from '../types.ts'

export type Matched = { outcome: 'unknown' } | { outcome: 'ignored' | 'unsure' | 'suspicion'; label: Label }

/**
 * What a camera's word means by the table: that of its most exact name that stands in it. A confidence nobody told is not zero: it goes
 * before a person, who decides anyway. `knows`: is there such an event type? A row without one says nothing.
 */
export function matchLabel(
  labels: readonly Label[],
  { names, confidence }: Pick<Seen, 'names' | 'confidence'>,
  knows: (type: string) => boolean,
): Matched {
  const label = names.flatMap((name) => labels.find((one) => one.label === name) ?? [])[0]
  if (!label || (label.type !== null && !knows(label.type))) return { outcome: 'unknown' }
  if (label.type === null) return { outcome: 'ignored', label }
  return { outcome: label.least !== null && confidence !== null && confidence < label.least ? 'unsure' : 'suspicion', label }
}
