import { serverNow } from '../ui/clock.ts'
import { clockTime } from '../ui/format.ts'

/** A page that runs for weeks is opened anew once a night, at four in the city, when nobody looks. */
const hour = '04'
const youngMs = 3_600_000

/** Is a page that was opened at `born` to be opened anew at `now` (ms, the server's)? Once in the hour of the night, not twice. */
export const isDue = (born: number, now: number): boolean => clockTime(now).startsWith(hour) && now - born > youngMs

/** A wall is to stay below 600 MB for weeks; what takes more than this is opened anew before it gets there. */
const mostMb = 450

/** Has a page that was opened at `born` taken so much memory (MB; null: this browser does not say) that it is to be opened anew? Not again within the hour. */
export const isFull = (usedMb: number | null, born: number, now: number): boolean =>
  usedMb !== null && usedMb > mostMb && now - born > youngMs

/** Chromium alone says how much its scripts hold. */
function usedMb(): number | null {
  const { memory } = performance as { memory?: { usedJSHeapSize: number } }
  return memory ? memory.usedJSHeapSize / 1024 / 1024 : null
}

/** Reloads the wall at four, and when its memory fills. Returns how to stop. */
export function reloadInTime(): () => void {
  const born = serverNow()
  const timer = setInterval(() => {
    const now = serverNow()
    if ((isDue(born, now) || isFull(usedMb(), born, now)) && navigator.onLine) location.reload()
  }, 60_000)
  return () => clearInterval(timer)
}
