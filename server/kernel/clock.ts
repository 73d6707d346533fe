/**
 * The only source of time. Rules never see it: they are given `now`. `elapsedMs`: milliseconds that only go forward, at the pace of the machine whatever
 * the rate; for how long work may take, never for when something is.
 */
export type Clock = { now(): Date; rate(): number; elapsedMs(): number }

const machineMs = (): number => performance.now()
export const realClock: Clock = { now: () => new Date(), rate: () => 1, elapsedMs: machineMs }

/** A clock moved by hand, for tests: no work takes any time unless it moves the clock. `set` never goes back. */
export function manualClock(start: Date): Clock & { set(to: Date): void } {
  let current = start.getTime()
  return {
    now: () => new Date(current),
    rate: () => 1,
    elapsedMs: () => current,
    set(to) {
      if (to.getTime() < current) throw new Error(`the clock cannot go back to ${to.toISOString()}`)
      current = to.getTime()
    },
  }
}

/** The demo's clock: runs `rate` times as fast as the wall, from `base` on. `jump` sets it anew ("reset to 09:30"). */
export function demoClock(rate: number, base = Date.now()): Clock & { jump(to: Date): void } {
  let from = base
  let started = performance.now()
  return {
    now: () => new Date(from + (performance.now() - started) * rate),
    rate: () => rate,
    elapsedMs: machineMs,
    jump(to) {
      from = to.getTime()
      started = performance.now()
    },
  }
}
