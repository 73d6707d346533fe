import type { DeviceState } from '../types.ts'

type Candidate = Partial<Pick<DeviceState, 'lateAt' | 'lateReceived'>>
type Arrival = { at: Date; received: Date }

/** Two readings this close may come from one buffer; only what lies further apart shows the pace of a clock. */
const apartMs = 5_000
const toleranceMs = 2_000
const tolerance = 0.2

/** Did as much time pass on the device's clock since the first late reading as on ours? What is sent again from a buffer comes faster. */
export function keepsPace({ lateAt, lateReceived }: Candidate, { at, received }: Arrival): boolean {
  if (!lateAt || !lateReceived) return false
  const [theirs, ours] = [at.getTime() - lateAt.getTime(), received.getTime() - lateReceived.getTime()]
  return theirs > 0 && Math.abs(theirs - ours) <= Math.max(toleranceMs, ours * tolerance)
}

/** A second late reading that keeps pace with the first, none in time between them: the device measures now, its clock was set back. */
export const isSetBack = (state: Candidate, arrival: Arrival): boolean =>
  keepsPace(state, arrival) && arrival.received.getTime() - state.lateReceived!.getTime() >= apartMs
