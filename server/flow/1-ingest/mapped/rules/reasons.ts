import type { Fault } from '../../../../city/sheet/types.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import type { Reason } from '../types.ts'

/** Different reasons kept of one delivery; what comes beyond counts as refused without its reason. */
const mostReasons = 12

/** The same fault of many rows is one reason: its code, its column and what is wrong there; the text of the first row stands for all. */
const keyOf = ({ code, details }: Refusal): string => `${code} ${details?.path ?? ''} ${details?.reason ?? ''}`

/** Adds counted reasons, the most frequent first. */
export function addReasons(before: readonly Reason[], more: readonly Reason[]): Reason[] {
  const all = new Map(before.map((reason) => [keyOf(reason.refusal), reason]))
  for (const { refusal, n } of more) {
    const key = keyOf(refusal)
    const same = all.get(key)
    if (same || all.size < mostReasons) all.set(key, { refusal: same?.refusal ?? refusal, n: (same?.n ?? 0) + n })
  }
  return [...all.values()].sort((a, b) => b.n - a.n)
}

type Became = { kept: number; duplicates: number; refused: number; reasons: readonly Reason[] }

/** Why nothing of a file came in, by the most frequent reason, when rows of it were refused; null: some did, or it held none. */
export const nothingTaken = ({ kept, duplicates, refused, reasons }: Became): Refusal | null =>
  kept + duplicates === 0 && refused > 0 ? (reasons[0]?.refusal ?? null) : null

export const reasonsOf = (faults: readonly Fault[]): Reason[] =>
  addReasons(
    [],
    faults.map(({ refusal }) => ({ refusal, n: 1 })),
  )
