import type { DeviceState } from '../types.ts'
import type { Judged } from './judge-reading.ts'
import { keepsPace } from './set-back.ts'

type Kept = Extract<Judged, { keep: true }>

/** What a device is known by after one more reading of it. */
export function rememberReading(state: DeviceState, judged: Kept, seq: number | undefined, now: Date): DeviceState {
  if (judged.late) {
    // The first of several that keep pace stays: from it on it is seen how fast the device's clock runs.
    const first = keepsPace(state, { at: judged.at, received: now })
    const since = first ? {} : { lateAt: judged.at, lateReceived: now }
    return { ...state, ...since, lastReceived: now, late: state.late + 1 }
  }
  return {
    ...state,
    lastReceived: now,
    // A device that never sent anything of use is silent from its first message on.
    lastFed: judged.whole ? now : (state.lastFed ?? now),
    lateAt: null,
    lateReceived: null,
    lastAt: judged.at,
    // What could not be used is unknown, not what it was before.
    lastValues: judged.feeds ?? {},
    skewMs: judged.skew,
    lastSeq: seq ?? state.lastSeq,
    gaps: state.gaps + (judged.lost > 0 ? 1 : 0),
    lost: state.lost + judged.lost,
  }
}
