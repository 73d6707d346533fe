import type { Signal } from '../../../contract/signal.ts'

const weight = { extraordinary: 4, major: 3, serious: 2, ordinary: 1, minor: 0 } as const
const onTop = (s: Signal): number => (weight[s.grade] >= 3 && !(s.event?.accepted ?? false) ? weight[s.grade] : 0)

/** Order of the inbox: red and orange that nobody holds yet on top, the rest newest first. */
export function orderInbox(rows: readonly Signal[]): Signal[] {
  return rows.toSorted((a, b) => onTop(b) - onTop(a) || b.receivedAt.localeCompare(a.receivedAt))
}
