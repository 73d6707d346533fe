import { clockTime } from '../ui/format.ts'

/** A page that runs for weeks is opened anew once a night, at four in the city, when nobody looks. */
const hour = '04'
const youngMs = 3_600_000

/** Reloads the wall at four. Returns how to stop. */
export function reloadAtFour(): () => void {
  const born = performance.now()
  const timer = setInterval(() => {
    if (clockTime(Date.now()).startsWith(hour) && performance.now() - born > youngMs && navigator.onLine) location.reload()
  }, 60_000)
  return () => clearInterval(timer)
}
