import { serverNow } from '../ui/clock.ts'
import { clockTime } from '../ui/format.ts'

/** A page that runs for weeks is opened anew once a night, at four in the city, when nobody looks. */
const hour = '04'
const youngMs = 3_600_000

/** Is a page that was opened at `born` to be opened anew at `now` (ms, the server's)? Once in the hour of the night, not twice. */
export const isDue = (born: number, now: number): boolean => clockTime(now).startsWith(hour) && now - born > youngMs

/** Reloads the wall at four. Returns how to stop. */
export function reloadAtFour(): () => void {
  const born = serverNow()
  const timer = setInterval(() => {
    if (isDue(born, serverNow()) && navigator.onLine) location.reload()
  }, 60_000)
  return () => clearInterval(timer)
}
