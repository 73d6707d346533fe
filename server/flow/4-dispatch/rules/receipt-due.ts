/** So many times its limit a command may wait to leave before nobody hopes for its receipt any more. */
const patience = 12

type Waiting = { orderedAt: Date; leftAt: Date | null; withinMs: number; now: Date }

/**
 * When to ask for a receipt again, or null when it is overdue now. The limit counts from the moment the command left: in a storm thousands
 * leave one after another, and a fan that was not told yet has failed nobody.
 */
export function receiptDue({ orderedAt, leftAt, withinMs, now }: Waiting): Date | null {
  const last = orderedAt.getTime() + patience * withinMs
  const due = Math.min((leftAt ?? now).getTime() + withinMs, last)
  return due > now.getTime() ? new Date(due) : null
}
