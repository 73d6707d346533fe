/** Values kept of the moments of devices, so that a repeat is known however late it comes. */
export type KeptValues = Map<string, Record<string, number>[]>
export type Moment = { device: string; at: Date }

const keyOf = ({ device, at }: Moment): string => `${device} ${at.getTime()}`

/** What is kept of this moment; empty when nothing is. */
export const keptAt = (kept: KeptValues, moment: Moment): readonly Record<string, number>[] => kept.get(keyOf(moment)) ?? []

/** Notes values as kept of their moment. */
export function keep(kept: KeptValues, moment: Moment, values: Record<string, number>): void {
  kept.set(keyOf(moment), [...keptAt(kept, moment), values])
}
