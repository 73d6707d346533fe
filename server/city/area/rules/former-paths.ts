import { isWithin, pathOf } from './codes.ts'

/** Areas that ended, each with the one that took its place (of a split the first part). */
export type Heirs = ReadonlyMap<string, string>

/**
 * 区划变动: the paths outside some prefixes under which lies what was opened in places that are inside them now, whatever they were called and wherever
 * they lay. Of a place that was parted between districts only what went along whole.
 */
export function formerPaths(heirs: Heirs, prefixes: readonly string[]): string[] {
  if (heirs.size === 0 || prefixes.length === 0) return []
  const ended = [...heirs.keys()].map((code) => ({ path: pathOf(code), isIn: isWithin(pathOf(todayOf(heirs, code)), prefixes) }))
  // Whatever something left for elsewhere did not come whole.
  const parted = new Set(ended.flatMap(({ path, isIn }) => (isIn ? [] : upwards(path))))
  const found: string[] = []
  for (const { path, isIn } of ended.toSorted((one, other) => one.path.length - other.path.length)) {
    if (isIn && !parted.has(path) && !isWithin(path, prefixes) && !isWithin(path, found)) found.push(path)
  }
  return found
}

function todayOf(heirs: Heirs, code: string): string {
  let today = code
  for (let next = heirs.get(today); next !== undefined; next = heirs.get(today)) today = next
  return today
}

/** `50/500105/` → `50/`, `50/500105/`. */
const upwards = (path: string): string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, n, codes) => `${codes.slice(0, n + 1).join('/')}/`)
