export type Values = Record<string, number>
export type Bounds = Record<string, { min: number; max: number }>

/**
 * What of a reading may be used, as the rules are given it: above what the sensor can measure counts as the top of its range, below it
 * as nothing. `whole`: every value could be used; only then the device is heard.
 */
export function usable(values: Values, bounds: Bounds): { feeds: Values; whole: boolean; suspect: boolean } {
  const feeds: Values = {}
  let [whole, suspect] = [true, false]
  for (const [name, value] of Object.entries(values)) {
    const bound = bounds[name]
    if (bound && (value < bound.min || value > bound.max)) suspect = true
    if (bound && value < bound.min) whole = false
    else feeds[name] = bound ? Math.min(value, bound.max) : value
  }
  return { feeds, whole, suspect }
}
